using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Moves the plan to another state of its workflow. Who may and when is the policy's matter.</summary>
/// <param name="To">The state.</param>
/// <param name="Note">What was said on that occasion; may be empty.</param>
public sealed record ChangeState(PlanState To, string Note) : Operation
{
    /// <summary>The written name.</summary>
    public const string OperationName = "changeState";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.ChangeState;

    /// <inheritdoc/>
    public override OperationTarget Target => new(null, "state");

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        Text.TextGate.Problem(Note) is { } problem ? new Refusal(RefusalCode.BadText, problem + ".") : null;

    /// <inheritdoc/>
    public override Document Apply(Document document) => document.State == To ? document : document.With(To);

    /// <inheritdoc/>
    public override Operation? Invert(Document before) => before.State == To ? null : new ChangeState(before.State, "");

    /// <inheritdoc/>
    public override Operation Rebase(Operation over, bool before) => this;

    /// <inheritdoc/>
    public override string Label(Document document) => To switch
    {
        PlanState.InReview => "submitted the plan for review",
        PlanState.ChangesRequested => "asked for changes",
        PlanState.Final => "marked the plan final",
        _ => "took the plan back to draft",
    };

    internal override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("to"u8, PlanStateText.Write(To));
        writer.WriteString("note"u8, Note);
    }

    internal static Operation? Read(OperationMembers members) => members is { To: { } to, Note: { } note } ? new ChangeState(to, note) : null;
}
