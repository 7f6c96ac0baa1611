using System.Net.WebSockets;
using PlanEditor.Storage;

namespace PlanEditor.FaultTests;

/// <summary>The process is killed in the middle of something that it is asked to do.</summary>
internal static class Killing
{
    private static readonly TimeSpan Patience = FaultRun.Within(10);

    /// <summary>Kills the server when what is asked of it has been written so often to its log, or a moment later.</summary>
    /// <returns>What the server answered before; nothing when it did not.</returns>
    public static async Task<T?> WhileAsync<T>(FaultRun run, AppServer server, Func<Task<T>> act, TimeSpan later = default)
    {
        using var watch = new DataWatch(server.Data, StorageSetup.FileName + "-wal", 1 + run.Random.Next(4));
        // It may be killed before anything was written, too.
        var wait = run.Random.Next(5) == 0 ? Task.CompletedTask : watch.SeenAsync(Patience);
        var acting = act();
        await Task.WhenAny(wait, acting);
        if (run.Random.Next(2) == 0) await Task.Delay(TimeSpan.FromMilliseconds(run.Random.NextDouble() * 5));
        // Whoever was answered goes on meanwhile.
        await Task.Delay(later);
        await server.KillAsync();
        try
        {
            return await acting;
        }
        catch (Exception gone) when (gone is IOException or WebSocketException or TimeoutException or OperationCanceledException)
        {
            return default;
        }
    }
}
