using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace PlanEditor.Import;

/// <summary>Reads values with commas, semicolons or tabs between them, in UTF-8 or marked UTF-16.</summary>
public static class CsvSheet
{
    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <exception cref="FileException">It cannot be read.</exception>
    public static Sheet Read(byte[] file)
    {
        if (file.AsSpan(0, Math.Min(file.Length, 8192)).IndexOf((byte)0) >= 0 && (file is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) || file is [0xFF, 0xFE, 0, 0, ..]))
            throw new FileException("This is neither a CSV file nor an .xlsx workbook.");
        switch (FirstMark(file))
        {
            case (byte)'<': throw new FileException("This is a web page or XML, not a CSV file. Open it in a spreadsheet and save it as .xlsx or “CSV UTF-8”.");
            case (byte)'{': throw new FileException("This is JSON or rich text, not a CSV file. With the JSON file of a whole plan, a plan is started under “New plan…”.");
        }

        try
        {
            return Sheet.Of(Lines(file));
        }
        catch (DecoderFallbackException problem)
        {
            throw new FileException("The file’s letters cannot be read: it is not written in UTF-8. In Excel, save it as “CSV UTF-8”; or save it as .xlsx.", problem);
        }
        catch (MaxFieldSizeException problem)
        {
            throw TooLong(problem.Context?.Parser?.RawRow, problem);
        }
        catch (CsvHelperException problem)
        {
            throw new FileException($"Line {problem.Context?.Parser?.RawRow} is not sound CSV. Check its quotation marks.", problem);
        }
    }

    private static IEnumerable<SheetRow> Lines(byte[] file)
    {
        using var text = new StreamReader(new MemoryStream(file, writable: false), EncodingOf(file), detectEncodingFromByteOrderMarks: false);
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(file).ToString(),
            // In quotation marks, and each of them twice.
            MaxFieldSize = (2 * SheetLimits.CellUnitsMax) + 2,
            BadDataFound = null,
            IgnoreBlankLines = false,
        });
        while (parser.Read())
        {
            if (parser.Record!.Any(cell => cell.Length > SheetLimits.CellUnitsMax)) throw TooLong(parser.RawRow, null);
            yield return new SheetRow(parser.Row, [.. parser.Record!.Select((cell, at) => new Cell(parser.Row == 1 && at == 0 ? cell.TrimStart('\uFEFF') : cell))]);
        }
    }

    private static FileException TooLong(int? line, Exception? inner) =>
        new(FormattableString.Invariant($"Line {line} has a cell of more than {SheetLimits.CellUnitsMax:#,0} characters. Perhaps a quotation mark before it is not closed."), inner);

    private static byte FirstMark(byte[] file)
    {
        var start = file.AsSpan(0, Math.Min(file.Length, 1024));
        if (start is [0xEF, 0xBB, 0xBF, ..]) start = start[3..];
        return start.TrimStart(" \t\r\n"u8) is [var first, ..] ? first : (byte)0;
    }

    private static Encoding EncodingOf(byte[] file) => file switch
    {
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
    };

    /// <summary>The mark that stands most often in the first line, outside quotation marks.</summary>
    private static char DelimiterOf(byte[] file)
    {
        using var text = new StreamReader(new MemoryStream(file, writable: false), EncodingOf(file), detectEncodingFromByteOrderMarks: false);
        Span<int> counts = stackalloc int[Delimiters.Length];
        var (quoted, begun) = (false, false);
        for (int read; (read = text.Read()) >= 0 && (quoted || !begun || read is not ('\n' or '\r'));)
        {
            begun |= read is not ('\n' or '\r');
            if (read == '"') quoted = !quoted;
            else if (!quoted && Delimiters.AsSpan().IndexOf((char)read) is >= 0 and var at) counts[at]++;
        }

        // Only tables have tabs; and a single column may have any of the others in its cells.
        if (counts[^1] > 0 || counts.IndexOfAnyExcept(0) < 0) return '\t';
        var best = 0;
        for (var at = 1; at < counts.Length; at++)
            if (counts[at] > counts[best]) best = at;
        return Delimiters[best];
    }
}
