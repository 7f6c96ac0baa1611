using System.Collections.Immutable;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

// The loop: takes what was submitted, one after the other, and hands it to the log.
public sealed partial class PlanRoom
{
    private async Task RunAsync()
    {
        // Not ReadAllAsync, which would leave the room's scheduler.
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var work))
            {
                if (Stopped.IsCancellationRequested)
                {
                    work.GiveUp();
                    continue;
                }

                try
                {
                    if (_lostEpoch == _epoch) await ReturnToDurableAsync();
                    await DoAsync(work);
                }
                catch (Exception problem)
                {
                    work.GiveUp();
                    Stop(problem);
                }
            }
        }

        _outcomes.Writer.Complete();
    }

    private Task DoAsync(RoomWork work) => work switch
    {
        SubmitWork submit => DoAsync(submit),
        UndoWork undo => DoAsync(undo),
        _ => throw new ArgumentOutOfRangeException(nameof(work), work, "not a kind of work"),
    };

    private async Task DoAsync(SubmitWork work)
    {
        if (!work.TryBegin()) return;
        var pending = work.Pending;
        if (!pending.IsCaughtUpWith(_head.Recent))
        {
            work.Answer(null);
            return;
        }

        var submission = pending.Submission;
        var actor = await _findActor(submission.Author);
        var accepted = ImmutableArray.CreateBuilder<AcceptedChange>(submission.Changes.Length);
        ChangeId? refused = null;
        Refusal? refusal = null;
        for (var at = 0; at < submission.Changes.Length && refusal is null; at++)
        {
            refusal = Work(pending, at, actor, out var revision, out var next);
            if (refusal is not null) refused = submission.Changes[at].Id;
            else accepted.Add(new AcceptedChange(submission.Changes[at].Id, revision));
            if (next is not null) await AppendAsync(next);
        }

        var answer = new SubmitAnswer(accepted.ToImmutable(), refused, refusal);
        await _outcomes.Writer.WriteAsync(new AnswerOutcome(_epoch, (durable, lost) => work.Answer(lost is null ? answer : WithoutLost(answer, durable, lost))));
    }

    /// <summary>Works out one submitted change. The state is immutable, so whatever goes wrong here leaves nothing behind.</summary>
    private Refusal? Work(PendingSubmission pending, int at, Actor? actor, out long revision, out RoomState? next)
    {
        (revision, next) = (0, null);
        var submission = pending.Submission;
        try
        {
            if (at == 0) pending.MoveTo(_head);
            if (pending.Earlier(at, _head.Recent) is { } earlier)
            {
                revision = earlier.Change.Revision;
                return at < pending.Met && pending.IsSame(at, earlier) ? null : RoomRefusals.IdReused;
            }

            var stamp = StampOf(submission.Author);
            var operations = Change.Stamped(pending.Left[at - pending.Met].Operations, stamp);
            if ((Try(actor, ref operations, out var after) ?? pending.Outdated(_head.Document, operations) ?? WhyNotAsked(after, operations, pending)) is { } refusal) return refusal;
            if (operations.Any(operation => operation is ReopenProposal)) return RoomRefusals.OnlyUndone;
            var change = Committed(submission.Changes[at].Id, submission.Session, stamp, operations);
            next = Next(pending.Logged(at, change), after, submission.Undoable ? UndoStep.Make : null);
            revision = next.Revision;
            return null;
        }
        catch (Exception problem)
        {
            Log.Failed(_logger, Plan.Slug, _head.Revision, problem);
            return RoomRefusals.Malformed("The server could not work this out. Its administrators were told.");
        }
    }

    private Refusal? Try(Actor? actor, ref ImmutableArray<Operation> operations, out Document after, bool stepsBack = false)
    {
        after = _head.Document;
        return actor is null ? RoomRefusals.NotFound : Change.TryMake(_head.Document, ref operations, actor, Plan.Country, out after, stepsBack);
    }

    /// <summary>Why somebody is not asked to see to a comment; null when nobody is asked, or everybody may be.</summary>
    private Refusal? WhyNotAsked(Document after, ImmutableArray<Operation> operations, PendingSubmission pending)
    {
        if (pending.Asked.IsEmpty) return null;
        var facts = PlanFacts.Of(Plan.Country, after, Plan.Id);
        foreach (var assign in operations.OfType<AssignThread>())
        {
            // Whoever was asked before stays so, and the day can be changed, whatever that person may do now.
            if (assign.Person is not { } person || _head.Document.Threads.Find(assign.Thread)?.Assignee == person) continue;
            if (Policy.RefuseToAsk(pending.RightsOf(person), facts) is { } refusal) return refusal;
        }

        return null;
    }

    /// <summary>Who makes the next change, and when.</summary>
    private Stamp StampOf(UserId author)
    {
        var now = _time.GetUtcNow();
        return new Stamp(author, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)), _head.Revision + 1);
    }

    private static CommittedChange Committed(ChangeId id, SessionId session, Stamp stamp, ImmutableArray<Operation> operations) =>
        new(stamp.Revision, id, stamp.By, session, stamp.At, operations);

    private RoomState Next(LoggedChange logged, Document after, UndoStep? step)
    {
        var change = logged.Change;
        var own = step is { } made ? _head.Undo.Of(change.Author, change.Session).After(made, _head.Document, change.Operations) : null;
        return new RoomState(change.Revision, after)
        {
            Recent = _head.Recent.With(new RecentChange(logged, WrittenChange.Of(change), after.Apart())),
            Undo = _head.Undo.After(change, own),
        };
    }

    private async Task AppendAsync(RoomState next)
    {
        var change = next.Recent.Newest;
        _head = next;
        var onDisk = _log.AppendAsync(Plan.Id, change.Logged);
        await _outcomes.Writer.WriteAsync(new AppendedOutcome(_epoch, next, change.Written, onDisk));
    }

    /// <summary>After the log could not write: waits until all that was built on it has been refused, and goes on from what is on disk.</summary>
    private async Task ReturnToDurableAsync()
    {
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _outcomes.Writer.WriteAsync(new AnswerOutcome(_epoch, (_, _) => refused.SetResult()));
        await refused.Task;
        _head = Durable;
        _epoch++;
    }

    /// <summary>An answer after the log could not write: what was on disk before stays accepted.</summary>
    private static SubmitAnswer WithoutLost(SubmitAnswer answer, long durable, Refusal why)
    {
        var kept = answer.Accepted.TakeWhile(accepted => accepted.Revision <= durable).ToImmutableArray();
        return kept.Length == answer.Accepted.Length ? answer : new SubmitAnswer(kept, answer.Accepted[kept.Length].Id, why);
    }
}
