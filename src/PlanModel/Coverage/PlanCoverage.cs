using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Sdg;

namespace PlanModel.Coverage;

/// <summary>What the commitments of a plan cover: targets, groups, ways of breaking data down; and where the holes are.</summary>
/// <param name="Targets">Commitments against SDG targets: the core ones always, others that are used.</param>
/// <param name="Groups">Commitments against vulnerable groups.</param>
/// <param name="Reach">How each group is reached.</param>
/// <param name="Disaggregation">Commitments against what data are broken down by.</param>
/// <param name="Holes">What is missing, the worst first.</param>
public sealed record PlanCoverage(
    CoverageMatrix Targets, CoverageMatrix Groups, ImmutableArray<GroupReach> Reach, CoverageMatrix Disaggregation, ImmutableArray<CoverageHole> Holes)
{
    /// <summary>The coverage of a plan.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="found">What stands between it and final.</param>
    public static PlanCoverage Of(Document document, Completeness found)
    {
        var commitments = document.Children(document.Root, ActionPlan.Commitment.Kind).ToImmutableArray();
        var groups = document.Children(document.Root, ActionPlan.VulnerableGroup.Kind).ToImmutableArray();
        return new PlanCoverage(
            OfTargets(document, commitments),
            OfGroups(document, commitments, groups),
            [.. groups.Select(group => GroupReach.Of(document, group, found))],
            OfDisaggregation(document, commitments),
            CoverageHoles.Of(document, found, commitments, groups));
    }

    /// <summary>Commitments against SDG targets alone.</summary>
    public static CoverageMatrix TargetsOf(Document document) => OfTargets(document, [.. document.Children(document.Root, ActionPlan.Commitment.Kind)]);

    /// <inheritdoc/>
    public bool Equals(PlanCoverage? other) =>
        other is not null && Targets.Equals(other.Targets) && Groups.Equals(other.Groups) && Disaggregation.Equals(other.Disaggregation)
        && Reach.SequenceEqual(other.Reach) && Holes.SequenceEqual(other.Holes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Targets, Groups, Holes.Length);

    internal static CoverageHead Head(Document document, Node node) => new(node.Id.ToString(), document.Number(node), document.Title(node), node.Id);

    internal static CoverageHead TargetHead(string code) => new(code, code, SdgTargets.Find(code)?.ShortName ?? "");

    private static CoverageMatrix OfTargets(Document document, ImmutableArray<Node> commitments)
    {
        var coverage = SdgCoverage.Of(document);
        var byCommitment = coverage.Cells.ToLookup(cell => cell.Commitment);
        return CoverageMatrix.Of(
            ActionPlan.Commitment.Kind.Label,
            [.. commitments.Select(commitment => Head(document, commitment))],
            [.. SdgTargets.Core.Concat(coverage.Targets.Except(SdgTargets.Core)).Select(TargetHead)],
            (row, column) => Cell([.. byCommitment[row.Node!.Value]], column.Key),
            (column, cells) => TotalOfTarget(cells.Count, cells.Count(cell => cell.Whole), SdgTargets.Core.Contains(column.Key)));

        static CoverageCell? Cell(SdgCoverageCell[] all, string target)
        {
            if (all.Where(one => one.Target == target).MaxBy(one => one.Primary) is not { } cell) return null;
            var none = !all.Any(one => one.Primary);
            var words = cell.Primary ? "Primary" : !none ? "Secondary" : all.Length == 1 ? "Secondary only" : "Secondary, none primary";
            return new CoverageCell(cell.Primary, words, cell.Mapping, ActionPlan.SdgMapping.Strength.Key) { Hole = none };
        }
    }

    internal static CoverageTotal TotalOfTarget(int count, int primary, bool core) => count == 0
        ? new CoverageTotal("None", core)
        : new CoverageTotal(
            primary == count ? (count == 1 ? "1, primary" : $"{count}, all primary") : primary == 0 ? $"{count}, none primary" : $"{count}, of them {primary} primary",
            core && primary == 0);

    private static CoverageMatrix OfGroups(Document document, ImmutableArray<Node> commitments, ImmutableArray<Node> groups) => CoverageMatrix.Of(
        ActionPlan.Commitment.Kind.Label,
        [.. commitments.Select(commitment => Head(document, commitment))],
        [.. groups.Select(group => Head(document, group))],
        (row, column) => Reaches(document[row.Node!.Value], document[column.Node!.Value]) switch
        {
            (true, true) => new CoverageCell(true, "Reached", column.Node.Value, ActionPlan.VulnerableGroup.Commitments.Key),
            (true, false) => new CoverageCell(false, "Only the commitment says so", row.Node.Value, ActionPlan.Commitment.VulnerableGroups.Key) { Hole = true },
            (false, true) => new CoverageCell(false, "Only the group says so", column.Node.Value, ActionPlan.VulnerableGroup.Commitments.Key) { Hole = true },
            _ => null,
        },
        (_, cells) => new CoverageTotal(cells.Count switch { 0 => "None", 1 => "1 commitment", var count => $"{count} commitments" }, cells.Count == 0));

    /// <summary>Whether a commitment names a group, and whether the group names the commitment.</summary>
    internal static (bool ByCommitment, bool ByGroup) Reaches(Node commitment, Node group) =>
        (ActionPlan.Commitment.VulnerableGroups.ReadReferences(commitment).Contains(group.Id), ActionPlan.VulnerableGroup.Commitments.ReadReferences(group).Contains(commitment.Id));

    private static CoverageMatrix OfDisaggregation(Document document, ImmutableArray<Node> commitments)
    {
        return CoverageMatrix.Of(
            ActionPlan.Commitment.Kind.Label,
            [.. commitments.Select(commitment => Head(document, commitment))],
            [.. Disaggregations.List.Choices.Select(choice => new CoverageHead(choice.Code, "", choice.Label))],
            (row, column) => Cell(document[row.Node!.Value], column.Key),
            (_, cells) => new CoverageTotal(cells.Count == 0 ? "None" : $"{cells.Count}"));

        CoverageCell? Cell(Node commitment, string code)
        {
            var mapping = document.Children(commitment, ActionPlan.SdgMapping.Kind).FirstOrDefault(one => ActionPlan.SdgMapping.Disaggregation.Read(one).Contains(code));
            var dataset = Datasets(document, commitment).FirstOrDefault(one => ActionPlan.Dataset.Disaggregation.Read(one).Contains(code));
            return (mapping, dataset) switch
            {
                ({ } promised, { }) => new CoverageCell(true, "In its data", promised.Id, ActionPlan.SdgMapping.Disaggregation.Key),
                ({ } promised, null) => new CoverageCell(false, "Promised", promised.Id, ActionPlan.SdgMapping.Disaggregation.Key),
                (null, { } data) => new CoverageCell(true, "In its data", data.Id, ActionPlan.Dataset.Disaggregation.Key),
                _ => null,
            };
        }
    }

    /// <summary>The datasets that the milestones of a commitment publish or improve.</summary>
    private static IEnumerable<Node> Datasets(Document document, Node commitment) =>
        document.Children(commitment, ActionPlan.Milestone.Kind).SelectMany(ActionPlan.Milestone.Datasets.ReadReferences).Distinct()
            .Select(document.Find).OfType<Node>().Where(document.IsVisible);
}
