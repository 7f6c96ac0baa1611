using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Sdg;
using PlanModel.Text;

namespace PlanModel.Coverage;

/// <summary>The holes of a plan's coverage: what the rules for final found in the fields that coverage is computed from, and what no rule asks for but a look at the matrix shows.</summary>
internal static class CoverageHoles
{
    private static readonly ImmutableHashSet<Field> Fields =
    [
        ActionPlan.Plan.SdgGapReason,
        ActionPlan.SdgMapping.Target,
        ActionPlan.SdgMapping.Strength,
        ActionPlan.SdgMapping.Disaggregation,
        ActionPlan.Commitment.VulnerableGroups,
        ActionPlan.VulnerableGroup.Group,
        ActionPlan.VulnerableGroup.Intermediaries,
        ActionPlan.VulnerableGroup.Channels,
        ActionPlan.VulnerableGroup.Commitments,
        ActionPlan.Dataset.Disaggregation,
    ];

    public static ImmutableArray<CoverageHole> Of(Document document, Completeness found, ImmutableArray<Node> commitments, ImmutableArray<Node> groups) =>
    [
        .. Found(document, found).Concat(OnlySecondary(document)).Concat(OneSided(document, commitments, groups)).Concat(NeverBrokenDown(document))
            .OrderBy(hole => hole.Weight),
    ];

    private static IEnumerable<CoverageHole> Found(Document document, Completeness found)
    {
        var ours = found.Findings.Where(finding => IsOfCoverage(document[finding.Node], finding)).ToArray();
        // What is advised of many parts alike is one hole with a way to each.
        foreach (var alike in ours.GroupBy(finding => finding.Code == "REQ.advised" ? (finding.Field, document[finding.Node].Kind.Key, "") : (finding.Field, finding.Node.ToString(), finding.Message)))
        {
            var nodes = alike.Select(finding => document[finding.Node]).ToArray();
            var first = alike.First();
            yield return new CoverageHole(
                first.Level == FindingLevel.Block ? HoleWeight.Block : HoleWeight.Warning,
                first.Code == "REQ.advised" ? Advised(document, nodes) : first.Message,
                [.. alike.SelectMany(finding => Cures(document, finding)).Distinct()]);
        }
    }

    private static bool IsOfCoverage(Node node, Finding finding) =>
        finding.Children is ActionPlan.SdgMapping.Key or ActionPlan.VulnerableGroup.Key || (finding.Field is { } key && node.Kind.Find(key) is { } field && Fields.Contains(field));

    private static string Advised(Document document, Node[] nodes)
    {
        var names = Enumeration.Of([.. nodes.Select(document.Name)]);
        var one = nodes.Length == 1;
        return nodes[0].Kind == ActionPlan.Commitment.Kind
            ? $"{names} {(one ? "reaches" : "reach")} no group named in this plan."
            : $"{names} {(one ? "does" : "do")} not say by what {(one ? "it" : "they")} can be broken down.";
    }

    private static IEnumerable<HoleCure> Cures(Document document, Finding finding)
    {
        if (finding.Code == "SDG.gap") yield return new HoleCure(ActionPlan.Commitment.Kind.Plural, NodeId.Root, null, ActionPlan.Commitment.Key);
        yield return Cure(document, finding);
    }

    private static HoleCure Cure(Document document, Finding finding)
    {
        var node = document[finding.Node];
        if (finding.Children is { } children) return new HoleCure($"Add {document.Schema.Find(children)!.Nouns}", node.Id, null, children);
        var field = node.Kind.Find(finding.Field!)!;
        return new HoleCure(node.Parent is null ? field.Label : $"{Place(document, node)}, {field.Label}", node.Id, field.Key);
    }

    /// <summary>A part as a link names it: "C5", "C5, 17.18".</summary>
    private static string Place(Document document, Node node) =>
        document.Number(node) is { Length: > 0 } number ? number
        : node.Kind == ActionPlan.SdgMapping.Kind ? $"{document.Number(document[node.Parent!.Value])}, {ActionPlan.SdgMapping.Target.Read(node) ?? "SDG target"}"
        : document.Title(node);

    private static IEnumerable<CoverageHole> OnlySecondary(Document document)
    {
        foreach (var cells in SdgCoverage.Of(document).Cells.Where(cell => SdgTargets.Core.Contains(cell.Target)).GroupBy(cell => cell.Target).OrderBy(cells => cells.Key, SdgTargetOrder.ByNumber))
        {
            if (cells.Any(cell => cell.Primary)) continue;
            var once = cells.DistinctBy(cell => cell.Commitment).ToArray();
            var numbers = once.Select(cell => document.Number(document[cell.Commitment])).ToArray();
            yield return new CoverageHole(
                HoleWeight.Note,
                $"{cells.Key} is only secondary, in {Enumeration.Of(numbers)}.",
                [.. once.Zip(numbers, (cell, number) => new HoleCure($"{number}, {ActionPlan.SdgMapping.Strength.Label}", cell.Mapping, ActionPlan.SdgMapping.Strength.Key))]);
        }
    }

    private static IEnumerable<CoverageHole> OneSided(Document document, ImmutableArray<Node> commitments, ImmutableArray<Node> groups)
    {
        foreach (var group in groups)
        {
            var title = document.Title(group);
            var sides = commitments.Select(commitment => (Commitment: commitment, Number: document.Number(commitment), Says: PlanCoverage.Reaches(commitment, group))).ToArray();
            // A side that says nothing at all is a finding of its own.
            if (!ActionPlan.VulnerableGroup.Commitments.IsEmpty(group) && sides.Where(side => side.Says == (true, false)).Select(side => side.Number).ToArray() is { Length: > 0 } unnamed)
                yield return new CoverageHole(
                    HoleWeight.Note,
                    $"{Enumeration.Of(unnamed)} {(unnamed.Length == 1 ? "says that it reaches" : "say that they reach")} “{title}”, which does not name {(unnamed.Length == 1 ? "it" : "them")}.",
                    [new HoleCure($"{title}, {ActionPlan.VulnerableGroup.Commitments.Label}", group.Id, ActionPlan.VulnerableGroup.Commitments.Key)]);
            var silent = sides.Where(side => side.Says == (false, true) && !ActionPlan.Commitment.VulnerableGroups.IsEmpty(side.Commitment)).ToArray();
            if (silent.Length > 0)
                yield return new CoverageHole(
                    HoleWeight.Note,
                    $"“{title}” names {Enumeration.Of([.. silent.Select(side => side.Number)])}, which {(silent.Length == 1 ? "does" : "do")} not name it.",
                    [.. silent.Select(side => new HoleCure($"{side.Number}, {ActionPlan.Commitment.VulnerableGroups.Label}", side.Commitment.Id, ActionPlan.Commitment.VulnerableGroups.Key))]);
        }
    }

    /// <summary>What target 17.18 names and no mapping promises, once something is promised at all.</summary>
    private static IEnumerable<CoverageHole> NeverBrokenDown(Document document)
    {
        var mappings = SdgCoverage.Of(document).Cells.Select(cell => document[cell.Mapping]).Where(mapping => !ActionPlan.SdgMapping.Disaggregation.IsEmpty(mapping)).ToArray();
        if (mappings.Length == 0) yield break;
        var named = mappings.SelectMany(ActionPlan.SdgMapping.Disaggregation.Read).ToHashSet(StringComparer.Ordinal);
        var missing = Disaggregations.Named.Where(choice => !named.Contains(choice.Code)).Select(choice => choice.Label.ToLowerInvariant()).ToArray();
        if (missing.Length > 0)
            yield return new CoverageHole(
                HoleWeight.Note,
                $"No commitment breaks data down by {Enumeration.Of(missing)}.",
                [.. mappings.Select(mapping => new HoleCure($"{Place(document, mapping)}, {ActionPlan.SdgMapping.Disaggregation.Label}", mapping.Id, ActionPlan.SdgMapping.Disaggregation.Key))]);
    }
}
