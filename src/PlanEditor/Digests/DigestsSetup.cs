namespace PlanEditor.Digests;

/// <summary>How all plans stand, and what is written in them.</summary>
public static class DigestsSetup
{
    public static void AddDigests(this IServiceCollection services)
    {
        services.AddSingleton<DigestStore>();
        services.AddSingleton<PlanDigests>();
        services.AddSingleton<PlanSearch>();
        services.AddHostedService<DigestRepair>();
    }
}
