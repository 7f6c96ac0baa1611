using PlanModel;

namespace PlanEditor.Collaboration;

/// <summary>What a room's loop does, one after the other.</summary>
internal abstract class RoomWork
{
    private protected static TaskCompletionSource<T> Promise<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers that the room could not do it and will be open again soon.</summary>
    public abstract void GiveUp();
}

/// <summary>Submitted changes.</summary>
internal sealed class SubmitWork(PendingSubmission pending, CancellationToken cancellation) : RoomWork
{
    private readonly TaskCompletionSource<SubmitAnswer?> _answer = Promise<SubmitAnswer?>();

    public PendingSubmission Pending => pending;

    /// <summary>The answer; null when the submission has to catch up with the log once more.</summary>
    public Task<SubmitAnswer?> Answered => _answer.Task;

    /// <summary>Whether it may be begun: whoever submitted it has not called it off.</summary>
    public bool TryBegin() => !cancellation.IsCancellationRequested || !_answer.TrySetCanceled(cancellation);

    public void Answer(SubmitAnswer? answer) => _answer.TrySetResult(answer);

    public override void GiveUp() => Answer(SubmitAnswer.Refusing(RoomRefusals.Reopening));
}

/// <summary>An undo or a redo.</summary>
internal sealed class UndoWork(UserId user, SessionId session, UndoStep step) : RoomWork
{
    private readonly TaskCompletionSource<UndoAnswer> _answer = Promise<UndoAnswer>();

    public UserId User => user;

    public SessionId Session => session;

    public UndoStep Step => step;

    public Task<UndoAnswer> Answered => _answer.Task;

    public void Answer(UndoAnswer answer) => _answer.TrySetResult(answer);

    public override void GiveUp() => Answer(new UndoAnswer(null, RoomRefusals.Reopening));
}
