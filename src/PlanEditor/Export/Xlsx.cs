using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace PlanEditor.Export;

/// <summary>One table as a workbook. Every cell is a text, written as such: none can be a formula.</summary>
public static class Xlsx
{
    /// <summary>More does not go into a cell.</summary>
    private const int CellUnitsMax = 32_000;

    /// <summary>Writes rows, the first in bold and kept in sight.</summary>
    /// <param name="name">What the sheet is called, at most 31 characters.</param>
    /// <param name="rows">The rows.</param>
    public static byte[] Write(string name, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var stream = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            var sheet = book.AddNewPart<WorksheetPart>();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var data = new SheetData();
            foreach (var row in rows) data.Append(RowOf(row, isHead: !data.HasChildren));
            var pane = new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
            sheet.Worksheet = new Worksheet(new SheetViews(new SheetView(pane) { WorkbookViewId = 0 }), data);
            book.Workbook = new Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(sheet), SheetId = 1, Name = name }));
        }

        return stream.ToArray();
    }

    private static Row RowOf(IReadOnlyList<string> cells, bool isHead) => new(cells.Select(cell => new Cell(new InlineString(new Text(Short(cell)) { Space = SpaceProcessingModeValues.Preserve }))
    {
        DataType = CellValues.InlineString,
        StyleIndex = isHead ? 1u : 0u,
    }));

    private static string Short(string text) => text.Length <= CellUnitsMax ? text : text[..(char.IsHighSurrogate(text[CellUnitsMax - 1]) ? CellUnitsMax - 1 : CellUnitsMax)];

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }));
}
