using System.Collections.Immutable;
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
    public static CountriesCoverage Of(IReadOnlyList<(string Slug, CountryCoverage Coverage)> plans) => new(
        MatrixOf(
            plans,
            plan => plan.Targets,
            codes => [.. SdgTargets.Core.Concat(codes.Except(SdgTargets.Core).Order(SdgTargetOrder.ByNumber)).Select(PlanCoverage.TargetHead)],
            column => Counted(column, primary => primary > 0, primary => PlanCoverage.TotalOfTarget(column.Commitments.Length, primary, core: false).Words),
            SdgTargets.Core.Contains),
        MatrixOf(
            plans,
            plan => plan.Groups,
            codes => Entries(VulnerableGroups.List, codes),
            column => Counted(column, _ => true, _ => PlanCoverage.CommitmentCount(column.Commitments.Length))
                ?? new CoverageCell(false, "Named, no commitment", column.Node!.Value, ActionPlan.VulnerableGroup.Group.Key) { Hole = true }),
        MatrixOf(
            plans,
            plan => plan.Channels,
            codes => Entries(Schema.Vocabularies.Channels.List, codes),
            column => Counted(column, whole => whole > 0, _ => PlanCoverage.CommitmentCount(column.Commitments.Length))),
        MatrixOf(
            plans,
            plan => plan.Disaggregation,
            _ => Entries(Disaggregations.List, Disaggregations.List.Choices.Select(choice => choice.Code)),
            column => Counted(column, inData => inData > 0, inData => (inData, column.Commitments.Length - inData) switch
            {
                (0, var promised) => $"{promised} promised",
                (var data, 0) => $"{data} in data",
                var (data, promised) => $"{data} in data, {promised} promised",
            })));

    private static CoverageMatrix MatrixOf(
        IReadOnlyList<(string Slug, CountryCoverage Coverage)> plans,
        Func<CountryCoverage, ImmutableArray<CoveredColumn>> of,
        Func<IEnumerable<string>, ImmutableArray<CoverageHead>> heads,
        Func<CoveredColumn, CoverageCell?> cell,
        Func<string, bool>? isCore = null)
    {
        var covered = plans.ToDictionary(plan => plan.Slug, plan => of(plan.Coverage).ToDictionary(column => column.Code, StringComparer.Ordinal), StringComparer.Ordinal);
        return CoverageMatrix.Of(
            "Country",
            [.. plans.Select(plan => new CoverageHead(plan.Slug, "", Countries.OfPlans.Label(plan.Coverage.Country)))],
            heads(covered.Values.SelectMany(plan => plan.Keys).Distinct()),
            (row, column) => covered[row.Key].TryGetValue(column.Key, out var one) ? cell(one) : null,
            (column, cells) => new CoverageTotal($"{cells.Count} of {plans.Count}", isCore?.Invoke(column.Key) == true && cells.Count < plans.Count));
    }

    private static CoverageCell? Counted(CoveredColumn column, Func<int, bool> isWhole, Func<int, string> words)
    {
        if (column.Commitments.IsEmpty) return null;
        var whole = column.Commitments.Count(one => one.Whole);
        return CoverageCell.Of(isWhole(whole), words(whole), [.. column.Commitments.Select(one => new CoverageSource(one.Name, one.Node, one.Field))]);
    }

    private static ImmutableArray<CoverageHead> Entries(ChoiceList list, IEnumerable<string> codes) =>
        [.. codes.OrderBy(list.Order).ThenBy(code => code, StringComparer.Ordinal).Select(code => new CoverageHead(code, "", list.Label(code)))];
}
