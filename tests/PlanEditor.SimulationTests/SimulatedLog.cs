using PlanEditor.Storage;
using PlanModel;
using PlanModel.Workflow;

namespace PlanEditor.SimulationTests;

/// <summary>
/// A log and its disk. Appends wait until the schedule writes some of them; it may also let them fail, leave their outcome unknown, or be on disk before anybody
/// is told. As in the real log, a change that was built on one that was not written is not written either.
/// </summary>
internal sealed class SimulatedLog(Simulation simulation) : IPlanLog
{
    private readonly List<Entry> _disk = [];
    private readonly Dictionary<(UserId Author, ChangeId Id), Entry> _byId = [];
    private readonly List<Pending> _waiting = [];
    private readonly List<(Pending Append, Exception? Why)> _untold = [];

    /// <summary>What is on disk, in order.</summary>
    public IReadOnlyList<Entry> Disk => _disk;

    public bool IsIdle => _waiting.Count == 0 && _untold.Count == 0;

    public Task AppendAsync(PlanId plan, LoggedChange change)
    {
        var pending = new Pending(new Entry(change, simulation.Server.ActorFor(change.Change)));
        _waiting.Add(pending);
        return pending.Written.Task;
    }

    public async Task<IReadOnlyList<LoggedChange>> ReadAsync(PlanId plan, long after, int limit, CancellationToken cancellation)
    {
        if (simulation.Random.OneIn(2)) await Task.Yield();
        var from = (int)after;
        var read = new LoggedChange[Math.Min(limit, _disk.Count - from)];
        for (var at = 0; at < read.Length; at++) read[at] = _disk[from + at].Logged;
        return read;
    }

    public async Task<LoggedChange?> FindAsync(PlanId plan, UserId author, ChangeId id, CancellationToken cancellation)
    {
        if (simulation.Random.OneIn(8)) await Task.Yield();
        return _byId.TryGetValue((author, id), out var entry) ? entry.Logged : null;
    }

    /// <summary>Whether an author's change is on disk at a revision.</summary>
    public bool Has(UserId author, ChangeId id, long revision) =>
        revision > 0 && revision <= _disk.Count && _disk[(int)revision - 1].Logged.Change is var change && change.Revision == revision && change.Author == author && change.Id == id;

    public bool Has(UserId author, ChangeId id) => _byId.ContainsKey((author, id));

    /// <summary>The start of every plan.</summary>
    public void Put(LoggedChange change, Actor actor) => Write(new Entry(change, actor));

    /// <summary>The disk does something: takes what came first, or fails at it.</summary>
    public void Work()
    {
        if (_untold.Count > 0 && simulation.Random.OneIn(2)) Tell();
        else if (_waiting.Count > 0) Commit();
    }

    public void Finish()
    {
        while (_waiting.Count > 0) Commit();
        while (_untold.Count > 0) Tell();
    }

    /// <summary>The process was killed. What the disk had is there when it comes again.</summary>
    public void Kill()
    {
        if (_waiting.Count > 0 && simulation.Random.OneIn(2))
        {
            var many = 1 + simulation.Random.Next(_waiting.Count);
            for (var at = 0; at < many; at++)
                if (TryWrite(_waiting[at])) simulation.Count(Happening.CommittedUnacknowledged);
        }

        simulation.Count(Happening.CommittedUnacknowledged, _untold.Count(one => one.Why is null));
        _waiting.Clear();
        _untold.Clear();
    }

    // One transaction. Everybody is told together, but after it, and one by one.
    private void Commit()
    {
        var many = 1 + simulation.Random.Next(_waiting.Count);
        var fault = simulation.NextDiskFault();
        var written = fault == DiskFault.None || (fault == DiskFault.Unknown && simulation.Random.OneIn(2));
        for (var at = 0; at < many; at++)
        {
            var append = _waiting[at];
            Exception? why = fault switch
            {
                DiskFault.Full => new LogUnavailableException("the disk is full"),
                DiskFault.Unknown => new LogOutcomeUnknownException("the disk does not say"),
                _ => null,
            };
            if (written && !TryWrite(append)) why ??= new LogUnavailableException("it was built on what was not written");
            _untold.Add((append, why));
        }

        _waiting.RemoveRange(0, many);
        if (simulation.IsTraced) simulation.Trace($"disk: {many} appends, {(fault == DiskFault.None ? "written" : fault.ToString())}, {_disk.Count} on disk");
        if (simulation.Random.OneIn(2)) Tell();
    }

    private void Tell()
    {
        foreach (var (append, why) in _untold)
        {
            if (why is null) append.Written.SetResult();
            else append.Written.SetException(why);
        }

        _untold.Clear();
    }

    private bool TryWrite(Pending append)
    {
        var revision = append.Entry.Logged.Change.Revision;
        if (revision > _disk.Count + 1) return false;
        if (revision <= _disk.Count) throw new SimulationFailedException($"revision {revision} was appended where {_disk.Count} are on disk");
        Write(append.Entry);
        simulation.Count(Happening.ChangesCommitted);
        return true;
    }

    private void Write(Entry entry)
    {
        var change = entry.Logged.Change;
        if (!_byId.TryAdd((change.Author, change.Id), entry)) throw new SimulationFailedException($"change {change.Id} was written twice, the second time as revision {change.Revision}");
        _disk.Add(entry);
    }

    /// <param name="Logged">The change.</param>
    /// <param name="Actor">Whose rights the room had looked up when it appended it; null for nobody's.</param>
    public sealed record Entry(LoggedChange Logged, Actor? Actor);

    private sealed class Pending(Entry entry)
    {
        public Entry Entry => entry;

        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
