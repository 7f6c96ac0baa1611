using System.Collections.Immutable;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanModel.Timeline;

/// <summary>The days that a commitment or a milestone itself names.</summary>
/// <param name="Start">The first day of work; null when none is said.</param>
/// <param name="Due">The day by which it is done; null while none is said.</param>
public sealed record TimelineDates(DateOnly? Start, DateOnly? Due)
{
    /// <summary>"1 Apr 2018 to 31 Jul 2018"; "due 31 Jul 2018"; "no dates".</summary>
    public string Words => (Start, Due) switch
    {
        ({ } start, { } due) => $"{DateField.Words(start)} to {DateField.Words(due)}",
        (null, { } due) => $"due {DateField.Words(due)}",
        ({ } start, null) => $"from {DateField.Words(start)}",
        _ => "no dates",
    };

    /// <summary>Whether nodes of a kind stand on a timeline.</summary>
    public static bool AreOf(NodeKind kind) => kind == ActionPlan.Commitment.Kind || kind == ActionPlan.Milestone.Kind;

    /// <summary>Those of a commitment or a milestone.</summary>
    public static TimelineDates Of(Node node)
    {
        var (start, due) = FieldsOf(node);
        return new TimelineDates(start.Read(node), due.Read(node));
    }

    /// <summary>What gives a commitment or a milestone these days, in one change; empty when it has them.</summary>
    public ImmutableArray<Operation> Set(Node node)
    {
        var (start, due) = FieldsOf(node);
        return [.. DayChange.Of(node, due, Due), .. DayChange.Of(node, start, Start)];
    }

    internal static (DateField Start, DateField Due) FieldsOf(Node node) => node.Kind == ActionPlan.Commitment.Kind
        ? (ActionPlan.Commitment.StartDate, ActionPlan.Commitment.EndDate)
        : (ActionPlan.Milestone.StartDate, ActionPlan.Milestone.DueDate);
}
