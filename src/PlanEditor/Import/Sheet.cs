using System.Collections.Immutable;

namespace PlanEditor.Import;

/// <summary>What a file holds: a line of headers and rows of cells.</summary>
/// <param name="Headers">The words of the first line that has any.</param>
/// <param name="Rows">The lines below that have any, in order.</param>
public sealed record Sheet(ImmutableArray<string> Headers, ImmutableArray<SheetRow> Rows)
{
    /// <summary>Makes a sheet of lines as they were read; columns without a word in any line are left out at the end.</summary>
    /// <exception cref="FileException">There are too many, or none.</exception>
    public static Sheet Of(IEnumerable<SheetRow> lines)
    {
        ImmutableArray<string> headers = default;
        var rows = ImmutableArray.CreateBuilder<SheetRow>();
        var units = 0L;
        foreach (var line in lines)
        {
            if (line.Cells.Length > SheetLimits.ColumnsMax) throw new FileException($"Line {line.Line} has more than {SheetLimits.ColumnsMax} columns. A sheet to import has a column for each field.");
            if (line.Cells.All(cell => cell.IsEmpty)) continue;
            units += line.Cells.Sum(cell => (long)cell.Text.Length);
            if (units > SheetLimits.UnitsMax) throw new FileException(FormattableString.Invariant($"The rows have more than {SheetLimits.UnitsMax:#,0} characters. Split them into several files."));
            if (headers.IsDefault) headers = [.. line.Cells.Select(cell => cell.Text.Trim())];
            else rows.Add(line);
            if (rows.Count > SheetLimits.RowsMax) throw new FileException(FormattableString.Invariant($"The file has more than {SheetLimits.RowsMax:#,0} rows. Split it into several files."));
        }

        if (headers.IsDefault) throw new FileException("The file is empty. Its first line names the columns, and each line below is a row.");
        if (rows.Count == 0) throw new FileException("The file has one line only. Its first line names the columns, and each line below is a row.");
        return new Sheet(headers, rows.ToImmutable());
    }

    /// <summary>The cell of a row; empty beyond its end.</summary>
    public Cell this[int row, int column] => column < Rows[row].Cells.Length ? Rows[row].Cells[column] : new Cell("");

    /// <summary>With another text in one cell.</summary>
    public Sheet With(int row, int column, string text)
    {
        var cells = Rows[row].Cells;
        while (cells.Length <= column) cells = cells.Add(new Cell(""));
        return this with { Rows = Rows.SetItem(row, Rows[row] with { Cells = cells.SetItem(column, new Cell(text)) }) };
    }
}

/// <summary>A row.</summary>
/// <param name="Line">Where it stands in the file, from 1.</param>
/// <param name="Cells">Its cells from the left; those at the end may be missing.</param>
public sealed record SheetRow(int Line, ImmutableArray<Cell> Cells);

/// <summary>How large a file to import may be.</summary>
public static class SheetLimits
{
    /// <summary>The file as it is chosen.</summary>
    public const int FileSizeBytesMax = 5 * 1024 * 1024;

    /// <summary>What a workbook may unpack to.</summary>
    public const int UnpackedSizeBytesMax = 64 * 1024 * 1024;

    /// <summary>The parts that a workbook may be packed of.</summary>
    public const int EntriesMax = 1_000;

    public const int RowsMax = PlanModel.Documents.Limits.OperationsMax;

    public const int ColumnsMax = 200;

    /// <summary>The longest cell, in UTF-16 units: that of the longest text of a plan.</summary>
    public const int CellUnitsMax = PlanModel.Schema.TextField.MarkdownUnitsMax;

    /// <summary>All cells, in UTF-16 units: a few words of a workbook may stand in any number of its cells.</summary>
    public const int UnitsMax = FileSizeBytesMax;
}

/// <summary>The file cannot be read; the message says why, and what to do, in words for people.</summary>
public sealed class FileException(string words, Exception? inner = null) : Exception(words, inner);
