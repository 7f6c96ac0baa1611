using System.Data.Common;
using PlanEditor.Collaboration;
using PlanEditor.Hosting;
using PlanEditor.Storage;

namespace PlanEditor.Finals;

/// <summary>What is kept of plans that are final.</summary>
public static class FinalsSetup
{
    public const string Verify = "--verify-finals";

    public static void AddFinals(this IServiceCollection services)
    {
        services.AddSingleton<FinalStore>();
        services.AddSingleton<FinalRecords>();
        services.AddSingleton<FinalCheck>();
        services.AddSingleton<PublishedFinals>();
        services.AddSingleton<FinalTroubles>();
        services.AddSingleton<FinalMaker>();
        services.AddSingleton<FinalFollower>();
        services.AddSingleton<IFollowRooms>(provider => provider.GetRequiredService<FinalFollower>());
        services.AddHostedService(provider => provider.GetRequiredService<FinalFollower>());
    }

    /// <summary>With <c>--verify-finals</c> compares every published file with its manifest, with the log and with what was published first, whether or not a server runs.</summary>
    /// <returns>The exit code; null when it was not asked for.</returns>
    public static async Task<int?> VerifyFinalsIfAskedAsync(this WebApplication app, string[] args)
    {
        if (!args.Contains(Verify)) return null;
        var data = app.Services.GetRequiredService<DataDirectory>().Path;
        if (!File.Exists(Path.Combine(data, StorageSetup.FileName)) && !Directory.Exists(Path.Combine(data, FinalStore.Folder)))
        {
            await Console.Error.WriteLineAsync($"{data} is no data directory of this server: look at --data.");
            return 1;
        }

        try
        {
            return await app.Services.GetRequiredService<FinalCheck>().RunAsync(app.Lifetime.ApplicationStopping);
        }
        catch (Exception problem) when (problem is StorageStartException or UnreadableLogException or DbException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }
}
