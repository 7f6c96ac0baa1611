using System.Collections.Immutable;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Shared;
using PlanEditor.Identity;
using PlanModel.Notices;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Components.Plans;

/// <summary>Something that waits for somebody, with the way to it.</summary>
/// <param name="Icon">The sign before it.</param>
/// <param name="What">What is to be done: "Answer 2 suggestions".</param>
/// <param name="Where">Where, and by when if there is a day: "Nepal, C2 · by 29 Sep 2017, overdue".</param>
/// <param name="Address">Where it is done.</param>
public sealed record HomeTask(string Icon, string What, string Where, string Address)
{
    /// <summary>What waits for somebody in the plans that this person sees: first what others asked of this very person, then what the own plan, or the review, still asks for.</summary>
    public static ImmutableArray<HomeTask> Of(IReadOnlyCollection<PlanSummary> plans, Actor actor, DateTimeOffset now) =>
    [
        .. from plan in plans
           from comment in plan.Overview.Comments
           where comment.Person == actor.User
           orderby comment.Due is null, comment.Due
           select OfComment(plan, comment, now),
        .. plans.SelectMany(plan => OfPlan(plan, actor)),
    ];

    /// <summary>Whether something waits for somebody by what the role is: others only read, and see to the comments that they are asked to see to.</summary>
    public static bool IsFor(Actor actor) => actor.Role is Role.PlanLead or Role.FocalPoint or Role.Contributor or Role.Reviewer;

    private static HomeTask OfComment(PlanSummary plan, DueComment comment, DateTimeOffset now) => new(
        "flag",
        "See to a comment",
        $"{HomeWords.Country(plan)}, {comment.Place}{(comment.Due is { } due ? $" · by {DateField.Words(due)}{(due < CountryHabits.DayOf(now, plan.Plan.Country) ? ", overdue" : "")}" : "")}",
        $"{PlanAddress.Of(plan.Plan.Slug, comment.Node)}?thread={comment.Thread}");

    private static IEnumerable<HomeTask> OfPlan(PlanSummary plan, Actor actor)
    {
        if (plan.Facts.State == PlanState.Final) yield break;
        var (country, slug, writes) = (HomeWords.Country(plan), plan.Plan.Slug, plan.IsOwnOf(actor) && actor.Role is Role.PlanLead or Role.FocalPoint);
        var until = HomeWords.Deadline(plan) is { } deadline ? $" · {char.ToLowerInvariant(deadline[0])}{deadline[1..]}" : "";
        if (actor.Role == Role.Reviewer && plan.Facts.State == PlanState.InReview) yield return new("eye", "Review the plan", country + until, PlanAddress.OfTab(slug, PlanTab.BeforeFinal));
        if (!writes) yield break;
        if (plan.Overview.Suggestions is > 0 and var suggestions) yield return new("edit", $"Answer {(suggestions == 1 ? "a suggestion" : $"{suggestions} suggestions")}", country, PlanAddress.OfTab(slug, PlanTab.Suggestions));
        if (plan.Facts.State == PlanState.InReview) yield break;
        yield return plan.Blocks > 0
            ? new("stop", $"Settle {FinalWords.Blocks(plan.Blocks)}", country + until, PlanAddress.OfTab(slug, PlanTab.BeforeFinal))
            : new("check", Policy.Refuse(actor, plan.Facts, PlanAct.Submit) is null ? "Submit the plan for review" : "Ready to be submitted for review", country + until, PlanAddress.OfTab(slug, PlanTab.BeforeFinal));
    }
}
