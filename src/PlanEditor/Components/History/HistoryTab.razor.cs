using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Editor.Fields;
using PlanEditor.Components.Shared;
using PlanEditor.History;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Components.History;

/// <summary>What the tab shows. What others do meanwhile is read a moment later, not with each of their letters.</summary>
public sealed partial class HistoryTab
{
    private const int PageLength = 40;
    private const string Unreadable = "The history of this plan cannot be read now. Its administrators find out why in the log.";
    private static readonly TimeSpan FollowEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<UserId, string> _names = [];
    private readonly Dictionary<long, DateTimeOffset> _times = [];
    private ElementReference _root;
    private readonly ComponentScript _keys = new();
    private PastDialog? _asking;
    private NameVersionDialog? _naming;
    private HistoryPage? _page;
    private HistoryFilter? _filter;
    private ImmutableArray<NamedVersion> _versions = [];
    private IReadOnlyList<UserId> _people = [];
    private Sitting? _sitting;
    private ImmutableArray<ComparedPart>? _parts;
    private Document? _newer;
    private TextAuthorship? _authorship;
    private long _revision;
    private HistoryQuery? _drawn;
    private bool _loading = true;
    private bool _waiting;
    private bool _reload;
    private bool _following;
    private bool _older;
    private int _loads;
    private string? _problem;
    private string? _noRevision;
    private string _said = "";

    [Inject]
    private PlanHistory History { get; set; } = default!;

    [Inject]
    private Actors Actors { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    [CascadingParameter]
    public required EditingSession Session { get; set; }

    [Parameter, EditorRequired]
    public required ShownPlan Plan { get; set; }

    [SupplyParameterFromQuery(Name = "part")]
    public string? PartText { get; set; }

    [SupplyParameterFromQuery(Name = "field")]
    public string? FieldText { get; set; }

    [SupplyParameterFromQuery(Name = "by")]
    public string? ByText { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    public string? KindText { get; set; }

    [SupplyParameterFromQuery(Name = "sitting")]
    public string? SittingText { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? FromText { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? ToText { get; set; }

    [SupplyParameterFromQuery(Name = "at")]
    public string? AtText { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    public string? ViewText { get; set; }

    private HistoryQuery Query => View.Query;

    /// <summary>What stands beside the list; while another of its kind is read, still the one before, so that whoever chose it by key keeps the focus.</summary>
    private HistoryQuery Beside => _drawn ?? Query;

    private string Slug => Session.Plan.Slug;

    private HistoryTimes Times => field ??= HistoryTimes.Of(Session.Plan.Country);

    private PlanId Id => Session.Plan.Id;

    private Node? Part => Query.Part is { } part ? Plan.Document.Find(part) : null;

    private string PartName => Part is { } part ? part.Parent is null ? "the plan" : Plan.Document.Name(part) : "";

    private string? FieldName => Query.Field is { } key ? Part?.Kind.Find(key)?.Label : null;

    private bool FieldIsText => Query.Field is { } key && Part?.Kind.Find(key) is TextField;

    private string Differences => _parts is { } parts && parts.Sum(part => part.Count) is > 0 and var count
        ? $"{count} {(count == 1 ? "change" : "changes")} in {parts.Length} {(parts.Length == 1 ? "place" : "places")}"
        : "";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _end.Dispose();
        await _keys.DisposeAsync();
    }

    protected override Shown Derive() => new(
        HistoryQuery.Of(PartText, FieldText, ByText, KindText, SittingText, FromText, ToText, AtText, ViewText), Session.MayWrite, Session.WhyNot(PlanAct.NameVersion) is null);

    protected override void OnViewChanged(Shown? before) => _reload = before is null || before.Query != Query;

    protected override async Task OnParametersSetAsync()
    {
        if (_reload)
        {
            _reload = false;
            await LoadAsync();
        }
        else if (Plan.Revision > _revision && !_following)
        {
            _following = true;
            await Task.Delay(FollowEvery, Time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            _following = false;
            if (!_end.IsCancellationRequested) await LoadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await _keys.StartAsync(Browser, "./Components/History/HistoryTab.razor.js", _root);
    }

    private async Task LoadAsync()
    {
        var (query, revision, document, load) = (Query, Plan.Revision, Plan.Document, ++_loads);
        _waiting = _page is null || _revision == revision;
        _loading = _waiting && _drawn?.IsLike(query) != true;
        try
        {
            var shown = Math.Max(PageLength, _page?.Sittings.Length ?? 0);
            var page = await History.PageAsync(Id, revision, document, query.Filter, null, query.Filter == _filter ? shown : PageLength, _end.Token);
            // Whoever holds a key down asks for many and sees the last.
            if (load != _loads) return;
            var versions = await History.VersionsAsync(Id, revision, document, _end.Token);
            var people = await History.AuthorsAsync(Id, _end.Token);
            var beside = await BesideAsync(query, revision, document, page);
            await LearnNamesAsync(people);
            // Whoever chose something else meanwhile sees that, and what was asked for meanwhile stays below.
            if (load != _loads) return;
            if (_page is { } known && query.Filter == _filter) page = page.With(known);
            (_page, _versions, _people, _revision, _filter) = (page, versions, people, revision, query.Filter);
            (_sitting, _parts, _newer, _authorship, _problem) = beside;
            (_drawn, _loading, _waiting) = (query, false, false);
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        catch (UnreadableLogException)
        {
            (_problem, _loading, _waiting) = (Unreadable, false, false);
        }
    }

    private async Task<Chosen> BesideAsync(HistoryQuery query, long revision, Document document, HistoryPage page)
    {
        foreach (var one in new[] { query.From, query.To, query.At })
            if (one is { } shown && shown <= revision && !_times.ContainsKey(shown) && await History.TimeAsync(Id, shown, _end.Token) is { } time) _times[shown] = time;
        if (new[] { query.From, query.To, query.At, query.Sitting }.Any(one => one > revision)) return new Chosen(null, null, null, null, "The plan has no such revision.");
        if (query is { Authors: true, Part: { } part, Field: { } field }) return new Chosen(null, null, null, await History.AuthorshipAsync(Id, revision, part, field, _end.Token), null);
        if (query.From is { } from)
        {
            // Whichever of the two is chosen first: what came later is what was added.
            var (older, to) = query.To < from ? (query.To.Value, from) : (from, query.To ?? revision);
            var newer = to == revision ? document : await History.AtAsync(Id, to, _end.Token);
            return new Chosen(null, PlanComparison.Of(await History.AtAsync(Id, older, _end.Token), newer, query.Part), newer, null, null);
        }

        if (query.At is { } at) return new Chosen(null, null, at == revision ? document : await History.AtAsync(Id, at, _end.Token), null, null);
        var sitting = query.Sitting is { } change ? await History.FindAsync(Id, revision, change, _end.Token) : page.Sittings.FirstOrDefault();
        if (sitting is null) return new Chosen(null, null, null, null, query.Sitting is null ? null : "Nothing is known of this.");
        var after = await History.AtAsync(Id, sitting.Last, _end.Token);
        return new Chosen(sitting, PlanComparison.Of(await History.AtAsync(Id, sitting.First - 1, _end.Token), after, query.Part), after, null, null);
    }

    private async Task OlderAsync()
    {
        if (_older || _page is not { Before: { } before } page || _filter is not { } filter) return;
        _older = true;
        try
        {
            var older = await History.PageAsync(Id, _revision, Plan.Document, filter, before, PageLength, _end.Token);
            // What was chosen or read anew meanwhile stays on top.
            if (filter == _filter) (_page, _said) = (_page.With(page.With(older)), CountWords.Of(older.Sittings.Length, "older sitting", "older sittings"));
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        catch (UnreadableLogException)
        {
            _problem = Unreadable;
        }
        finally
        {
            _older = false;
        }
    }

    private IEnumerable<NamedVersion> VersionsShown() =>
        (Query.Kinds & ActKinds.Steps) == 0 || Query.Part is not null || Query.By is not null ? []
        : _page?.Before is { } before ? _versions.Where(version => version.Revision >= before) : _versions;

    private string NameOf(UserId user) => user == Session.Person.Actor.User ? "You" : _names.GetValueOrDefault(user, "Somebody");

    private IEnumerable<(NodeId Id, string Words)> Places()
    {
        var document = Plan.Document;
        foreach (var node in document.ReadingOrder(document.Root)) yield return (node.Id, document.Number(node) is { Length: > 0 } number ? $"{number} {document.Title(node)}" : document.Title(node));
        if (Part is { } part && (part.Parent != NodeId.Root || part.Removed)) yield return (part.Id, part.Parent is null ? "The plan itself" : document.IsVisible(part) ? document.Name(part) : $"{document.Title(part)} (removed)");
    }

    /// <summary>What of a part has a history of its own; a translation once there is one.</summary>
    private IEnumerable<Field> FieldsOf(Node part)
    {
        var fields = part.Kind.Fields.Where(field => field is not ComputedField).SelectMany(field => field is TextField { Translation: { } second } && !second.IsEmpty(part) ? [field, second] : new[] { field }).ToList();
        return Query.Field is { } key && part.Kind.Find(key) is { } chosen && !fields.Contains(chosen) ? fields.Append(chosen) : fields;
    }

    private static string PlaceOf(NodeId? part, string? field) => $"{part}{(field is null ? "" : $"/{field}")}";

    private void ChoosePlace(ChangeEventArgs chosen)
    {
        var place = ((string?)chosen.Value ?? "").Split('/');
        Choose(Query with { Part = NodeId.TryParse(place[0], out var node) ? node : null, Field = place.ElementAtOrDefault(1), Authors = false });
    }

    /// <summary>A revision as people know it: by its name, or by when somebody came that far.</summary>
    private string Named(long revision)
    {
        if (_versions.FirstOrDefault(version => version.Revision == revision) is { } version) return $"“{version.Title}”";
        if (revision == 0) return "the beginning";
        if (revision == _revision) return "now";
        if (_times.TryGetValue(revision, out var time)) return Times.Moment(time);
        return _page?.Sittings.FirstOrDefault(one => one.Last <= revision) is { } sitting ? Times.Moment(sitting.To) : "earlier";
    }

    private RenderFragment Choices(long? chosen) => builder =>
    {
        var revisions = _versions.Select(version => version.Revision).Concat(_page?.Sittings.Select(sitting => sitting.Last) ?? []).Append(0);
        if (chosen is { } one) revisions = revisions.Append(one);
        foreach (var revision in revisions.Distinct().OrderDescending())
        {
            builder.OpenElement(0, "option");
            builder.SetKey(revision);
            builder.AddAttribute(1, "value", revision.ToString(CultureInfo.InvariantCulture));
            builder.AddContent(2, Named(revision));
            builder.CloseElement();
        }
    };

    private static long? Revision(ChangeEventArgs chosen) => long.TryParse(NativeDigits.ToAscii((chosen.Value as string ?? "").Trim()), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;

    /// <summary>Takes a revision that somebody typed, at most the newest; what is none stays and is told.</summary>
    private void ChooseRevision(ChangeEventArgs typed, Func<long?, HistoryQuery> choose)
    {
        var revision = Revision(typed);
        _noRevision = revision is null && typed.Value is string { Length: > 0 } words ? $"“{words}” is no revision. Write a number from 0 to {_revision}" : null;
        if (_noRevision is null) Choose(choose(revision is { } known ? Math.Min(known, _revision) : null));
    }

    private void Choose(HistoryQuery query)
    {
        _noRevision = null;
        Navigation.NavigateTo(query.Address(Slug), replace: true);
    }

    private async Task<string> NameAsync(UserId user)
    {
        await LearnNamesAsync([user]);
        return NameOf(user);
    }

    private async Task LearnNamesAsync(IEnumerable<UserId> users)
    {
        var unknown = users.Where(user => !_names.ContainsKey(user)).ToHashSet();
        foreach (var (user, name) in await Actors.FindNamesAsync(unknown, _end.Token)) _names[user] = name;
    }

    /// <summary>What the tab shows of the plan.</summary>
    /// <param name="Query">What was chosen.</param>
    /// <param name="MayEdit">Whether this person may bring back anything.</param>
    /// <param name="MayName">Whether this person may name a version.</param>
    public sealed record Shown(HistoryQuery Query, bool MayEdit, bool MayName);

    private sealed record Chosen(Sitting? Sitting, ImmutableArray<ComparedPart>? Parts, Document? Newer, TextAuthorship? Authorship, string? Problem);
}
