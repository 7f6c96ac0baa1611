using System.Collections.Immutable;
using PlanEditor.Collaboration;
using PlanModel.Changes;

namespace PlanEditor.Components.Editor;

/// <summary>
/// What a room tells, on its way to a page: taken from any thread, handed over on the page's own, at most once in <see cref="Interval"/>, so that many
/// who type at once cost each page no more than it can show.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="handOver">Takes over what has come since the last time, on the page's thread.</param>
public sealed class RoomInbox(TimeProvider time, Func<RoomState?, ImmutableArray<CommittedChange>, Task> handOver) : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(80);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly List<CommittedChange> _changes = [];
    private RoomState? _state;
    private ImmutableArray<CommittedChange> _newest = [];
    private bool _paused;
    private long _lastAt = -1;
    private bool _busy;

    /// <summary>Takes an update. Never blocks.</summary>
    public void Put(RoomUpdate update)
    {
        lock (_gate)
        {
            _state = update.State;
            if (_paused) _newest = update.Changes;
            else _changes.AddRange(update.Changes);
        }

        Wake();
    }

    /// <summary>Asks for a hand-over although the plan did not change: people came, moved or left.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (_busy || _paused || _end.IsCancellationRequested) return;
            _busy = true;
        }

        _ = RunAsync();
    }

    /// <summary>Hands nothing over until <see cref="Resume"/>: nobody sees the page. Of what comes meanwhile only the newest is kept, so the page has no acts of its own on the way.</summary>
    public void Pause()
    {
        lock (_gate) _paused = true;
    }

    /// <summary>Hands over, once, what there is now.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            if (!_paused) return;
            _paused = false;
            _changes.AddRange(_newest);
            _newest = [];
        }

        Wake();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _end.Cancel();
            _end.Dispose();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await Task.Yield();
            var passed = _lastAt < 0 ? Interval : time.GetElapsedTime(_lastAt);
            if (passed < Interval) await Task.Delay(Interval - passed, time, _end.Token);
            _lastAt = time.GetTimestamp();
            RoomState? state;
            ImmutableArray<CommittedChange> changes;
            lock (_gate)
            {
                _busy = false;
                (state, changes) = (_state, [.. _changes]);
                _state = null;
                _changes.Clear();
            }

            await handOver(state, changes);
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
        {
            // The page was closed meanwhile; nobody waits for this any more.
        }
    }
}
