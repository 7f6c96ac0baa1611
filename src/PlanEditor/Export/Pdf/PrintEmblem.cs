using System.Buffers.Binary;
using PlanEditor.Hosting;

namespace PlanEditor.Export.Pdf;

/// <summary>The administrator's own picture on the cover of printed plans, such as a ministry's emblem: <c>templates/cover.png</c> in the data directory, if it is there.</summary>
public sealed class PrintEmblem : FileTemplate
{
    private const int PixelsMax = 3_000;
    private const int HeadBytes = 8;
    private const int ChecksumBytes = 4;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    public PrintEmblem(DataDirectory data)
        : this(DirectoryOf(data))
    {
    }

    internal PrintEmblem(string directory)
        : base(directory, "cover.png")
    {
    }

    /// <inheritdoc/>
    public override string Of => "PDF cover";

    /// <inheritdoc/>
    public override int SizeBytesMax => 1024 * 1024;

    /// <summary>The picture; null: there is none.</summary>
    /// <exception cref="ExportException">It cannot be used.</exception>
    internal byte[]? Read()
    {
        if (WhyNot is { } problem) throw new ExportException(problem);
        return Find() is { } file ? File.ReadAllBytes(file.FullName) : null;
    }

    private protected override string? ProblemInside(Stream file)
    {
        const string noPicture = "it is no sound PNG picture. Save it as PNG; drawings (SVG) and addresses of pictures cannot be used.";
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        if (!bytes.AsSpan().StartsWith(Signature)) return noPicture;
        var rest = bytes.AsSpan(Signature.Length);
        for (var isFirst = true; rest.Length >= HeadBytes + ChecksumBytes; isFirst = false)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            var kind = rest[sizeof(uint)..HeadBytes];
            if (length > rest.Length - HeadBytes - ChecksumBytes || isFirst != kind.SequenceEqual("IHDR"u8)) return noPicture;
            var data = rest[HeadBytes..(HeadBytes + (int)length)];
            if (isFirst)
            {
                if (data.Length < 2 * sizeof(uint)) return noPicture;
                if (Math.Max(BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[sizeof(uint)..])) > PixelsMax) return $"it is more than {PixelsMax} pixels wide or high.";
            }

            rest = rest[(HeadBytes + (int)length + ChecksumBytes)..];
            if (kind.SequenceEqual("IEND"u8)) return rest.IsEmpty ? null : noPicture;
        }

        return noPicture;
    }
}
