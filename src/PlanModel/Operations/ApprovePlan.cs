using System.Text.Json;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>A reviewer approves the plan as it is at this revision, which is what the reviewer looked at. Whatever changes its content afterwards makes the approval stale.</summary>
public sealed record ApprovePlan : Verdict
{
    /// <summary>The written name.</summary>
    public const string OperationName = "approvePlan";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Approve;

    /// <inheritdoc/>
    public override OperationTarget Target => new(null, "approval");

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        document.State == PlanState.InReview ? null : new Refusal(RefusalCode.NotReady, "A plan is approved while it is in review.");

    /// <inheritdoc/>
    public override Refusal? Outdated(Document document, Meanwhile since) =>
        since.Stepped ? new Refusal(RefusalCode.NotReady, "The review went a step on after what you looked at. Look at what was said, then approve.")
        : since.Any ? new Refusal(RefusalCode.NotReady, "The plan changed after what you looked at. Look at what changed, then approve.")
        : null;

    /// <inheritdoc/>
    public override Document Apply(Document document) =>
        document.With(document.Standing with { Approvals = [.. document.Standing.Approvals.Where(one => one.Stamp.By != Stamp.By), new Approval(Stamp, false)] });

    /// <inheritdoc/>
    /// <remarks>It is not taken back: who no longer stands by it asks for changes.</remarks>
    public override Operation? Invert(Document before) => null;

    /// <inheritdoc/>
    public override string Label(Document document) => "approved the plan";

    private protected override void WriteAct(Utf8JsonWriter writer)
    {
    }

    internal static Operation? Read(OperationMembers members) => new ApprovePlan { Stamp = members.Stamp ?? Stamp.None };
}
