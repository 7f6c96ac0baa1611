using System.Globalization;
using System.Text.Json;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;

namespace PlanEditor.Collaboration;

/// <summary>A committed change and its form on the wire: <c>{"revision":7,"id":"…","author":"…","session":"…","at":"…","ops":[…]}</c>.</summary>
/// <param name="Change">The change.</param>
/// <param name="Utf8">Its JSON.</param>
internal sealed record WrittenChange(CommittedChange Change, ReadOnlyMemory<byte> Utf8)
{
    public static WrittenChange Of(CommittedChange change)
    {
        using var scratch = JsonScratch.Take();
        var writer = scratch.Writer;
        writer.WriteStartObject();
        writer.WriteNumber("revision"u8, change.Revision);
        WriteId(writer, "id"u8, change.Id.Value);
        WriteId(writer, "author"u8, change.Author.Value);
        WriteId(writer, "session"u8, change.Session.Value);
        WriteTime(writer, "at"u8, change.At);
        writer.WritePropertyName("ops"u8);
        OperationList.Write(writer, change.Operations);
        writer.WriteEndObject();
        return new WrittenChange(change, scratch.Written.ToArray());
    }

    private static void WriteId(Utf8JsonWriter writer, ReadOnlySpan<byte> member, Guid id)
    {
        Span<byte> text = stackalloc byte[IdText.GuidLength];
        IdText.Write(id, text);
        writer.WriteString(member, text);
    }

    // To the millisecond: "2017-07-01T09:00:00.000Z".
    private static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> member, DateTimeOffset at)
    {
        const int LengthToMilliseconds = 23;
        Span<byte> text = stackalloc byte[32];
        at.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[LengthToMilliseconds] = (byte)'Z';
        writer.WriteString(member, text[..(LengthToMilliseconds + 1)]);
    }
}
