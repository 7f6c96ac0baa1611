namespace PlanEditor.Samples;

/// <summary>The sample plans.</summary>
public static class SamplesSetup
{
    public static void AddSamples(this IServiceCollection services) => services.AddSingleton<SamplePlans>();

    public static Task PrepareSamplesAsync(this WebApplication app) => app.Services.GetRequiredService<SamplePlans>().AddAsync(app.Lifetime.ApplicationStopping);
}
