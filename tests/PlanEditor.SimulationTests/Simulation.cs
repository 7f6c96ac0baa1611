using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanEditor.SimulationTests;

/// <summary>
/// One schedule: the real room and its outboxes, 2 to 5 clients that follow docs/protocol.md, and a simulated network, clock and disk, all in one thread and all
/// from one seed. Chance decides who does something next, what goes on in the server, what the disk writes, and what breaks. Then all is healed, and what must hold is checked.
/// </summary>
internal sealed class Simulation
{
    public const string Country = "NP";

    private const int RoundsMax = 300;
    private const int HopsMax = 100_000;

    private static readonly UserId[] Users = [.. Enumerable.Range(1, 5).Select(at => new UserId(new Guid(at, 0, 0, new byte[8])))];
    private static readonly LoggedChange[] Start = [.. StartOfPlan()];

    private readonly long[] _counts;
    private readonly Action<string>? _trace;
    private readonly SimulatedThread _thread;
    private readonly SimulatedPerson[] _people;
    private readonly Actor[] _actors;
    private Exception? _failure;

    private Simulation(ulong seed, long[] counts, Action<string>? trace)
    {
        (_counts, _trace) = (counts, trace);
        Random = new SimulatedRandom(seed);
        Editor = new RandomEditor(Random);
        Faults = new Faults(Random);
        _thread = new SimulatedThread(Random);
        SynchronizationContext.SetSynchronizationContext(_thread);
        Log = new SimulatedLog(this);
        foreach (var change in Start) Log.Put(change, Actor.Server);
        Server = new SimulatedServer(this);
        _people = new SimulatedPerson[2 + Random.Next(4)];
        _actors = new Actor[_people.Length];
        for (var at = 0; at < _people.Length; at++)
        {
            _people[at] = new SimulatedPerson(this, at, Users[at]);
            _actors[at] = new Actor(Users[at], Random.OneIn(2) ? Role.PlanLead : Role.FocalPoint, Country);
            Rights[Users[at]] = _actors[at];
        }

        Rights[Reviewer] = new Actor(Reviewer, Role.Server, null);
    }

    /// <summary>What every document starts from.</summary>
    public static Document Empty { get; } = Document.Empty(TestSchema.Schema);

    public static UserId Reviewer { get; } = new(new Guid(9, 0, 0, new byte[8]));

    public SimulatedRandom Random { get; }

    public RandomEditor Editor { get; }

    public Faults Faults { get; }

    public SimulatedLog Log { get; }

    public SimulatedServer Server { get; private set; }

    /// <summary>What everybody may do at this moment.</summary>
    public Dictionary<UserId, Actor?> Rights { get; } = [];

    public bool IsTraced => _trace is not null;

    /// <summary>Runs the schedule of a seed.</summary>
    /// <exception cref="SimulationFailedException">Something does not hold.</exception>
    public static void Run(ulong seed, long[] counts, Action<string>? trace = null)
    {
        var before = SynchronizationContext.Current;
        try
        {
            new Simulation(seed, counts, trace).Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    public void Trace(string line) => _trace!(line);

    public void Count(Happening what, long many = 1) => _counts[(int)what] += many;

    public void Fail(Exception problem) => _failure ??= problem;

    public DiskFault NextDiskFault()
    {
        if (Faults.DiskFails && Random.OneIn(3))
        {
            Count(Happening.DiskFailures);
            return DiskFault.Full;
        }

        if (!Faults.OutcomesUnknown || !Random.OneIn(5)) return DiskFault.None;
        Count(Happening.OutcomesUnknown);
        return DiskFault.Unknown;
    }

    private void Run()
    {
        var steps = 5 + Math.Min(Random.Next(56), Math.Min(Random.Next(56), Random.Next(56)));
        for (; steps > 0; steps--)
        {
            _people[Random.Next(_people.Length)].Step();
            for (var events = Random.Next(14); events > 0; events--) GoOn();
        }

        Settle();
        CheckEnd();
        if (!Random.OneIn(10)) return;
        foreach (var person in _people) CheckUndo(person);
        Settle();
        CheckEnd();
    }

    private void GoOn()
    {
        switch (Random.Next(20))
        {
            case < 12:
                if (_thread.Ready > 0) _thread.RunOne();
                break;
            case < 16:
                Log.Work();
                break;
            case < 19:
                Server.Time.Pass(TimeSpan.FromMilliseconds(1 + Random.Next(6)));
                break;
            default:
                Break();
                break;
        }

        if (_failure is not null) throw new SimulationFailedException(_failure.Message, _failure);
    }

    private void Break()
    {
        switch (Random.Next(8))
        {
            case 0 when Faults.Kills:
                Kill();
                break;
            case < 3 when Faults.RightsChange:
                ChangeRights();
                break;
            case < 5 when Faults.Review:
                Count(Happening.StatesChanged);
                var to = Random.Next(4) switch { 0 => PlanState.InReview, 1 => PlanState.ChangesRequested, 2 => PlanState.Final, _ => PlanState.Draft };
                if (IsTraced) Trace($"the review: {to}");
                Server.Run(() => Server.ReviewAsync(to));
                break;
            case 5 when Server.IsIdle && Random.OneIn(2):
                // Nobody wants the room any more, and it is closed; the first who comes opens it again.
                foreach (var person in _people) person.Cut();
                Server.Run(Server.ReopenAsync);
                break;
        }
    }

    private void Kill()
    {
        Count(Happening.ServersKilled);
        if (IsTraced) Trace("the server is killed");
        _thread.Kill();
        Log.Kill();
        foreach (var person in _people) person.Forget();
        Server = new SimulatedServer(this);
    }

    private void ChangeRights()
    {
        Count(Happening.RightsChanged);
        var user = Random.Next(_people.Length);
        Rights[Users[user]] = Random.Next(6) switch
        {
            0 => null,
            1 => _actors[user] with { Suspended = true },
            2 => _actors[user] with { Role = Role.Contributor },
            3 => _actors[user] with { Role = Role.FocalPoint },
            _ => _actors[user],
        };
        if (IsTraced) Trace($"{_people[user].Name}'s rights: {Rights[Users[user]]}");
    }

    /// <summary>Everything is well again: everybody's work comes to its end.</summary>
    private void Settle()
    {
        Faults.End();
        for (var at = 0; at < _actors.Length; at++) Rights[Users[at]] = _actors[at];
        for (var round = 0; round < RoundsMax; round++)
        {
            foreach (var person in _people) person.Settle();
            RunAll();
            if (Array.TrueForAll(_people, person => person.IsAtRest) && Log.IsIdle && Server.IsIdle) return;
            Server.Time.Pass(TimeSpan.FromMilliseconds(6));
        }

        var states = string.Join("; ", _people.Select(person => person.ToString()));
        throw new SimulationFailedException($"never came to rest: {states}; {Log.Disk.Count} on disk, the room at {Server.Room.Durable.Revision}, {Server}");
    }

    private void RunAll()
    {
        for (var hops = 0; _thread.Ready > 0 || !Log.IsIdle; hops++)
        {
            if (hops > HopsMax) throw new SimulationFailedException("the server never came to rest");
            if (_thread.Ready > 0) _thread.RunOne();
            else Log.Finish();
            if (_failure is not null) throw new SimulationFailedException(_failure.Message, _failure);
        }
    }

    private void CheckEnd()
    {
        var document = Empty;
        for (var at = 0; at < Log.Disk.Count; at++)
        {
            var (logged, actor) = Log.Disk[at];
            var change = logged.Change;
            if (change.Revision != at + 1) throw new SimulationFailedException($"revision {change.Revision} stands where {at + 1} must");
            var refusal = actor is null ? new Refusal(RefusalCode.NotFound, "no account") : Change.TryApply(document, change.Operations, actor, Country, out document);
            if (refusal is not null) throw new SimulationFailedException($"revision {change.Revision} by {actor} may not be in the log: {refusal}");
        }

        if (Server.Room.Durable.Revision != Log.Disk.Count) throw new SimulationFailedException($"the room is at {Server.Room.Durable.Revision}, the log at {Log.Disk.Count}");
        Documents.MustBeEqual(document, Server.Room.Durable.Document, "the room");
        foreach (var person in _people)
        {
            Documents.MustBeEqual(document, person.Client.Confirmed, person.Name);
            Documents.MustBeEqual(document, person.Client.Local, person.Name);
            person.CheckNothingLost();
        }

        if (!Random.OneIn(16)) return;
        var written = DocumentJson.ToUtf8(document);
        if (!written.AsSpan().SequenceEqual(DocumentJson.ToUtf8(DocumentJson.Read(written, TestSchema.Schema)))) throw new SimulationFailedException("the document is written in two forms");
        foreach (var person in _people)
            if (!written.AsSpan().SequenceEqual(DocumentJson.ToUtf8(person.Client.Confirmed))) throw new SimulationFailedException($"{person.Name} writes the document otherwise");
    }

    /// <summary>When nobody else does anything, redo does again what undo took back.</summary>
    private void CheckUndo(SimulatedPerson person)
    {
        var (room, user, session) = (Server.Room, person.Client.Actor.User, person.Client.Session);
        var before = room.Durable.Document;
        if (room.UndoOf(user, session) is not { Undo: not null, Redo: null }) return;
        if (Step(UndoStep.Undo) is not { Refusal: null, Label: not null } undone) return;
        if (room.UndoOf(user, session).Redo is not null && Step(UndoStep.Redo) is var redone && redone.Refusal is not null) throw new SimulationFailedException($"what {person.Name} took back ({undone.Label}) cannot be done again: {redone.Refusal}");
        Documents.MustHoldTheSame(before, room.Durable.Document, $"{person.Name}'s undo and redo of “{undone.Label}”");

        UndoAnswer Step(UndoStep step)
        {
            UndoAnswer? answer = null;
            Server.Run(async () => answer = await (step == UndoStep.Undo ? room.UndoAsync(user, session) : room.RedoAsync(user, session)));
            RunAll();
            return answer ?? throw new SimulationFailedException($"{person.Name}'s {step} was never answered");
        }
    }

    private static IEnumerable<LoggedChange> StartOfPlan()
    {
        Operation[] operations =
        [
            new InsertNode(new NodeId(5), "chapter", NodeId.Root, null, Node.NoFields),
            new EditText(new NodeId(5), "body", TextChangeSet.Of(0, (0, 0, "what was there"))),
        ];
        return operations.Select((operation, at) => new LoggedChange(
            new CommittedChange(at + 1, new ChangeId(new Guid(at + 1, 1, 0, new byte[8])), UserId.Server, default, DateTimeOffset.UnixEpoch, [operation]),
            LoggedChange.HashOf(at, [operation])));
    }
}
