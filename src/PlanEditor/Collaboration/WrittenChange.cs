using System.Buffers;
using System.Globalization;
using System.Text.Json;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanEditor.Collaboration;

/// <summary>A committed change and its form on the wire: <c>{"revision":7,"id":"…","author":"…","session":"…","at":"…","ops":[…]}</c>.</summary>
/// <param name="Change">The change.</param>
/// <param name="Utf8">Its JSON.</param>
internal sealed record WrittenChange(CommittedChange Change, ReadOnlyMemory<byte> Utf8)
{
    public static WrittenChange Of(CommittedChange change)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var writer = new Utf8JsonWriter(buffer, DocumentJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteNumber("revision", change.Revision);
            writer.WriteString("id", change.Id.ToString());
            writer.WriteString("author", change.Author.ToString());
            writer.WriteString("session", change.Session.ToString());
            writer.WriteString("at", change.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteStartArray("ops");
            foreach (var operation in change.Operations) OperationJson.Write(writer, operation);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return new WrittenChange(change, buffer.WrittenSpan.ToArray());
    }
}
