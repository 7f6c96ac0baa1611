using PlanEditor.Collaboration;
using PlanEditor.Hosting;
using PlanEditor.Storage;

namespace PlanEditor.Finals;

/// <summary>What is kept of plans that are final.</summary>
public static class FinalsSetup
{
    private const string Verify = "--verify-finals";

    public static void AddFinals(this IServiceCollection services)
    {
        services.AddSingleton<FinalStore>();
        services.AddSingleton<PublishedFinals>();
        services.AddSingleton<FinalTroubles>();
        services.AddSingleton<FinalMaker>();
        services.AddSingleton<FinalFollower>();
        services.AddSingleton<IFollowRooms>(provider => provider.GetRequiredService<FinalFollower>());
        services.AddHostedService(provider => provider.GetRequiredService<FinalFollower>());
    }

    /// <summary>The arguments that are settings: the flag stands alone, and would take the next one for its value.</summary>
    public static string[] WithoutFlag(string[] args) => [.. args.Where(argument => argument != Verify)];

    /// <summary>With <c>--verify-finals</c> compares every published file with its manifest, whether or not a server runs.</summary>
    /// <returns>The exit code; null when it was not asked for.</returns>
    public static int? VerifyFinalsIfAsked(this WebApplication app, string[] args)
    {
        if (!args.Contains(Verify)) return null;
        var data = app.Services.GetRequiredService<DataDirectory>().Path;
        if (!File.Exists(Path.Combine(data, StorageSetup.FileName)) && !Directory.Exists(Path.Combine(data, FinalStore.Folder)))
        {
            Console.Error.WriteLine($"{data} is no data directory of this server: look at --data.");
            return 1;
        }

        var store = app.Services.GetRequiredService<FinalStore>();
        var (finals, problems) = (0, 0);
        try
        {
            foreach (var manifest in store.ReadAll(problem => { Console.Error.WriteLine(problem.Message); problems++; }))
            {
                finals++;
                var wrong = store.Verify(manifest).ToArray();
                problems += wrong.Length;
                var missing = manifest.IsWhole ? "" : $"; still to be made: {string.Join(", ", manifest.Missing.Select(file => file.Name))}";
                Console.WriteLine($"{manifest.Plan} v{manifest.Version}, revision {manifest.Revision}: {(wrong.Length == 0 ? $"{manifest.Files.Length} files as published" : string.Join("; ", wrong))}{missing}");
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }

        Console.WriteLine(problems == 0 ? $"{finals} finals verified." : $"{problems} files are not what was published. Put them back from a copy of the directory “finals”.");
        return problems == 0 ? 0 : 1;
    }
}
