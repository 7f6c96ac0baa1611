using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor.Services;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Components.History;
using PlanEditor.History;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.History;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.History;

public sealed class HistoryTabTests : IClassFixture<LongPast>, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const int PageLength = 40;

    private readonly LongPast _past;
    private readonly BunitContext _context = new();
    private readonly PlanHistory _history;
    private readonly EditingSession _session;

    public HistoryTabTests(LongPast past)
    {
        _past = past;
        _history = new PlanHistory(past.Reader);
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        _context.Services.AddMudServices();
        _context.Services.AddSingleton(TimeProvider.System);
        _context.Services.AddSingleton(_history);
        // None of the authors has an account.
        _context.Services.AddSingleton(new Actors(past.Databases, null!, TimeProvider.System));
        _session = new EditingSession(
            new PlanInfo(past.Plan, "np", "NP", "book"),
            new RoomState(past.Revision, past.Document),
            new Person(new Actor(new UserId(Guid.NewGuid()), Role.Reviewer, null), "Me"),
            new SessionId(Guid.NewGuid()),
            _ => throw new NotSupportedException(),
            NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        _past.Databases.Open();
        await _context.DisposeAsync();
        _history.Dispose();
    }

    [Fact]
    public async Task Whoever_asks_twice_for_older_sittings_sees_each_once()
    {
        var tab = Show("");
        Assert.Equal(PageLength, Sittings(tab).Count);
        _past.Databases.Close();
        await tab.InvokeAsync(() => Older(tab).Click());
        await tab.InvokeAsync(() => Older(tab).Click());
        Assert.Equal("true", Older(tab).GetAttribute("aria-disabled"));
        _past.Databases.Open();
        tab.WaitForAssertion(() => Assert.Equal(LongPast.Others + 1, Sittings(tab).Distinct().Count()), Patience);
        Assert.Equal(LongPast.Others + 1, Sittings(tab).Count);
        Assert.DoesNotContain(tab.FindAll("button"), button => button.TextContent == "Show older");
    }

    [Fact]
    public async Task Older_sittings_do_not_come_into_what_was_chosen_meanwhile()
    {
        var tab = Show("");
        _past.Databases.Close();
        await tab.InvokeAsync(() => Older(tab).Click());
        Go($"?by={_past.First}");
        tab.Render();
        _past.Databases.Open();
        tab.WaitForAssertion(() => Assert.Single(Sittings(tab)), Patience);
        Assert.Contains($"sitting={PlanHistory.Stretch}", Sittings(tab).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_any_more_is_said()
    {
        var tab = Show("");
        _past.Databases.Close();
        await tab.InvokeAsync(() => Older(tab).Click());
        _past.Databases.Open(new UnreadableLogException("there is a gap"));
        tab.WaitForAssertion(() => Assert.Contains("cannot be read now", tab.Find("[role=alert]").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal(PageLength, Sittings(tab).Count);
        await tab.InvokeAsync(() => Older(tab).Click());
        tab.WaitForAssertion(() => Assert.Equal(LongPast.Others + 1, Sittings(tab).Count), Patience);
    }

    [Fact]
    public async Task Who_wrote_only_the_beginning_can_be_chosen_at_once()
    {
        var tab = Show("");
        var people = tab.Find("select[aria-label=Who]");
        Assert.Equal(LongPast.Others + 2, people.QuerySelectorAll("option").Length);
        await tab.InvokeAsync(() => people.Change(_past.First.ToString()));
        Assert.EndsWith($"?by={_past.First}", Navigation.Uri, StringComparison.Ordinal);
        tab.Render();
        tab.WaitForAssertion(() => Assert.Single(Sittings(tab)), Patience);
    }

    [Fact]
    public async Task Any_two_revisions_can_be_compared()
    {
        var tab = Show("?from=1");
        var to = tab.WaitForElement("input[aria-label='To revision']");
        await tab.InvokeAsync(() => to.Change("soon"));
        Assert.Equal($"“soon” is no revision. Write a number from 0 to {_past.Revision}", tab.Find("[role=alert]").TextContent);
        await tab.InvokeAsync(() => tab.Find("input[aria-label='To revision']").Change("४०९७"));
        Assert.Empty(tab.FindAll("[role=alert]"));
        Assert.EndsWith("?from=1&to=4097", Navigation.Uri, StringComparison.Ordinal);
        tab.Render();
        await tab.InvokeAsync(() => tab.Find("input[aria-label='From revision']").Change("৯৯৯৯৯৯৯৯"));
        Assert.EndsWith($"?from={_past.Revision}&to=4097", Navigation.Uri, StringComparison.Ordinal);
        tab.Render();
        tab.WaitForAssertion(() => Assert.Contains("1 change in 1 place", tab.Find(".beside h2").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public void Times_are_those_of_the_country()
    {
        var tab = Show("");
        Assert.Equal("Times of Kathmandu (UTC+5:45)", tab.Find(".zone").TextContent);
        // Written at 9:14 UTC.
        Assert.Equal("14:59", tab.Find(".list .when").TextContent);
        Assert.Contains("12 Oct 2017, 14:59", tab.Find(".beside h2").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_looks_is_called_you_and_keeps_the_letters_that_others_know()
    {
        var me = new EditingSession(_session.Plan, new RoomState(_past.Revision, _past.Document), new Person(new Actor(_past.First, Role.Reviewer, null), "Maria Gomez"), new SessionId(Guid.NewGuid()), _ => throw new NotSupportedException(), NullLogger.Instance);
        Go($"?by={_past.First}");
        var tab = _context.Render<HistoryTab>(parameters => parameters.AddCascadingValue(me).Add(shown => shown.Plan, me.Shown));
        tab.WaitForAssertion(() => Assert.Equal(("MG", "You"), (tab.Find(".list li .av").TextContent, tab.Find(".list li .who").TextContent)), Patience);
    }

    [Fact]
    public async Task Each_field_of_a_part_can_be_chosen_and_the_whole_part_again()
    {
        var chapter = _past.Document.Root.Children.Single(child => _past.Document[child].Kind.Key == "chapter");
        var tab = Show($"?part={chapter}");
        var where = tab.Find("select[aria-label=Where]");
        Assert.Equal(TestSchema.Chapter.Fields.Select(field => field.Label), where.QuerySelectorAll("optgroup option").Select(option => option.TextContent));
        // Where the tab is drawn: what it still reads is not in the middle of that.
        await tab.InvokeAsync(() => tab.Find("select[aria-label=Where]").Change($"{chapter}/amount"));
        Assert.EndsWith($"?part={chapter}&field=amount", Navigation.Uri, StringComparison.Ordinal);
        tab.Render();
        Assert.Equal($"{chapter}/amount", tab.Find("select[aria-label=Where]").GetAttribute("value"));
        await tab.InvokeAsync(() => tab.Find("select[aria-label=Where]").Change($"{chapter}"));
        Assert.EndsWith($"?part={chapter}", Navigation.Uri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ActKinds.Said, 0)]
    [InlineData(ActKinds.Texts, 2)]
    public void What_was_only_said_is_not_offered_to_be_taken_back(ActKinds kind, int ways)
    {
        var sitting = new Sitting(_past.First, 1, 1, default, default, 1, kind, [new SittingLine("did something", 1, 1, [new Act(kind, NodeId.Root, null)])]);
        var detail = _context.Render<SittingDetail>(shown => shown.AddCascadingValue(_session).Add(one => one.Sitting, sitting).Add(one => one.NameOf, _ => "Somebody")
            .Add(one => one.Times, HistoryTimes.Of("NP")).Add(one => one.Query, new HistoryQuery()).Add(one => one.MayEdit, true));
        Assert.Equal(ways, detail.FindAll("button").Count(button => button.TextContent.StartsWith("Take back", StringComparison.Ordinal)));
    }

    private NavigationManager Navigation => _context.Services.GetRequiredService<NavigationManager>();

    private IRenderedComponent<HistoryTab> Show(string query)
    {
        Go(query);
        var tab = _context.Render<HistoryTab>(parameters => parameters.AddCascadingValue(_session).Add(shown => shown.Plan, _session.Shown));
        tab.WaitForAssertion(() => Assert.NotEmpty(Sittings(tab)), Patience);
        return tab;
    }

    private void Go(string query) => Navigation.NavigateTo(PlanAddress.OfTab("np", PlanTab.History) + query);

    private static IElement Older(IRenderedComponent<HistoryTab> tab) => tab.FindAll("button").Single(button => button.TextContent == "Show older");

    private static List<string> Sittings(IRenderedComponent<HistoryTab> tab) => [.. tab.FindAll(".list li a").Select(link => link.GetAttribute("href")!)];
}
