using System.Security.Cryptography;
using System.Text.Json;

namespace PlanEditor.FaultTests;

/// <summary>
/// The server publishes the final plan of the samples and is killed in the middle: as soon as so many files are there, finished or not, one more each round; then at random moments. After the next
/// start everything is there that a server makes that nobody killed, whole and as the manifest says; a manifest that was there before is what it was.
/// </summary>
internal static class PublishFault
{
    private const string ManifestName = "manifest.json";

    private static readonly TimeSpan Patience = FaultRun.Within(60);

    public static async Task RunAsync(FaultRun run)
    {
        var whole = await UndisturbedAsync(run);
        var (late, half) = (0, 0);
        for (var round = 0; round < run.Count; round++)
        {
            using var server = new AppServer(run.Dll);
            var final = FinalOf(server.Data, 1);
            server.Start();
            // What is written has another name first, so that there are twice as many moments as files, and the manifest.
            var events = round < 2 * whole.Count ? round + 1 : run.Random.Next(1, 2 * whole.Count);
            await KillAfterAsync(server, final, events);
            var manifest = Path.Combine(final, ManifestName);
            var before = File.Exists(manifest) ? await File.ReadAllBytesAsync(manifest) : null;
            if (before is not null) late++;
            else if (Directory.Exists(final) && Directory.EnumerateFiles(final).Any()) half++;
            CheckNamed(run, final, whole, $"right after the kill at {events}");

            await server.StartAndListenAsync();
            await PublishedAsync(server, 1);
            CheckNamed(run, final, whole, $"after the start behind the kill at {events}");
            var after = await File.ReadAllBytesAsync(manifest);
            run.Check(before is null || before.SequenceEqual(after), $"what was published before the kill at {events} is another now");
            foreach (var left in await UnfinishedAsync(final)) run.Wrong($"{left} is unfinished after the kill at {events}");
            run.Wrong(server.Failures);
        }

        run.Check(half > 0 || run.Count < 3, "no kill came in the middle of publishing");
        run.Say($"{run.Count} kills while {whole.Count} files were published: {half} between the first file and the manifest, {late} after it");
    }

    internal static string FinalOf(string data, int version) => Path.Combine(data, "finals", "panama", $"v{version}");

    private static async Task<IReadOnlySet<string>> UndisturbedAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        await server.StartAndListenAsync();
        await PublishedAsync(server, 1);
        return Named(FinalOf(server.Data, 1)).Keys.ToHashSet();
    }

    /// <summary>Kills the server when so many names were seen in the directory, files that are not whole yet among them.</summary>
    private static async Task KillAfterAsync(AppServer server, string final, int events)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (seen.Count < events && !seen.Contains(ManifestName))
        {
            deadline.Token.ThrowIfCancellationRequested();
            if (Directory.Exists(final)) seen.UnionWith(Directory.EnumerateFiles(final).Select(path => Path.GetFileName(path)));
            await Task.Delay(1, deadline.Token);
        }

        await server.KillAsync();
    }

    /// <summary>Waits until the files of a final are public.</summary>
    internal static async Task PublishedAsync(AppServer server, int version)
    {
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = Patience };
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await http.GetAsync(new Uri($"/public/panama/v{version}/{ManifestName}", UriKind.Relative), deadline.Token);
            if (answer.IsSuccessStatusCode) return;
            await Task.Delay(50, deadline.Token);
        }
    }

    /// <summary>The files that stay unfinished: what is written about a final that is public already, such as that it was announced, is so for a moment.</summary>
    private static async Task<IReadOnlyList<string>> UnfinishedAsync(string final)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            var left = Directory.EnumerateFiles(final, "*.unfinished").Select(path => Path.GetFileName(path)).ToList();
            if (left.Count == 0 || deadline.IsCancellationRequested) return left;
            await Task.Delay(50, CancellationToken.None);
        }
    }

    /// <summary>What the manifest names, if there is one, is all that there should be, and each file has its hash.</summary>
    internal static void CheckNamed(FaultRun run, string final, IReadOnlySet<string> whole, string when)
    {
        if (!File.Exists(Path.Combine(final, ManifestName))) return;
        var named = Named(final);
        run.Check(whole.SetEquals(named.Keys), $"the manifest names other files {when}");
        foreach (var (name, hash) in named)
        {
            var path = Path.Combine(final, name);
            run.Check(File.Exists(path) && Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) == hash, $"{name} is not what the manifest says {when}");
        }
    }

    internal static Dictionary<string, string> Named(string final)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(final, ManifestName)));
        return manifest.RootElement.GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("name").GetString()!, file => file.GetProperty("sha256").GetString()!);
    }
}
