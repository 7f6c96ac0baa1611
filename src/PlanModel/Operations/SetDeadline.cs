using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Says by which day the present step of the review is to be done: the reviewers' answer, or the next submission. The next step has none until one is set.</summary>
/// <param name="Due">The day; null: none any more.</param>
public sealed record SetDeadline(DateOnly? Due) : StampedOperation
{
    /// <summary>The written name.</summary>
    public const string OperationName = "setDeadline";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.SetDeadline;

    /// <inheritdoc/>
    public override OperationTarget Target => new(null, "deadline");

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        document.State is not (PlanState.InReview or PlanState.ChangesRequested) ? new Refusal(RefusalCode.NotReady, document.Schema.Workflow.DeadlineLacks)
        : Due is null && document.Schema.Workflow.DueAskedIn(document.State) is { } asked ? new Refusal(RefusalCode.NotReady, asked)
        : ReviewGate.RefusePast(Due, Stamp.At);

    /// <inheritdoc/>
    public override Document Apply(Document document) =>
        document.Standing.Deadline?.Day == Due ? document : document.With(document.Standing with { Deadline = Due is { } day ? new Deadline(day, Stamp) : null });

    /// <inheritdoc/>
    /// <remarks>People were told of it: it is not undone, but set again.</remarks>
    public override Operation? Invert(Document before) => null;

    /// <inheritdoc/>
    public override string Label(Document document) => Due is { } day ? $"set the deadline to {Schema.DateField.Words(day)}" : "took the deadline away";

    private protected override void WriteAct(Utf8JsonWriter writer)
    {
        if (Due is { } day) writer.WriteString("due"u8, ThreadJson.WriteDay(day));
        else writer.WriteNull("due"u8);
    }

    internal static Operation? Read(OperationMembers members) => new SetDeadline(members.Due) { Stamp = members.Stamp ?? Stamp.None };
}
