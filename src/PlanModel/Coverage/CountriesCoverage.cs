using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Sdg;

namespace PlanModel.Coverage;

/// <summary>What several countries' plans cover, side by side. Whoever calls it decides which plans may be looked at.</summary>
/// <param name="Targets">Countries against SDG targets: the core ones always, others that any of them uses.</param>
/// <param name="Groups">Countries against vulnerable groups, those that any of them names.</param>
public sealed record CountriesCoverage(CoverageMatrix Targets, CoverageMatrix Groups)
{
    /// <summary>The coverage of some plans.</summary>
    /// <param name="plans">The plans by their names in addresses, in order; the keys of the rows.</param>
    public static CountriesCoverage Of(IReadOnlyList<(string Slug, Document Document)> plans)
    {
        var rows = plans.Select(plan => new CoverageHead(plan.Slug, "", Country(plan.Document))).ToImmutableArray();
        var documents = plans.ToDictionary(plan => plan.Slug, plan => plan.Document, StringComparer.Ordinal);
        return new CountriesCoverage(OfTargets(rows, documents), OfGroups(rows, documents));
    }

    private static CoverageMatrix OfTargets(ImmutableArray<CoverageHead> rows, Dictionary<string, Document> documents)
    {
        var coverage = documents.ToDictionary(plan => plan.Key, plan => SdgCoverage.Of(plan.Value), StringComparer.Ordinal);
        var others = coverage.Values.SelectMany(plan => plan.Targets).Except(SdgTargets.Core).Order(SdgTargetOrder.ByNumber);
        return CoverageMatrix.Of(
            "Country",
            rows,
            [.. SdgTargets.Core.Concat(others).Select(PlanCoverage.TargetHead)],
            (row, column) =>
            {
                var cells = coverage[row.Key].Cells.Where(cell => cell.Target == column.Key).DistinctBy(cell => cell.Commitment).ToArray();
                if (cells.Length == 0) return null;
                var primary = cells.Count(cell => cell.Primary);
                var words = PlanCoverage.TotalOfTarget(cells.Length, primary, core: false).Words;
                return cells.Length == 1
                    ? new CoverageCell(primary > 0, words, cells[0].Mapping, ActionPlan.SdgMapping.Strength.Key)
                    : new CoverageCell(primary > 0, words, NodeId.Root);
            },
            (column, cells) => Total(rows.Length, cells, SdgTargets.Core.Contains(column.Key)));
    }

    private static CoverageMatrix OfGroups(ImmutableArray<CoverageHead> rows, Dictionary<string, Document> documents)
    {
        var groups = documents.ToDictionary(
            plan => plan.Key,
            plan => plan.Value.Children(plan.Value.Root, ActionPlan.VulnerableGroup.Kind).ToLookup(group => ActionPlan.VulnerableGroup.Group.Read(group) ?? "", StringComparer.Ordinal),
            StringComparer.Ordinal);
        var codes = groups.Values.SelectMany(plan => plan.Select(group => group.Key)).Where(code => code.Length > 0).Distinct(StringComparer.Ordinal)
            .OrderBy(VulnerableGroups.List.Order).ThenBy(code => code, StringComparer.Ordinal);
        return CoverageMatrix.Of(
            "Country",
            rows,
            [.. codes.Select(code => new CoverageHead(code, "", VulnerableGroups.List.Label(code)))],
            (row, column) =>
            {
                var named = groups[row.Key][column.Key].ToArray();
                if (named.Length == 0) return null;
                var document = documents[row.Key];
                var reached = document.Children(document.Root, ActionPlan.Commitment.Kind).Count(commitment => named.Any(group => PlanCoverage.Reaches(commitment, group) is not (false, false)));
                return new CoverageCell(reached > 0, reached switch { 0 => "Named, no commitment", 1 => "1 commitment", _ => $"{reached} commitments" }, named[0].Id, ActionPlan.VulnerableGroup.Group.Key) { Hole = reached == 0 };
            },
            (_, cells) => Total(rows.Length, cells, core: false));
    }

    private static CoverageTotal Total(int countries, IReadOnlyList<CoverageCell> cells, bool core) => new($"{cells.Count} of {countries}", core && cells.Count < countries);

    private static string Country(Document document) => Countries.OfPlans.Label(ActionPlan.Plan.Country.Read(document.Root) ?? "");
}
