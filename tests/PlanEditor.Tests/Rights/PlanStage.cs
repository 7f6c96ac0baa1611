using System.Collections.Immutable;
using PlanModel.Operations;
using PlanModel.Workflow;

namespace PlanEditor.Tests.Rights;

/// <summary>A state that a plan can be in, as the table tells them apart, and the steps that lead there.</summary>
/// <param name="Name">Its name in failures and addresses.</param>
/// <param name="Target">An SDG target that only the plan in this state serves: by it, it is known in a table of many plans.</param>
internal sealed record PlanStage(string Name, string Target, params ImmutableArray<Operation> Steps)
{
    private static readonly ImmutableArray<Operation> ToFinal = [new ChangeState(PlanState.InReview, ""), new ApprovePlan(), new ChangeState(PlanState.Final, "")];

    /// <summary>In the order of the letters of a cell.</summary>
    public static ImmutableArray<PlanStage> All { get; } =
    [
        new("draft", "1.4"),
        new("opened", "2.1", new OpenToPeers(true)),
        new("review", "3.8", new ChangeState(PlanState.InReview, "")),
        new("changes", "4.1", new ChangeState(PlanState.InReview, ""), new ChangeState(PlanState.ChangesRequested, "More dates")),
        new("final", "5.1", ToFinal),
        new("next", "6.1", [.. ToFinal, new ChangeState(PlanState.Draft, "A budget was cut")]),
    ];

    public int Index => All.IndexOf(this);
}
