using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Collaboration;
using PlanEditor.Hosting;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Notices;

namespace PlanEditor.Notices;

/// <summary>
/// Reads the logs of all plans behind the commits and keeps whom they tell of what. Nothing waits for it: of an open plan it hears which changes came, passes over those that
/// tell nobody anything without a look at the database, and reads the others from the log, from where it last was. A log that cannot be read is said once and left alone until
/// the next start; the other plans go on.
/// </summary>
public sealed partial class NoticeFollower(
    Storage.Plans plans, ChangeLog log, PlanReader reader, NoticeStore store, Recipients recipients, NoticeBoard board, TimeProvider time, ILogger<NoticeFollower> logger) : BackgroundService, IFollowRooms
{
    private const int Page = 500;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<PlanId, Place> _places = new();
    private readonly Channel<PlanId> _waiting = Channel.CreateUnbounded<PlanId>(new UnboundedChannelOptions { SingleReader = true });

    /// <inheritdoc/>
    public void Opened(PlanRoom room)
    {
        room.Subscribe(update => Take(room.Plan.Id, update));
        Wake(room.Plan.Id);
    }

    /// <summary>Reads a plan's log to its end.</summary>
    internal async Task FollowAsync(PlanId plan, CancellationToken cancellation)
    {
        var place = PlaceOf(plan);
        if (await plans.FindAsync(plan.ToString(), cancellation) is not { } row) return;
        var at = place.Revision ?? await store.CursorAsync(plan, cancellation);
        while (await log.ReadAsync(plan, at, Page, cancellation) is { Count: > 0 } page)
        {
            var changes = page.Select(logged => logged.Change).ToArray();
            var followed = await NoticesOfAsync(row, changes, cancellation);
            at = changes[^1].Revision;
            // Typing alone is not worth a write: after the next start it is passed over again.
            if (followed.Changes.Count > 0 || page.Count == Page) board.Tell(await store.KeepAsync(plan, at, followed.Changes, followed.People, cancellation));
        }

        place.Revision = at;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What follows does not wait by itself, and the server shall listen meanwhile.
        await Task.Yield();
        try
        {
            while (!await TryStartAsync(stoppingToken)) await Task.Delay(RetryAfter, time, stoppingToken);
            await foreach (var plan in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                PlaceOf(plan).Taken();
                if (!await TryFollowAsync(plan, stoppingToken)) _ = WakeLaterAsync(plan, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what was not read is read after the next start.
        }
    }

    private async Task<(IReadOnlyList<FollowedChange> Changes, IReadOnlyList<Recipient> People)> NoticesOfAsync(PlanRow plan, CommittedChange[] changes, CancellationToken cancellation)
    {
        var first = Array.FindIndex(changes, FollowedChange.IsOne);
        if (first < 0) return ([], []);
        var people = await recipients.ListAsync(cancellation);
        var actors = people.Select(person => person.Actor).ToArray();
        var fold = new Fold(await reader.AtAsync(new PlanId(plan.Id), changes[first].Revision - 1, cancellation));
        var followed = new List<FollowedChange>();
        foreach (var change in changes.Skip(first))
        {
            var before = FollowedChange.IsOne(change) ? fold.Document : null;
            fold.Apply(change.Operations);
            if (before is not null) followed.Add(new FollowedChange(change, fold.Document, ChangeNotices.Of(before, change, plan.Country, actors)));
        }

        return (followed, people);
    }

    private void Take(PlanId plan, RoomUpdate update)
    {
        foreach (var change in update.Changes)
        {
            if (!FollowedChange.IsOne(change)) continue;
            Wake(plan);
            return;
        }

        if (!PlaceOf(plan).TryPass(update.Changes[0].Revision - 1, update.State.Revision)) Wake(plan);
    }

    private void Wake(PlanId plan)
    {
        if (PlaceOf(plan).TryQueue()) _waiting.Writer.TryWrite(plan);
    }

    private Place PlaceOf(PlanId plan) => _places.GetOrAdd(plan, static _ => new Place());

    private async Task<bool> TryStartAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var plan in await store.BehindAsync(cancellation)) Wake(plan);
            return true;
        }
        catch (Exception problem) when (!problem.IsStopOf(cancellation))
        {
            Log.NotStarted(logger, problem);
            return false;
        }
    }

    /// <returns>Whether it needs no other try.</returns>
    internal async Task<bool> TryFollowAsync(PlanId plan, CancellationToken cancellation)
    {
        var place = PlaceOf(plan);
        if (place.IsStuck) return true;
        try
        {
            await FollowAsync(plan, cancellation);
            return true;
        }
        catch (Exception problem) when (problem is DbException or DbUpdateException or OperationCanceledException && !problem.IsStopOf(cancellation))
        {
            Log.NotNow(logger, plan, problem);
            return false;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Trying again would not help: a log that cannot be read stays so until another version of the server is started.
            place.IsStuck = true;
            Log.Stuck(logger, plan, place.Revision ?? 0, problem);
            return true;
        }
    }

    // The others do not wait for one that could not be read just now.
    private async Task WakeLaterAsync(PlanId plan, CancellationToken cancellation)
    {
        await Task.Delay(RetryAfter, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellation.IsCancellationRequested) Wake(plan);
    }

    /// <summary>How far a plan was read.</summary>
    private sealed class Place
    {
        private readonly Lock _gate = new();
        private long? _revision;
        private bool _queued;
        private volatile bool _stuck;

        /// <summary>Whether its log cannot be read.</summary>
        public bool IsStuck
        {
            get => _stuck;
            set => _stuck = value;
        }

        public long? Revision
        {
            get
            {
                lock (_gate) return _revision;
            }

            set
            {
                lock (_gate) _revision = Math.Max(_revision ?? 0, value ?? 0);
            }
        }

        /// <summary>Goes on over changes that tell nothing, if all before them was read.</summary>
        public bool TryPass(long before, long to)
        {
            lock (_gate)
            {
                if (_queued || _stuck || _revision != before) return _queued || _stuck;
                _revision = to;
                return true;
            }
        }

        public bool TryQueue()
        {
            lock (_gate) return !_queued && !_stuck && (_queued = true);
        }

        public void Taken()
        {
            lock (_gate) _queued = false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Which plans tell people something could not be looked up; it is tried again")]
        public static partial void NotStarted(ILogger logger, Exception problem);

        [LoggerMessage(LogLevel.Error, "What plan {Plan} tells people could not be kept; it is tried again")]
        public static partial void NotNow(ILogger logger, PlanId plan, Exception problem);

        [LoggerMessage(LogLevel.Error, "The log of plan {Plan} cannot be read after revision {Revision}: nobody is told of what follows there until the server is started again; other plans go on")]
        public static partial void Stuck(ILogger logger, PlanId plan, long revision, Exception problem);
    }
}
