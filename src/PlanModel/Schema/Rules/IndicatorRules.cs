using PlanModel.Documents;

namespace PlanModel.Schema.Rules;

/// <summary>IND: a baseline comes before its target, and one that is not known yet will be measured.</summary>
internal static class IndicatorRules
{
    public static void Check(PlanCheck check)
    {
        foreach (var indicator in check.Of(ActionPlan.Indicator.Kind)) Check(check, indicator);
    }

    private static void Check(PlanCheck check, Node indicator)
    {
        var target = ActionPlan.Indicator.TargetDate.Read(indicator);
        if (ActionPlan.Indicator.BaselineDate.Read(indicator) is { } baseline && target is { } day && day < baseline)
            check.Warn(
                "IND.targetBeforeBaseline", indicator, ActionPlan.Indicator.TargetDate,
                $"{check.Name(indicator)}: the target date is before the baseline date. Correct one of them.");

        if (ActionPlan.Indicator.BaselineUnknown.Read(indicator) && !WillBeMeasured(check, indicator, target))
            check.Warn(
                "IND.baselineUnknown", indicator, ActionPlan.Indicator.BaselineUnknown,
                $"{check.Name(indicator)}: nobody knows the baseline, and no milestone of its commitments comes before the target date. Add one that measures it.");
    }

    private static bool WillBeMeasured(PlanCheck check, Node indicator, DateOnly? target) =>
        check.Referred(indicator, ActionPlan.Indicator.Commitments)
            .SelectMany(commitment => check.Document.Children(commitment, ActionPlan.Milestone.Kind))
            .Any(milestone => ActionPlan.Milestone.DueDate.Read(milestone) is { } due && (target is null || due < target));
}
