using Microsoft.Extensions.Options;
using PlanEditor.Digests;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;

namespace PlanEditor.Collaboration;

/// <summary>
/// The open rooms of this server, at most one for each plan. A room is opened from the log when somebody wants it and closed when nobody has wanted it
/// for a while. A plan whose log cannot be read is not served; the others are.
/// </summary>
public sealed partial class PlanRooms(
    Plans plans,
    PlanReader reader,
    ChangeLog log,
    Snapshots snapshots,
    Actors actors,
    PlanDigests digests,
    IEnumerable<IFollowRooms> followers,
    IOptions<RoomOptions> options,
    TimeProvider time,
    ILogger<PlanRooms> logger) : IHostedService, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PlanId, Slot> _slots = [];
    private readonly HashSet<Task> _keeping = [];
    private readonly CancellationTokenSource _ending = new();
    private ITimer? _sweeper;
    private bool _closed;

    /// <summary>Opens a plan's room, or joins the open one.</summary>
    /// <param name="plan">The plan's slug, or its id in its written form.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>A lease to be disposed; null when there is no such plan.</returns>
    /// <exception cref="RoomUnavailableException">The plan cannot be served now.</exception>
    public async Task<RoomLease?> OpenAsync(string plan, CancellationToken cancellation) =>
        await plans.FindAsync(plan, cancellation) is { } row ? await OpenAsync(PlanInfo.Of(row), cancellation) : null;

    /// <inheritdoc cref="OpenAsync(string, CancellationToken)"/>
    public Task<RoomLease?> OpenAsync(PlanId plan, CancellationToken cancellation) => OpenAsync(plan.ToString(), cancellation);

    /// <summary>Joins a plan's room at once, if it is open.</summary>
    /// <param name="plan">The plan's id in its written form.</param>
    /// <returns>A lease to be disposed; null when the room is not open now.</returns>
    public RoomLease? TryJoin(string plan)
    {
        if (!IdText.TryReadGuid(plan, out var id)) return null;
        lock (_gate)
        {
            if (!_slots.TryGetValue(new PlanId(id), out var slot) || slot.Closing is not null || !slot.Room.IsCompletedSuccessfully) return null;
            var room = slot.Room.GetAwaiter().GetResult();
            if (room.Stopped.IsCancellationRequested) return null;
            slot.Leases++;
            return new RoomLease(room, () => GiveBack(slot));
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _sweeper = time.CreateTimer(state => _ = CloseIdle(options.Value.IdleFor), null, options.Value.SweepEvery, options.Value.SweepEvery);
        return Task.CompletedTask;
    }

    /// <summary>Closes all rooms, with their snapshots.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _sweeper?.Dispose();
        Task[] closing;
        lock (_gate)
        {
            _closed = true;
            foreach (var (id, slot) in _slots) slot.Closing ??= CloseAsync(id, slot);
            closing = [.. _slots.Values.Select(slot => slot.Closing!)];
        }

        // Connections, which are ended before, may have used up the time that there is for all.
        await Task.WhenAll(closing);
        await KeptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _ending.Dispose();
    }

    /// <summary>Closes the rooms that nobody has wanted for a time. Returns when they are closed, and what they came to is kept.</summary>
    internal async Task CloseIdle(TimeSpan idleFor)
    {
        var closing = new List<Task>();
        lock (_gate)
        {
            foreach (var (id, slot) in _slots)
                if (slot.Leases == 0 && (slot.Room.IsFaulted || time.GetElapsedTime(slot.LastWanted) >= idleFor)) closing.Add(slot.Closing ??= CloseAsync(id, slot));
        }

        await Task.WhenAll(closing);
        await KeptAsync();
    }

    private async Task<RoomLease?> OpenAsync(PlanInfo plan, CancellationToken cancellation)
    {
        while (true)
        {
            var slot = Take(plan, out var closing);
            if (slot is null)
            {
                await closing!.WaitAsync(cancellation);
                continue;
            }

            try
            {
                var room = await slot.Room.WaitAsync(cancellation);
                if (!room.Stopped.IsCancellationRequested) return new RoomLease(room, () => GiveBack(slot));
                GiveBack(slot);
                await CloseNow(plan.Id, slot).WaitAsync(cancellation);
            }
            catch (Exception problem)
            {
                GiveBack(slot);
                // Whoever asks next has it read anew: what was in the way may be gone. A log that does not hold together stays so until the sweep.
                if (slot.Room.IsFaulted && !(problem is RoomUnavailableException { Refusal: var why } && why == RoomRefusals.Unreadable)) await CloseNow(plan.Id, slot);
                throw;
            }
        }
    }

    /// <summary>The plan's slot with one lease more; null when its room is closing, or when another has to be closed first.</summary>
    private Slot? Take(PlanInfo plan, out Task? closing)
    {
        closing = null;
        lock (_gate)
        {
            if (_closed) throw new RoomUnavailableException(RoomRefusals.Reopening);
            if (_slots.TryGetValue(plan.Id, out var slot))
            {
                closing = slot.Closing;
                if (closing is not null) return null;
            }
            else
            {
                if (_slots.Count >= options.Value.RoomsMax)
                {
                    var (id, idle) = _slots.Where(one => one.Value is { Leases: 0, Closing: null }).OrderBy(one => one.Value.LastWanted).FirstOrDefault();
                    if (idle is null) throw new RoomUnavailableException(RoomRefusals.TooManyPlans);
                    closing = idle.Closing = CloseAsync(id, idle);
                    return null;
                }

                _slots[plan.Id] = slot = new Slot(Task.Run(() => ReadAsync(plan)));
            }

            slot.Leases++;
            return slot;
        }
    }

    private void GiveBack(Slot slot)
    {
        lock (_gate)
        {
            slot.Leases--;
            slot.LastWanted = time.GetTimestamp();
        }
    }

    private Task CloseNow(PlanId id, Slot slot)
    {
        lock (_gate) return slot.Closing ??= CloseAsync(id, slot);
    }

    private async Task<PlanRoom> ReadAsync(PlanInfo plan)
    {
        try
        {
            var (revision, document) = await reader.FoldAsync(plan.Id, _ending.Token);
            var room = new PlanRoom(
                plan,
                new RoomState(revision, document),
                log,
                user => actors.FindAsync(user, CancellationToken.None),
                state => snapshots.SaveAsync(plan.Id, state.Revision, state.Document, CancellationToken.None),
                time,
                TaskScheduler.Default,
                logger);
            digests.Opened(room);
            foreach (var follower in followers) follower.Opened(room);
            return room;
        }
        catch (Exception problem)
        {
            Log.Unreadable(logger, plan.Slug, problem);
            // A log that does not hold together stays so; a read that failed may go well the next time.
            throw new RoomUnavailableException(problem is UnreadableLogException ? RoomRefusals.Unreadable : RoomRefusals.Failed, problem);
        }
    }

    private async Task CloseAsync(PlanId id, Slot slot)
    {
        await Task.Yield();
        try
        {
            var room = await slot.Room;
            await room.DisposeAsync();
            Keep(room);
        }
        catch (RoomUnavailableException)
        {
            // It was never open; whoever wanted it was told.
        }
        finally
        {
            lock (_gate) _slots.Remove(id);
        }
    }

    // The words of a large plan take a while, which whoever opens it again shall not wait for.
    private void Keep(PlanRoom room)
    {
        lock (_gate)
        {
            _keeping.RemoveWhere(static keeping => keeping.IsCompleted);
            _keeping.Add(Task.Run(() => digests.ClosedAsync(room)));
        }
    }

    private Task KeptAsync()
    {
        lock (_gate) return Task.WhenAll(_keeping);
    }

    private sealed class Slot(Task<PlanRoom> room)
    {
        public Task<PlanRoom> Room => room;

        public int Leases { get; set; }

        public long LastWanted { get; set; }

        public Task? Closing { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Critical, "Plan {Plan} is not served: its log cannot be read")]
        public static partial void Unreadable(ILogger logger, string plan, Exception problem);
    }
}
