using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Sdg;

namespace PlanModel.Coverage;

/// <summary>
/// What several countries' plans cover, side by side: a cell counts the commitments of a plan's own matrix and leads to what each of them says. Whoever calls it decides which plans may be looked at.
/// </summary>
/// <param name="Targets">Countries against SDG targets: the core ones always, others that any of them uses.</param>
/// <param name="Groups">Countries against vulnerable groups, those that any of them names.</param>
/// <param name="Channels">Countries against channels, those that any of them uses.</param>
/// <param name="Disaggregation">Countries against what data are broken down by.</param>
public sealed record CountriesCoverage(CoverageMatrix Targets, CoverageMatrix Groups, CoverageMatrix Channels, CoverageMatrix Disaggregation)
{
    /// <summary>The coverage of some plans.</summary>
    /// <param name="plans">The plans by their names in addresses, in order; the keys of the rows.</param>
    public static CountriesCoverage Of(IReadOnlyList<(string Slug, Document Document)> plans)
    {
        var rows = plans.Select(plan => new CoverageHead(plan.Slug, "", Country(plan.Document))).ToImmutableArray();
        var documents = plans.ToDictionary(plan => plan.Slug, plan => plan.Document, StringComparer.Ordinal);
        return new CountriesCoverage(OfTargets(rows, documents), OfGroups(rows, documents), OfChannels(rows, documents), OfDisaggregation(rows, documents));
    }

    private static CoverageMatrix OfTargets(ImmutableArray<CoverageHead> rows, Dictionary<string, Document> documents)
    {
        var matrices = MatricesOf(documents, PlanCoverage.TargetsOf);
        var others = matrices.Values.SelectMany(matrix => matrix.Columns).Select(column => column.Key).Distinct().Except(SdgTargets.Core).Order(SdgTargetOrder.ByNumber);
        return CoverageMatrix.Of(
            "Country",
            rows,
            [.. SdgTargets.Core.Concat(others).Select(PlanCoverage.TargetHead)],
            (row, column) =>
            {
                var cells = CellsOf(matrices[row.Key], column.Key.Equals);
                var primary = cells.Count(one => one.Cell.Whole);
                return Counted(cells, primary > 0, PlanCoverage.TotalOfTarget(cells.Length, primary, core: false).Words);
            },
            (column, cells) => Total(rows.Length, cells, SdgTargets.Core.Contains(column.Key)));
    }

    private static CoverageMatrix OfGroups(ImmutableArray<CoverageHead> rows, Dictionary<string, Document> documents)
    {
        var matrices = MatricesOf(documents, PlanCoverage.GroupsOf);
        var groups = documents.ToDictionary(
            plan => plan.Key,
            plan => plan.Value.Children(plan.Value.Root, ActionPlan.VulnerableGroup.Kind).ToLookup(group => ActionPlan.VulnerableGroup.Group.Read(group) ?? "", StringComparer.Ordinal),
            StringComparer.Ordinal);
        return CoverageMatrix.Of(
            "Country",
            rows,
            Entries(VulnerableGroups.List, groups.Values.SelectMany(plan => plan.Select(group => group.Key)).Where(code => code.Length > 0)),
            (row, column) =>
            {
                var named = groups[row.Key][column.Key].Select(group => group.Id).ToArray();
                if (named.Length == 0) return null;
                var cells = CellsOf(matrices[row.Key], key => named.Any(group => group.ToString() == key));
                return Counted(cells, whole: true, PlanCoverage.CommitmentCount(cells.Length))
                    ?? new CoverageCell(false, "Named, no commitment", named[0], ActionPlan.VulnerableGroup.Group.Key) { Hole = true };
            },
            (_, cells) => Total(rows.Length, cells, core: false));
    }

    private static CoverageMatrix OfChannels(ImmutableArray<CoverageHead> rows, Dictionary<string, Document> documents)
    {
        var matrices = MatricesOf(documents, PlanCoverage.ChannelsOf);
        return CoverageMatrix.Of(
            "Country",
            rows,
            Entries(Schema.Vocabularies.Channels.List, matrices.Values.SelectMany(matrix => matrix.Columns).Select(column => column.Key)),
            (row, column) =>
            {
                var cells = CellsOf(matrices[row.Key], column.Key.Equals);
                return Counted(cells, cells.Any(one => one.Cell.Whole), PlanCoverage.CommitmentCount(cells.Length));
            },
            (_, cells) => Total(rows.Length, cells, core: false));
    }

    private static CoverageMatrix OfDisaggregation(ImmutableArray<CoverageHead> rows, Dictionary<string, Document> documents)
    {
        var matrices = MatricesOf(documents, PlanCoverage.DisaggregationOf);
        return CoverageMatrix.Of(
            "Country",
            rows,
            Entries(Disaggregations.List, Disaggregations.List.Choices.Select(choice => choice.Code)),
            (row, column) =>
            {
                var cells = CellsOf(matrices[row.Key], column.Key.Equals);
                var inData = cells.Count(one => one.Cell.Whole);
                return Counted(cells, inData > 0, (inData, cells.Length - inData) switch
                {
                    (0, var promised) => $"{promised} promised",
                    (var data, 0) => $"{data} in data",
                    var (data, promised) => $"{data} in data, {promised} promised",
                });
            },
            (_, cells) => Total(rows.Length, cells, core: false));
    }

    private static Dictionary<string, CoverageMatrix> MatricesOf(Dictionary<string, Document> documents, Func<Document, CoverageMatrix> of) =>
        documents.ToDictionary(plan => plan.Key, plan => of(plan.Value), StringComparer.Ordinal);

    /// <summary>The commitments that have something under some columns, each with the first of it.</summary>
    private static (CoverageHead Commitment, CoverageCell Cell)[] CellsOf(CoverageMatrix matrix, Func<string, bool> isColumn)
    {
        var columns = Enumerable.Range(0, matrix.Columns.Length).Where(column => isColumn(matrix.Columns[column].Key)).ToArray();
        return
        [
            .. from row in Enumerable.Range(0, matrix.Rows.Length)
               let cell = columns.Select(column => matrix[row, column]).FirstOrDefault(cell => cell is not null)
               where cell is not null
               select (matrix.Rows[row], cell),
        ];
    }

    private static CoverageCell? Counted((CoverageHead Commitment, CoverageCell Cell)[] cells, bool whole, string words) =>
        cells.Length == 0 ? null : CoverageCell.Of(whole, words, [.. cells.Select(one => new CoverageSource(one.Commitment.Name, one.Cell.Node, one.Cell.Field))]);

    private static ImmutableArray<CoverageHead> Entries(ChoiceList list, IEnumerable<string> codes) =>
        [.. codes.Distinct().OrderBy(list.Order).ThenBy(code => code, StringComparer.Ordinal).Select(code => new CoverageHead(code, "", list.Label(code)))];

    private static CoverageTotal Total(int countries, IReadOnlyList<CoverageCell> cells, bool core) => new($"{cells.Count} of {countries}", core && cells.Count < countries);

    private static string Country(Document document) => Countries.OfPlans.Label(ActionPlan.Plan.Country.Read(document.Root) ?? "");
}
