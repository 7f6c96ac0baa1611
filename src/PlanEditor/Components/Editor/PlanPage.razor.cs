using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PlanEditor.Collaboration;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Components.Editor;

/// <summary>
/// The page of a plan, and the one subscriber of its room: takes a lease, hands what the room tells to <see cref="EditingSession"/>, and undoes and
/// redoes for the browser, which keeps the one order of texts and acts.
/// </summary>
public sealed partial class PlanPage : IAsyncDisposable
{
    private const int ReadAtOnce = 500;

    private readonly CancellationTokenSource _end = new();
    private readonly List<IDisposable> _subscriptions = [];
    private RoomLease? _lease;
    private RoomInbox? _inbox;
    private EditingSession? _session;
    private Removals? _removals;
    private Refusal? _unavailable;
    private ImmutableArray<PersonHere> _people = [];
    private DotNetObjectReference<PlanPage>? _self;
    private string? _revealed;

    [Inject]
    private PlanRooms Rooms { get; set; } = default!;

    [Inject]
    private ChangeLog ChangeLog { get; set; } = default!;

    [Inject]
    private Actors Actors { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    [CascadingParameter]
    public required Person Person { get; set; }

    /// <summary>The plan's name in addresses.</summary>
    [Parameter]
    public required string Slug { get; set; }

    /// <summary>A node's id or the key of a group of the outline; null: the plan itself.</summary>
    [Parameter]
    public string? Part { get; set; }

    /// <summary>The key of the field to go to.</summary>
    [Parameter]
    public string? Field { get; set; }

    /// <summary>The page's session, kept from the first rendering on the server, and over a pause of the circuit: undo belongs to it.</summary>
    [PersistentState]
    public string? SessionText { get; set; }

    /// <summary>The plan, so that the circuit finds the open room without asking the database.</summary>
    [PersistentState]
    public string? PlanText { get; set; }

    private string Open => Part ?? NodeId.Root.ToString();

    /// <summary>Undoes this page's last act.</summary>
    /// <returns>What was undone, in words; null when there was nothing.</returns>
    [JSInvokable]
    public Task<string?> Undo() => StepAsync("Undid", (room, user, session) => room.UndoAsync(user, session));

    /// <summary>Does again what was undone last.</summary>
    [JSInvokable]
    public Task<string?> Redo() => StepAsync("Did again", (room, user, session) => room.RedoAsync(user, session));

    protected override async Task OnInitializedAsync() => await OpenAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (_lease is { } lease && lease.Room.Plan.Slug != Slug)
        {
            Close();
            (PlanText, SessionText) = (null, null);
            await OpenAsync();
        }

        if (_session is not { } session) return;
        if (session.Person != Person) Take(Person);
        if (!IsThere(session)) Navigation.NotFound();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_session is null) return;
        if (_self is null)
        {
            _self = DotNetObjectReference.Create(this);
            Subscribe();
            await Browser.InvokeVoidAsync("ogdPlans.attach", _self);
        }

        if (_revealed == $"{Part}/{Field}") return;
        _revealed = $"{Part}/{Field}";
        if (Field is null || !NodeId.TryParse(Open, out var id)) return;
        // A text goes to itself as soon as it lives; this is for when the page's heading took the focus meanwhile.
        var element = PlanAddress.ElementId(id, Field);
        await Browser.InvokeVoidAsync("ogdPlans.reveal", _session.Document[id].Kind.Find(Field) is TextField ? element : $"v-{element}");
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await _end.CancelAsync();
        _end.Dispose();
        if (_self is null) return;
        try
        {
            await Browser.InvokeVoidAsync("ogdPlans.detach");
        }
        catch (JSDisconnectedException)
        {
            // The browser has left; there is nothing to detach from.
        }

        _self.Dispose();
    }

    private async Task OpenAsync()
    {
        _unavailable = null;
        try
        {
            _lease = (PlanText is { } plan ? Rooms.TryJoin(plan) : null) ?? await Rooms.OpenAsync(Slug, _end.Token);
        }
        catch (RoomUnavailableException unavailable)
        {
            _unavailable = unavailable.Refusal;
            return;
        }

        if (_lease?.Room is not { } room || Refuses(room, Person))
        {
            Close();
            Navigation.NotFound();
            return;
        }

        PlanText = room.Plan.Id.ToString();
        var id = IdText.TryReadGuid(SessionText, out var kept) ? new SessionId(kept) : new SessionId(Guid.NewGuid());
        SessionText = id.ToString();
        _session = new EditingSession(room.Plan, room.Durable, Person, id, submission => room.SubmitAsync(submission, CancellationToken.None));
        _removals = new Removals(
            async after => [.. (await ChangeLog.ReadAsync(room.Plan.Id, after, ReadAtOnce, _end.Token)).Select(logged => logged.Change)],
            async user => (await Actors.FindPersonAsync(user, _end.Token))?.Name ?? "Somebody");
        _people = room.Presence.Here;
    }

    private void Subscribe()
    {
        var (room, session) = (_lease!.Room, _session!);
        _inbox = new RoomInbox(Time, (state, changes) => InvokeAsync(() => HandOver(session, state, changes)));
        _subscriptions.Add(room.Subscribe(_inbox.Put));
        _subscriptions.Add(room.Presence.Subscribe(_ => _inbox.Wake()));
        _subscriptions.Add(room.Stopped.Register(() => _ = InvokeAsync(ReopenAsync)));
        session.Changed += StateHasChanged;
        session.Acted += NoteAct;
        // What came between the first rendering and now.
        if (room.Durable.Revision != session.Shown.Revision) _ = InvokeAsync(() => HandOver(session, room.Durable, []));
    }

    private void HandOver(EditingSession session, RoomState? state, ImmutableArray<CommittedChange> changes)
    {
        if (session != _session || _lease?.Room is not { } room) return;
        _people = room.Presence.Here;
        if (Refuses(room, session.Person)) Leave();
        else if (state is not null && state.Revision > session.Shown.Revision) session.Take(state, changes);
        else StateHasChanged();
    }

    private void Take(Person person)
    {
        if (Refuses(_lease!.Room, person)) Leave();
        else _session!.Take(person);
    }

    /// <summary>What I may no longer read is gone from the screen: the address then says so itself.</summary>
    private void Leave()
    {
        Close();
        Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
    }

    private async Task ReopenAsync()
    {
        Close();
        await OpenAsync();
        if (_session is not null) Subscribe();
        StateHasChanged();
    }

    private void Close()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
        _subscriptions.Clear();
        _inbox?.Dispose();
        _lease?.Dispose();
        (_inbox, _lease, _session) = (null, null, null);
    }

    private async Task<string?> StepAsync(string verb, Func<PlanRoom, UserId, SessionId, Task<UndoAnswer>> step)
    {
        if (_lease?.Room is not { } room || _session is not { } session) return null;
        await session.SettledAsync();
        var answer = await step(room, session.Person.Actor.User, session.Id);
        return answer.Refusal?.Words ?? (answer.Label is { } label ? $"{verb}: {label}" : null);
    }

    private void NoteAct(string label) => _ = InvokeAsync(async () =>
    {
        try
        {
            await Browser.InvokeVoidAsync("ogdPlans.noteAct", label);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its order of undo with it.
        }
    });

    private string TitleOf(EditingSession session)
    {
        var document = session.Document;
        var plan = document.Title(document.Root);
        if (document.Schema.Outline.FirstOrDefault(group => group.Key == Open) is { } group) return $"{group.Label} · {plan}";
        if (!NodeId.TryParse(Open, out var id) || document.Find(id) is not { Parent: not null } node) return plan;
        return $"{document.Number(node)} {document.Title(node)} · {plan}".TrimStart();
    }

    private bool IsThere(EditingSession session) =>
        session.Document.Schema.Outline.Any(group => group.Key == Open)
        || (NodeId.TryParse(Open, out var id) && session.Document.Find(id) is { } node && (Field is null || node.Kind.Find(Field) is not null));

    private static bool Refuses(PlanRoom room, Person person) =>
        Policy.Refuse(person.Actor, new PlanFacts(room.Plan.Country, room.Durable.Document.State, room.Durable.Document.OpenToPeers), PlanAct.Read) is not null;
}
