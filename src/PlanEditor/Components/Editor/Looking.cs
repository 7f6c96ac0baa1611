using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Collaboration;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.History;

namespace PlanEditor.Components.Editor;

/// <summary>
/// What is new to the person who looks at an open plan. What changes before one's eyes is not new; what others did while one was elsewhere is, until one goes there and leaves again. Used
/// on the page's thread.
/// </summary>
public sealed partial class Looking(PlanId plan, UserId user, ILooks looks, TimeProvider time, ILogger<Looking> logger)
{
    // What a person sees moves on with each part that is opened, and the disk has better to do than to keep each where nothing was new.
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(20);

    // Longer than a line takes to show what the server rendered.
    private static readonly TimeSpan SeenAfter = TimeSpan.FromSeconds(1);

    private readonly Queue<(long Revision, long At)> _shownSince = new();
    private long _onScreen;
    private LastTouches? _touches;
    private LastLook _seen = LastLook.All(0);
    private Unseen? _elsewhere;
    private NodeId? _open;
    private RoomState? _shown;
    private long _savedAt;
    private long _arrived;

    /// <summary>Raised when something else is new than before, not by a change of the plan.</summary>
    public event Action? Changed;

    /// <summary>When the plan was looked at last before now; null on the first visit.</summary>
    public DateTimeOffset? Last { get; private set; }

    /// <summary>What was new on the open part when it was opened.</summary>
    public Unseen Here { get; private set; } = Unseen.Nothing;

    /// <summary>In how many parts something was new when the plan was opened, and still is.</summary>
    public int Waiting => _shown is not null ? Elsewhere.CountAt(_arrived) + (_open is { } open && Here.Has(open) ? 1 : 0) : 0;

    /// <summary>The revision after which everything new came.</summary>
    public long Since => _seen.Plan;

    /// <summary>What is new in the parts that are not open. Kept from change to change; found anew only when parts come, go or move, and when something else is opened.</summary>
    public Unseen Elsewhere => _elsewhere ??= _touches is { } all && _shown is { } shown ? Unseen.Of(shown.Document, all, SeenElsewhere, user) : Unseen.Nothing;

    /// <summary>The newest revision that has stood on the page for a second. What came later may not have been seen when a button was pressed.</summary>
    public long OnScreen
    {
        get
        {
            while (_shownSince.TryPeek(out var first) && time.GetElapsedTime(first.At) >= SeenAfter) _onScreen = _shownSince.Dequeue().Revision;
            return _onScreen;
        }
    }

    private LastLook SeenElsewhere => _open is { } open ? _seen.With(open, long.MaxValue) : _seen;

    /// <summary>The revision at which a part was seen last.</summary>
    public long SinceOf(NodeId part) => _seen.Of(part);

    /// <summary>Finds names that are not known yet.</summary>
    public ValueTask<bool> LoadNamesAsync(IEnumerable<UserId> users) => looks.LoadNamesAsync(users);

    /// <summary>The name of somebody; of one whose name is not known yet: "…".</summary>
    public string NameOf(UserId author) => looks.NameOf(author);

    /// <summary>Reads what this person saw, and what changed since.</summary>
    public async Task StartAsync(RoomState shown)
    {
        (_shown, _arrived, _onScreen, _elsewhere) = (shown, shown.Revision, shown.Revision, null);
        try
        {
            var kept = await looks.ReadAsync(plan, user);
            (_seen, Last) = (kept?.Seen ?? LastLook.All(shown.Revision), kept?.At);
            await ReadTouchesAsync();
            FindHere();
            if (kept is null) await SaveAsync();
            Changed?.Invoke();
        }
        catch (Exception problem) when (problem is DbException or UnreadableLogException)
        {
            // Then nothing is marked as new.
            Log.NotRead(logger, problem);
        }
    }

    /// <summary>The plan went on.</summary>
    public void Take(RoomState shown, ImmutableArray<CommittedChange> changes)
    {
        if (_shown is null) return;
        _shown = shown;
        _shownSince.Enqueue((shown.Revision, time.GetTimestamp()));
        // So that it stays short.
        _ = OnScreen;
        if (_touches is not { } all) return;
        // What was passed over is read when somebody looks again.
        _touches = changes.IsEmpty || changes[0].Revision <= all.Revision + 1 ? all.With(changes) : null;
        if (_elsewhere is not { } known) return;
        _elsewhere = null;
        if (_touches is null || changes.IsEmpty) return;
        var seen = SeenElsewhere;
        foreach (var change in changes.Where(change => change.Revision > all.Revision))
        {
            if (known.After(shown.Document, change, seen, user) is not { } after) return;
            known = after;
        }

        _elsewhere = known;
    }

    /// <summary>Somebody looks again. What was passed over meanwhile is read.</summary>
    public async Task ReturnAsync()
    {
        if (_shown is null) return;
        if (_touches is null) await ReadTouchesAsync();
        FindHere();
        if (!Here.IsEmpty) Changed?.Invoke();
    }

    /// <summary>A part was opened, or something that is not one part. What was open before has been seen.</summary>
    public void Open(NodeId? part)
    {
        if (part == _open) return;
        Leave();
        _open = part;
        _elsewhere = null;
        FindHere();
    }

    /// <summary>Nobody looks any more: the tab is out of sight, or about to close.</summary>
    public async Task LeaveAsync()
    {
        Leave();
        await SaveAsync();
    }

    /// <summary>All that is new has been seen.</summary>
    public async Task SeeAllAsync()
    {
        if (_shown is not { } shown) return;
        (_seen, Here, _elsewhere) = (LastLook.All(shown.Revision), Unseen.Nothing, null);
        Changed?.Invoke();
        await SaveAsync();
    }

    private void Leave()
    {
        if (_open is not { } open || _shown is not { } shown || _touches is not { } all) return;
        _seen = _seen.With(open, shown.Revision);
        if (Unseen.Of(shown.Document, all, _seen, user).IsEmpty) _seen = LastLook.All(shown.Revision);
        _elsewhere = null;
        if (Here.Has(open) || time.GetElapsedTime(_savedAt) > SaveEvery) _ = SaveAsync();
    }

    private void FindHere()
    {
        Here = _open is not null && _touches is { } all && _shown is { } shown ? Unseen.Of(shown.Document, all, _seen, user) : Unseen.Nothing;
        if (_open is { } open && Here.Has(open)) _ = LoadNamesAsync(open);
    }

    private async Task LoadNamesAsync(NodeId part)
    {
        try
        {
            if (await looks.LoadNamesAsync(Here.AuthorsOf(part))) Changed?.Invoke();
        }
        catch (DbException problem)
        {
            // Then the marks stand without names.
            Log.NotRead(logger, problem);
        }
    }

    private async Task ReadTouchesAsync()
    {
        LastTouches read;
        do read = await looks.TouchesAsync(plan, _seen.Plan, _shown!.Revision);
        while (read.Revision < _shown.Revision);
        (_touches, _elsewhere) = (read, null);
    }

    private async Task SaveAsync()
    {
        _savedAt = time.GetTimestamp();
        try
        {
            await looks.SaveAsync(plan, user, _seen);
        }
        catch (Exception problem) when (problem is DbException or DbUpdateException or InvalidOperationException)
        {
            // Then the same is new once more.
            Log.NotKept(logger, problem);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What somebody saw of a plan could not be kept")]
        public static partial void NotKept(ILogger logger, Exception problem);

        [LoggerMessage(LogLevel.Warning, "What somebody saw of a plan could not be read")]
        public static partial void NotRead(ILogger logger, Exception problem);
    }
}
