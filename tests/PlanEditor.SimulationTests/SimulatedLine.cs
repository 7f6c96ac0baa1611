using PlanEditor.Collaboration;
using PlanModel.Changes;

namespace PlanEditor.SimulationTests;

/// <summary>
/// One connection, both its ends: calls go to the server one after the other, news comes back in the order in which it was sent, and each waits in between until the schedule lets it go on.
/// The server's end does what the hub does, with the real <see cref="Outbox"/>.
/// </summary>
internal sealed class SimulatedLine : IHubLine
{
    private readonly Simulation _simulation;
    private readonly SimulatedPerson _person;
    private readonly Outbox _outbox;
    private readonly Action _abort;
    private readonly Queue<Func<Task>> _calls = new();
    private readonly Queue<Action> _news = new();
    private TaskCompletionSource? _full;
    private PlanRoom? _room;
    private IDisposable? _updates;
    private CancellationTokenRegistration _stop;
    private bool _serving;
    private bool _cut;

    public SimulatedLine(Simulation simulation, SimulatedPerson person)
    {
        (_simulation, _person) = (simulation, person);
        var aborted = new CancellationTokenSource();
        _abort = aborted.Cancel;
        var slow = simulation.Faults.SlowReaders;
        _outbox = new Outbox(this, () => { }, simulation.Server.Time, aborted.Token, slow ? 1 + simulation.Random.Next(3) : Outbox.ChangesMax);
    }

    public bool HasNews => _news.Count > 0;

    public void Open(long after) => Call(() => OpenAsync(after));

    public void AskChanges(long after) => Call(() => ChangesAsync(after));

    public void Submit(Submission submission) => Call(() => SubmitAsync(submission));

    /// <summary>The client reads the next message.</summary>
    public void Hear()
    {
        _news.Dequeue()();
        if (_news.Count == 0) Drain();
    }

    /// <summary>The line breaks. Calls on their way may still arrive; whatever was on its way back is lost.</summary>
    public void Cut()
    {
        _cut = true;
        _news.Clear();
        if (_simulation.Random.OneIn(2))
        {
            _simulation.Count(Happening.SubmitsLost, _calls.Count);
            _calls.Clear();
        }

        _simulation.Server.Run(EndAsync);
    }

    public ValueTask WriteAsync(ChangedFrame frame)
    {
        var changes = new CommittedChange[frame.Changes.Length];
        for (var at = 0; at < changes.Length; at++) changes[at] = _simulation.Server.Read(new RawJson(frame.Changes[at].Utf8));
        Tell(() => _person.Changed(changes));
        return new ValueTask(RoomAsync());
    }

    public ValueTask WriteAsync(string method, object message, CancellationToken cancellation)
    {
        switch (message)
        {
            case ChangedMessage changed:
                var changes = new CommittedChange[changed.Changes.Length];
                for (var at = 0; at < changes.Length; at++) changes[at] = _simulation.Server.Read(changed.Changes[at]);
                Tell(() => _person.Changed(changes));
                break;
            case ResyncMessage:
                _simulation.Count(Happening.Resyncs);
                Tell(_person.Resync);
                break;
            default:
                throw new SimulationFailedException($"nobody expected the message “{method}”");
        }

        return new ValueTask(RoomAsync());
    }

    /// <summary>Ends when the line has room for more.</summary>
    private Task RoomAsync()
    {
        if (!_simulation.Faults.SlowReaders || _cut || !_simulation.Random.OneIn(2)) return Task.CompletedTask;
        return (_full ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    private void Call(Func<Task> call)
    {
        _calls.Enqueue(call);
        if (_serving) return;
        _serving = true;
        _simulation.Server.Run(ServeAsync);
    }

    private async Task ServeAsync()
    {
        await Task.Yield();
        while (_calls.TryDequeue(out var call)) await call();
        _serving = false;
    }

    private void Tell(Action news)
    {
        if (!_cut) _news.Enqueue(news);
    }

    private async Task OpenAsync(long after)
    {
        CloseRoom();
        var opening = _outbox.Restart();
        var room = await _simulation.Server.OpenRoomAsync();
        if (_cut) return;
        if (room is null || !_simulation.Server.MayRead(_person.Client.Actor.User))
        {
            Tell(_person.OpenRefused);
            return;
        }

        _room = room;
        _updates = room.Broadcast.Join(_outbox, opening);
        _stop = room.Stopped.Register(_outbox.Resync);
        var newest = room.Durable.Revision;
        if (after > newest) throw new SimulationFailedException($"{_person.Name} has revision {after}, the server {newest}");
        var changes = await room.ReadAsync(after, 1 + _simulation.Random.Next(12), CancellationToken.None);
        Tell(() => _person.Opened(changes, newest));
        _outbox.Flow(changes.IsEmpty ? newest : Math.Max(newest, changes[^1].Change.Revision));
    }

    private async Task ChangesAsync(long after)
    {
        var room = _room!;
        var newest = room.Durable.Revision;
        var changes = after > newest ? [] : await room.ReadAsync(after, 1 + _simulation.Random.Next(12), CancellationToken.None);
        Tell(() => _person.Got(changes, newest));
    }

    private async Task SubmitAsync(Submission submission)
    {
        var answer = await _simulation.Server.SubmitAsync(_room!, submission);
        if (_cut) _simulation.Count(Happening.AnswersLost);
        Tell(() => _person.Answered(answer));
    }

    private async Task EndAsync()
    {
        // The server notices when it does.
        if (_simulation.Random.OneIn(2)) await Task.Yield();
        CloseRoom();
        _abort();
        Drain();
        await _outbox.Sending;
    }

    // The one who was slow has read everything, or will never.
    private void Drain()
    {
        var full = _full;
        _full = null;
        full?.SetResult();
    }

    private void CloseRoom()
    {
        _updates?.Dispose();
        _stop.Dispose();
    }
}
