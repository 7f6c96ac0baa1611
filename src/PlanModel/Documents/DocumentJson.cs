using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Documents;

/// <summary>
/// The written form of a whole document, one for each document: nodes parents before children and in order, fields by key.
/// <c>{"schema":"actionPlan","state":"draft","openToPeers":false,"nodes":{"…":{"kind":"plan","children":["…"],"fields":{…}}}}</c>
/// Threads follow as <see cref="ThreadJson"/> writes them and proposals as <see cref="ProposalJson"/> does, where there are any.
/// </summary>
public static class DocumentJson
{
    /// <summary>How JSON is written wherever the model writes it: compact, letters of all scripts as they are.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a document.</summary>
    public static void Write(Utf8JsonWriter writer, Document document)
    {
        writer.WriteStartObject();
        writer.WriteString("schema"u8, document.Schema.Name);
        writer.WriteString("state", PlanStateText.Write(document.State));
        writer.WriteBoolean("openToPeers", document.OpenToPeers);
        if (document.Standing.Version > 1) writer.WriteNumber("version", document.Standing.Version);
        if (document.Standing.Round > 0) writer.WriteNumber("round", document.Standing.Round);
        if (document.Standing.Note.Length > 0) writer.WriteString("note", document.Standing.Note);
        if (document.Standing.Since != Stamp.None) ThreadJson.Write(writer, "since", document.Standing.Since);
        if (document.Standing.Deadline is { } deadline) WriteDeadline(writer, deadline);
        if (!document.Standing.Approvals.IsEmpty) WriteApprovals(writer, document.Standing.Approvals);
        if (!document.Standing.Checklist.IsEmpty) WriteChecklist(writer, document.Standing.Checklist);
        if (!document.Standing.Errata.IsEmpty) WriteErrata(writer, document.Standing.Errata);
        if (!document.Standing.Unpublished.IsEmpty) WriteUnpublished(writer, document.Standing.Unpublished);
        if (!document.Versions.IsEmpty)
        {
            writer.WriteStartArray("versions");
            foreach (var version in document.Versions) writer.WriteStringValue(version);
            writer.WriteEndArray();
        }

        writer.WriteStartObject("nodes");
        foreach (var node in document.All())
        {
            writer.WriteStartObject(node.Id.ToString());
            writer.WriteString("kind"u8, node.Kind.Key);
            if (node.Parent is { } parent) writer.WriteNode("parent"u8, parent);
            writer.WriteStartArray("children");
            foreach (var child in node.Children) writer.WriteStringValue(child.ToString());
            writer.WriteEndArray();
            if (node.Removed) writer.WriteBoolean("removed", true);
            writer.WriteStartObject("fields");
            foreach (var (key, value) in node.Fields)
            {
                writer.WritePropertyName(key);
                writer.WriteFieldValue(value);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        ThreadJson.Write(writer, document.Threads);
        ProposalJson.Write(writer, document.Proposals);
        writer.WriteEndObject();
    }

    /// <summary>Writes a document as UTF-8.</summary>
    public static byte[] ToUtf8(Document document)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions)) Write(writer, document);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>SHA-256 of the written form in lower-case hex: equal for equal documents only.</summary>
    public static string Hash(Document document) => Convert.ToHexStringLower(SHA256.HashData(ToUtf8(document)));

    /// <summary>Reads what <see cref="ToUtf8"/> wrote.</summary>
    /// <exception cref="JsonException">It is not a document of this schema.</exception>
    public static Document Read(ReadOnlySpan<byte> utf8, PlanSchema schema)
    {
        using var json = JsonDocument.Parse(utf8.ToArray());
        var root = json.RootElement;
        if (root.GetProperty("schema").GetString() != schema.Name) throw new JsonException($"the document is of another schema than {schema.Name}");
        var nodes = new Dictionary<NodeId, Node>();
        foreach (var member in root.GetProperty("nodes").EnumerateObject())
        {
            var node = ReadNode(NodeId.Parse(member.Name), member.Value, schema);
            nodes.Add(node.Id, node);
        }

        var document = Document.Of(schema, ReadStanding(root), nodes.Values, ThreadJson.Read(root), ProposalJson.Read(root));
        try
        {
            document.Check(kept: true);
        }
        catch (Exception problem) when (problem is InvalidOperationException or KeyNotFoundException)
        {
            throw new JsonException($"the document contradicts itself: {problem.Message}", problem);
        }

        return document;
    }

    private static void WriteDeadline(Utf8JsonWriter writer, Deadline deadline)
    {
        writer.WriteStartObject("deadline");
        writer.WriteString("day", ThreadJson.WriteDay(deadline.Day));
        ThreadJson.Write(writer, "set", deadline.Set);
        writer.WriteEndObject();
    }

    private static Deadline ReadDeadline(JsonElement json) =>
        ThreadJson.TryReadDay(json.GetProperty("day").GetString()!, out var day) ? new Deadline(day, ThreadJson.ReadStamp(json.GetProperty("set"))) : throw new JsonException("the deadline is no day");

    private static void WriteApprovals(Utf8JsonWriter writer, ImmutableArray<Approval> approvals)
    {
        writer.WriteStartArray("approvals");
        foreach (var approval in approvals)
        {
            writer.WriteStartObject();
            ThreadJson.Write(writer, "stamp", approval.Stamp);
            writer.WriteBoolean("stale", approval.Stale);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteChecklist(Utf8JsonWriter writer, Checklist checklist)
    {
        writer.WriteStartArray("checklist");
        foreach (var answer in checklist)
        {
            writer.WriteStartObject();
            writer.WriteNode("node"u8, answer.Node);
            writer.WriteString("point", ThreadJson.Write(answer.Point));
            writer.WriteBoolean("holds", answer.Holds);
            ThreadJson.Write(writer, "stamp", answer.Stamp);
            writer.WriteBoolean("stale", answer.Stale);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteErrata(Utf8JsonWriter writer, ImmutableArray<Erratum> errata)
    {
        writer.WriteStartArray("errata");
        foreach (var erratum in errata)
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", erratum.Version);
            writer.WriteNode("node"u8, erratum.Node);
            writer.WriteString("text", erratum.Text);
            ThreadJson.Write(writer, "noted", erratum.Noted);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static Erratum ReadErratum(JsonElement erratum) => new(
        erratum.GetProperty("version").GetInt32(), NodeId.Parse(erratum.GetProperty("node").GetString()!), erratum.GetProperty("text").GetString()!, ThreadJson.ReadStamp(erratum.GetProperty("noted")));

    private static void WriteUnpublished(Utf8JsonWriter writer, ImmutableArray<Unpublication> unpublished)
    {
        writer.WriteStartArray("unpublished");
        foreach (var one in unpublished)
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", one.Version);
            writer.WriteString("reason", one.Reason);
            ThreadJson.Write(writer, "stamp", one.Stamp);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static Unpublication ReadUnpublished(JsonElement one) => new(one.GetProperty("version").GetInt32(), one.GetProperty("reason").GetString()!, ThreadJson.ReadStamp(one.GetProperty("stamp")));

    private static ChecklistAnswer ReadAnswer(JsonElement answer) => new(
        NodeId.Parse(answer.GetProperty("node").GetString()!),
        ThreadJson.TryParse(answer.GetProperty("point").GetString()!, out ChecklistPoint point) ? point : throw new JsonException("there is no such point of a checklist"),
        answer.GetProperty("holds").GetBoolean(),
        ThreadJson.ReadStamp(answer.GetProperty("stamp")),
        answer.GetProperty("stale").GetBoolean());

    private static PlanStanding ReadStanding(JsonElement root)
    {
        if (!PlanStateText.TryParse(root.GetProperty("state").GetString()!, out var state)) throw new JsonException("the document has no known state");
        return new PlanStanding
        {
            State = state,
            OpenToPeers = root.GetProperty("openToPeers").GetBoolean(),
            Version = root.TryGetProperty("version", out var version) ? version.GetInt32() : 1,
            Round = root.TryGetProperty("round", out var round) ? round.GetInt32() : 0,
            Note = root.TryGetProperty("note", out var note) ? note.GetString()! : "",
            Since = root.TryGetProperty("since", out var since) ? ThreadJson.ReadStamp(since) : Stamp.None,
            Deadline = root.TryGetProperty("deadline", out var deadline) ? ReadDeadline(deadline) : null,
            Versions = root.TryGetProperty("versions", out var versions) ? PlanStanding.NoVersions.Union(versions.EnumerateArray().Select(name => name.GetString()!)) : PlanStanding.NoVersions,
            Checklist = root.TryGetProperty("checklist", out var checklist) ? Checklist.Of(checklist.EnumerateArray().Select(ReadAnswer)) : Checklist.Empty,
            Errata = root.TryGetProperty("errata", out var errata) ? [.. errata.EnumerateArray().Select(ReadErratum)] : [],
            Unpublished = root.TryGetProperty("unpublished", out var unpublished) ? [.. unpublished.EnumerateArray().Select(ReadUnpublished)] : [],
            Approvals = root.TryGetProperty("approvals", out var approvals)
                ? [.. approvals.EnumerateArray().Select(approval => new Approval(ThreadJson.ReadStamp(approval.GetProperty("stamp")), approval.GetProperty("stale").GetBoolean()))]
                : [],
        };
    }

    private static Node ReadNode(NodeId id, JsonElement json, PlanSchema schema)
    {
        var kindKey = json.GetProperty("kind").GetString()!;
        var kind = schema.Find(kindKey) ?? throw new JsonException($"there is no kind {kindKey}");
        var fields = Node.NoFields.ToBuilder();
        foreach (var field in json.GetProperty("fields").EnumerateObject())
            fields.Add(field.Name, ReadField(kind.Find(field.Name) ?? throw new JsonException($"{kindKey} has no field {field.Name}"), field.Value));
        return new Node(
            id,
            kind,
            json.TryGetProperty("parent", out var parent) ? NodeId.Parse(parent.GetString()!) : null,
            json.TryGetProperty("removed", out var removed) && removed.GetBoolean(),
            [.. json.GetProperty("children").EnumerateArray().Select(child => NodeId.Parse(child.GetString()!))],
            fields.ToImmutable());
    }

    private static FieldValue ReadField(Field field, JsonElement value) => (field, value.ValueKind) switch
    {
        (TextField, JsonValueKind.String) => new TextValue(PlanText.Of(value.GetString()!)),
        (ItemsField, JsonValueKind.Array) => new SetValue(SetValue.None.Union(value.EnumerateArray().Select(item => item.GetString()!))),
        (_, JsonValueKind.String) => Scalar.Of(value.GetString()!),
        (_, JsonValueKind.Number) => Scalar.Of(value.GetDecimal()),
        (_, JsonValueKind.True or JsonValueKind.False) => Scalar.Of(value.GetBoolean()),
        _ => throw new JsonException($"{field.Key} cannot hold {value.ValueKind}"),
    };
}
