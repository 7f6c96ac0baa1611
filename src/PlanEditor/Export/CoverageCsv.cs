using PlanEditor.Components.Coverage;
using PlanModel.Coverage;
using PlanModel.Documents;

namespace PlanEditor.Export;

/// <summary>Coverage as a file: its tables one below the other, each under its title.</summary>
public static class CoverageCsv
{
    public static byte[] Of(Document document, PlanCoverage coverage) => Csv.Write(
    [
        [document.Title(document.Root)],
        .. Table(CoverageWords.Targets, coverage.Targets),
        .. Reach(coverage),
        .. Table(CoverageWords.Groups, coverage.Groups),
        .. Table(CoverageWords.Channels, coverage.Channels),
        .. Table(CoverageWords.Disaggregation, coverage.Disaggregation),
        [],
        [CoverageWords.Holes],
        .. coverage.Holes.Select(hole => new[] { CoverageWords.Of(hole.Weight), hole.Words }),
    ]);

    public static byte[] Of(CountriesCoverage coverage) =>
        Csv.Write(
        [
            .. Table(CoverageWords.CountryTargets, coverage.Targets),
            .. Table(CoverageWords.CountryGroups, coverage.Groups),
            .. Table(CoverageWords.CountryChannels, coverage.Channels),
            .. Table(CoverageWords.CountryDisaggregation, coverage.Disaggregation),
        ]);

    private static IEnumerable<IReadOnlyList<string>> Table(string title, CoverageMatrix matrix)
    {
        yield return [];
        yield return [title];
        yield return [matrix.RowsAre, .. matrix.Columns.Select(column => column.FullName)];
        for (var row = 0; row < matrix.Rows.Length; row++)
            yield return [matrix.Rows[row].FullName, .. matrix.Columns.Select((_, column) => Words(matrix[row, column]))];
        yield return ["In all", .. matrix.Totals.Select(total => total.Words)];
    }

    private static string Words(CoverageCell? cell) => cell switch
    {
        null => "",
        { Sources.IsEmpty: true } => cell.Words,
        _ => $"{cell.Words}: {string.Join(", ", cell.Sources.Select(source => source.Name))}",
    };

    private static IEnumerable<IReadOnlyList<string>> Reach(PlanCoverage coverage)
    {
        yield return [];
        yield return [CoverageWords.Reach];
        yield return CoverageWords.ReachColumns;
        foreach (var group in coverage.Reach)
            yield return [group.Title, CoverageWords.Through(group), CoverageWords.Offline(group), CoverageWords.Online(group), CoverageWords.Commitments(group)];
    }
}
