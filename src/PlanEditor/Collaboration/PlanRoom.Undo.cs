using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

// Undo and redo: the same loop, with what a session did itself.
public sealed partial class PlanRoom
{
    /// <summary>Takes back the last change of a session that was not taken back yet. Completes when that is on disk.</summary>
    public Task<UndoAnswer> UndoAsync(UserId user, SessionId session) => StepAsync(user, session, UndoStep.Undo);

    /// <summary>Does again what the session last took back. Completes when that is on disk.</summary>
    public Task<UndoAnswer> RedoAsync(UserId user, SessionId session) => StepAsync(user, session, UndoStep.Redo);

    /// <summary>What a session could undo and redo now.</summary>
    public UndoState UndoOf(UserId user, SessionId session)
    {
        var history = Durable.Undo.Of(user, session);
        return new UndoState(history.UndoLabel, history.RedoLabel);
    }

    private async Task<UndoAnswer> StepAsync(UserId user, SessionId session, UndoStep step)
    {
        var work = new UndoWork(user, session, step);
        if (!_queue.Writer.TryWrite(work)) return new UndoAnswer(null, Stopped.IsCancellationRequested ? RoomRefusals.Reopening : RoomRefusals.Busy);
        return await work.Answered;
    }

    private async Task DoAsync(UndoWork work)
    {
        var history = _head.Undo.Of(work.User, work.Session);
        while (history.Label(work.Step) is not null && history.Operations(work.Step).IsEmpty) history = history.After(work.Step, _head.Document, []);
        _head = _head with { Undo = _head.Undo.With(work.User, work.Session, history) };
        var label = history.Label(work.Step);
        Refusal? refusal = null;
        if (label is not null)
        {
            var actor = await _findActor(work.User);
            var stamp = StampOf(work.User);
            var operations = Change.Stamped(history.Operations(work.Step), stamp);
            refusal = Try(actor, ref operations, out var after, stepsBack: true);
            if (refusal is null)
            {
                var change = Committed(new ChangeId(Guid.CreateVersion7()), work.Session, stamp, operations);
                await AppendAsync(Next(new LoggedChange(change, LoggedChange.HashOf(_head.Revision, operations)), after, work.Step));
            }
            else if (refusal.Code is not (RefusalCode.NotAllowed or RefusalCode.PlanLocked or RefusalCode.NotFound))
            {
                // Others made it impossible: the next undo goes on with the change before it.
                _head = _head with { Undo = _head.Undo.With(work.User, work.Session, history.Without(work.Step)) };
            }
        }

        var answer = new UndoAnswer(refusal is null ? label : null, refusal);
        await _outcomes.Writer.WriteAsync(new AnswerOutcome(_epoch, (_, lost) => work.Answer(lost is null ? answer : new UndoAnswer(null, lost))));
    }
}
