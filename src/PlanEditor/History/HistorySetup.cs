using PlanEditor.Collaboration;

namespace PlanEditor.History;

/// <summary>The past of plans.</summary>
public static class HistorySetup
{
    public static void AddHistory(this IServiceCollection services)
    {
        services.AddSingleton<PlanHistory>();
        services.AddSingleton<PlanTouches>();
        services.AddSingleton<PlanRemovals>();
        services.AddSingleton<SeenStore>();
        services.AddSingleton<LandmarkFollower>();
        services.AddSingleton<IFollowRooms>(provider => provider.GetRequiredService<LandmarkFollower>());
        services.AddHostedService(provider => provider.GetRequiredService<LandmarkFollower>());
    }
}
