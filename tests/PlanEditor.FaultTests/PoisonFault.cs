using System.Globalization;
using System.Text;
using System.Text.Json;
using OgdPlans.Tests;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;

namespace PlanEditor.FaultTests;

/// <summary>
/// Every string of tests/Vectors/naughty.txt in every text field of every kind. What the documented rules of text refuse is refused with its code; all else comes back as it was after
/// a kill and a restart, the plan and its pages open, and every part can still be edited. The count is the share of the long strings and of the refusals that are tried.
/// </summary>
internal static class PoisonFault
{
    private const int LongUnits = 300;

    public static async Task RunAsync(FaultRun run)
    {
        var strings = File.ReadLines(Repository.Path("tests", "Vectors", "naughty.txt")).Where(line => line.Length > 0).Select(Parse).ToList();
        // Printing costs seconds: the whole form does it, too.
        var prints = run.Amount >= 1;
        using var server = new AppServer(run.Dll) { Chromium = prints ? "" : "/nowhere/chromium" };
        await server.StartAndListenAsync();
        var writers = new List<Writer>();
        foreach (var account in new[] { "focal.np", "focal2.np", "lead.np" })
        {
            var cookie = await SampleSignIn.CookieAsync(server.Address, account);
            writers.Add(new Writer(server.Address, cookie, run));
        }

        var document = await writers[0].DocumentAsync();
        var expected = new Dictionary<(NodeId Node, string Field), string>();
        var (accepted, refused) = Plan(run, document, strings, expected);
        await writers[0].AcceptAsync(accepted);
        var comments = new PoisonedComments();
        var (said, unsaid) = comments.Plan(run.Random, document, strings);
        await writers[0].AcceptAsync(said);
        refused.AddRange(unsaid);
        await Task.WhenAll(writers.Select((writer, at) => writer.RefuseAsync(refused.Where((_, index) => index % writers.Count == at))));
        document = await writers[0].DocumentAsync();
        Compare(run, document, expected, "before the restart");
        comments.Compare(run, document, "before the restart");

        foreach (var writer in writers) await writer.DisposeAsync();
        await server.KillAsync();
        await server.StartAndListenAsync();
        document = await writers[0].DocumentAsync();
        Compare(run, document, expected, "after the restart");
        comments.Compare(run, document, "after the restart");
        var edits = expected.Keys.Where(one => Fits(document[one.Node], one.Field, expected[one].Length + 1)).Select(one => One(new EditText(one.Node, one.Field, TextChangeSet.Of(expected[one].Length, (0, 0, "e"))))).ToList();
        await writers[0].AcceptAsync(edits);
        var reworded = comments.Edits();
        await writers[0].AcceptAsync(reworded);
        comments.Compare(run, await writers[0].DocumentAsync(), "after its words were changed");
        var pages = await PagesAsync(run, server, writers[0].Cookie, document, expected.Keys.Select(one => one.Node).Distinct().ToList());
        var files = await PoisonedFiles.OfDraftAsync(run, server, writers[0].Cookie, "nepal", prints);
        var published = await PoisonedFiles.PublishAsync(run, server, [.. strings.Where(text => text.Length < LongUnits)]);
        foreach (var writer in writers) await writer.DisposeAsync();
        run.Check(server.Failures.Count == 0, string.Join('\n', server.Failures.Take(10)));
        run.Say($"{strings.Count} strings in {document.Schema.Kinds.Sum(kind => kind.Fields.OfType<TextField>().Count())} text fields of {document.Schema.Kinds.Length} kinds: {expected.Count} texts and {comments.Count} comments kept and the same after a restart, {refused.Count} refused with their code, {edits.Count} and {reworded.Count} edited afterwards, {pages} pages opened, {files} files and differences made{(prints ? ", PDF among them" : "")}; {published.Texts} texts of a plan that was made final with them, {published.Answers} public files and pages");
    }

    /// <summary>What to send: changes that must be accepted, and such that must be refused with a code.</summary>
    private static (List<Change> Accepted, List<(Change Change, string Code)> Refused) Plan(FaultRun run, Document document, List<string> strings, Dictionary<(NodeId Node, string Field), string> expected)
    {
        var (accepted, refused) = (new List<Change>(), new List<(Change, string)>());
        var parents = new Dictionary<string, NodeId>();
        foreach (var kind in document.Schema.Kinds)
        {
            var fields = kind.Fields.OfType<TextField>().ToList();
            if (fields.Count == 0) continue;
            var there = kind.Fixed || kind == document.Schema.Root ? document.All().First(node => node.Kind == kind) : null;
            var carrier = there?.Id ?? NewNode(run.Random);
            if (there is null) accepted.Add(One(new InsertNode(carrier, kind.Key, ParentFor(kind), null, Node.NoFields)));
            foreach (var text in strings)
            {
                var fine = fields.Where(field => CodeOf(field, text) is null).ToList();
                // Short ones come in with new nodes; long ones and those of fixed nodes take the place of one another, each by an edit.
                if (there is null && text.Length < LongUnits && fine.Count > 0)
                {
                    var node = NewNode(run.Random);
                    accepted.Add(One(new InsertNode(node, kind.Key, ParentFor(kind), null, Node.NoFields.AddRange(fine.Select(field => KeyValuePair.Create(field.Key, (FieldValue)Scalar.Of(text)))))));
                    foreach (var field in fine) expected[(node, field.Key)] = text;
                }
                else
                {
                    foreach (var field in fine)
                    {
                        if (text.Length >= LongUnits && run.Random.NextDouble() >= run.Amount) continue;
                        var before = expected.TryGetValue((carrier, field.Key), out var old) ? old.Length : there is null ? 0 : field.Read(there).Length;
                        accepted.Add(One(new EditText(carrier, field.Key, TextChangeSet.Of(before, (0, before, text)))));
                        expected[(carrier, field.Key)] = text;
                    }
                }

                foreach (var field in fields)
                    if (CodeOf(field, text) is { } code && run.Random.NextDouble() < run.Amount)
                        refused.Add((One(new InsertNode(NewNode(run.Random), kind.Key, ParentFor(kind), null, Node.NoFields.Add(field.Key, Scalar.Of(text)))), kind.Fixed || kind == document.Schema.Root ? "" : code));
            }
        }

        return (accepted, refused);

        NodeId ParentFor(NodeKind kind)
        {
            if (PlanSchema.MayHold(document.Schema.Root, kind) || kind == document.Schema.Root) return NodeId.Root;
            if (parents.TryGetValue(kind.Key, out var known)) return known;
            var above = document.Schema.Kinds.First(one => one != kind && PlanSchema.MayHold(one, kind));
            var id = parents[kind.Key] = NewNode(run.Random);
            accepted.Add(One(new InsertNode(id, above.Key, ParentFor(above), null, Node.NoFields)));
            return id;
        }
    }

    // The rules of docs/protocol.md, written down a second time.
    internal static string? CodeOf(TextField field, string text)
    {
        if ((!field.Markdown && text.Contains('\n', StringComparison.Ordinal)) || IsBad(text)) return "badText";
        return field.Fits(PlanText.Of(text)) ? null : "tooLong";
    }

    /// <summary>Whether a text has what none may have.</summary>
    internal static bool IsBad(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune)) return true;
            if (rune.Value is < 0x20 and not (0x09 or 0x0A) or 0x7F || (rune.Value & 0xFFFE) == 0xFFFE) return true;
            at += rune.Utf16SequenceLength - 1;
        }

        return false;
    }

    private static bool Fits(Node node, string field, int length) => node.Kind.Find(field) is TextField text && length <= text.LengthMax;

    private static void Compare(FaultRun run, Document document, Dictionary<(NodeId Node, string Field), string> expected, string when)
    {
        foreach (var ((node, field), text) in expected)
            if (document.Find(node)?.Text(field).ToString() is var there && there != text)
                run.Wrong($"{when} {node} {field} has {JsonSerializer.Serialize(there?[..Math.Min(60, there.Length)])} instead of {JsonSerializer.Serialize(text[..Math.Min(60, text.Length)])}");
    }

    private static async Task<int> PagesAsync(FaultRun run, AppServer server, string cookie, Document document, List<NodeId> nodes)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        var pages = new List<string> { "/", "/plans/nepal", "/plans/nepal/comments", "/plans/nepal/comments.csv", "/plans/nepal/comments.xlsx", "/plans/nepal/history" };
        pages.AddRange(document.Schema.Outline.Select(group => $"/plans/nepal/{group.Key}"));
        pages.AddRange(Enumerable.Range(0, 40).Select(_ => $"/plans/nepal/{nodes[run.Random.Next(nodes.Count)]}"));
        foreach (var page in pages)
        {
            using var answer = await http.GetAsync(page);
            var html = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode) run.Wrong($"{page} is answered with {answer.StatusCode}");
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            if (html.Contains("<script>alert", StringComparison.Ordinal) || html.Contains("onerror=alert(1)>", StringComparison.Ordinal)) run.Wrong($"{page} has a text as markup");
        }

        return pages.Count;
    }

    private static string Parse(string line)
    {
        var quote = line.IndexOf('"', StringComparison.Ordinal);
        var times = quote > 0 ? int.Parse(line.AsSpan(0, quote - 1), NumberStyles.None, CultureInfo.InvariantCulture) : 1;
        return string.Concat(Enumerable.Repeat(Unescape(line[(quote + 1)..^1]), times));
    }

    // As JSON, which has no half characters to give.
    private static string Unescape(string escaped)
    {
        var text = new StringBuilder();
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '\\')
            {
                text.Append(escaped[at]);
                continue;
            }

            at++;
            if (escaped[at] == 'u')
            {
                text.Append((char)int.Parse(escaped.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 4;
            }
            else
            {
                text.Append(escaped[at] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', var unit => unit });
            }
        }

        return text.ToString();
    }

    internal static Change One(Operation operation) => new(new ChangeId(Guid.NewGuid()), [operation]);

    private static NodeId NewNode(Random random) => new((ulong)random.NextInt64() | 2);
}
