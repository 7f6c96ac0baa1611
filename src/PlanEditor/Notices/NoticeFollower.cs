using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Collaboration;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Notices;

namespace PlanEditor.Notices;

/// <summary>
/// Reads the logs of all plans behind the commits and keeps whom they tell of what. Nothing waits for it: of an open plan it hears which changes came, passes over those that
/// tell nobody anything without a look at the database, and reads the others from the log, from where it last was.
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
            await TryAsync(async () => { foreach (var plan in await store.BehindAsync(stoppingToken)) Wake(plan); });
            await foreach (var plan in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                PlaceOf(plan).Taken();
                if (await TryAsync(() => FollowAsync(plan, stoppingToken))) continue;
                await Task.Delay(RetryAfter, time, stoppingToken);
                Wake(plan);
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

    private async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception problem) when (problem is DbException or DbUpdateException)
        {
            Log.NotFollowed(logger, problem);
            return false;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Trying again at once would not help: a log that cannot be read stays so until another version of the server is started.
            Log.NotFollowed(logger, problem);
            return true;
        }
    }

    /// <summary>How far a plan was read.</summary>
    private sealed class Place
    {
        private readonly Lock _gate = new();
        private long? _revision;
        private bool _queued;

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
                if (_queued || _revision != before) return _queued;
                _revision = to;
                return true;
            }
        }

        public bool TryQueue()
        {
            lock (_gate) return !_queued && (_queued = true);
        }

        public void Taken()
        {
            lock (_gate) _queued = false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "What a plan tells people could not be kept")]
        public static partial void NotFollowed(ILogger logger, Exception problem);
    }
}
