namespace PlanBench;

/// <summary>A log in memory: records one behind the other in growing chunks, as in a file.</summary>
internal sealed class MemoryLog
{
    private const int ChunkSizeBytes = 1 << 20;

    private readonly List<byte[]> _full = [];
    private byte[] _chunk = new byte[ChunkSizeBytes];
    private int _at;

    public long SizeBytes { get; private set; }

    public void Append(ReadOnlySpan<byte> record)
    {
        if (_at + record.Length + 1 > _chunk.Length)
        {
            _full.Add(_chunk);
            _chunk = new byte[Math.Max(ChunkSizeBytes, record.Length + 1)];
            _at = 0;
        }

        record.CopyTo(_chunk.AsSpan(_at));
        _chunk[_at + record.Length] = (byte)'\n';
        _at += record.Length + 1;
        SizeBytes += record.Length + 1;
    }
}
