using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanEditor.FaultTests;

/// <summary>The forms of docs/protocol.md.</summary>
internal static class Wire
{
    public static string Submit(long baseRevision, IEnumerable<Change> changes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, DocumentJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteNumber("base", baseRevision);
            writer.WriteStartArray("changes");
            foreach (var change in changes)
            {
                writer.WriteStartObject();
                writer.WriteString("id", change.Id.ToString());
                writer.WriteStartArray("ops");
                foreach (var operation in change.Operations) OperationJson.Write(writer, operation);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>An operation that puts a new node first under the root.</summary>
    public static string Insert(string kind, string fields = "") =>
        $$$"""{"op":"insertNode","node":"{{{IdText.Write(Guid.NewGuid())[..10]}}}A","kind":"{{{kind}}}","parent":"AAAAAAAAAAE","after":null,"fields":{{{{fields}}}}}""";

    public static IEnumerable<CommittedChange> Changes(JsonNode? list) => list!.AsArray().Select(item => Committed(item!.AsObject()));

    public static ChangeId ChangeId(JsonNode? text) => new(Id(text));

    public static UserId UserId(JsonNode? text) => new(Id(text));

    private static CommittedChange Committed(JsonObject json) => new(
        (long)json["revision"]!,
        ChangeId(json["id"]),
        UserId(json["author"]),
        new SessionId(Id(json["session"])),
        DateTimeOffset.Parse((string)json["at"]!, CultureInfo.InvariantCulture),
        Operations(json["ops"]!));

    private static ImmutableArray<Operation> Operations(JsonNode json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json.ToJsonString()));
        reader.Read();
        var operations = ImmutableArray.CreateBuilder<Operation>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) operations.Add(OperationJson.Read(ref reader));
        return operations.ToImmutable();
    }

    private static Guid Id(JsonNode? text) => IdText.TryReadGuid((string?)text, out var id) ? id : throw new FormatException($"{text} is not an id");
}
