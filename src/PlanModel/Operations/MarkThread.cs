using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Says that a comment was addressed, confirms that it is resolved, or opens it again. Who may is the policy's matter.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="State">Where it goes: addressed, resolved or reopened.</param>
public sealed record MarkThread(ThreadId Thread, CommentState State) : ThreadOperation(Thread)
{
    /// <summary>The written name.</summary>
    public const string OperationName = "markThread";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => State switch
    {
        CommentState.Addressed => PlanAct.Address,
        CommentState.Resolved => PlanAct.Confirm,
        _ => PlanAct.Reopen,
    };

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        Find(document, out var refusal) is not { } thread ? refusal
        : thread.State == State ? null
        : thread.Steps.Length >= Limits.StepsMax ? new Refusal(RefusalCode.TooMany, $"A thread is marked at most {Limits.StepsMax} times.")
        : State switch
        {
            CommentState.Open => new Refusal(RefusalCode.BadValue, "A thread is opened again by \"reopened\"."),
            CommentState.Addressed when thread.State == CommentState.Resolved => new Refusal(RefusalCode.BadValue, "The comment is resolved already."),
            CommentState.Reopened when thread.State == CommentState.Open => new Refusal(RefusalCode.BadValue, "The comment is open."),
            _ => null,
        };

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var thread = document.Threads[Thread];
        return thread.State == State ? document : document.With(document.Threads.With(thread with { Steps = thread.Steps.Add(new ThreadStep(State, Stamp)), Disposition = State == CommentState.Resolved ? thread.Disposition : null }));
    }

    /// <inheritdoc/>
    public override string Label(Document document) => State switch
    {
        CommentState.Addressed => $"addressed a comment on {Place(document)}",
        CommentState.Resolved => $"confirmed a comment on {Place(document)} as resolved",
        _ => $"reopened a comment on {Place(document)}",
    };

    private protected override void WriteOthers(Utf8JsonWriter writer) => writer.WriteString("state"u8, ThreadJson.Write(State));

    internal static Operation? Read(OperationMembers members) => members is { Thread: { } thread, State: { } state } ? new MarkThread(thread, state) { Stamp = members.Stamp ?? Stamp.None } : null;
}
