using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using PlanEditor.Export.Word;

namespace PlanEditor.Export;

/// <summary>Tables as a workbook. Every cell is a text, written as such: none can be a formula.</summary>
public static class Xlsx
{
    /// <summary>The media type of a workbook.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What stands at the end of a text that is too long for a cell.</summary>
    internal const string Cut = "… (cut here: a cell holds no more. The CSV file has all of it.)";

    /// <summary>More does not go into a cell.</summary>
    internal const int CellUnitsMax = 32_767;

    private const uint HeadStyle = 1;

    /// <summary>A text stays one when somebody types in its cell.</summary>
    private const uint TextStyle = 2;

    /// <summary>Writes one table.</summary>
    /// <param name="name">What the sheet is called, at most 31 characters.</param>
    /// <param name="rows">The rows.</param>
    public static byte[] Write(string name, IEnumerable<IReadOnlyList<string>> rows) => Write([(name, rows)]);

    /// <summary>Writes tables, each as a sheet, its first row in bold and kept in sight. The same tables give the same bytes.</summary>
    /// <param name="sheets">The tables, with what their sheets are called: different names of at most 31 characters.</param>
    public static byte[] Write(IEnumerable<(string Name, IEnumerable<IReadOnlyList<string>> Rows)> sheets)
    {
        using var stream = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddNewPart<WorkbookPart>(MediaType + ".main+xml", "rId1");
            book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles();
            var list = new Sheets();
            foreach (var (name, rows) in sheets)
            {
                var number = (uint)list.ChildElements.Count + 1;
                var data = new SheetData();
                foreach (var row in rows) data.Append(RowOf(row, isHead: !data.HasChildren));
                var pane = new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
                var sheet = book.AddNewPart<WorksheetPart>($"sheet{number}");
                sheet.Worksheet = new Worksheet(new SheetViews(new SheetView(pane) { WorkbookViewId = 0 }), data);
                list.Append(new Sheet { Id = $"sheet{number}", SheetId = number, Name = name });
            }

            book.Workbook = new Workbook(list);
        }

        return StableZip.Restamp(stream.ToArray());
    }

    private static Row RowOf(IReadOnlyList<string> cells, bool isHead) => new(cells.Select(cell => new Cell(new InlineString(new Text(Short(WordScripts.Clean(cell))) { Space = SpaceProcessingModeValues.Preserve }))
    {
        DataType = CellValues.InlineString,
        StyleIndex = isHead ? HeadStyle : TextStyle,
    }));

    private static string Short(string text)
    {
        if (text.Length <= CellUnitsMax) return text;
        var kept = CellUnitsMax - Cut.Length;
        return text[..(char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept)] + Cut;
    }

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }, new CellFormat { QuotePrefix = true }));
}
