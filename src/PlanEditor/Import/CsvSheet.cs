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
        if (file.AsSpan(0, Math.Min(file.Length, 8192)).IndexOf((byte)0) >= 0 && file is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]))
            throw new FileException("This is neither a CSV file nor an .xlsx workbook.");
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
            throw new FileException($"Line {problem.Context?.Parser?.RawRow} has a cell of more than {SheetLimits.CellUnitsMax:#,0} characters. Perhaps a quotation mark before it is not closed.", problem);
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
            MaxFieldSize = SheetLimits.CellUnitsMax,
            BadDataFound = null,
            IgnoreBlankLines = false,
        });
        while (parser.Read())
            yield return new SheetRow(parser.Row, [.. parser.Record!.Select((cell, at) => new Cell(parser.Row == 1 && at == 0 ? cell.TrimStart('\uFEFF') : cell))]);
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
        var quoted = false;
        for (int read; (read = text.Read()) >= 0 && (quoted || read is not ('\n' or '\r'));)
        {
            if (read == '"') quoted = !quoted;
            else if (!quoted && Delimiters.AsSpan().IndexOf((char)read) is >= 0 and var at) counts[at]++;
        }

        var best = 0;
        for (var at = 1; at < counts.Length; at++)
            if (counts[at] > counts[best]) best = at;
        return Delimiters[best];
    }
}
