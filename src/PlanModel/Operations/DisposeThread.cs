using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Says what became of a comment on a report, with a reason; the comment is resolved by that. Who opens it again takes the disposition away.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Outcome">What was decided.</param>
/// <param name="Reason">Why.</param>
public sealed record DisposeThread(ThreadId Thread, DispositionOutcome Outcome, string Reason) : ThreadOperation(Thread)
{
    /// <summary>The longest reason, in UTF-16 units.</summary>
    public const int ReasonUnitsMax = 1_000;

    /// <summary>The written name.</summary>
    public const string OperationName = "disposeThread";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Dispose;

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        Find(document, out var refusal) is not { } thread ? refusal
        : thread.Steps.Length >= Limits.StepsMax ? new Refusal(RefusalCode.TooMany, $"A thread is marked at most {Limits.StepsMax} times.")
        : Reason.AsSpan().Trim().IsEmpty ? new Refusal(RefusalCode.BadValue, "Give the reason: who commented is owed one.")
        : Reason.Length > ReasonUnitsMax ? new Refusal(RefusalCode.TooLong, $"A reason has at most {ReasonUnitsMax:N0} characters.")
        : TextGate.Problem(Reason) is { } problem ? new Refusal(RefusalCode.BadText, problem + ".")
        : null;

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var thread = document.Threads[Thread];
        if (thread.Disposition is { } known && (known.Outcome, known.Reason) == (Outcome, Reason)) return document;
        var steps = thread.State == CommentState.Resolved ? thread.Steps : thread.Steps.Add(new ThreadStep(CommentState.Resolved, Stamp));
        return document.With(document.Threads.With(thread with { Disposition = new Disposition(Outcome, Reason, Stamp), Steps = steps }));
    }

    /// <inheritdoc/>
    public override string Label(Document document) => Outcome switch
    {
        DispositionOutcome.Accepted => $"accepted a comment on {Place(document)}",
        DispositionOutcome.AcceptedInPart => $"accepted in part a comment on {Place(document)}",
        DispositionOutcome.Noted => $"noted a comment on {Place(document)}",
        _ => $"declined a comment on {Place(document)}",
    };

    private protected override void WriteOthers(Utf8JsonWriter writer)
    {
        writer.WriteString("item"u8, ThreadJson.Write(Outcome));
        writer.WriteString("reason"u8, Reason);
    }

    internal static Operation? Read(OperationMembers members) =>
        members is { Thread: { } thread, Item: { } item, Reason: { } reason } && ThreadJson.TryParse(item, out DispositionOutcome outcome)
            ? new DisposeThread(thread, outcome, reason) { Stamp = members.Stamp ?? Stamp.None }
            : null;
}
