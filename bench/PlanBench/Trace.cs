using System.IO.Compression;
using System.Text.Json;

namespace PlanBench;

/// <summary>A recorded editing history in the form of <see href="https://github.com/josephg/editing-traces"/>, gzipped.</summary>
internal sealed record Trace(string Start, string End, IReadOnlyList<(int Pos, int Deleted, string Inserted)> Edits)
{
    /// <exception cref="InvalidDataException">The file is none.</exception>
    public static Trace Read(string file)
    {
        try
        {
            return Parse(file);
        }
        catch (Exception other) when (other is InvalidDataException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{file} is not a gzipped trace: {other.Message}", other);
        }
    }

    private static Trace Parse(string file)
    {
        using var zipped = File.OpenRead(file);
        using var json = new GZipStream(zipped, CompressionMode.Decompress);
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var edits =
            from transaction in root.GetProperty("txns").EnumerateArray()
            from patch in transaction.GetProperty("patches").EnumerateArray()
            select (patch[0].GetInt32(), patch[1].GetInt32(), patch[2].GetString()!);
        return new Trace(root.GetProperty("startContent").GetString()!, root.GetProperty("endContent").GetString()!, edits.ToList());
    }
}
