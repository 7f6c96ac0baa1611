using System.Text.Encodings.Web;
using System.Text.Json;

namespace PlanEditor.Import;

/// <summary>How a sheet comes out of the process that read it: <c>{"headers":["…"],"rows":[[2,"…",12.5]]}</c>, a line with its cells, or <c>{"problem":"…"}</c>.</summary>
internal static class SheetJson
{
    // Nothing but this program reads it: letters need no escapes, which would make it twice as long.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream to, Sheet sheet)
    {
        using var writer = new Utf8JsonWriter(to, Plain);
        writer.WriteStartObject();
        writer.WriteStartArray("headers");
        foreach (var header in sheet.Headers) writer.WriteStringValue(header);
        writer.WriteEndArray();
        writer.WriteStartArray("rows");
        foreach (var row in sheet.Rows)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(row.Line);
            foreach (var cell in row.Cells)
            {
                if (cell.Number is { } number) writer.WriteNumberValue(number);
                else writer.WriteStringValue(cell.Text);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteProblem(Stream to, string words)
    {
        using var writer = new Utf8JsonWriter(to);
        writer.WriteStartObject();
        writer.WriteString("problem", words);
        writer.WriteEndObject();
    }

    /// <summary>Throws what was written in place of a file that could not be read; anything else is left alone.</summary>
    /// <exception cref="FileException">The file could not be read.</exception>
    public static void ThrowProblem(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span);
        if (reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("problem"u8) && reader.Read()) throw new FileException(reader.GetString()!);
    }

    /// <exception cref="FileException">The file could not be read.</exception>
    /// <exception cref="JsonException">It was not written here, or not to its end.</exception>
    public static Sheet Read(ReadOnlyMemory<byte> utf8)
    {
        ThrowProblem(utf8);
        using var json = JsonDocument.Parse(utf8);
        return new Sheet(
            [.. json.RootElement.GetProperty("headers").EnumerateArray().Select(header => header.GetString()!)],
            [.. json.RootElement.GetProperty("rows").EnumerateArray().Select(row => new SheetRow(row[0].GetInt32(), [.. row.EnumerateArray().Skip(1).Select(ReadCell)]))]);
    }

    private static Cell ReadCell(JsonElement cell) => cell.ValueKind == JsonValueKind.Number ? Cell.Of(cell.GetDecimal()) : new Cell(cell.GetString()!);
}
