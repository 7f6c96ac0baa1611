using System.Collections.Immutable;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Components.Find;
using PlanEditor.Tests.Collaboration;
using PlanEditor.Tests.Editor;
using PlanModel.Operations;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Find;

/// <summary>The palette by keyboard, and what it offers.</summary>
public sealed class FindPaletteTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private OpenPage _page = new();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public void It_is_a_list_that_is_narrowed_by_typing()
    {
        Type("C1.M2");
        var input = Input();
        var list = _page.View.Find("dialog.find [role=listbox]");
        Assert.Equal(list.Id, input.GetAttribute("aria-controls"));
        Assert.Equal("true", input.GetAttribute("aria-expanded"));
        Assert.Equal(Options()[0].Id, input.GetAttribute("aria-activedescendant"));
        Assert.Equal("true", Options()[0].GetAttribute("aria-selected"));
        Assert.StartsWith("C1.M2 All publish", Words()[0], StringComparison.Ordinal);
        Assert.Equal(Options().Count, Options().Select(option => option.Id).Distinct().Count());
    }

    [Fact]
    public void Enter_goes_to_what_is_chosen()
    {
        Type("C1.M2");
        Input().KeyDown("Enter");
        Assert.EndsWith($"plans/np/{_page.Whole.SecondMilestone}", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrows_walk_and_stop_at_the_ends()
    {
        Type("milestone");
        Input().KeyDown("ArrowUp");
        Assert.Equal(0, Active());
        Input().KeyDown("ArrowDown");
        Assert.Equal(1, Active());
        Assert.Equal(Options()[1].Id, Input().GetAttribute("aria-activedescendant"));
        for (var at = 0; at < Options().Count + 2; at++) Input().KeyDown("ArrowDown");
        Assert.Equal(Options().Count - 1, Active());
    }

    [Fact]
    public void A_text_leads_to_its_field_with_the_match_marked()
    {
        Type("municipality");
        var option = Options().Single(one => one.QuerySelector("mark") is not null);
        Assert.Equal("municipality", option.QuerySelector("mark")!.TextContent);
        Assert.Equal("One file for each municipality.", option.QuerySelector("[lang]")!.TextContent);
        Assert.Equal("en", option.QuerySelector("[lang]")!.GetAttribute("lang"));
        Assert.Equal("C1 · The solution", option.QuerySelector(".where")!.TextContent);
        Press(option.GetAttribute("data-find-key")!);
        Assert.EndsWith($"plans/np/{_page.Whole.Commitment}/solution", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_pressed_counts_also_when_the_list_was_drawn_anew_meanwhile()
    {
        Type("C1.M2");
        var key = Options()[0].GetAttribute("data-find-key")!;
        Type("municipality");
        Assert.DoesNotContain(Options(), option => option.GetAttribute("data-find-key") == key);
        Press(key);
        Assert.EndsWith($"plans/np/{_page.Whole.SecondMilestone}", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_never_shown_cannot_be_pressed()
    {
        Type("C1.M2");
        var before = Address;
        Press("part 1");
        Assert.Equal(before, Address);
    }

    [Fact]
    public void Add_milestone_adds_one_where_the_page_is()
    {
        Type("add milestone");
        Assert.StartsWith("Add milestone to C1", Words()[0], StringComparison.Ordinal);
        Input().KeyDown("Enter");
        var insert = Assert.IsType<InsertNode>(_page.Committed.Single().Operations.Single());
        Assert.Equal((_page.Whole.Commitment, "milestone"), (insert.Parent, insert.Kind));
        Assert.EndsWith($"{insert.Node}/title", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Go_to_goes_to_groups_and_parts()
    {
        Type("go to datasets");
        Assert.StartsWith("Go to datasets", Words()[0], StringComparison.Ordinal);
        Type("go to C1.M1");
        Assert.StartsWith("C1.M1", Words()[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Peer, null)]
    [InlineData(Role.Reviewer, null)]
    [InlineData(Role.Contributor, "NP")]
    public async Task Who_may_not_edit_is_offered_no_act_that_does(Role role, string? country)
    {
        await _page.DisposeAsync();
        _page = new OpenPage(role: role, country: country);
        foreach (var typed in new[] { "add", "undo", "remove", "move", "open to peers" })
        {
            Type(typed);
            Assert.DoesNotContain(Words(), words => words.StartsWith("Add", StringComparison.Ordinal) || words.StartsWith("Undo", StringComparison.Ordinal) || words.StartsWith("Remove", StringComparison.Ordinal) || words.StartsWith("Move", StringComparison.Ordinal) || words.StartsWith("Open to", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_lead_opens_the_plan_to_peers()
    {
        await _page.DisposeAsync();
        _page = new OpenPage(role: Role.PlanLead);
        Type("open to");
        Input().KeyDown("Enter");
        Assert.True(_page.OnDisk.OpenToPeers);
        Type("open to");
        Assert.StartsWith("No longer open to peers", Words()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Other_plans_are_asked_when_the_typing_rests_and_once_only()
    {
        _page.OtherPlans.Answer = _ => Task.FromResult(ImmutableArray.Create(StubElsewhere.Plan("panama")));
        Type("p");
        Type("pa");
        Type("pan");
        Assert.Empty(_page.OtherPlans.Asked);
        Rest();
        _page.View.WaitForAssertion(() => Assert.Equal(["pan"], _page.OtherPlans.Asked));
        _page.View.WaitForAssertion(() => Assert.Contains("panama", Words()[^1], StringComparison.Ordinal));
    }

    [Fact]
    public void What_comes_late_for_what_was_typed_before_is_not_shown()
    {
        var late = new TaskCompletionSource<ImmutableArray<FindItem>>();
        _page.OtherPlans.Answer = words => words.Folded == "zzz" ? late.Task : Task.FromResult<ImmutableArray<FindItem>>([]);
        Type("zzz");
        Rest();
        Type("zzzy");
        late.SetResult([StubElsewhere.Plan("late")]);
        Rest();
        _page.View.WaitForAssertion(() => Assert.Equal("zzzy", _page.View.Find("dialog.find [role=listbox]").GetAttribute("data-for")));
        Assert.Empty(Options());
        Assert.Contains("Nothing is called or says “zzzy”", _page.View.Find("dialog.find").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Entered_at_once_it_waits_for_the_other_plans()
    {
        _page.OtherPlans.Answer = _ => Task.FromResult(ImmutableArray.Create(StubElsewhere.Plan("panama")));
        Type("panamaplan");
        Input().KeyDown("Enter");
        Rest();
        _page.View.WaitForAssertion(() => Assert.EndsWith("plans/panama", Address, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_typed_says_what_can_be_found()
    {
        Type("");
        Assert.Contains("Parts by number (C2.M3)", _page.View.Find("dialog.find .hint").TextContent, StringComparison.Ordinal);
        Assert.Contains(Words(), words => words.StartsWith("Add milestone", StringComparison.Ordinal));
    }

    private string Address => _page.Services.GetRequiredService<NavigationManager>().Uri;

    private void Type(string typed)
    {
        if (_page.View is null)
        {
            _page.Time = _time;
            _page.Show(_page.Whole.Commitment);
        }

        Input().Input(typed);
    }

    private void Rest() => _page.View.InvokeAsync(() => _time.Pass(TimeSpan.FromSeconds(1))).GetAwaiter().GetResult();

    private void Press(string key)
    {
        var palette = _page.View.FindComponent<FindPalette>();
        palette.InvokeAsync(() => palette.Instance.Pressed(key)).GetAwaiter().GetResult();
    }

    private AngleSharp.Dom.IElement Input() => _page.View.Find("dialog.find input");

    private IReadOnlyList<AngleSharp.Dom.IElement> Options() => _page.View.FindAll("dialog.find [role=option]");

    private string[] Words() => [.. Options().Select(option => string.Join(' ', option.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

    private int Active() => Options().ToList().FindIndex(option => option.GetAttribute("aria-selected") == "true");
}
