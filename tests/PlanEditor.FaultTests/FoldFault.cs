using System.Collections.Immutable;
using System.Text;
using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>A long random history in the real log: revisions at random are the same whether folded from nothing or from the snapshot before them, as it was read back.</summary>
internal static class FoldFault
{
    private const int Page = 1_000;

    public static async Task RunAsync(FaultRun run)
    {
        var data = Directory.CreateTempSubdirectory("ogdplans-fold-");
        try
        {
            string newest;
            long last;
            await using (var store = await LogStore.OpenAsync(data.FullName))
            {
                (last, newest) = await CompareAsync(run, store);
            }

            using var server = new AppServer(run.Dll, data.FullName);
            await server.StartAndListenAsync();
            var cookie = await SampleSignIn.CookieAsync(server.Address, "focal.np");
            await using var reader = await BareClient.ConnectAsync(server.Address, default, ("Cookie", cookie));
            var opened = await reader.OpenAsync("fold");
            run.Check((long)opened["revision"]! == last, $"the server opened revision {opened["revision"]} of {last}");
            run.Check(Hash(opened["document"]!.ToJsonString()) == newest, "the server opened another document");
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<(long Revision, string Hash)> CompareAsync(FaultRun run, LogStore store)
    {
        var editor = new RandomEditor(run.Random);
        var start = new NewPlan("NP", "ne", "A long history").Operations(editor.NewNode);
        var changes = Enumerable.Range(0, run.Count).Select<int, Func<Document, ImmutableArray<Operation>>>(at => document => at == 0 ? start : [at % 20 == 0 ? NewPart(document, editor, run.Random) : editor.Next(document)]);
        var (plan, last, written) = await store.WriteAsync("fold", run.Random, changes);

        // One in fifty for a long history, and never few.
        var asked = Math.Min(run.Count, Math.Max(50, run.Count / 50));
        var chosen = new HashSet<long>();
        while (chosen.Count < asked) chosen.Add(1 + run.Random.NextInt64(last));
        var (document, revision, tails) = (Document.Empty(ActionPlan.Schema), 0L, 0L);
        while (revision < last)
        {
            foreach (var logged in await store.Log.ReadAsync(plan, revision, Page, CancellationToken.None))
            {
                document = Change.Apply(document, logged.Change.Operations);
                revision++;
                if (revision % LogStore.ChangesPerSnapshot == 0) await store.Snapshots.SaveAsync(plan, revision, document, CancellationToken.None);
                if (!chosen.Contains(revision)) continue;
                var snapshot = await store.Snapshots.NewestAsync(plan, revision + 1, CancellationToken.None);
                if (snapshot is null != revision < LogStore.ChangesPerSnapshot) run.Wrong($"revision {revision} has {(snapshot is null ? "no" : "a")} snapshot before it");
                if (snapshot is null) continue;
                var tail = await store.Log.ReadAsync(plan, snapshot.Revision, (int)(revision - snapshot.Revision), CancellationToken.None);
                tails += tail.Count;
                var folded = tail.Aggregate(snapshot.Document, (before, change) => Change.Apply(before, change.Change.Operations));
                if (DocumentJson.Hash(folded) != DocumentJson.Hash(document)) run.Wrong($"revision {revision} folded from the snapshot at {snapshot.Revision} is another document");
            }
        }

        var newest = DocumentJson.Hash(document);
        run.Check(newest == DocumentJson.Hash(written), "the log does not fold to what was written into it");
        var (opened, read) = await store.Reader.FoldAsync(plan, CancellationToken.None);
        run.Check(opened == last && DocumentJson.Hash(read) == newest, $"opening gives revision {opened} of {last}, or another document");
        run.Say($"{last} changes, {document.Count} parts; {chosen.Count} revisions at random compared, {tails / Math.Max(1, chosen.Count)} changes behind their snapshot on average");
        return (last, newest);
    }

    // The random editor mostly edits what is there: this makes the plan grow.
    private static InsertNode NewPart(Document document, RandomEditor editor, Random random)
    {
        var kinds = document.Root.Kind.Children.Select(rule => document.Schema.Find(rule.Kind)!).Where(kind => !kind.Fixed).ToList();
        return new InsertNode(editor.NewNode(), kinds[random.Next(kinds.Count)].Key, document.Root.Id, null, Node.NoFields);
    }

    private static string Hash(string document) => DocumentJson.Hash(DocumentJson.Read(Encoding.UTF8.GetBytes(document), ActionPlan.Schema));
}
