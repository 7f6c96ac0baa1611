using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PlanEditor.Audit;
using PlanEditor.Collaboration;
using PlanEditor.Components.Exchange;
using PlanEditor.Components.Suggestions;
using PlanEditor.History;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanEditor.Components.Editor;

/// <summary>
/// The page of a plan, and the one subscriber of its room: takes a lease, hands what the room tells to <see cref="EditingSession"/>, and undoes and
/// redoes for the browser, which keeps the one order of texts and acts.
/// </summary>
public sealed partial class PlanPage : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private OpenPlan? _plan;
    private (string Heading, string Words)? _instead;
    private bool _readsForReason;
    private DotNetObjectReference<PlanPage>? _self;
    private string? _revealed;
    private Person? _taken;
    private string? _asked;
    private int _opening;

    [Inject]
    private PlanRooms Rooms { get; set; } = default!;

    [Inject]
    private PlanRemovals Removals { get; set; } = default!;

    [Inject]
    private Actors Actors { get; set; } = default!;

    [Inject]
    private AuditLog Audit { get; set; } = default!;

    [Inject]
    private ILooks Looks { get; set; } = default!;

    [Inject]
    private ILogger<Looking> LookingLog { get; set; } = default!;

    [Inject]
    private ILogger<EditingSession> SessionLog { get; set; } = default!;

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

    /// <summary>A node's id, the key of a group of the outline, or the key of a tab; null: the plan itself.</summary>
    [Parameter]
    public string? Part { get; set; }

    /// <summary>The key of the field to go to, or of a kind of parts.</summary>
    [Parameter]
    public string? Field { get; set; }

    /// <summary>The page's session, kept from the first rendering on the server, and over a pause of the circuit: undo belongs to it.</summary>
    [PersistentState]
    public string? SessionText { get; set; }

    /// <summary>The plan, so that the circuit finds the open room without asking the database.</summary>
    [PersistentState]
    public string? PlanText { get; set; }

    private string Open => Part ?? NodeId.Root.ToString();

    /// <summary>What the browser is told when it shall hand over again in a moment: nothing was wrong with it.</summary>
    private const string TryAgain = "";

    /// <summary>Undoes this page's last act.</summary>
    /// <returns>What was undone, in words; null when there was nothing.</returns>
    [JSInvokable]
    public Task<string?> Undo() => StepAsync("Undid", (room, user, session) => room.UndoAsync(user, session));

    /// <summary>Does again what was undone last.</summary>
    [JSInvokable]
    public Task<string?> Redo() => StepAsync("Did again", (room, user, session) => room.RedoAsync(user, session));

    /// <summary>Suggests what was typed into a text of the plan, made for a revision of the browser's. What another device suggested since, beyond what this one knows, is not replaced.</summary>
    [JSInvokable]
    public async Task<SuggestAnswer> SuggestText(string node, string field, long revision, string edit, string known)
    {
        if (_plan is not { } plan) return new SuggestAnswer(TryAgain);
        if (!NodeId.TryParse(node, out var id) || !TryReadEdit(edit, out var changes) || !TryReadEdit(known, out var before)) return new SuggestAnswer("The edit cannot be read.");
        return plan.Session.Suggesting && SuggestedNow.Unknown(plan.Room.Durable, plan.Session.Person.Actor.User, (id, field), revision, before) is { } now
            ? new SuggestAnswer(TryAgain, now)
            : new SuggestAnswer(WhyNot(await plan.Session.SuggestTextAsync(revision, new EditText(id, field, changes))));
    }

    /// <summary>Suggests how a text of a part reads that is itself only suggested, where it reads as the browser knows.</summary>
    [JSInvokable]
    public async Task<SuggestAnswer> SuggestAddedText(string node, string field, string text, string known)
    {
        if (_plan is not { Session: var session }) return new SuggestAnswer(TryAgain);
        if (!session.Suggesting) return new SuggestAnswer(EditingSession.NotSuggesting.Words);
        if (!NodeId.TryParse(node, out var id) || session.Document.Find(id) is not { } added || added.Kind.Find(field) is not TextField kind) return new SuggestAnswer("The part that this was typed into is no longer suggested.");
        var now = kind.Read(added).ToString();
        if (now == text) return new SuggestAnswer(null);
        return now == known
            ? new SuggestAnswer(WhyNot(await session.DoAsync(new EditText(id, field, TextComparison.Edit(now, text)))))
            : new SuggestAnswer(TryAgain, new SuggestedNow(session.Shown.Revision, now, TextChangeSet.Empty(now.Length).ToString()));
    }

    /// <summary>Goes on with suggesting after a reload of the page, and with answering a comment.</summary>
    /// <returns>Whether this person may suggest.</returns>
    [JSInvokable]
    public bool ResumeSuggesting(string? answering)
    {
        if (_plan is not { Session: { MaySuggest: true } session }) return false;
        if (ThreadId.TryParse(answering ?? "", out var thread) && session.Itself.Threads.Find(thread) is not null) session.SetAnswering(thread);
        else session.SetSuggesting(true);
        return true;
    }

    /// <summary>The browser shows something else, or this page again.</summary>
    [JSInvokable]
    public Task SetHidden(bool hidden) => _plan?.SetHiddenAsync(hidden) ?? Task.CompletedTask;

    protected override async Task OnInitializedAsync() => await OpenAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (_asked != Slug)
        {
            Close();
            (PlanText, SessionText) = (null, null);
            if (await OpenAsync() is { } other && _self is not null) Follow(other);
        }

        if (_plan is not { } plan) return;
        // What the plan itself asked for is newer than what the page was told before.
        if (_taken != Person) plan.Session.Take(Person);
        _taken = Person;
        if (!IsThere(plan.Session)) Navigation.NotFound();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_plan is not { } plan) return;
        if (_self is null)
        {
            _self = DotNetObjectReference.Create(this);
            Follow(plan);
            await Browser.InvokeVoidAsync("ogdPlans.attach", _self);
        }

        if (_revealed == $"{Part}/{Field}") return;
        _revealed = $"{Part}/{Field}";
        if (Field is not null) await Browser.InvokeVoidAsync("ogdPlans.reveal", ElementOf(Field, plan.Session));
    }

    public async ValueTask DisposeAsync()
    {
        if (_self is not null && _plan is { } plan) await plan.Looking.LeaveAsync();
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

    /// <returns>The plan; null: it cannot be shown, or somebody went on to another meanwhile.</returns>
    private async Task<OpenPlan?> OpenAsync()
    {
        var opening = ++_opening;
        (_asked, _instead) = (Slug, null);
        try
        {
            var person = await Actors.NowAsync(_taken = Person, _end.Token);
            var lease = (PlanText is { } plan ? Rooms.TryJoin(plan) : null) ?? await Rooms.OpenAsync(_asked, _end.Token);
            if (opening != _opening)
            {
                lease?.Dispose();
                return null;
            }

            if (lease is null || OpenPlan.Refuses(lease.Room, person))
            {
                if (lease is not null) Audit.Note(person.Actor.User, OpenPlan.RefusalOf(lease.Room, person), Slug, OpenPlan.Way);
                lease?.Dispose();
                Navigation.NotFound();
                return null;
            }

            if (lease.Room.Plan.Schema == QuestionBoard.Schema.Name)
            {
                lease.Dispose();
                Navigation.NavigateTo(QuestionAddress.OfPart(Part, Navigation.Uri));
                return null;
            }

            _readsForReason = person.Actor.ReadsDraft == lease.Room.Plan.Id;
            PlanText = lease.Room.Plan.Id.ToString();
            var id = IdText.TryReadGuid(SessionText, out var kept) ? new SessionId(kept) : new SessionId(Guid.NewGuid());
            SessionText = id.ToString();
            return _plan = new OpenPlan(lease, person, id, Removals, Actors, Audit, new Looking(lease.Room.Plan.Id, person.Actor.User, Looks, Time, LookingLog), SessionLog);
        }
        catch (RoomUnavailableException unavailable)
        {
            if (opening == _opening) _instead = ("This plan cannot be opened now", unavailable.Refusal.Words);
            return null;
        }
    }

    private void Follow(OpenPlan plan)
    {
        plan.News += Show;
        plan.Looking.Changed += Show;
        plan.Session.Changed += Show;
        plan.Session.Acted += NoteAct;
        plan.Follow(Time, InvokeAsync, () => _ = InvokeAsync(ReopenAsync));
    }

    /// <summary>Shows what is new. What I may no longer read is gone from the screen: the address then says so itself.</summary>
    private void Show()
    {
        if (_plan?.IsRefused == true)
        {
            Close();
            if (_readsForReason) _instead = ("You no longer read this draft", "Your reading for a reason is over. Where there is still one, ask for it again under “Read a draft”.");
            else Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
        }

        StateHasChanged();
    }

    private async Task ReopenAsync()
    {
        var (suggesting, answering) = (_plan?.Session.Suggesting == true, _plan?.Session.Answering);
        Close();
        if (await OpenAsync() is { } plan)
        {
            plan.Session.SetSuggesting(suggesting && plan.Session.MaySuggest);
            if (plan.Session.Suggesting && answering is { } thread) plan.Session.SetAnswering(thread);
            Follow(plan);
        }

        StateHasChanged();
    }

    private void Close()
    {
        _plan?.Dispose();
        _plan = null;
    }

    private async Task<string?> StepAsync(string verb, Func<PlanRoom, UserId, SessionId, Task<UndoAnswer>> step)
    {
        if (_plan is not { } plan) return null;
        var answer = await plan.Session.InOrderAsync(() => step(plan.Room, plan.Session.Person.Actor.User, plan.Session.Id));
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

    private static string? WhyNot(Refusal? refusal) => refusal?.RetryAfterMs is not null || refusal?.Code == RefusalCode.NotSaved ? TryAgain : refusal?.Words;

    private static bool TryReadEdit(string edit, [NotNullWhen(true)] out TextChangeSet? changes)
    {
        changes = null;
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(edit));
            return reader.Read() && TextChangeSetJson.TryRead(ref reader, out changes, out _);
        }
        catch (JsonException)
        {
            // Not from our own page.
            return false;
        }
    }

    private string TitleOf(EditingSession session)
    {
        var document = session.Document;
        var plan = document.Title(document.Root);
        if (PlanTab.Find(Open) is { } tab) return $"{tab.LabelOf(session.Plan, session.Document.State)} · {plan}";
        if (document.Schema.Outline.FirstOrDefault(group => group.Key == Open) is { } group) return $"{group.Label} · {plan}";
        if (!NodeId.TryParse(Open, out var id) || document.Find(id) is not { Parent: not null } node) return plan;
        return $"{document.Number(node)} {document.Title(node)} · {plan}".TrimStart();
    }

    private bool IsThere(EditingSession session)
    {
        if (PlanTab.Find(Open) is { } tab) return Field is null && tab.Fits(session.Plan);
        if (session.Document.Schema.Outline.FirstOrDefault(group => group.Key == Open) is { } group) return Field is null || group.Kinds.Contains(Field);
        return NodeId.TryParse(Open, out var id) && session.Document.Find(id) is { Kind: var kind }
            && (Field is null || kind.Find(Field) is not null || kind.Children.Any(rule => rule.Kind == Field));
    }

    /// <summary>The element to go to: of a field, or of the list of a kind of parts, where the button that adds one waits for those who may.</summary>
    private string ElementOf(string field, EditingSession session)
    {
        // The key of a group can look like an id.
        var id = session.Document.Schema.Outline.Any(group => group.Key == Open) ? NodeId.Root : NodeId.Parse(Open);
        // What is said of a value stands beside it.
        var known = session.Document[id].Kind.Find(field);
        return (known?.Beside ?? known) switch
        {
            // A text goes to itself as soon as it lives; this is for when the page's heading took the focus meanwhile.
            TextField text => PlanAddress.ElementId(id, text.Key),
            { } fact => PlanAddress.ValueId(id, fact.Key),
            null => session.MayEdit ? PlanAddress.AddId(id, field) : PlanAddress.PartsId(id, field),
        };
    }
}
