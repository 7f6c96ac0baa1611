using System.Collections.Immutable;
using PlanEditor.Identity;
using PlanModel.Overview;

namespace PlanEditor.Components.Plans;

/// <summary>The milestones that come next in all plans that somebody sees; where none comes, those that are overdue.</summary>
/// <param name="Shown">Some of them: the next first, or the latest of those that are overdue first.</param>
/// <param name="Overdue">How many are overdue.</param>
public sealed record HomeMilestones(ImmutableArray<(PlanSummary Plan, DueMilestone Milestone, bool IsOverdue)> Shown, int Overdue)
{
    /// <summary>How many are shown.</summary>
    public const int Most = 5;

    public static HomeMilestones Of(IReadOnlyCollection<PlanSummary> plans, DateTimeOffset now)
    {
        var (next, late, overdue) = (new List<(PlanSummary Plan, DueMilestone Milestone, bool IsOverdue)>(), new List<(PlanSummary Plan, DueMilestone Milestone, bool IsOverdue)>(), 0);
        foreach (var plan in plans)
        {
            // They stand in the order of their days.
            var today = CountryHabits.DayOf(now, plan.Plan.Country);
            var past = plan.Overview.Milestones.TakeWhile(milestone => milestone.Due < today).Count();
            overdue += past;
            late.AddRange(plan.Overview.Milestones[..past].TakeLast(Most).Select(milestone => (plan, milestone, true)));
            next.AddRange(plan.Overview.Milestones[past..].Take(Most).Select(milestone => (plan, milestone, false)));
        }

        return new HomeMilestones(next.Count > 0 ? [.. next.OrderBy(one => one.Milestone.Due).Take(Most)] : [.. late.OrderByDescending(one => one.Milestone.Due).Take(Most)], overdue);
    }
}
