using System.Text.RegularExpressions;
using PlanEditor.Components.Shared;
using PlanEditor.Identity;
using PlanModel.Overview;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanEditor.Components.Plans;

/// <summary>The sentences of the home page.</summary>
public static partial class HomeWords
{
    /// <summary>Own plans first, then, for a reviewer, those that wait for review.</summary>
    public static int Rank(PlanSummary plan, Actor actor) => plan.IsOwnOf(actor) ? 0 : actor.Role == Role.Reviewer && plan.Facts.State == PlanState.InReview ? 1 : 2;

    /// <summary>The title, in which ranges of years never break.</summary>
    public static string Title(PlanOverview plan) => plan.Title.Length > 0 ? Range().Replace(plan.Title, "$1\u2011$2") : "No title yet";

    public static string Country(PlanSummary plan) => Countries.OfPlans.Label(plan.Plan.Country);

    /// <summary>How things stand, in one or two sentences: "One plan is final. Nepal’s waits for you: three things stand before final."</summary>
    public static string Stand(IReadOnlyCollection<PlanSummary> plans, Actor actor)
    {
        if (plans.Count == 0) return actor.Country is { } country ? $"{Countries.OfPlans.Label(country)} has no plan yet." : "There is no plan for you to see yet.";
        var sentences = new List<string>();
        var final = plans.Count(plan => plan.Facts.State == PlanState.Final);
        if (final == plans.Count && final > 1) sentences.Add($"All {CountWords.Of(final)} plans are final.");
        else if (final > 0) sentences.Add($"{CountWords.Capital(CountWords.Of(final, "plan is", "plans are"))} final.");
        sentences.AddRange(plans.Where(plan => plan.IsOwnOf(actor) && plan.Facts.State != PlanState.Final).Select(Own));
        if (actor.Role == Role.Reviewer) sentences.Add(Waiting([.. plans.Where(plan => plan.Facts.State == PlanState.InReview).Select(Country)]));
        if (sentences.Count == 0) sentences.Add($"{CountWords.Capital(CountWords.Of(plans.Count, "plan is", "plans are"))} being written.");
        return string.Join(" ", sentences);
    }

    /// <summary>What stands between a plan and final: "3 things before final"; before its review, that nothing does.</summary>
    public static string Before(PlanSummary plan) => plan switch
    {
        { Facts.State: PlanState.Final, Last: { } last } => $"Final since {DateField.Words(CountryHabits.DayOf(last.At, plan.Plan.Country))}",
        { Facts.State: PlanState.Final } => "Final",
        { Facts.State: PlanState.Draft or PlanState.ChangesRequested, Blocks: 0 } => "Ready to be submitted",
        _ => FinalWords.Blocks(plan.Blocks),
    };

    /// <summary>By when the present step of the review is to be done: "The reviewers answer by 20 Oct 2017"; null: no day was set.</summary>
    public static string? Deadline(PlanSummary plan) => plan.Overview.Deadline is not { } deadline ? null
        : $"{(plan.Facts.State == PlanState.InReview ? "The reviewers answer" : "To be submitted again")} by {DateField.Words(deadline.Day)}";

    /// <summary>Who is in a plan: "3 people are in it now".</summary>
    public static string Here(PlanSummary plan, Actor actor) => plan.People switch
    {
        [] => "Nobody is in it now",
        [var one] when one.User == actor.User => "You are in it now",
        [var one] => $"{one.Name} is in it now",
        _ => $"{plan.People.Length} people are in it now",
    };

    /// <summary>Who did what last, and when.</summary>
    public static string Last(PlanSummary plan, DateTimeOffset now) =>
        plan.Last is { } last ? $"{plan.LastAuthor} {last.What}{(TimeWords.Ago(last.At, now) is ['o', 'n', ' ', ..] day ? $" {day}" : $", {TimeWords.Ago(last.At, now)}")}" : "";

    private static string Own(PlanSummary plan) => plan.Facts.State switch
    {
        PlanState.ChangesRequested => $"{Country(plan)}’s waits for you: {Stands(plan)}.",
        PlanState.InReview => $"{Country(plan)}’s is in review: {Stands(plan)}.",
        _ => $"{Country(plan)}’s is a draft: {Stands(plan)}.",
    };

    private static string Stands(PlanSummary plan) => plan switch
    {
        { Blocks: 0, Facts.State: PlanState.InReview } => "nothing stands before final",
        { Blocks: 0 } => "it is ready to be submitted",
        _ => CountWords.Of(plan.Blocks, "thing stands before final", "things stand before final"),
    };

    private static string Waiting(IReadOnlyList<string> countries) => countries switch
    {
        [] => "Nothing waits for your review.",
        [var one] => $"{one}’s waits for your review.",
        _ => $"{Enumeration.Of(countries)} wait for your review.",
    };

    [GeneratedRegex(@"(\p{Nd})-(\p{Nd})")]
    private static partial Regex Range();
}
