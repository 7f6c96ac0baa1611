using System.IO.Compression;

namespace PlanEditor.Export;

/// <summary>Archives whose bytes say nothing of when they were made: the same content is the same file.</summary>
public static class StableZip
{
    // The first day that an archive can name.
    private static readonly DateTimeOffset Never = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Files as an archive.</summary>
    public static byte[] Write(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = Never;
                using var to = entry.Open();
                to.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    /// <summary>The same archive without the times at which it was made.</summary>
    public static byte[] Restamp(byte[] archive)
    {
        using var from = new ZipArchive(new MemoryStream(archive), ZipArchiveMode.Read);
        return Write(from.Entries.Select(entry =>
        {
            using var bytes = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(bytes);
            return (entry.FullName, bytes.ToArray());
        }));
    }
}
