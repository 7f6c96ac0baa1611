using System.Collections.Immutable;

namespace PlanModel.Coverage;

/// <summary>Who or what against whom or what.</summary>
/// <param name="RowsAre">What the rows are: "Commitment".</param>
/// <param name="Rows">The rows, in order.</param>
/// <param name="Columns">The columns, in order.</param>
public sealed record CoverageMatrix(string RowsAre, ImmutableArray<CoverageHead> Rows, ImmutableArray<CoverageHead> Columns)
{
    private ImmutableArray<CoverageCell?> Cells { get; init; } = [];

    /// <summary>What each column comes to.</summary>
    public ImmutableArray<CoverageTotal> Totals { get; private init; } = [];

    /// <summary>What stands in a row under a column; null: nothing.</summary>
    public CoverageCell? this[int row, int column] => Cells[row * Columns.Length + column];

    /// <summary>Fills a matrix.</summary>
    /// <param name="rowsAre">What the rows are.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="cell">What a row has to do with a column.</param>
    /// <param name="total">What a column comes to, from the cells in it.</param>
    public static CoverageMatrix Of(
        string rowsAre,
        ImmutableArray<CoverageHead> rows,
        ImmutableArray<CoverageHead> columns,
        Func<CoverageHead, CoverageHead, CoverageCell?> cell,
        Func<CoverageHead, IReadOnlyList<CoverageCell>, CoverageTotal> total)
    {
        var matrix = new CoverageMatrix(rowsAre, rows, columns) { Cells = [.. rows.SelectMany(row => columns.Select(column => cell(row, column)))] };
        return matrix with { Totals = [.. columns.Select((column, at) => total(column, [.. matrix.Column(at)]))] };
    }

    /// <inheritdoc/>
    public bool Equals(CoverageMatrix? other) =>
        other is not null && RowsAre == other.RowsAre && Rows.SequenceEqual(other.Rows) && Columns.SequenceEqual(other.Columns) && Cells.SequenceEqual(other.Cells)
        && Totals.SequenceEqual(other.Totals);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RowsAre, Rows.Length, Columns.Length);

    private IEnumerable<CoverageCell> Column(int column) => Rows.Select((_, row) => this[row, column]).OfType<CoverageCell>();
}
