using System.Collections.Immutable;
using System.Data.Common;
using PlanEditor.Audit;
using PlanEditor.Collaboration;
using PlanEditor.History;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Workflow;

namespace PlanEditor.Components.Editor;

/// <summary>A plan that a page holds open: the lease of its room, what the page shows of it, who is there. Used on the page's thread.</summary>
public sealed class OpenPlan : IDisposable
{
    /// <summary>How a refusal came about, for administrators.</summary>
    public const string Way = "page";

    private readonly RoomLease _lease;
    private readonly Actors _actors;
    private readonly List<IDisposable> _subscriptions = [];
    private RoomInbox? _inbox;
    private bool _hidden;

    public OpenPlan(RoomLease lease, Person person, SessionId session, PlanRemovals removals, Actors actors, AuditLog audit, Looking looking, ILogger<EditingSession> logger)
    {
        (_lease, _actors) = (lease, actors);
        var room = lease.Room;
        Session = new EditingSession(room.Plan, room.Durable, person, session, submission => room.SubmitAsync(submission, CancellationToken.None), logger);
        Session.Refused += refusal => audit.Note(person.Actor.User, refusal, room.Plan.Slug, Way);
        Removals = new Removals(
            () => removals.ReadAsync(room.Plan.Id, room.Durable.Revision, CancellationToken.None),
            async user => (await actors.FindPersonAsync(user, CancellationToken.None))?.Name ?? "Somebody");
        Looking = looking;
        People = room.Presence.Here;
    }

    /// <summary>Raised when people came, moved or left, or when the plan is no longer this person's to read.</summary>
    public event Action? News;

    public PlanRoom Room => _lease.Room;

    public EditingSession Session { get; }

    public Removals Removals { get; }

    /// <summary>What is new to this person.</summary>
    public Looking Looking { get; }

    public ImmutableArray<PersonHere> People { get; private set; }

    /// <summary>Whether this person may no longer read the plan.</summary>
    public bool IsRefused => Refuses(Room, Session.Person);

    public static bool Refuses(PlanRoom room, Person person) => RefusalOf(room, person) is not null;

    /// <summary>Why somebody may not read a plan; null when it is allowed.</summary>
    public static Refusal? RefusalOf(PlanRoom room, Person person) =>
        Policy.Refuse(person.Actor, PlanFacts.Of(room.Plan.Country, room.Durable.Document, room.Plan.Id), PlanAct.Read);

    /// <summary>Why somebody may not save a plan, or something of it, as a file; null when it is allowed. Who reads a draft for a reason reads it here, and takes nothing along.</summary>
    public static Refusal? RefusalToSaveOf(PlanRoom room, Person person) =>
        RefusalOf(room, person)
        ?? (MaySave(person, room.Durable.Document) ? null : NotToSave);

    /// <summary>Why an administrator saves no draft.</summary>
    public static Refusal NotToSave { get; } = new(RefusalCode.NotAllowed, "An administrator reads a draft on its pages, and saves no file of it.");

    /// <summary>Whether somebody who reads a plan may save it as a file.</summary>
    public static bool MaySave(Person person, Document document) => person.Actor.Role != Role.Administrator || document.State == PlanState.Final;

    /// <summary>Takes over what the room tells from now on, and what it told since the plan was opened.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="onPage">Does something on the page's thread.</param>
    /// <param name="stopped">Called from any thread when the room takes nothing more.</param>
    public void Follow(TimeProvider time, Func<Action, Task> onPage, Action stopped)
    {
        var inbox = _inbox = new RoomInbox(time, (state, changes) => onPage(() => Take(state, changes)));
        _subscriptions.AddRange([inbox, Room.Subscribe(inbox.Put), Room.Presence.Subscribe(_ => inbox.Wake()), Room.Stopped.Register(stopped)]);
        _subscriptions.Add(_actors.OnRevoked(user => { if (user == Session.Person.Actor.User) _ = AskAgainAsync(user, onPage); }));
        Session.Acted += Acted;
        Take(Room.Durable, []);
        _ = Looking.StartAsync(Room.Durable);
    }

    /// <summary>The page is out of sight, or in sight again: meanwhile nothing is taken over, and so nothing is rendered.</summary>
    public async Task SetHiddenAsync(bool hidden)
    {
        _hidden = hidden;
        if (hidden) await Session.SettledAsync();
        // It may be seen again, or have acted again, before the disk had its last act.
        if (_hidden) _inbox?.Pause();
        else _inbox?.Resume();
        if (hidden) await Looking.LeaveAsync();
        else await Looking.ReturnAsync();
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
        _subscriptions.Clear();
        _lease.Dispose();
    }

    /// <summary>
    /// Takes over what this person may do from now on, also where the page is not drawn: what is shown of the plan, and what is done in it, goes by that. When the database does not
    /// answer, the page asks again.
    /// </summary>
    private async Task AskAgainAsync(UserId user, Func<Action, Task> onPage)
    {
        try
        {
            // Of somebody suspended the page goes, and the line with it.
            if (await _actors.FindPersonAsync(user, CancellationToken.None) is not { Actor.Suspended: false } person) return;
            await onPage(() =>
            {
                if (_subscriptions.Count > 0) Session.Take(person);
            });
        }
        catch (Exception problem) when (problem is DbException or ObjectDisposedException)
        {
            // Or the page is gone.
        }
    }

    /// <summary>An act of a page that is out of sight, such as the second step of one that was begun before: its coming onto disk must be heard.</summary>
    private void Acted(string label)
    {
        _hidden = false;
        _inbox?.Resume();
    }

    private void Take(RoomState? state, ImmutableArray<CommittedChange> changes)
    {
        if (_subscriptions.Count == 0) return;
        People = Room.Presence.Here;
        if (state is not null && state.Revision > Session.Shown.Revision && !IsRefused)
        {
            // First, since what comes then shows both.
            Looking.Take(state, changes);
            Session.Take(state, changes);
        }
        else
        {
            News?.Invoke();
        }
    }
}
