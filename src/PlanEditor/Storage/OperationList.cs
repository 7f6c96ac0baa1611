using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanEditor.Storage;

/// <summary>Operations as a JSON array.</summary>
internal static class OperationList
{
    private const int KeptBytesMax = 64 * 1024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? _kept;

    public static byte[] ToUtf8(ImmutableArray<Operation> operations) => With(operations, static json => json.ToArray());

    /// <summary>What can be said of the JSON, while it stands in a buffer that this thread uses again.</summary>
    public static T With<T>(ImmutableArray<Operation> operations, Func<ReadOnlySpan<byte>, T> say)
    {
        var (buffer, writer) = _kept ?? Make();
        // Nobody else's while it is written in: what is said may write another one.
        _kept = null;
        writer.WriteStartArray();
        foreach (var operation in operations) OperationJson.Write(writer, operation);
        writer.WriteEndArray();
        writer.Flush();
        var said = say(buffer.WrittenSpan);
        if (buffer.Capacity > KeptBytesMax) return said;
        buffer.ResetWrittenCount();
        writer.Reset();
        _kept = (buffer, writer);
        return said;
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) Make()
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        return (buffer, new Utf8JsonWriter(buffer, DocumentJson.WriterOptions));
    }
}
