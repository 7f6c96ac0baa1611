using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Components.Final;

/// <summary>Where a plan stands in its review, and what this person may do about it.</summary>
/// <param name="Standing">Where it stands.</param>
/// <param name="Steps">What may be done, the step that leads on first.</param>
/// <param name="Confirmed">The warnings as they are confirmed when the plan is marked final.</param>
public sealed record ReviewStepsView(PlanStanding Standing, ImmutableArray<ReviewStep> Steps, ImmutableArray<string> Confirmed)
{
    /// <summary>The workflow that it stands in.</summary>
    public PlanWorkflow Workflow { get; init; } = PlanWorkflow.Review;

    /// <summary>Whether this person sets deadlines.</summary>
    public bool MaySetDeadline { get; init; }

    /// <summary>"Version 1 is with the reviewers, for the second time."</summary>
    public string Where => Workflow.WhereOf(Standing.State) is { } where ? where : Standing.State switch
    {
        PlanState.InReview => $"{Version} is with the reviewers{(Standing.Round > 1 ? $", round {Standing.Round}" : "")}.",
        PlanState.ChangesRequested => $"The reviewers asked for changes in round {Standing.Round}.",
        PlanState.Final => $"{Version} is final.",
        _ => Standing.Version == 1 ? "The plan is a draft." : $"{Version} is a draft.",
    };

    /// <summary>Whose turn it is, for those who can do nothing.</summary>
    public string Next => Workflow.NextOf(Standing.State) is { } next ? next : Standing.State switch
    {
        PlanState.InReview => "The reviewers read it. When they are content, the plan’s lead marks it final.",
        PlanState.ChangesRequested => "The focal points change it, and the plan’s lead submits it again.",
        PlanState.Final => "To change it, the plan’s lead or an administrator reopens it as the next version.",
        _ => "When it is ready, the plan’s lead submits it for review.",
    };

    /// <summary>Who approves it; null where nobody is asked to.</summary>
    public string? Approved => Standing switch
    {
        { State: not PlanState.InReview } => null,
        { FreshApprovals: > 0 and var count } => count == 1 ? "A reviewer approves it as it is." : $"{count} reviewers approve it as it is.",
        { Approvals: [_, ..] approvals } => approvals.Any(approval => approval.Stale) ? "It was approved, and changed since." : "It was approved before changes were asked for.",
        _ => null,
    };

    /// <summary>Why an approval is not of the plan as it is; null: it is.</summary>
    public string? WhyNotHeld(Approval approval) => approval.Stale ? "the plan changed since" : Standing.Holds(approval) ? null : "changes were asked for since";

    private string Version => Standing.Version == 1 && Standing.State != PlanState.Final ? "The plan" : $"Version {Standing.Version}";

    public static ReviewStepsView Of(Document document, Completeness found, Func<PlanAct, bool> mayTake) =>
        new(document.Standing, ReviewStep.Of(document, found, mayTake), ReviewGate.WarningsOf(found)) { Workflow = document.Schema.Workflow, MaySetDeadline = mayTake(PlanAct.SetDeadline) };

    public bool Equals(ReviewStepsView? other) => other is not null && Standing == other.Standing && MaySetDeadline == other.MaySetDeadline && Steps.SequenceEqual(other.Steps) && Confirmed.SequenceEqual(other.Confirmed);

    public override int GetHashCode() => HashCode.Combine(Standing, Steps.Length, Confirmed.Length);
}
