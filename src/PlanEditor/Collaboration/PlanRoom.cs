using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using PlanEditor.Storage;
using PlanModel;
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
    private const int ReadPage = 50;

    /// <summary>How long an answer is that may be short: what a line of 8 kB a second carries before its client takes it for dead.</summary>
    internal const int AnswerSizeBytesMax = 64 * 1024;

    // A snapshot takes the database's one place to write, which each keystroke waits for; what comes within this time is read from the log in some milliseconds.
    private static readonly TimeSpan SnapshotPause = TimeSpan.FromSeconds(10);

    private readonly Channel<RoomWork> _queue = Channel.CreateBounded<RoomWork>(new BoundedChannelOptions(QueueMax) { SingleReader = true });
    private readonly Channel<RoomOutcome> _outcomes = Channel.CreateBounded<RoomOutcome>(new BoundedChannelOptions(UnwrittenMax) { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _stopped = new();
    // Never disposed, as it holds nothing: whoever still has a room that stopped may submit to it and is told to open the plan again.
    private readonly SemaphoreSlim _catchingUp = new(2);
    private readonly ConcurrentDictionary<UserId, SemaphoreSlim> _catchingUpOf = new();
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
    private long? _snapshotAt;
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
        Presence = new Presence(time, logger);
        Broadcast = new Broadcast(plan.Slug, time, _tasks, logger);
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
        if (pending.Asked.Length > Submission.AskedMax) return SubmitAnswer.Refusing(new Refusal(RefusalCode.TooMany, $"A submission asks at most {Submission.AskedMax} people to see to comments."));
        await pending.FindAskedAsync(_findActor);
        while (true)
        {
            if (pending.IsLong(Durable)) await CatchUpInTurnAsync(pending, cancellation);
            else await pending.CatchUpAsync(Durable, _log, cancellation);
            var work = new SubmitWork(pending, cancellation);
            if (!_queue.Writer.TryWrite(work)) return SubmitAnswer.Refusing(Stopped.IsCancellationRequested ? RoomRefusals.Reopening : RoomRefusals.Busy);
            if (await work.Answered is { } answer) return answer;
        }
    }

    // Few at a time, and one of each person: a submission that was made long ago is much work, and nobody else in the plan shall wait for the processor.
    private async Task CatchUpInTurnAsync(PendingSubmission pending, CancellationToken cancellation)
    {
        var own = _catchingUpOf.GetOrAdd(pending.Submission.Author, static _ => new SemaphoreSlim(1));
        await own.WaitAsync(cancellation);
        try
        {
            await _catchingUp.WaitAsync(cancellation);
            try
            {
                await pending.CatchUpAsync(Durable, _log, cancellation);
            }
            finally
            {
                _catchingUp.Release();
            }
        }
        finally
        {
            own.Release();
        }
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
