using System.Buffers;
using System.Text;
using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Text;

namespace PlanModel.Exchange;

/// <summary>
/// Where a part was taken over from, in words that still say it when the other plan is gone. Written as JSON in one string, the members in this order:
/// <c>{"country":"PA","plan":"panama-2017","planTitle":"…","version":1,"revision":231,"node":"…","number":"C4","title":"…","address":"https://…"}</c>;
/// <c>version</c> is there only if that version was final.
/// </summary>
/// <param name="Country">The country whose plan it was, by its code.</param>
/// <param name="Plan">The plan's name in addresses.</param>
/// <param name="PlanTitle">The plan's title.</param>
/// <param name="Version">The final version; null: it was a draft.</param>
/// <param name="Revision">The revision that was read.</param>
/// <param name="Node">The part there.</param>
/// <param name="Number">Its number then: "C4"; "" if it had none.</param>
/// <param name="Title">Its title then.</param>
/// <param name="Address">Where it was read, absolute.</param>
public sealed record PartSource(string Country, string Plan, string PlanTitle, int? Version, long Revision, NodeId Node, string Number, string Title, string Address)
{
    private const int NameUnitsMax = 100;

    /// <summary>What readers are told: "Panama’s plan “…”, version 1, commitment C4 “…”".</summary>
    public string Words =>
        $"{Countries.OfPlans.Label(Country)}’s {(Version is null ? "draft plan" : "plan")} “{PlanTitle}”, {(Version is { } version ? $"version {version}" : $"revision {Revision}")}, commitment {(Number.Length > 0 ? $"{Number} " : "")}“{Title}”";

    /// <summary>The stored form.</summary>
    public Scalar Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, DocumentJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("country", Country);
            writer.WriteString("plan", Plan);
            writer.WriteString("planTitle", PlanTitle);
            if (Version is { } version) writer.WriteNumber("version", version);
            writer.WriteNumber("revision", Revision);
            writer.WriteString("node", Node.ToString());
            writer.WriteString("number", Number);
            writer.WriteString("title", Title);
            writer.WriteString("address", Address);
            writer.WriteEndObject();
        }

        return Scalar.Of(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>Reads a stored form; null when it is none.</summary>
    public static PartSource? Read(string? text)
    {
        if (text is null or { Length: > Limits.StringUnitsMax } || TextGate.Problem(text) is not null) return null;
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 2 });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("revision", out var revision) || !revision.TryGetInt64(out var read) || read < 0) return null;
            int? version = null;
            if (root.TryGetProperty("version", out var number))
            {
                if (!number.TryGetInt32(out var known) || known < 1) return null;
                version = known;
            }

            if (!NodeId.TryParse(Member(root, "node"), out var node)
                || Member(root, "country") is not { Length: > 0 and <= NameUnitsMax } country
                || Member(root, "plan") is not { Length: > 0 and <= NameUnitsMax } plan
                || Member(root, "planTitle") is not { } planTitle
                || Member(root, "number") is not { Length: <= NameUnitsMax } named
                || Member(root, "title") is not { } title
                || Member(root, "address") is not { } address || !UrlField.IsAddress(address))
                return null;
            return new PartSource(country, plan, planTitle, version, read, node, named, title, address);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a member of another kind, or letters that are none.
            return null;
        }
    }

    private static string? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) && member.GetString() is { } text && TextGate.Problem(text) is null && !text.Contains('\n', StringComparison.Ordinal) ? text : null;
}
