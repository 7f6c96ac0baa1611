using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PlanEditor.Export.Word;

/// <summary>Tables as the file has them.</summary>
internal static class WordTables
{
    /// <summary>How wide a page of A4 is between its margins.</summary>
    public const int WidthTwips = 9411;

    /// <summary>Word opens no table with more.</summary>
    public const int ColumnsMax = 63;

    // A row with more words might not fit on any page: it may break.
    private const int WholeUnitsMax = 1_800;

    /// <summary>A table.</summary>
    /// <param name="style">Its style.</param>
    /// <param name="widths">How wide its columns are.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="hasHead">Whether the first row names the columns.</param>
    /// <param name="isNested">Whether it stands in a cell, and is as wide as that.</param>
    public static Table Of(string style, IReadOnlyList<int> widths, IEnumerable<TableRow> rows, bool hasHead, bool isNested = false)
    {
        var table = new Table(
            new TableProperties(
                new TableStyle { Val = style },
                isNested ? new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct } : new TableWidth { Width = Twips(widths.Sum()), Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = isNested ? TableLayoutValues.Autofit : TableLayoutValues.Fixed },
                new TableLook { Val = hasHead ? "0020" : "0000", FirstRow = hasHead, LastRow = false, FirstColumn = false, LastColumn = false, NoHorizontalBand = true, NoVerticalBand = true }),
            new TableGrid(widths.Select(width => new GridColumn { Width = Twips(width) })));
        foreach (var row in rows)
        {
            var at = 0;
            foreach (var cell in row.Elements<TableCell>())
            {
                var properties = cell.TableCellProperties ??= new TableCellProperties();
                var span = properties.GridSpan?.Val?.Value ?? 1;
                properties.TableCellWidth = isNested ? new TableCellWidth { Width = "0", Type = TableWidthUnitValues.Auto } : new TableCellWidth { Width = Twips(widths.Skip(at).Take(span).Sum()), Type = TableWidthUnitValues.Dxa };
                at += span;
            }

            table.Append(row);
        }

        return table;
    }

    /// <summary>A row; its cells get their widths from the table.</summary>
    /// <param name="cells">What stands in each cell, a paragraph at its end.</param>
    /// <param name="isHead">Whether it names the columns, on each page.</param>
    /// <param name="mark">What is suggested for it.</param>
    public static TableRow Row(IEnumerable<IEnumerable<OpenXmlElement>> cells, bool isHead = false, OpenXmlElement? mark = null)
    {
        var written = cells.Select(cell => new TableCell(cell)).ToArray();
        var properties = new TableRowProperties();
        if (isHead || written.All(cell => cell.InnerText.Length <= WholeUnitsMax)) properties.Append(new CantSplit());
        if (isHead) properties.Append(new TableHeader());
        if (mark is not null) properties.Append(mark);
        var row = new TableRow();
        if (properties.HasChildren) row.Append(properties);
        row.Append(written);
        return row;
    }

    /// <summary>A row in which one that is open goes on, in cells over several columns.</summary>
    /// <param name="cells">What stands in each cell, a paragraph at its end.</param>
    /// <param name="spans">Over how many columns each goes.</param>
    /// <param name="mark">What is suggested for it.</param>
    public static TableRow Below(IEnumerable<IEnumerable<OpenXmlElement>> cells, IEnumerable<int> spans, OpenXmlElement? mark)
    {
        var row = Row(cells, mark: mark);
        foreach (var (cell, span) in row.Elements<TableCell>().Zip(spans))
        {
            var properties = cell.TableCellProperties ??= new TableCellProperties();
            properties.GridSpan = new GridSpan { Val = span };
            properties.TableCellBorders = new TableCellBorders(new TopBorder { Val = BorderValues.Nil });
        }

        return row;
    }

    /// <summary>The same row, which goes on in the next: no line between them, and no page.</summary>
    public static TableRow Open(TableRow row)
    {
        foreach (var cell in row.Elements<TableCell>()) (cell.TableCellProperties ??= new TableCellProperties()).TableCellBorders = new TableCellBorders(new BottomBorder { Val = BorderValues.Nil });
        return KeepNext(row);
    }

    /// <summary>The same rows, of which none of the first or last stands alone on a page.</summary>
    public static IEnumerable<TableRow> Joined(IReadOnlyList<TableRow> rows) => rows.Select((row, at) => at < rows.Count - 1 && (at < 2 || at == rows.Count - 2) ? KeepNext(row) : row);

    private static TableRow KeepNext(TableRow row)
    {
        foreach (var paragraph in row.Descendants<Paragraph>()) (paragraph.ParagraphProperties ??= new ParagraphProperties()).KeepNext = new KeepNext();
        return row;
    }

    /// <summary>Some widths in twips, and the rest of the page for the columns that have none.</summary>
    public static int[] Widths(params int?[] columns)
    {
        var left = WidthTwips - columns.Sum(column => column ?? 0);
        var open = Math.Max(1, columns.Count(column => column is null));
        return [.. columns.Select(column => column ?? left / open)];
    }

    private static string Twips(int width) => width.ToString(CultureInfo.InvariantCulture);
}
