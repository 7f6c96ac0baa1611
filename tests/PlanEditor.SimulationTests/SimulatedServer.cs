using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Tests.Collaboration;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.SimulationTests;

/// <summary>One life of the server's process: the real room, opened anew from the log when it stops or when nobody was in it.</summary>
internal sealed class SimulatedServer
{
    private static readonly PlanInfo Plan = new(new PlanId(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), "book", Simulation.Country, TestSchema.Schema.Name);

    private readonly Simulation _simulation;
    private readonly TaskScheduler _scheduler = TaskScheduler.FromCurrentSynchronizationContext();
    private readonly SimulatedLogger _logger;
    private readonly Dictionary<UserId, Actor?> _found = [];
    private readonly Dictionary<byte[], CommittedChange> _written = [];
    private RoomState? _snapshot;
    private Task? _reopening;
    private int _running;

    public SimulatedServer(Simulation simulation)
    {
        _simulation = simulation;
        _logger = new SimulatedLogger(simulation);
        Room = OpenRoom();
    }

    public ManualTime Time { get; } = new();

    public PlanRoom Room { get; private set; }

    public override string ToString() => $"{_running} running, reopening {_reopening is not null}";

    public bool IsIdle => _running == 0 && _reopening is null;

    /// <summary>Goes on with something of the server until it is done; what it throws ends the schedule.</summary>
    public void Run(Func<Task> work) => _ = RunAsync(work);

    public async Task<PlanRoom> OpenRoomAsync()
    {
        if (Room.Stopped.IsCancellationRequested) await ReopenAsync();
        return Room;
    }

    public Task ReopenAsync() => _reopening ??= CloseAndOpenAsync();

    public bool MayRead(UserId user)
    {
        var document = Room.Durable.Document;
        return _simulation.Rights.GetValueOrDefault(user) is { } actor && Policy.Refuse(actor, PlanFacts.Of(Plan.Country, document), PlanAct.Read) is null;
    }

    /// <summary>Whose rights the room had looked up when it appended a change.</summary>
    public Actor? ActorFor(CommittedChange change) => change.Author == Simulation.Reviewer ? Actor.Server : _found[change.Author];

    /// <summary>The change that a message's bytes were written from.</summary>
    public CommittedChange Read(RawJson json) =>
        MemoryMarshal.TryGetArray(json.Utf8, out var bytes) && _written.TryGetValue(bytes.Array!, out var change) ? change : throw new SimulationFailedException("a message holds what no room wrote");

    public async Task<SubmitAnswer> SubmitAsync(PlanRoom room, Submission submission)
    {
        var answer = await room.SubmitAsync(submission, CancellationToken.None);
        foreach (var (id, revision) in answer.Accepted)
            if (!_simulation.Log.Has(submission.Author, id, revision)) throw new SimulationFailedException($"change {id} was acknowledged as revision {revision}, which is not on disk");
        for (var at = 0; at < answer.Accepted.Length; at++)
            if (at >= submission.Changes.Length || answer.Accepted[at].Id != submission.Changes[at].Id) throw new SimulationFailedException("other changes were acknowledged than the first that were submitted");
        return answer;
    }

    /// <summary>A copy of a submission that was on its way when its line was lost.</summary>
    public async Task SubmitLateAsync(Submission submission)
    {
        for (var hops = _simulation.Random.Next(20); hops > 0; hops--) await Task.Yield();
        await SubmitAsync(Room, submission);
    }

    public async Task StepAsync(UserId user, SessionId session, UndoStep step)
    {
        await Task.Yield();
        await (step == UndoStep.Undo ? Room.UndoAsync(user, session) : Room.RedoAsync(user, session));
    }

    /// <summary>An act of the review, as the server itself submits it.</summary>
    public async Task ReviewAsync(PlanState to)
    {
        await Task.Yield();
        var document = Room.Durable.Document;
        var step = new ChangeState(to, "so") { Confirmed = to == PlanState.Final ? ReviewGate.WarningsOf(Completeness.Of(document)) : [] };
        var review = new Submission(Simulation.Reviewer, default, Room.Durable.Revision, [new Change(_simulation.Editor.NewChange(), [step])]) { Undoable = false };
        await SubmitAsync(Room, review);
    }

    private async Task RunAsync(Func<Task> work)
    {
        _running++;
        try
        {
            await work();
        }
        catch (Exception problem)
        {
            _simulation.Fail(problem);
        }

        _running--;
    }

    private async Task CloseAndOpenAsync()
    {
        await Task.Yield();
        _simulation.Count(Happening.RoomsReopened);
        await Room.DisposeAsync();
        Room = OpenRoom();
        _reopening = null;
    }

    private PlanRoom OpenRoom()
    {
        var from = _snapshot is not null && _simulation.Random.OneIn(2) ? _snapshot : new RoomState(0, Simulation.Empty);
        var fold = new Fold(from.Document);
        var revision = from.Revision;
        for (; revision < _simulation.Log.Disk.Count; revision++) fold.Apply(_simulation.Log.Disk[(int)revision].Logged.Change.Operations);
        if (_simulation.IsTraced) _simulation.Trace($"the room opens at {revision}");
        var room = new PlanRoom(Plan, new RoomState(revision, fold.Document), _simulation.Log, FindActorAsync, KeepSnapshot, Time, _scheduler, _logger);
        room.Subscribe(Published);
        return room;
    }

    private void Published(RoomUpdate update)
    {
        if (update.State.Revision > _simulation.Log.Disk.Count) throw new SimulationFailedException($"revision {update.State.Revision} was published, which is not on disk");
        foreach (var written in update.Written)
            if (MemoryMarshal.TryGetArray(written.Utf8, out var bytes)) _written[bytes.Array!] = written.Change;
    }

    private async ValueTask<Actor?> FindActorAsync(UserId user)
    {
        if (_simulation.Random.OneIn(4)) await Task.Yield();
        return _found[user] = _simulation.Rights.GetValueOrDefault(user);
    }

    private Task KeepSnapshot(RoomState state)
    {
        _snapshot = new RoomState(state.Revision, state.Document);
        return Task.CompletedTask;
    }
}
