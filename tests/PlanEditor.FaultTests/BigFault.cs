using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using OgdPlans.Tests;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;

namespace PlanEditor.FaultTests;

/// <summary>
/// A plan with a commitment for every 200 changes and 20 characters typed by each: 500, 100,000 and 2 MB at full size. It opens fast, and beyond each limit comes a clear refusal.
/// </summary>
internal static class BigFault
{
    private const string Typed = "পরিকল্পনা and plan. ";

    private static readonly TextField LongText = Commitment.Fields.OfType<TextField>().First(field => field.Markdown);

    private static NodeKind Commitment => ActionPlan.Schema.Find("commitment")!;

    public static async Task RunAsync(FaultRun run)
    {
        var data = Directory.CreateTempSubdirectory("ogdplans-big-");
        try
        {
            (long Revision, Document Document) big;
            (NodeId Commitment, long Revision) full;
            await using (var store = await LogStore.OpenAsync(data.FullName))
            {
                big = await WriteBigAsync(run, store);
                full = await WriteFullAsync(run, store);
            }

            using var server = new AppServer(run.Dll, data.FullName);
            await server.StartAndListenAsync();
            var cookie = await SampleSignIn.CookieAsync(server.Address, "focal.np");
            var cold = await OpenAsync(run, server, cookie, big.Revision);
            var warm = await OpenAsync(run, server, cookie, big.Revision);
            run.Check(cold <= FaultRun.Within(2), $"opening took {cold.TotalSeconds:0.0} s");
            using var http = new HttpClient { BaseAddress = server.Address };
            http.DefaultRequestHeaders.Add("Cookie", cookie);
            var page = Stopwatch.StartNew();
            var html = await http.GetStringAsync("/plans/big");
            run.Say($"opens in {cold.TotalMilliseconds:0} ms, once it is in memory in {warm.TotalMilliseconds:0} ms; its page in {page.Elapsed.TotalMilliseconds:0} ms with {html.Length / 1024} KiB");

            await using var client = await BareClient.ConnectAsync(server.Address, default, ("Cookie", cookie));
            await client.OpenAsync("big");
            var commitment = big.Document.Children(big.Document.Root, Commitment).First();
            var refused = 0;
            foreach (var (what, code, changes) in OverTheLimits(big.Document, commitment))
            {
                var answer = await client.CallAsync("Submit", Wire.Submit(big.Revision, changes));
                CheckRefusal(run, answer, code, what);
                refused++;
            }

            await client.OpenAsync("full");
            CheckRefusal(run, await client.CallAsync("Submit", Wire.Submit(full.Revision, [One(Insert("commitment", NodeId.Root))])), "tooMany", "one part more than one part holds");
            CheckRefusal(run, await client.CallAsync("Submit", Wire.Submit(full.Revision, [One(Insert("milestone", full.Commitment))])), "tooMany", "one part more than a plan holds");
            await CheckMessageAsync(run, server, cookie);
            run.Say($"{refused + 3} limits crossed, each with a refusal");

            await server.KillAsync();
            await using (var store = await LogStore.OpenAsync(data.FullName)) await DropSnapshotsAsync(store, big.Revision);
            await server.StartAndListenAsync();
            var folded = await OpenAsync(run, server, await SampleSignIn.CookieAsync(server.Address, "focal.np"), big.Revision);
            run.Say($"without snapshots, folded from its {big.Revision} changes, it opens in {folded.TotalMilliseconds:0} ms");
            run.Check(server.Failures.Count == 0, string.Join('\n', server.Failures.Take(5)));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<(long Revision, Document Document)> WriteBigAsync(FaultRun run, LogStore store)
    {
        var commitments = Enumerable.Range(0, Math.Max(20, run.Count / 200)).Select(_ => NewNode(run.Random)).ToImmutableArray();
        var start = new NewPlan("NP", "ne", "A big plan").Operations(() => NewNode(run.Random));
        var texts = Commitment.Fields.OfType<TextField>().Where(field => field.Markdown).ToList();
        var changes = Enumerable.Range(0, run.Count).Select<int, Func<Document, ImmutableArray<Operation>>>(at => document =>
            at == 0 ? start
            : at <= commitments.Length ? [Insert("commitment", NodeId.Root, commitments[at - 1]) with { After = at == 1 ? null : commitments[at - 2] }]
            : [Type(document, commitments[run.Random.Next(commitments.Length)], texts[run.Random.Next(texts.Count)], run.Random)]);
        var clock = Stopwatch.StartNew();
        var (plan, revision, document) = await store.WriteAsync("big", run.Random, changes);

        // What a room would have left: a snapshot less than 300 changes ago.
        var at = revision - (revision % LogStore.ChangesPerSnapshot);
        var before = Document.Empty(ActionPlan.Schema);
        for (var read = 0L; read < at;)
        {
            var part = await store.Log.ReadAsync(plan, read, (int)Math.Min(1_000, at - read), CancellationToken.None);
            before = part.Aggregate(before, (one, change) => Change.Apply(one, change.Change.Operations));
            read += part.Count;
        }

        await store.Snapshots.SaveAsync(plan, at, before, CancellationToken.None);
        var units = document.All().Sum(node => node.Kind.Fields.OfType<TextField>().Sum(field => field.Read(node).Length));
        run.Say($"{revision} changes, {commitments.Length} commitments, {units / 1e6:0.00} million characters of text, written in {clock.Elapsed.TotalSeconds:0.0} s");
        return (revision, document);
    }

    // A plan that holds all that a plan can, in as few changes as possible.
    private static async Task<(NodeId Commitment, long Revision)> WriteFullAsync(FaultRun run, LogStore store)
    {
        var start = new NewPlan("NP", "ne", "A full plan").Operations(() => NewNode(run.Random));
        var sections = start.OfType<InsertNode>().Count();
        var nodes = new List<InsertNode>();
        for (var at = sections; at < Limits.ChildrenMax; at++) nodes.Add(Insert("commitment", NodeId.Root, NewNode(run.Random)));
        var (first, parents) = (nodes[0].Node, nodes.Count);
        for (var at = nodes.Count + sections + 1; at < Limits.NodesMax; at++) nodes.Add(Insert("milestone", nodes[1 + (at % (parents - 1))].Node, NewNode(run.Random)));
        var changes = nodes.Chunk(Limits.OperationsMax).Select<InsertNode[], Func<Document, ImmutableArray<Operation>>>(some => _ => [.. some]);
        var (plan, revision, document) = await store.WriteAsync("full", run.Random, changes.Prepend(_ => start));
        run.Check(document.Count == Limits.NodesMax, $"the full plan has {document.Count} parts");
        await store.Snapshots.SaveAsync(plan, revision, document, CancellationToken.None);
        return (first, revision);
    }

    private static async Task DropSnapshotsAsync(LogStore store, long revision)
    {
        var plan = await store.FindAsync("big");
        while (await store.Snapshots.NewestAsync(plan, revision + 1, CancellationToken.None) is { } snapshot)
            await store.Snapshots.DropAsync(plan, snapshot.Revision, new InvalidOperationException("the test opens without it"), CancellationToken.None);
    }

    private static async Task<TimeSpan> OpenAsync(FaultRun run, AppServer server, string cookie, long revision)
    {
        await using var client = await BareClient.ConnectAsync(server.Address, default, ("Cookie", cookie));
        var clock = Stopwatch.StartNew();
        var opened = await client.OpenAsync("big");
        var took = clock.Elapsed;
        run.Check((long)opened["revision"]! == revision, $"revision {opened["revision"]} was opened instead of {revision}");
        return took;
    }

    private static IEnumerable<(string What, string Code, Change[] Changes)> OverTheLimits(Document document, Node commitment)
    {
        var (listed, items) = Field<ItemsField>(document, field => field.Choices is null && field.Kinds.IsEmpty);
        var (linked, address) = Field<UrlField>(document, _ => true);
        var length = LongText.Read(commitment).Length;
        yield return ("a text over its limit", "tooLong", [One(new EditText(commitment.Id, LongText.Key, TextChangeSet.Of(length, (0, 0, new string('x', LongText.LengthMax + 1 - length)))))]);
        yield return ("one operation too many in a change", "tooMany", [new Change(NewChange(), [.. Enumerable.Repeat(new RemoveNode(commitment.Id), Limits.OperationsMax + 1)])]);
        yield return ("201 changes in a submission", "tooMany", [.. Enumerable.Range(0, 201).Select(_ => One(new RemoveNode(commitment.Id)))]);
        yield return ("201 words in a set", "tooMany", [Filled(listed, items, new SetValue([.. Enumerable.Range(0, ItemsField.CountMax + 1).Select(at => at.ToString(CultureInfo.InvariantCulture))]))]);
        yield return ("an address over its limit", "badValue", [Filled(linked, address, Scalar.Of("https://example.org/" + new string('x', UrlField.LengthMax)))]);
    }

    private static async Task CheckMessageAsync(FaultRun run, AppServer server, string cookie)
    {
        await using var client = await BareClient.ConnectAsync(server.Address, default, ("Cookie", cookie));
        await client.OpenAsync("big");
        try
        {
            await client.SendRawAsync(new string(' ', 300 * 1024));
            await client.Closed;
        }
        catch (WebSocketException)
        {
            // Closed while it was sent.
        }
        catch (TimeoutException)
        {
            run.Wrong("a message over 256 KiB did not end its connection");
        }
    }

    private static void CheckRefusal(FaultRun run, JsonObject answer, string code, string what)
    {
        var refusal = answer["refusal"];
        if ((string?)refusal?["code"] != code || string.IsNullOrWhiteSpace((string?)refusal!["words"])) run.Wrong($"{what} was answered with {answer.ToJsonString(BareClient.Plain)}, not {code}");
        else if (answer["accepted"]!.AsArray().Count > 0) run.Wrong($"{what}: something was accepted");
    }

    private static EditText Type(Document document, NodeId node, TextField field, Random random)
    {
        var length = field.Read(document[node]).Length;
        var typed = length + Typed.Length > field.LengthMax ? "" : Typed;
        // Mostly at the end, as people type; no unit of this text is half a character.
        var at = random.Next(4) == 0 ? random.Next(length + 1) : length;
        return new EditText(node, field.Key, TextChangeSet.Of(length, (at, at, typed)));
    }

    private static InsertNode Insert(string kind, NodeId parent, NodeId? id = null) => new(id ?? NewNode(Random.Shared), kind, parent, null, Node.NoFields);

    // A kind that may stand under the root, with a field of a type.
    private static (NodeKind Kind, T Field) Field<T>(Document document, Func<T, bool> fits)
        where T : Field =>
        document.Root.Kind.Children.Select(rule => document.Schema.Find(rule.Kind)!).SelectMany(kind => kind.Fields.OfType<T>().Where(fits).Select(field => (kind, field))).First();

    private static Change Filled(NodeKind kind, Field field, FieldValue value) => One(Insert(kind.Key, NodeId.Root) with { Fields = Node.NoFields.Add(field.Key, value) });

    private static Change One(Operation operation) => new(NewChange(), [operation]);

    private static ChangeId NewChange() => new(Guid.NewGuid());

    private static NodeId NewNode(Random random) => new((ulong)random.NextInt64() | 2);
}
