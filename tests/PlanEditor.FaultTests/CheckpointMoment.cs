using OgdPlans.Tests;
using PlanEditor.Storage;

namespace PlanEditor.FaultTests;

/// <summary>The server is killed while the write-ahead log is taken over into the database under load: what was acknowledged is there, and of what was under way all or nothing.</summary>
internal static class CheckpointMoment
{
    private const string Plan = "bangladesh";

    private static readonly TimeSpan Patience = FaultRun.Within(60);

    public static async Task RunAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        await server.StartAndListenAsync();
        var (acknowledged, more) = (0L, 0);
        for (var round = 0; round < run.Count; round++)
        {
            await using var writer = await BigText.OpenAsync(server.Address, Plan, "focal.bd");
            var first = writer.Revision;
            using (var watch = new DataWatch(server.Data, StorageSetup.FileName, 1 + run.Random.Next(20)))
            {
                using var over = new CancellationTokenSource();
                var writing = WriteAsync(writer, new Random(run.Random.Next()), over.Token);
                await watch.SeenAsync(Patience);
                await Task.Delay(TimeSpan.FromMilliseconds(run.Random.NextDouble() * 3));
                await server.KillAsync();
                await over.CancelAsync();
                await writing;
            }

            acknowledged += writer.Revision - first;
            using (var left = new LeftBehind(server.Data)) run.Check(left.Integrity() == "ok", "a kill while the log was taken over left a damaged database");
            await server.StartAndListenAsync();
            await using var reader = await BareClient.ConnectAsync(server.Address, default, ("Cookie", await SampleSignIn.CookieAsync(server.Address, "focal.bd")));
            var opened = await reader.OpenAsync(Plan);
            var (revision, text) = ((long)opened["revision"]!, BigText.TextOf(opened));
            if (revision > writer.Revision) more++;
            run.Check(revision == writer.Revision ? text == writer.Saved : revision == writer.Revision + 1 && text == writer.Sent, $"revision {writer.Revision} was acknowledged; after the kill there is revision {revision}, with another text than was written");
        }

        run.Wrong(server.Failures);
        run.Say($"checkpoint: {run.Count} kills, {acknowledged} changes of 20,000 characters acknowledged before them, {more} times one more was in the log");
    }

    private static async Task WriteAsync(BigText writer, Random random, CancellationToken over)
    {
        try
        {
            while (!over.IsCancellationRequested) await writer.WriteAsync(random);
        }
        catch (Exception gone) when (gone is IOException or System.Net.WebSockets.WebSocketException or TimeoutException or OperationCanceledException)
        {
            // The server was killed: that is what this is about.
        }
    }
}
