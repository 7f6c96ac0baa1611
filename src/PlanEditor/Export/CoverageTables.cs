using PlanEditor.Components.Coverage;
using PlanModel.Coverage;
using PlanModel.Documents;

namespace PlanEditor.Export;

/// <summary>Coverage as tables of a file.</summary>
/// <param name="Title">What they are about; null: the countries.</param>
/// <param name="Tables">The tables, in order.</param>
public sealed record CoverageTables(string? Title, IReadOnlyList<CoverageTable> Tables)
{
    public static CoverageTables Of(Document document, PlanCoverage coverage) => new(
        document.Title(document.Root),
        [
            Table("SDG targets", CoverageWords.Targets, coverage.Targets),
            new("Reach", CoverageWords.Reach, [CoverageWords.ReachColumns, .. coverage.Reach.Select(group => new[] { group.Title, CoverageWords.Through(group), CoverageWords.Offline(group), CoverageWords.Online(group), CoverageWords.Commitments(group) })]),
            Table("Groups", CoverageWords.Groups, coverage.Groups),
            Table("Channels", CoverageWords.Channels, coverage.Channels),
            Table("Disaggregation", CoverageWords.Disaggregation, coverage.Disaggregation),
            new("Holes", CoverageWords.Holes, [["Weight", "Hole"], .. coverage.Holes.Select(hole => new[] { CoverageWords.Of(hole.Weight), hole.Words })]),
        ]);

    public static CoverageTables Of(CountriesCoverage coverage) => new(
        null,
        [
            Table("SDG targets", CoverageWords.CountryTargets, coverage.Targets),
            Table("Groups", CoverageWords.CountryGroups, coverage.Groups),
            Table("Channels", CoverageWords.CountryChannels, coverage.Channels),
            Table("Disaggregation", CoverageWords.CountryDisaggregation, coverage.Disaggregation),
        ]);

    /// <summary>One below the other, each under its title.</summary>
    public byte[] ToCsv() => Csv.Write([.. Title is null ? [] : new IReadOnlyList<string>[] { [Title] }, .. Tables.SelectMany(table => new IReadOnlyList<string>[] { [], [table.Title] }.Concat(table.Rows))]);

    /// <summary>Each as a sheet.</summary>
    public byte[] ToWorkbook() => Xlsx.Write(Tables.Select(table => (table.Sheet, (IEnumerable<IReadOnlyList<string>>)table.Rows)));

    private static CoverageTable Table(string sheet, string title, CoverageMatrix matrix) => new(
        sheet,
        title,
        [
            [matrix.RowsAre, .. matrix.Columns.Select(column => column.FullName)],
            .. matrix.Rows.Select((row, at) => (string[])[row.FullName, .. matrix.Columns.Select((_, column) => Words(matrix[at, column]))]),
            ["In all", .. matrix.Totals.Select(total => total.Words)],
        ]);

    private static string Words(CoverageCell? cell) => cell switch
    {
        null => "",
        { Sources.IsEmpty: true } => cell.Words,
        _ => $"{cell.Words}: {string.Join(", ", cell.Sources.Select(source => source.Name))}",
    };
}

/// <summary>A table of coverage.</summary>
/// <param name="Sheet">What its sheet is called.</param>
/// <param name="Title">Its title.</param>
/// <param name="Rows">Its rows, the first with the heads of the columns.</param>
public sealed record CoverageTable(string Sheet, string Title, IReadOnlyList<IReadOnlyList<string>> Rows);
