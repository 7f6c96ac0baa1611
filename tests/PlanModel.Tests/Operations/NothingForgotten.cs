using System.Text.Json;
using System.Text.RegularExpressions;
using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Operations;

/// <summary>A new operation is not finished until it is known everywhere. Each failure says what to add.</summary>
public class NothingForgotten
{
    private static readonly Type[] All = [.. typeof(Operation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract)];

    [Fact]
    public void Every_operation_is_sealed_and_has_a_written_name()
    {
        Assert.All(All, type => Assert.True(type.IsSealed, $"seal {type.Name}"));
        var names = All.Select(NameOf).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), OperationJson.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_operation_has_a_stored_form_in_the_vectors()
    {
        var kept = Vectors().Select(Written.Read).Select(operation => operation.GetType()).ToHashSet();
        foreach (var type in All) Assert.True(kept.Contains(type), $"add a line for {NameOf(type)} to tests/Vectors/operations/v1.jsonl");
    }

    [Fact]
    public void Stored_forms_read_and_write_as_they_always_did()
    {
        foreach (var line in Vectors()) Assert.Equal(line, Written.Of(Written.Read(line)));
    }

    [Fact]
    public void Every_operation_is_made_by_the_random_editor()
    {
        foreach (var type in All) Assert.True(RandomEditor.Makes.Contains(type), $"let RandomEditor make {type.Name}");
        var made = new HashSet<Type>();
        var editor = new RandomEditor(new Random(1));
        for (var round = 0; round < 40_000 && made.Count < All.Length; round++) made.Add(editor.Next(Seen.Grow(editor, 40)).GetType());
        Assert.Equal(All.Select(type => type.Name).Order(StringComparer.Ordinal), made.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_operation_has_words_for_the_history()
    {
        Laws.Hold(2_000, random =>
        {
            var editor = new RandomEditor(random);
            var document = Seen.Grow(editor, 10);
            var operation = editor.Next(document);
            foreach (var label in new[] { operation.Label(document), operation.Label(operation.Apply(document)) })
            {
                Assert.Matches("^[a-z]+ .+", label);
                Assert.DoesNotContain("PlanModel", label, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public void Every_act_is_decided_by_the_policy_and_explained_where_it_is_refused()
    {
        foreach (var act in Enum.GetValues<PlanAct>())
        {
            var refusal = Policy.Refuse(new Actor(new UserId(Guid.Empty), Role.Peer, null), new PlanFacts("NP", PlanState.Draft, true), act);
            if (act is PlanAct.Read or PlanAct.Comment) Assert.Null(refusal);
            else Assert.True(refusal is { Words.Length: > 10 }, $"{act}: say who could do it");
        }
    }

    [Fact]
    public void Every_operation_and_every_refusal_is_in_the_protocol()
    {
        var protocol = File.ReadAllText(Repository.Path("docs", "protocol.md"));
        foreach (var type in All) Assert.True(protocol.Contains($"`{NameOf(type)}`", StringComparison.Ordinal), $"describe {NameOf(type)} in docs/protocol.md §3");
        foreach (var code in Enum.GetNames<RefusalCode>())
        {
            var written = char.ToLowerInvariant(code[0]) + code[1..];
            Assert.True(Regex.IsMatch(protocol, $@"^\|.*`{written}`.*\|", RegexOptions.Multiline), $"describe {written} in docs/protocol.md §7");
        }
    }

    [Fact]
    public void Every_member_of_a_written_document_is_in_the_protocol()
    {
        var protocol = File.ReadAllText(Repository.Path("docs", "protocol.md"));
        var section = protocol[protocol.IndexOf("## 6.", StringComparison.Ordinal)..protocol.IndexOf("## 7.", StringComparison.Ordinal)];
        var editor = new RandomEditor(new Random(1));
        var members = new SortedSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < 400; round++) Gather(JsonDocument.Parse(DocumentJson.ToUtf8(Seen.Grow(editor, 60))).RootElement);
        Assert.Contains("checklist", members);
        foreach (var member in members) Assert.True(Regex.IsMatch(section, $"[\"`]{member}[\"`]"), $"describe {member} in docs/protocol.md §6");

        void Gather(JsonElement json)
        {
            if (json.ValueKind == JsonValueKind.Array) foreach (var item in json.EnumerateArray()) Gather(item);
            if (json.ValueKind != JsonValueKind.Object) return;
            foreach (var member in json.EnumerateObject())
            {
                // Ids, and what the schema describes.
                var isId = NodeId.TryParse(member.Name, out _);
                if (!isId) members.Add(member.Name);
                if (member.Name is not ("fields" or "op")) Gather(member.Value);
            }
        }
    }

    private static string NameOf(Type type) => (string)type.GetField("OperationName")!.GetRawConstantValue()!;

    private static IEnumerable<string> Vectors() => File.ReadLines(Repository.Path("tests", "Vectors", "operations", "v1.jsonl"));
}
