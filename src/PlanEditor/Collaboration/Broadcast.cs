using System.Collections.Immutable;

namespace PlanEditor.Collaboration;

/// <summary>
/// Carries what a room publishes to the connections that have the plan open. The first change after a pause goes at once; what comes within a few milliseconds after it goes out as one
/// message, written once. A message costs each connection the same whatever it carries, so the more connections there are, the longer changes wait for company.
/// </summary>
/// <param name="plan">The plan's slug.</param>
/// <param name="time">The clock.</param>
/// <param name="tasks">Where the sending runs.</param>
/// <param name="logger">Hears what went wrong.</param>
internal sealed partial class Broadcast(string plan, TimeProvider time, TaskFactory tasks, ILogger logger)
{
    private static readonly TimeSpan TogetherPerConnection = TimeSpan.FromMicroseconds(50);
    private static readonly TimeSpan TogetherMost = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private ImmutableArray<(Outbox Outbox, int Opening)> _outboxes = [];
    private readonly ImmutableArray<WrittenChange>.Builder _gathered = ImmutableArray.CreateBuilder<WrittenChange>();
    private bool _sending;

    /// <summary>Sends an outbox what is published from now on, and perhaps what was published a moment ago.</summary>
    /// <param name="outbox">The outbox.</param>
    /// <param name="opening">What <see cref="Outbox.Restart"/> gave.</param>
    /// <returns>Ends that when disposed.</returns>
    public IDisposable Join(Outbox outbox, int opening)
    {
        ImmutableInterlocked.Update(ref _outboxes, static (all, one) => all.Add(one), (outbox, opening));
        return new Unsubscribe(() => ImmutableInterlocked.Update(ref _outboxes, static (all, one) => all.Remove(one), (outbox, opening)));
    }

    /// <summary>Takes what became durable. Never waits.</summary>
    public void Add(ImmutableArray<WrittenChange> changes)
    {
        lock (_gate)
        {
            if (_outboxes.IsEmpty && !_sending) return;
            _gathered.AddRange(changes);
            if (_sending) return;
            _sending = true;
        }

        _ = tasks.StartNew(SendAsync);
    }

    private async Task SendAsync()
    {
        while (Take() is { } frame)
        {
            var outboxes = _outboxes;
            foreach (var (outbox, opening) in outboxes) Tell(outbox, opening, frame);
            var together = TogetherPerConnection * outboxes.Length;
            await Task.Delay(together < TogetherMost ? together : TogetherMost, time);
        }
    }

    private void Tell(Outbox outbox, int opening, ChangedFrame frame)
    {
        try
        {
            outbox.Changed(opening, frame);
        }
        catch (Exception problem)
        {
            // Only this one missed something: its line ends, and it finds its way back.
            Log.NotTold(logger, plan, frame.Last, problem);
            outbox.Break(problem);
        }
    }

    private ChangedFrame? Take()
    {
        lock (_gate)
        {
            if (_gathered.Count == 0)
            {
                _sending = false;
                return null;
            }

            var count = ChangedFrame.CountOfOne(_gathered, 0);
            if (count == _gathered.Count) return new ChangedFrame(_gathered.DrainToImmutable());
            var first = ImmutableArray.CreateRange(_gathered.Take(count));
            _gathered.RemoveRange(0, count);
            return new ChangedFrame(first);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Plan {Plan}: a connection could not be told of revision {Revision} and is ended")]
        public static partial void NotTold(ILogger logger, string plan, long revision, Exception problem);
    }
}
