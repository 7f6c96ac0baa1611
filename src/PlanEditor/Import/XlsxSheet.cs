using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace PlanEditor.Import;

/// <summary>Reads the first sheet of a workbook that is not hidden: of formulas what they came to, of dates the day. Macros, links and other parts are not looked at.</summary>
public static partial class XlsxSheet
{
    // Beyond what a decimal can hold.
    private const double NumberMax = 7.9e28;

    private const string NotSound = "This is no sound .xlsx workbook. Open it in a spreadsheet and save it again as .xlsx, or as “CSV UTF-8”.";

    /// <exception cref="FileException">It cannot be read.</exception>
    public static Sheet Read(byte[] file)
    {
        try
        {
            Check(file);
            using var workbook = SpreadsheetDocument.Open(new MemoryStream(file, writable: false), isEditable: false, new OpenSettings { MaxCharactersInPart = SheetLimits.UnpackedSizeBytesMax });
            var parts = workbook.WorkbookPart ?? throw new FileException(NotSound);
            var sheet = parts.Workbook?.Sheets?.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().FirstOrDefault(one => one.State is null || one.State.Value == SheetStateValues.Visible)
                ?? throw new FileException("The workbook has no sheet that is not hidden.");
            return parts.GetPartById(sheet.Id?.Value ?? "") is WorksheetPart worksheet ? Sheet.Of(Lines(parts, worksheet)) : throw new FileException("The first sheet of the workbook is a chart. Move the sheet with the rows to the front.");
        }
        catch (Exception problem) when (problem is InvalidDataException or XmlException or OpenXmlPackageException or FileFormatException or ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException or IOException or OverflowException or NotSupportedException)
        {
            throw new FileException(NotSound, problem);
        }
    }

    // What a part says of its own size is also the most that is unpacked of it.
    private static void Check(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        if (zip.Entries.Count > SheetLimits.EntriesMax || zip.Entries.Sum(entry => entry.Length) > SheetLimits.UnpackedSizeBytesMax)
            throw new FileException($"The workbook unpacks to more than {SheetLimits.UnpackedSizeBytesMax / 1024 / 1024} MB. Copy the rows into a new workbook.");
        foreach (var entry in zip.Entries.Where(IsXml)) PackageXml.Check(entry, SheetLimits.UnpackedSizeBytesMax);
    }

    // Pictures, macros and models are packed into it too, and are not opened.
    private static bool IsXml(ZipArchiveEntry entry) => Path.GetExtension(entry.FullName).ToUpperInvariant() is ".XML" or ".RELS";

    private static IEnumerable<SheetRow> Lines(WorkbookPart workbook, WorksheetPart worksheet)
    {
        var strings = Strings(workbook);
        var dates = DateStyles(workbook);
        var from1904 = workbook.Workbook?.WorkbookProperties?.Date1904?.Value == true;
        using var reader = OpenXmlReader.Create(worksheet);
        var (line, cells) = (0, ImmutableArray.CreateBuilder<Cell>());
        while (reader.Read())
        {
            if (reader.ElementType == typeof(Row))
            {
                if (reader.IsEndElement)
                {
                    yield return new SheetRow(line, cells.ToImmutable());
                    cells.Clear();
                }
                else
                {
                    line = reader.Attributes.FirstOrDefault(one => one.LocalName == "r").Value is { } number ? int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) : line + 1;
                }
            }
            else if (reader.ElementType == typeof(DocumentFormat.OpenXml.Spreadsheet.Cell) && reader.IsStartElement)
            {
                var cell = (DocumentFormat.OpenXml.Spreadsheet.Cell)reader.LoadCurrentElement()!;
                var at = cell.CellReference?.Value is { } place ? ColumnOf(place) : cells.Count;
                if (at >= SheetLimits.ColumnsMax) throw new FileException($"Line {line} has more than {SheetLimits.ColumnsMax} columns. A sheet to import has a column for each field.");
                while (cells.Count < at) cells.Add(new Cell(""));
                if (at < cells.Count) cells[at] = Of(cell, strings, dates, from1904);
                else cells.Add(Of(cell, strings, dates, from1904));
            }
        }
    }

    private static Cell Of(DocumentFormat.OpenXml.Spreadsheet.Cell cell, List<string> strings, HashSet<uint> dates, bool from1904)
    {
        var text = cell.CellValue?.Text ?? "";
        var type = cell.DataType?.Value ?? CellValues.Number;
        if (type == CellValues.InlineString) return Words(cell.InlineString?.InnerText ?? "");
        if (text.Length == 0) return new Cell("");
        if (type == CellValues.SharedString) return Words(strings[int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)]);
        if (type == CellValues.Boolean) return new Cell(text switch { "1" or "true" => "yes", "0" or "false" => "no", _ => text });
        if (type == CellValues.Date) return new Cell(text.Split('T')[0]);
        if (type != CellValues.Number) return Words(text);
        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        var day = from1904 ? number + 1462 : number;
        if (cell.StyleIndex?.Value is { } style && dates.Contains(style) && day is >= 0 and < 2_958_466)
            return new Cell(DateTime.FromOADate(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        // What no field takes is said at its cell, and not of the whole file.
        return Math.Abs(number) < NumberMax ? Cell.Of((decimal)number) : new Cell(text);
    }

    private static Cell Words(string text) => text.Length <= SheetLimits.CellUnitsMax
        ? new Cell(Escapes().Replace(text, escape => ((char)ushort.Parse(escape.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()))
        : throw new FileException(FormattableString.Invariant($"A cell has more than {SheetLimits.CellUnitsMax:#,0} characters. No text of a plan is so long."));

    // How a workbook writes a character that XML has no place for, such as the end of a line: _x000D_.
    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();

    private static List<string> Strings(WorkbookPart workbook)
    {
        var strings = new List<string>();
        if (workbook.SharedStringTablePart is not { } table) return strings;
        using var reader = OpenXmlReader.Create(table);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(SharedStringItem) || !reader.IsStartElement) continue;
            var item = (SharedStringItem)reader.LoadCurrentElement()!;
            // Not the readings that East Asian words carry above them.
            strings.Add(item.Text?.Text ?? string.Concat(item.Elements<Run>().Select(run => run.Text?.Text)));
        }

        return strings;
    }

    /// <summary>The styles in which a number is shown as a day.</summary>
    private static HashSet<uint> DateStyles(WorkbookPart workbook)
    {
        var styles = workbook.WorkbookStylesPart?.Stylesheet;
        var own = styles?.NumberingFormats?.Elements<NumberingFormat>().ToLookup(format => format.NumberFormatId?.Value, format => format.FormatCode?.Value ?? "");
        var dates = new HashSet<uint>();
        foreach (var (format, at) in (styles?.CellFormats?.Elements<CellFormat>() ?? []).Select((format, at) => (format, (uint)at)))
        {
            var id = format.NumberFormatId?.Value ?? 0;
            if (id is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58 || own?[id].Any(IsOfDay) == true) dates.Add(at);
        }

        return dates;
    }

    // "d mmm yyyy", but not the d of "[Red]" or of a word in quotes.
    private static bool IsOfDay(string code)
    {
        var (bracketed, quoted) = (false, false);
        foreach (var c in code)
        {
            if (c == '"') quoted = !quoted;
            else if (!quoted && c is '[' or ']') bracketed = c == '[';
            else if (!quoted && !bracketed && c is 'd' or 'D' or 'y' or 'Y') return true;
        }

        return false;
    }

    private static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var c in place)
        {
            if (!char.IsAsciiLetter(c)) break;
            column = Math.Min((column * 26) + (char.ToUpperInvariant(c) - 'A' + 1), 1_000_000);
        }

        return column == 0 ? throw new FormatException($"{place} is no cell") : column - 1;
    }
}
