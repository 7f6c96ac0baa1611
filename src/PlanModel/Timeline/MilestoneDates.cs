using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanModel.Timeline;

/// <summary>The days that a milestone itself names.</summary>
/// <param name="Start">The first day of work; null when none is said.</param>
/// <param name="Due">The day by which it is done; null while none is said.</param>
public sealed record MilestoneDates(DateOnly? Start, DateOnly? Due)
{
    /// <summary>"1 Apr 2018 to 31 Jul 2018"; "due 31 Jul 2018"; "no dates".</summary>
    public string Words => (Start, Due) switch
    {
        ({ } start, { } due) => $"{DateField.Words(start)} to {DateField.Words(due)}",
        (null, { } due) => $"due {DateField.Words(due)}",
        ({ } start, null) => $"from {DateField.Words(start)}",
        _ => "no dates",
    };

    /// <summary>Those of a milestone.</summary>
    public static MilestoneDates Of(Node milestone) => new(ActionPlan.Milestone.StartDate.Read(milestone), ActionPlan.Milestone.DueDate.Read(milestone));

    /// <summary>What gives a milestone these days, in one change; empty when it has them.</summary>
    public ImmutableArray<Operation> Set(Node milestone)
    {
        var now = Of(milestone);
        var operations = ImmutableArray.CreateBuilder<Operation>();
        if (Due != now.Due) operations.Add(new SetField(milestone.Id, ActionPlan.Milestone.DueDate.Key, DateField.Write(Due)));
        if (Start != now.Start) operations.Add(new SetField(milestone.Id, ActionPlan.Milestone.StartDate.Key, DateField.Write(Start)));
        return operations.DrainToImmutable();
    }
}
