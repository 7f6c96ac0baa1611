using System.Text;
using System.Text.Json;
using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.Text;

/// <summary>Cases made by CodeMirror itself; <c>tests/Vectors/text/generate.mjs</c> says what each member is.</summary>
public sealed class TextChangeSetVectorTests
{
    [Fact]
    public void Every_result_is_that_of_CodeMirror()
    {
        var line = 0;
        // Others are made and read by tests/laws.sh.
        var file = Environment.GetEnvironmentVariable("OGDPLANS_VECTORS") ?? Path.Combine(AppContext.BaseDirectory, "Vectors", "text", "changes.jsonl");
        foreach (var json in File.ReadLines(file, Encoding.UTF8))
        {
            line++;
            using var vector = JsonDocument.Parse(json);
            var differences = Differences(vector.RootElement).ToList();
            Assert.True(differences.Count == 0, $"Line {line}: {string.Join("; ", differences)}");
        }
        Assert.InRange(line, 10_000, int.MaxValue);
    }

    private static IEnumerable<string> Differences(JsonElement vector)
    {
        var doc = PlanText.Of(vector.GetProperty("doc").GetString()!);
        var docA = vector.GetProperty("docA").GetString()!;
        var (a, b) = (Change("a", doc.Length), Change("b", doc.Length));
        var c = Change("c", docA.Length);
        var results = new (string Name, string Actual)[]
        {
            ("a", a.ToString()), ("b", b.ToString()), ("c", c.ToString()), ("ac", a.Compose(c).ToString()),
            ("ab", a.Map(b).ToString()), ("abBefore", a.Map(b, before: true).ToString()),
            ("ba", b.Map(a).ToString()), ("baBefore", b.Map(a, before: true).ToString()), ("inv", a.Invert(doc).ToString()),
        };
        foreach (var (name, actual) in results)
        {
            using var json = JsonDocument.Parse(actual);
            if (!JsonElement.DeepEquals(json.RootElement, vector.GetProperty(name)))
                yield return $"{name} is {actual}, not {vector.GetProperty(name)}";
        }
        if (a.Apply(doc).ToString() != docA)
            yield return $"docA is {a.Apply(doc)}, not {docA}";
        foreach (var mapped in vector.GetProperty("pos").EnumerateArray())
        {
            var (pos, assoc, mode) = (mapped[0].GetInt32(), mapped[1].GetInt32(), (MapMode)mapped[2].GetInt32());
            int? expected = mapped[3].ValueKind == JsonValueKind.Null ? null : mapped[3].GetInt32();
            if (a.MapPos(pos, assoc, mode) is var actual && actual != expected)
                yield return $"position {pos}, {assoc}, {mode} maps to {actual}, not {expected}";
        }

        TextChangeSet Change(string name, int length)
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(vector.GetProperty(name).GetRawText()));
            return TextChangeSetJson.TryRead(ref reader, out var change, out var problem, length)
                ? change
                : throw new InvalidOperationException($"{name} was refused: {problem}");
        }
    }
}
