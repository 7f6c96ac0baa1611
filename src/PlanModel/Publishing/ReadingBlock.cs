using System.Collections.Immutable;

namespace PlanModel.Publishing;

/// <summary>What stands under a heading, one after the other.</summary>
public abstract record ReadingBlock;

/// <summary>Facts, each a name and its values.</summary>
/// <param name="Facts">The facts in order, at least one; all have labels.</param>
public sealed record FactsBlock(ImmutableArray<ValuesLine> Facts) : ReadingBlock
{
    /// <inheritdoc/>
    public bool Equals(FactsBlock? other) => other is not null && Facts.SequenceEqual(other.Facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Facts.Length;
}

/// <summary>A text over the whole width, under its name where it has one.</summary>
/// <param name="Text">The text.</param>
public sealed record TextBlock(TextLine Text) : ReadingBlock;

/// <summary>Parts of one kind as rows.</summary>
/// <param name="Caption">What they are, in English; null where the heading says it.</param>
/// <param name="Columns">The heads of the columns in English; "" where a column needs none.</param>
/// <param name="Rows">The rows in order, at least one.</param>
public sealed record TableBlock(string? Caption, ImmutableArray<string> Columns, ImmutableArray<ReadingRow> Rows) : ReadingBlock
{
    /// <summary>Whether the first column has the numbers of the parts; the next one names them.</summary>
    public bool IsNumbered { get; init; }

    /// <summary>Whether what has no column of its own reads better below the row, over its whole width, than in a narrow column under the name.</summary>
    public bool HasDetails => !IsNumbered && Columns.Length >= 4 && Rows.Any(row => !row.Details.IsEmpty);

    /// <inheritdoc/>
    public bool Equals(TableBlock? other) =>
        other is not null && Caption == other.Caption && Columns.SequenceEqual(other.Columns) && Rows.SequenceEqual(other.Rows);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Caption, Columns.Length, Rows.Length);
}

/// <summary>A part as a row of a table.</summary>
/// <param name="Node">The part.</param>
/// <param name="Cells">A cell for each column, each with lines under one another; a cell may be empty.</param>
public sealed record ReadingRow(NodeId Node, ImmutableArray<ImmutableArray<ReadingLine>> Cells)
{
    /// <summary>What stands in the first cell beside the name.</summary>
    public ImmutableArray<ReadingLine> Details => [.. Cells[0].Where(line => !IsName(line))];

    /// <summary>Whether a line is what its row is called.</summary>
    public static bool IsName(ReadingLine line) => line is ValuesLine { Strong: true };

    /// <inheritdoc/>
    public bool Equals(ReadingRow? other) =>
        other is not null && Node == other.Node && Cells.Length == other.Cells.Length && Cells.Zip(other.Cells).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Node, Cells.Length);
}
