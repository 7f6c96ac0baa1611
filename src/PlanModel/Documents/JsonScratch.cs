using System.Buffers;
using System.Text.Json;

namespace PlanModel.Documents;

/// <summary>A writer and the buffer it fills, used by one thread again and again: most of what is written is small, and making the two costs more than writing it.</summary>
/// <remarks>Take it with <c>using</c>. What was written is the buffer's until then. Whoever takes a second one before giving back the first gets one of his own.</remarks>
public sealed class JsonScratch : IDisposable
{
    private const int KeptBytesMax = 64 * 1024;

    [ThreadStatic]
    private static JsonScratch? _free;

    private JsonScratch() => Writer = new Utf8JsonWriter(Buffer, DocumentJson.WriterOptions);

    /// <summary>Where the writer writes; other bytes may stand before.</summary>
    public ArrayBufferWriter<byte> Buffer { get; } = new(1_024);

    /// <summary>The writer.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Writer.Flush();
            return Buffer.WrittenSpan;
        }
    }

    /// <summary>An empty one.</summary>
    public static JsonScratch Take()
    {
        var scratch = _free ?? new JsonScratch();
        _free = null;
        return scratch;
    }

    /// <summary>Gives it back.</summary>
    public void Dispose()
    {
        Writer.Reset();
        Buffer.ResetWrittenCount();
        if (Buffer.Capacity <= KeptBytesMax) _free = this;
    }
}
