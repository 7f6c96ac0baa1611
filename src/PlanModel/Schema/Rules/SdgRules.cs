using PlanModel.Documents;
using PlanModel.Sdg;

namespace PlanModel.Schema.Rules;

/// <summary>SDG: each core target is served or its gap explained, in words that say something; each commitment has a primary target and one mapping for each target.</summary>
internal static class SdgRules
{
    public static void Check(PlanCheck check)
    {
        var coverage = SdgCoverage.Of(check.Document);
        CheckCore(check, coverage);
        foreach (var cells in coverage.Cells.GroupBy(cell => cell.Commitment))
            CheckCommitment(check, check.Document[cells.Key], [.. cells]);
        foreach (var mapping in check.Of(ActionPlan.SdgMapping.Kind)) CheckIndicators(check, mapping);
    }

    private static void CheckCore(PlanCheck check, SdgCoverage coverage)
    {
        var plan = check.Document.Root;
        var explained = !ActionPlan.Plan.SdgGapReason.IsEmpty(plan);
        foreach (var code in SdgTargets.Core)
        {
            if (explained || coverage.Serves(code))
                check.Meet();
            else
                check.Block(
                    "SDG.gap", plan, ActionPlan.Plan.SdgGapReason,
                    $"No commitment serves SDG target {SdgTargets.Choices.Label(code)}. Map one to it, or say why there is none.");
        }

        if (explained && !SdgTargets.Core.All(coverage.Serves)) RequiredFields.CheckPlaceholder(check, "SDG.placeholder", plan, ActionPlan.Plan.SdgGapReason);
    }

    private static void CheckCommitment(PlanCheck check, Node commitment, List<SdgCoverageCell> cells)
    {
        if (!cells.Exists(cell => cell.Primary))
            check.Warn(
                "SDG.noPrimary", check.Document[cells[0].Mapping], ActionPlan.SdgMapping.Strength,
                $"{check.Name(commitment)}: none of its SDG targets is primary. Mark the one it is made for.");
        foreach (var repeated in cells.GroupBy(cell => cell.Target).Where(group => group.Count() > 1))
            foreach (var cell in repeated.Skip(1))
                check.Warn(
                    "SDG.repeated", check.Document[cell.Mapping], ActionPlan.SdgMapping.Target,
                    $"{check.Name(commitment)}: SDG target {repeated.Key} is mapped more than once. Join the two.");
    }

    private static void CheckIndicators(PlanCheck check, Node mapping)
    {
        if (ActionPlan.SdgMapping.Target.Read(mapping) is not { } target) return;
        foreach (var code in ActionPlan.SdgMapping.Indicators.Read(mapping))
            if (SdgIndicators.Find(code) is { } indicator && indicator.Target != target)
                check.Warn(
                    "SDG.indicator", mapping, ActionPlan.SdgMapping.Indicators,
                    $"{check.Name(mapping)}: indicator {code} belongs to target {indicator.Target}, not to {target}.");
    }
}
