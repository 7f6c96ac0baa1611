using System.Buffers.Binary;

namespace PlanBench;

/// <summary>Messages in one piece of memory, each behind its length: no object for each, so that they do not weigh on what is measured.</summary>
internal sealed class MessageFile(byte[] bytes)
{
    public static MessageFile Read(string path) => new(File.ReadAllBytes(path));

    public static void Write(string path, IEnumerable<ReadOnlyMemory<byte>> messages)
    {
        using var file = new BufferedStream(File.Create(path), 1 << 20);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var message in messages)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, message.Length);
            file.Write(length);
            file.Write(message.Span);
        }
    }

    public Enumerator GetEnumerator() => new(bytes);

    internal ref struct Enumerator(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public ReadOnlySpan<byte> Current { get; private set; } = default;

        public bool MoveNext()
        {
            if (_rest.IsEmpty) return false;
            var length = BinaryPrimitives.ReadInt32LittleEndian(_rest);
            Current = _rest.Slice(sizeof(int), length);
            _rest = _rest[(sizeof(int) + length)..];
            return true;
        }
    }
}
