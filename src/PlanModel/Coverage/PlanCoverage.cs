using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Sdg;

namespace PlanModel.Coverage;

/// <summary>What the commitments of a plan cover: targets, groups, channels, ways of breaking data down; and where the holes are.</summary>
/// <param name="Targets">Commitments against SDG targets: the core ones always, others that are used.</param>
/// <param name="Groups">Commitments against vulnerable groups.</param>
/// <param name="Reach">How each group is reached.</param>
/// <param name="Channels">Commitments against the channels by which the groups that they reach hear of it, those that are used.</param>
/// <param name="Disaggregation">Commitments against what data are broken down by.</param>
/// <param name="Holes">What is missing, the worst first.</param>
public sealed record PlanCoverage(
    CoverageMatrix Targets, CoverageMatrix Groups, ImmutableArray<GroupReach> Reach, CoverageMatrix Channels, CoverageMatrix Disaggregation,
    ImmutableArray<CoverageHole> Holes)
{
    /// <summary>The coverage of a plan.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="found">What stands between it and final.</param>
    public static PlanCoverage Of(Document document, Completeness found)
    {
        var (commitments, groups) = (Commitments(document), AllGroups(document));
        return new PlanCoverage(
            TargetsOf(document),
            GroupsOf(document),
            [.. groups.Select(group => GroupReach.Of(document, group, found))],
            ChannelsOf(document),
            DisaggregationOf(document),
            CoverageHoles.Of(document, found, commitments, groups));
    }

    /// <summary>Commitments against SDG targets alone.</summary>
    public static CoverageMatrix TargetsOf(Document document)
    {
        var coverage = SdgCoverage.Of(document);
        var byCommitment = coverage.Cells.ToLookup(cell => cell.Commitment);
        return CoverageMatrix.Of(
            ActionPlan.Commitment.Kind.Label,
            Heads(document, Commitments(document)),
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

    /// <inheritdoc/>
    public bool Equals(PlanCoverage? other) =>
        other is not null && Targets.Equals(other.Targets) && Groups.Equals(other.Groups) && Channels.Equals(other.Channels) && Disaggregation.Equals(other.Disaggregation)
        && Reach.SequenceEqual(other.Reach) && Holes.SequenceEqual(other.Holes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Targets, Groups, Holes.Length);

    internal static CoverageHead Head(Document document, Node node) => new(node.Id.ToString(), document.Number(node), document.Title(node), node.Id);

    internal static CoverageHead TargetHead(string code) => new(code, code, SdgTargets.Find(code)?.ShortName ?? "");

    internal static CoverageTotal TotalOfTarget(int count, int primary, bool core) => count == 0
        ? new CoverageTotal("None", core)
        : new CoverageTotal(
            primary == count ? (count == 1 ? "1, primary" : $"{count}, all primary") : primary == 0 ? $"{count}, none primary" : $"{count}, of them {primary} primary",
            core && primary == 0);

    /// <summary>Commitments against vulnerable groups alone.</summary>
    internal static CoverageMatrix GroupsOf(Document document) => CoverageMatrix.Of(
        ActionPlan.Commitment.Kind.Label,
        Heads(document, Commitments(document)),
        Heads(document, AllGroups(document)),
        (row, column) => Reaches(document[row.Node!.Value], document[column.Node!.Value]) switch
        {
            (true, true) => new CoverageCell(true, "Reached", column.Node.Value, ActionPlan.VulnerableGroup.Commitments.Key),
            (true, false) => new CoverageCell(false, "Only the commitment says so", row.Node.Value, ActionPlan.Commitment.VulnerableGroups.Key) { Hole = true },
            (false, true) => new CoverageCell(false, "Only the group says so", column.Node.Value, ActionPlan.VulnerableGroup.Commitments.Key) { Hole = true },
            _ => null,
        },
        (_, cells) => new CoverageTotal(CommitmentCount(cells.Count), cells.Count == 0));

    /// <summary>Commitments against channels alone.</summary>
    internal static CoverageMatrix ChannelsOf(Document document)
    {
        var groups = AllGroups(document);
        var codes = groups.SelectMany(ActionPlan.VulnerableGroup.Channels.Read).Distinct().OrderBy(Schema.Vocabularies.Channels.List.Order).ThenBy(code => code, StringComparer.Ordinal);
        return CoverageMatrix.Of(
            ActionPlan.Commitment.Kind.Label,
            Heads(document, Commitments(document)),
            [.. codes.Select(code => new CoverageHead(code, "", Schema.Vocabularies.Channels.List.Label(code)))],
            (row, column) => Cell(document[row.Node!.Value], column.Key),
            (_, cells) => new CoverageTotal(CommitmentCount(cells.Count), cells.Count == 0));

        CoverageCell? Cell(Node commitment, string code)
        {
            var reached = groups.Where(group => ActionPlan.VulnerableGroup.Channels.Read(group).Contains(code) && Reaches(commitment, group) is not (false, false)).ToArray();
            if (reached.Length == 0) return null;
            return CoverageCell.Of(
                reached.Any(group => Reaches(commitment, group) is (true, true)),
                reached.Length == 1 ? "1 group" : $"{reached.Length} groups",
                [.. reached.Select(group => new CoverageSource(document.Title(group), group.Id, ActionPlan.VulnerableGroup.Channels.Key))]);
        }
    }

    /// <summary>Whether a commitment names a group, and whether the group names the commitment.</summary>
    internal static (bool ByCommitment, bool ByGroup) Reaches(Node commitment, Node group) =>
        (ActionPlan.Commitment.VulnerableGroups.ReadReferences(commitment).Contains(group.Id), ActionPlan.VulnerableGroup.Commitments.ReadReferences(group).Contains(commitment.Id));

    /// <summary>Commitments against what data are broken down by, alone.</summary>
    internal static CoverageMatrix DisaggregationOf(Document document)
    {
        return CoverageMatrix.Of(
            ActionPlan.Commitment.Kind.Label,
            Heads(document, Commitments(document)),
            [.. Disaggregations.List.Choices.Select(choice => new CoverageHead(choice.Code, "", choice.Label))],
            (row, column) => Cell(document[row.Node!.Value], column.Key),
            (_, cells) => new CoverageTotal(cells.Count == 0 ? "None" : $"{cells.Count}"));

        CoverageCell? Cell(Node commitment, string code)
        {
            var datasets = Datasets(document, commitment).Where(one => ActionPlan.Dataset.Disaggregation.Read(one).Contains(code))
                .Select(one => new CoverageSource(document.Title(one), one.Id, ActionPlan.Dataset.Disaggregation.Key)).ToArray();
            var promises = document.Children(commitment, ActionPlan.SdgMapping.Kind).Where(one => ActionPlan.SdgMapping.Disaggregation.Read(one).Contains(code))
                .Select(one => new CoverageSource(ActionPlan.SdgMapping.Target.Read(one) ?? document.Title(one), one.Id, ActionPlan.SdgMapping.Disaggregation.Key)).ToArray();
            if (datasets.Length + promises.Length == 0) return null;
            // What carries it comes before what only promises it.
            return CoverageCell.Of(datasets.Length > 0, datasets.Length > 0 ? "In its data" : "Promised", [.. datasets, .. promises]);
        }
    }

    /// <summary>"None", "1 commitment", "3 commitments".</summary>
    internal static string CommitmentCount(int count) => count switch { 0 => "None", 1 => "1 commitment", _ => $"{count} commitments" };

    private static ImmutableArray<Node> Commitments(Document document) => [.. document.Children(document.Root, ActionPlan.Commitment.Kind)];

    private static ImmutableArray<Node> AllGroups(Document document) => [.. document.Children(document.Root, ActionPlan.VulnerableGroup.Kind)];

    private static ImmutableArray<CoverageHead> Heads(Document document, ImmutableArray<Node> nodes) => [.. nodes.Select(node => Head(document, node))];

    /// <summary>The datasets that the milestones of a commitment publish or improve, in the order of the plan.</summary>
    private static IEnumerable<Node> Datasets(Document document, Node commitment)
    {
        var named = document.Children(commitment, ActionPlan.Milestone.Kind).SelectMany(ActionPlan.Milestone.Datasets.ReadReferences).ToHashSet();
        return document.Children(document.Root, ActionPlan.Dataset.Kind).Where(one => named.Contains(one.Id));
    }
}
