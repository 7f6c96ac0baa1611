using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Whether a final plan stands on the public pages. Whoever decides that gives a reason, which stays in the history.</summary>
/// <param name="Reason">Why.</param>
public abstract record PublicationOperation(string Reason) : StampedOperation
{
    /// <summary>The longest reason, in UTF-16 units.</summary>
    public const int ReasonUnitsMax = 1_000;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Unpublish;

    /// <inheritdoc/>
    public override OperationTarget Target => new(null, "publication");

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        document.State != PlanState.Final ? new Refusal(RefusalCode.NotReady, "Only a final plan stands on the public pages.")
        : Reason.AsSpan().Trim().IsEmpty ? new Refusal(RefusalCode.BadValue, "Give the reason.")
        : Reason.Length > ReasonUnitsMax ? new Refusal(RefusalCode.TooLong, $"A reason has at most {ReasonUnitsMax:N0} characters.")
        : TextGate.Problem(Reason) is { } problem ? new Refusal(RefusalCode.BadText, problem + ".")
        : CheckPublished(document.Unpublished is null);

    /// <inheritdoc/>
    /// <remarks>It is not undone: the opposite is an act of its own, with its own reason.</remarks>
    public override Operation? Invert(Document before) => null;

    private protected abstract Refusal? CheckPublished(bool isPublic);

    private protected override void WriteAct(Utf8JsonWriter writer) => writer.WriteString("reason"u8, Reason);
}
