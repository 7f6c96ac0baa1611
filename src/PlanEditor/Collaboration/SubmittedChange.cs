using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlanModel;
using PlanModel.Operations;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

/// <summary>
/// A change as somebody sent it: <c>{"id":"…","ops":[…]}</c>. One whose operations are not of the form is read all the same, with the problem: the changes before it can be
/// done, and its author hears which one it is.
/// </summary>
[JsonConverter(typeof(SubmittedChangeConverter))]
public sealed record SubmittedChange(ChangeId Id, ImmutableArray<Operation> Operations, Refusal? Problem)
{
    /// <summary>Reads one: of the usual form by itself, any other as JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    internal static SubmittedChange Read(ReadOnlySpan<byte> utf8) =>
        TryReadUsual(utf8, out var change, out var length) && length == utf8.Length ? change : JsonSerializer.Deserialize<SubmittedChange>(utf8, HubJson.Options)!;

    /// <summary>Reads the change with which this begins if it has the form of nearly all that are sent, which needs no reader of JSON: an id and one edit of a text, without any space.</summary>
    /// <returns>False: a reader has to read it, and may find the same or something else.</returns>
    internal static bool TryReadUsual(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out SubmittedChange? change, out int length)
    {
        (change, length) = (null, 0);
        var start = "{\"id\":\""u8;
        var middle = "\",\"ops\":"u8;
        var beforeOperations = start.Length + IdText.GuidLength + middle.Length;
        if (utf8.Length < beforeOperations || !utf8.StartsWith(start) || !utf8[(start.Length + IdText.GuidLength)..].StartsWith(middle)) return false;
        if (!IdText.TryReadGuid(utf8.Slice(start.Length, IdText.GuidLength), out var id)) return false;
        if (!OperationJson.TryReadUsual(utf8[beforeOperations..], out var operations, out var operationsLength)) return false;
        length = beforeOperations + operationsLength;
        if (length == utf8.Length || utf8[length++] != (byte)'}') return false;
        change = new SubmittedChange(new ChangeId(id), operations, null);
        return true;
    }
}

/// <summary>Reads <see cref="SubmittedChange"/>; nothing writes it.</summary>
public sealed class SubmittedChangeConverter : JsonConverter<SubmittedChange>
{
    public override SubmittedChange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a change is an object");
        ChangeId? id = null;
        ImmutableArray<Operation>? operations = null;
        Refusal? problem = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8) && id is null)
            {
                reader.Read();
                id = reader.TokenType == JsonTokenType.String && IdText.TryReadGuid(reader.GetString(), out var value) ? new ChangeId(value) : throw new JsonException("\"id\" is not the id of a change");
            }
            else if (reader.ValueTextEquals("ops"u8) && operations is null)
            {
                reader.Read();
                operations = ReadOperations(ref reader, out problem);
            }
            else
            {
                throw new JsonException("a change has the members \"id\" and \"ops\", each once");
            }
        }

        return id is { } known && operations is { } all ? new SubmittedChange(known, all, problem) : throw new JsonException("a change has an \"id\" and \"ops\"");
    }

    public override void Write(Utf8JsonWriter writer, SubmittedChange value, JsonSerializerOptions options) => throw new NotSupportedException("clients send changes, nobody sends them this way");

    public override bool HandleNull => true;

    private static ImmutableArray<Operation> ReadOperations(ref Utf8JsonReader reader, out Refusal? problem)
    {
        var start = reader;
        try
        {
            problem = null;
            return OperationJson.ReadList(ref reader);
        }
        catch (JsonException wrong)
        {
            reader = start;
            reader.Skip();
            problem = BadText(ref start) ?? new Refusal(RefusalCode.Malformed, $"The change is not of the documented form: {wrong.Message}.");
            return [];
        }
    }

    /// <summary>What the text gate finds in the strings of a value, if anything.</summary>
    private static Refusal? BadText(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        do
        {
            if (reader.TokenType != JsonTokenType.String) continue;
            try
            {
                if (TextGate.Problem(reader.GetString()) is { } problem) return new Refusal(RefusalCode.BadText, problem + ".");
            }
            catch (InvalidOperationException)
            {
                return new Refusal(RefusalCode.BadText, "The text has half of a surrogate pair, or bytes that are not UTF-8.");
            }
        }
        while (reader.Read() && reader.CurrentDepth > depth);
        return null;
    }
}
