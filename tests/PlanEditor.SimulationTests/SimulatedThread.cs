namespace PlanEditor.SimulationTests;

/// <summary>
/// The one thread on which everything of a schedule runs. What would run next on some thread of the pool waits here, and chance says which of it goes on: any order is
/// one that the pool could have given.
/// </summary>
internal sealed class SimulatedThread(SimulatedRandom random) : SynchronizationContext
{
    private readonly List<(SendOrPostCallback Callback, object? State)> _ready = [];

    private readonly int _id = Environment.CurrentManagedThreadId;

    public int Ready => _ready.Count;

    public override void Post(SendOrPostCallback d, object? state)
    {
        // Thrown on a thread that nobody watches it ends the program, as it should: no seed would replay that.
        if (Environment.CurrentManagedThreadId != _id) throw new InvalidOperationException("something of the server left the one thread");
        _ready.Add((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("nothing may block the one thread");

    public override SynchronizationContext CreateCopy() => this;

    public void RunOne()
    {
        var at = random.Next(_ready.Count);
        var (callback, state) = _ready[at];
        _ready[at] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        callback(state);
    }

    /// <summary>The process was killed: nothing of it goes on.</summary>
    public void Kill() => _ready.Clear();
}
