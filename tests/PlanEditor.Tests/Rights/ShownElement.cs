using System.Buffers.Binary;
using System.Text;

namespace PlanEditor.Tests.Rights;

/// <summary>An element of a page as a circuit sends it: what it says of itself, and the number under which it hears of events.</summary>
internal sealed record ShownElement(string Name)
{
    // As blazor.web.js reads a batch: five offsets at its end, and frames of one size.
    private const int FrameSizeBytes = 20;
    private const int FramesFromEnd = 16;
    private const int StringsFromEnd = 4;
    private const int Element = 1;
    private const int Attribute = 3;

    private readonly Dictionary<string, string?> _attributes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _listens = new(StringComparer.Ordinal);

    public string? this[string attribute] => _attributes.GetValueOrDefault(attribute);

    /// <summary>The number of an event, "onclick"; null when it does not listen to that.</summary>
    public ulong? Listens(string to) => _listens.TryGetValue(to, out var number) ? number : null;

    /// <summary>The elements that are new in a batch of what is shown.</summary>
    public static IEnumerable<ShownElement> In(byte[] batch)
    {
        var frames = Number(batch, batch.Length - FramesFromEnd);
        ShownElement? last = null;
        for (int at = 0, count = Number(batch, frames); at < count; at++)
        {
            var frame = frames + sizeof(int) + (at * FrameSizeBytes);
            var kind = Number(batch, frame);
            if (kind == Attribute)
            {
                last?.Take(Text(batch, Number(batch, frame + 4))!, Text(batch, Number(batch, frame + 8)), BinaryPrimitives.ReadUInt64LittleEndian(batch.AsSpan(frame + 12)));
                continue;
            }

            if (last is not null) yield return last;
            last = kind == Element ? new ShownElement(Text(batch, Number(batch, frame + 8))!) : null;
        }

        if (last is not null) yield return last;
    }

    private void Take(string attribute, string? value, ulong number)
    {
        if (number > 0) _listens[attribute] = number;
        else _attributes[attribute] = value;
    }

    private static int Number(byte[] batch, int at) => BinaryPrimitives.ReadInt32LittleEndian(batch.AsSpan(at));

    private static string? Text(byte[] batch, int index)
    {
        if (index < 0) return null;
        using var reader = new BinaryReader(new MemoryStream(batch) { Position = Number(batch, Number(batch, batch.Length - StringsFromEnd) + (index * sizeof(int))) }, Encoding.UTF8);
        return reader.ReadString();
    }
}
