using System.Globalization;
using PlanEditor.Storage;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>The server is killed while it closes a plan that somebody has just left, which writes a snapshot: each snapshot that is there then is the fold of the log.</summary>
internal static class SnapshotMoment
{
    private const string Plan = "nepal";
    private const string Soon = "00:00:00.05";
    private const string Revisions = """SELECT s."Revision" FROM "Snapshots" s JOIN "Plans" p ON p."Key" = s."Plan" WHERE p."Slug" = 'nepal' ORDER BY 1""";

    private static readonly TimeSpan Patience = FaultRun.Within(1);

    public static async Task RunAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll) { Under = command => [.. command, "--Rooms:IdleFor", Soon, "--Rooms:SweepEvery", Soon] };
        var written = 0;
        for (var round = 0; round < run.Count; round++)
        {
            await server.StartAndListenAsync();
            long revision;
            await using (var writer = await BigText.OpenAsync(server.Address, Plan, "focal.np"))
            {
                await writer.WriteAsync(run.Random);
                revision = writer.Revision;
            }

            using (var watch = new DataWatch(server.Data, StorageSetup.FileName + "-wal", 1 + run.Random.Next(8)))
            {
                await watch.SeenAsync(Patience);
            }

            await server.KillAsync();
            using var left = new LeftBehind(server.Data);
            run.Check(left.Integrity() == "ok", "a kill while a snapshot was written left a damaged database");
            if (await CheckAsync(run, left, revision)) written++;
        }

        await server.StartAndListenAsync();
        run.Wrong(server.Failures);
        run.Say($"snapshot: {run.Count} kills after a plan was left, {written} with the new snapshot, {run.Count - written} without it");
    }

    /// <returns>Whether there is one of the revision.</returns>
    private static async Task<bool> CheckAsync(FaultRun run, LeftBehind left, long revision)
    {
        var revisions = left.Rows(Revisions).Select(row => long.Parse(row[0], CultureInfo.InvariantCulture)).ToList();
        await using var store = await LogStore.OpenAsync(left.Path);
        var plan = await store.FindAsync(Plan);
        var log = await store.Log.ReadAsync(plan, 0, int.MaxValue, CancellationToken.None);
        run.Check(log.Count >= revision, $"change {revision}, acknowledged, is lost: the log ends at {log.Count}");
        var document = Document.Empty(ActionPlan.Schema);
        foreach (var (logged, at) in log.Select((logged, at) => (logged, at + 1L)))
        {
            document = Change.Apply(document, logged.Change.Operations);
            if (!revisions.Contains(at)) continue;
            var snapshot = await store.Snapshots.NewestAsync(plan, at + 1, CancellationToken.None);
            run.Check(snapshot?.Revision == at && DocumentJson.Hash(snapshot.Document) == DocumentJson.Hash(document), $"the snapshot of revision {at} is not the fold of the log");
        }

        return revisions.Contains(revision);
    }
}
