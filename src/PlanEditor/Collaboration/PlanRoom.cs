using System.Collections.Immutable;
using System.Threading.Channels;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

/// <summary>
/// The one place where a plan changes. A single-file loop takes each submission, moves it over what was committed since its base, asks the policy and the document about
/// exactly the state to which it is appended, applies it, hands it to the log and goes on without waiting. A publisher waits for the disk and then, strictly in
/// order, replaces <see cref="Durable"/>, tells the subscribers and answers. When the log could not write, the room returns to the durable state and refuses all that was
/// built on what was lost. A room that meets what cannot be stops, appends nothing more, and is opened anew from the log.
/// </summary>
public sealed partial class PlanRoom : IAsyncDisposable
{
    private const int QueueMax = 1_000;
    private const int UnwrittenMax = 500;
    private const int UpdateMax = 200;
    private const int ChangesPerSnapshot = 300;
    private const int AnswerSizeBytesMax = 1024 * 1024;
    private const int ReadPage = 50;

    private readonly Channel<RoomWork> _queue = Channel.CreateBounded<RoomWork>(new BoundedChannelOptions(QueueMax) { SingleReader = true });
    private readonly Channel<RoomOutcome> _outcomes = Channel.CreateBounded<RoomOutcome>(new BoundedChannelOptions(UnwrittenMax) { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _stopped = new();
    // Never disposed, as it holds nothing: whoever still has a room that stopped may submit to it and is told to open the plan again.
    private readonly SemaphoreSlim _catchingUp = new(2);
    private readonly IPlanLog _log;
    private readonly Func<RoomState, Task> _keepSnapshot;
    private readonly Func<UserId, ValueTask<Actor?>> _findActor;
    private readonly TimeProvider _time;
    private readonly TaskFactory _tasks;
    private readonly ILogger _logger;
    private readonly Task _running;

    private ImmutableArray<Action<RoomUpdate>> _subscribers = [];
    private volatile RoomState _durable;
    private RoomState _head;
    private int _epoch;
    private volatile int _lostEpoch = -1;
    private long _snapshotRevision;
    private Task _snapshot = Task.CompletedTask;

    /// <param name="plan">The plan.</param>
    /// <param name="state">What is on disk.</param>
    /// <param name="log">Where changes go.</param>
    /// <param name="findActor">The rights that somebody has at this moment; null when there is no such account.</param>
    /// <param name="keepSnapshot">Keeps a snapshot of what is on disk.</param>
    /// <param name="time">The clock.</param>
    /// <param name="scheduler">Where the room's loops run; a simulation runs them in its one thread.</param>
    /// <param name="logger">Hears what went wrong.</param>
    internal PlanRoom(
        PlanInfo plan,
        RoomState state,
        IPlanLog log,
        Func<UserId, ValueTask<Actor?>> findActor,
        Func<RoomState, Task> keepSnapshot,
        TimeProvider time,
        TaskScheduler scheduler,
        ILogger logger)
    {
        Plan = plan;
        _durable = _head = state;
        _snapshotRevision = state.Revision;
        (_log, _findActor, _keepSnapshot, _time, _logger) = (log, findActor, keepSnapshot, time, logger);
        _tasks = new TaskFactory(CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskContinuationOptions.None, scheduler);
        Presence = new Presence(time);
        Broadcast = new Broadcast(time, _tasks);
        Stopped = _stopped.Token;
        _running = Task.WhenAll(_tasks.StartNew(RunAsync).Unwrap(), _tasks.StartNew(PublishAsync).Unwrap());
    }

    /// <summary>The plan.</summary>
    public PlanInfo Plan { get; }

    /// <summary>What is on disk. Replaced as a whole.</summary>
    public RoomState Durable => _durable;

    /// <summary>Who is here.</summary>
    public Presence Presence { get; }

    /// <summary>The way to the hub's connections.</summary>
    internal Broadcast Broadcast { get; }

    /// <summary>Set when the room takes nothing more: ask <see cref="PlanRooms"/> for a new one.</summary>
    public CancellationToken Stopped { get; }

    /// <summary>How many submissions and undos wait for the loop.</summary>
    internal int Waiting => _queue.Reader.Count;

    /// <summary>Makes changes. Completes when what was accepted is on disk.</summary>
    /// <param name="submission">The changes.</param>
    /// <param name="cancellation">Once cancelled, a submission that was not begun never is; one that was begun is finished.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before it was begun: nothing of it was done.</exception>
    public async Task<SubmitAnswer> SubmitAsync(Submission submission, CancellationToken cancellation)
    {
        if (submission.Changes.IsDefaultOrEmpty) return SubmitAnswer.Refusing(RoomRefusals.Malformed("A submission has at least one change."));
        if (submission.Changes.Length > Submission.ChangesMax)
            return SubmitAnswer.Refusing(new Refusal(RefusalCode.TooMany, $"A submission has at most {Submission.ChangesMax} changes."));
        if (submission.Base < 0 || submission.Base > Durable.Revision) return SubmitAnswer.Refusing(RoomRefusals.BadBase(submission.Base, Durable.Revision));
        var pending = new PendingSubmission(Plan.Id, submission);
        while (true)
        {
            // Few at a time: a submission that was made long ago is much work, and nobody else in the plan shall wait for the processor.
            await _catchingUp.WaitAsync(cancellation);
            try
            {
                await pending.CatchUpAsync(Durable, _log, cancellation);
            }
            finally
            {
                _catchingUp.Release();
            }

            var work = new SubmitWork(pending, cancellation);
            if (!_queue.Writer.TryWrite(work)) return SubmitAnswer.Refusing(Stopped.IsCancellationRequested ? RoomRefusals.Reopening : RoomRefusals.Busy);
            if (await work.Answered is { } answer) return answer;
        }
    }

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

    /// <summary>Calls back after each update, in order, from the room's publisher. Must not block and must not throw.</summary>
    /// <returns>Ends the calls when disposed.</returns>
    public IDisposable Subscribe(Action<RoomUpdate> onUpdate)
    {
        ImmutableInterlocked.Update(ref _subscribers, static (all, one) => all.Add(one), onUpdate);
        return new Unsubscribe(() => ImmutableInterlocked.Update(ref _subscribers, static (all, one) => all.Remove(one), onUpdate));
    }

    /// <summary>Changes after a revision as the hub sends them, oldest first: at most <paramref name="limit"/>, and no more than fit one answer but for the first. What is not in memory is read from the log.</summary>
    internal async Task<ImmutableArray<WrittenChange>> ReadAsync(long after, int limit, CancellationToken cancellation)
    {
        var durable = Durable;
        // The log may be ahead of what was published; nobody shall know a revision before the room does.
        limit = (int)Math.Min(limit, durable.Revision - after);
        var read = ImmutableArray.CreateBuilder<WrittenChange>();
        if (after >= durable.Recent.Before)
        {
            Fill(read, limit, durable.Recent.After(after), static change => change.Written);
            return read.ToImmutable();
        }

        for (var full = false; !full && read.Count < limit;)
        {
            var page = await _log.ReadAsync(Plan.Id, after + read.Count, Math.Min(limit - read.Count, ReadPage), cancellation);
            full = page.Count == 0 || Fill(read, limit, page, static change => WrittenChange.Of(change.Change));
        }

        return read.ToImmutable();
    }

    /// <returns>Whether no more fit.</returns>
    private static bool Fill<T>(ImmutableArray<WrittenChange>.Builder read, int limit, IEnumerable<T> changes, Func<T, WrittenChange> written)
    {
        var sizeBytes = 0;
        foreach (var change in read) sizeBytes += change.Utf8.Length;
        foreach (var one in changes)
        {
            var change = written(one);
            sizeBytes += change.Utf8.Length;
            if (read.Count == limit || (read.Count > 0 && sizeBytes > AnswerSizeBytesMax)) return true;
            read.Add(change);
        }

        return false;
    }

    /// <summary>Finishes what is queued, writes a snapshot and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
        _stopped.Cancel();
        await _snapshot;
        var last = Durable;
        if (last.Revision > _snapshotRevision) await SnapshotAsync(last);
        Presence.Dispose();
        _stopped.Dispose();
    }

    private async Task<UndoAnswer> StepAsync(UserId user, SessionId session, UndoStep step)
    {
        var work = new UndoWork(user, session, step);
        if (!_queue.Writer.TryWrite(work)) return new UndoAnswer(null, Stopped.IsCancellationRequested ? RoomRefusals.Reopening : RoomRefusals.Busy);
        return await work.Answered;
    }

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
            refusal = Try(actor, operations, out var after);
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
            if ((Try(actor, operations, out var after) ?? pending.Outdated(_head.Document, operations)) is { } refusal) return refusal;
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

    private Refusal? Try(Actor? actor, ImmutableArray<Operation> operations, out Document after)
    {
        after = _head.Document;
        return actor is null ? RoomRefusals.NotFound : Change.TryApply(_head.Document, operations, actor, Plan.Country, out after);
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
            Recent = _head.Recent.With(new RecentChange(logged, WrittenChange.Of(change), after)),
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

    private async Task PublishAsync()
    {
        RoomOutcome? next = null;
        while (next is not null || await _outcomes.Reader.WaitToReadAsync())
        {
            if (next is null && !_outcomes.Reader.TryRead(out next)) continue;
            var outcome = next;
            next = null;
            switch (outcome)
            {
                case AnswerOutcome answer:
                    answer.Answer(Durable.Revision, Lost(answer));
                    break;
                case AppendedOutcome appended when await IsOnDiskAsync(appended):
                    next = Publish(appended);
                    break;
            }
        }
    }

    private Refusal? Lost(RoomOutcome outcome) =>
        outcome.Epoch == _lostEpoch ? RoomRefusals.NotSaved
        : Stopped.IsCancellationRequested ? RoomRefusals.Reopening
        : null;

    private async Task<bool> IsOnDiskAsync(AppendedOutcome appended)
    {
        // Without throwing: a full disk refuses hundreds at once.
        await appended.OnDisk.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (appended.OnDisk.IsCompletedSuccessfully)
        {
            if (appended.State.Revision == Durable.Revision + 1) return true;
            Stop(new InvalidOperationException($"revision {appended.State.Revision} came onto disk after {Durable.Revision}"));
        }
        else if (appended.OnDisk.Exception?.InnerException is LogUnavailableException problem)
        {
            if (_lostEpoch != appended.Epoch) Log.NotSaved(_logger, Plan.Slug, appended.State.Revision, problem);
            _lostEpoch = appended.Epoch;
        }
        else
        {
            // The outcome is unknown: what is on disk is only known after reading the log again.
            Stop(appended.OnDisk.Exception?.InnerException ?? new OperationCanceledException("the log gave an append up"));
        }

        return false;
    }

    /// <summary>Makes a change durable for everybody, with those behind it that are on disk already. Returns what was taken from the queue beyond them.</summary>
    private RoomOutcome? Publish(AppendedOutcome first)
    {
        var changes = ImmutableArray.CreateBuilder<WrittenChange>();
        changes.Add(first.Change);
        var last = first;
        RoomOutcome? beyond = null;
        while (beyond is null && changes.Count < UpdateMax && _outcomes.Reader.TryRead(out var outcome))
        {
            if (outcome is AppendedOutcome { OnDisk.IsCompletedSuccessfully: true } appended && appended.State.Revision == last.State.Revision + 1) changes.Add((last = appended).Change);
            else beyond = outcome;
        }

        _durable = last.State;
        var update = new RoomUpdate(last.State, [.. changes.Select(change => change.Change)]) { Written = changes.ToImmutable() };
        Broadcast.Add(update.Written);
        foreach (var subscriber in _subscribers)
        {
            try
            {
                subscriber(update);
            }
            catch (Exception problem)
            {
                // One subscriber's mistake must not keep the news from the others.
                Log.SubscriberFailed(_logger, Plan.Slug, last.State.Revision, problem);
            }
        }

        if (last.State.Revision - _snapshotRevision >= ChangesPerSnapshot && _snapshot.IsCompleted)
        {
            _snapshotRevision = last.State.Revision;
            _snapshot = _tasks.StartNew(() => SnapshotAsync(last.State)).Unwrap();
        }

        return beyond;
    }

    private async Task SnapshotAsync(RoomState state)
    {
        try
        {
            await _keepSnapshot(state);
        }
        catch (Exception problem)
        {
            // A snapshot is a cache: without it the next opening reads more of the log.
            Log.SnapshotFailed(_logger, Plan.Slug, state.Revision, problem);
        }
    }

    private void Stop(Exception problem)
    {
        if (Stopped.IsCancellationRequested) return;
        Log.Stopped(_logger, Plan.Slug, Durable.Revision, problem);
        _queue.Writer.TryComplete();
        _stopped.Cancel();
    }

    /// <summary>An answer after the log could not write: what was on disk before stays accepted.</summary>
    private static SubmitAnswer WithoutLost(SubmitAnswer answer, long durable, Refusal why)
    {
        var kept = answer.Accepted.TakeWhile(accepted => accepted.Revision <= durable).ToImmutableArray();
        return kept.Length == answer.Accepted.Length ? answer : new SubmitAnswer(kept, answer.Accepted[kept.Length].Id, why);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Plan {Plan} at revision {Revision}: a submission failed")]
        public static partial void Failed(ILogger logger, string plan, long revision, Exception problem);

        [LoggerMessage(LogLevel.Error, "Plan {Plan}: revision {Revision} could not be written; returning to what is on disk")]
        public static partial void NotSaved(ILogger logger, string plan, long revision, Exception problem);

        [LoggerMessage(LogLevel.Error, "Plan {Plan} at revision {Revision}: a subscriber failed")]
        public static partial void SubscriberFailed(ILogger logger, string plan, long revision, Exception problem);

        [LoggerMessage(LogLevel.Warning, "Plan {Plan}: the snapshot of revision {Revision} could not be written")]
        public static partial void SnapshotFailed(ILogger logger, string plan, long revision, Exception problem);

        [LoggerMessage(LogLevel.Critical, "Plan {Plan} at revision {Revision}: the room contradicts itself or the log and is opened anew")]
        public static partial void Stopped(ILogger logger, string plan, long revision, Exception problem);
    }
}
