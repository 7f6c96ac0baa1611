using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using OgdPlans.Tests;
using PlanEditor.Components.Preview;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>
/// A long random history in the real log: revisions at random are the same whether folded from nothing or from the snapshot before them, as it was read back, and each character has an author. The
/// server tells the same history, shows some of those revisions as they were, and of some texts who wrote them.
/// </summary>
internal static partial class FoldFault
{
    private const int Page = 1_000;
    private const int AskedOfServer = 20;
    private const int ChangesOfAnswer = 500;

    public static async Task RunAsync(FaultRun run)
    {
        var data = Directory.CreateTempSubdirectory("ogdplans-fold-");
        try
        {
            Written written;
            await using (var store = await LogStore.OpenAsync(data.FullName)) written = await CompareAsync(run, store);

            using var server = new AppServer(run.Dll, data.FullName);
            await server.StartAndListenAsync();
            var cookie = await SampleSignIn.CookieAsync(server.Address, "focal.np");
            await using var reader = await BareClient.ConnectAsync(server.Address, default, ("Cookie", cookie));
            var opened = await reader.OpenAsync("fold");
            run.Check((long)opened["revision"]! == written.Revision, $"the server opened revision {opened["revision"]} of {written.Revision}");
            run.Check(Hash(opened["document"]!.ToJsonString()) == DocumentJson.Hash(written.Newest), "the server opened another document");
            await CompareToldAsync(run, reader, written);
            await ComparePagesAsync(run, server, cookie, written);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    /// <summary>The changes that the server tells fold to the same documents.</summary>
    private static async Task CompareToldAsync(FaultRun run, BareClient reader, Written written)
    {
        var fold = new Fold(Document.Empty(ActionPlan.Schema));
        var compared = 0;
        for (var revision = 0L; revision < written.Revision;)
        {
            var answer = await reader.CallAsync("Changes", new { after = revision, limit = ChangesOfAnswer });
            foreach (var change in Wire.Changes(answer["changes"]))
            {
                if (change.Revision != ++revision) throw new InvalidOperationException($"the server told revision {change.Revision} instead of {revision}");
                fold.Apply(change.Operations);
                if (!written.Past.TryGetValue(revision, out var past)) continue;
                compared++;
                run.Check(DocumentJson.Hash(fold.Document) == DocumentJson.Hash(past), $"what the server tells up to revision {revision} makes another document");
            }
        }

        run.Check(compared == written.Past.Count, $"the server told {compared} of {written.Past.Count} revisions");
    }

    /// <summary>The history's pages show the headings of the plan as it was, and the whole of a text with those who wrote it.</summary>
    private static async Task ComparePagesAsync(FaultRun run, AppServer server, string cookie, Written written)
    {
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = FaultRun.Within(60) };
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        foreach (var (revision, document) in written.Past)
        {
            var page = WebUtility.HtmlDecode(await http.GetStringAsync($"/plans/fold/history?at={revision}"));
            foreach (var section in PlanCopies.Of(document).Sections)
                if (!page.Contains(section.Heading.Text, StringComparison.Ordinal)) run.Wrong($"the page of revision {revision} has no “{section.Heading.Text}”");
        }

        var texts = written.Newest.All().SelectMany(node => node.Fields.Keys.Where(key => node.Kind.Find(key) is TextField && node.Text(key).Length > 0).Select(key => (Node: node, Field: key, Text: node.Text(key).ToString()))).ToList();
        for (var asked = 0; asked < Math.Min(AskedOfServer, texts.Count); asked++)
        {
            var text = texts[run.Random.Next(texts.Count)];
            var page = await http.GetStringAsync($"/plans/fold/history?part={text.Node.Id}&field={text.Field}&view=authors");
            var shown = WebUtility.HtmlDecode(Tags().Replace(Aside().Replace(Authored().Match(page).Groups["text"].Value, ""), ""));
            if (shown != text.Text) run.Wrong($"who wrote {text.Node.Id} {text.Field}: the page has {shown.Length} of {text.Text.Length} characters");
        }
    }

    private static async Task<Written> CompareAsync(FaultRun run, LogStore store)
    {
        var editor = new RandomEditor(run.Random);
        var start = new NewPlan("NP", "ne", "A long history").Operations(editor.NewNode);
        var changes = Enumerable.Range(0, run.Count).Select<int, Func<Document, ImmutableArray<Operation>>>(at => document => at == 0 ? start : [at % 20 == 0 ? NewPart(document, editor, run.Random) : editor.Next(document)]);
        var (plan, last, written) = await store.WriteAsync("fold", run.Random, changes);

        // One in fifty for a long history, and never few.
        var asked = Math.Min(run.Count, Math.Max(50, run.Count / 50));
        var chosen = new HashSet<long>();
        while (chosen.Count < asked) chosen.Add(1 + run.Random.NextInt64(last));
        var shown = chosen.Take(AskedOfServer).ToHashSet();
        var past = new Dictionary<long, Document>();
        var attribution = new Attribution(ActionPlan.Schema);
        var (document, revision, tails) = (Document.Empty(ActionPlan.Schema), 0L, 0L);
        while (revision < last)
        {
            foreach (var logged in await store.Log.ReadAsync(plan, revision, Page, CancellationToken.None))
            {
                document = Change.Apply(document, logged.Change.Operations);
                attribution.Add(logged.Change);
                revision++;
                if (shown.Contains(revision)) past[revision] = document;
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
        var (texts, units) = attribution.Check(run, document);
        run.Say($"{last} changes, {document.Count} parts; {chosen.Count} revisions at random compared, {tails / Math.Max(1, chosen.Count)} changes behind their snapshot on average, {past.Count} of them asked of the server; {units} characters of {texts} texts attributed");
        return new Written(last, document, past);
    }

    // The random editor mostly edits what is there: this makes the plan grow.
    private static InsertNode NewPart(Document document, RandomEditor editor, Random random)
    {
        var kinds = document.Root.Kind.Children.Select(rule => document.Schema.Find(rule.Kind)!).Where(kind => !kind.Fixed).ToList();
        return new InsertNode(editor.NewNode(), kinds[random.Next(kinds.Count)].Key, document.Root.Id, null, Node.NoFields);
    }

    private static string Hash(string document) => DocumentJson.Hash(DocumentJson.Read(Encoding.UTF8.GetBytes(document), ActionPlan.Schema));
    [GeneratedRegex("<p class=\"authored\"[^>]*>(?<text>.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex Authored();

    [GeneratedRegex("<span class=\"sr\"[^>]*>.*?</span>", RegexOptions.Singleline)]
    private static partial Regex Aside();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    /// <summary>What was written: the newest revision, its document, and those of some before it.</summary>
    private sealed record Written(long Revision, Document Newest, IReadOnlyDictionary<long, Document> Past);
}
