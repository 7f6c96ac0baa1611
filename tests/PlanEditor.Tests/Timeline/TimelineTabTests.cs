using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Timeline;
using PlanEditor.Tests.Collaboration;
using PlanEditor.Tests.Editor;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Timeline;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Timeline;

public sealed class TimelineTabTests
{
    private static readonly PlanTab Tab = PlanTab.Find("timeline")!;

    [Fact]
    public async Task A_bar_for_each_says_its_dates_and_can_be_moved()
    {
        await using var page = Open();
        Assert.Equal(
            ["C1 Publish local budgets, 1 Sep 2017 to 30 Apr 2019", "C1.M1 One chart, due 31 Jan 2018, overdue", "C1.M2 All publish, 1 Mar 2018 to 30 Jun 2018, planned, overdue"],
            page.View.FindAll("[data-bar]").Select(bar => bar.GetAttribute("aria-label")));
        Assert.Equal(["C1", "C1.M1", "C1.M2"], page.View.FindAll(".hit.moves").Select(bar => bar.GetAttribute("data-number")));
    }

    [Theory]
    [InlineData("2018-01-31T18:00Z", "C1.M1 One chart, due 31 Jan 2018")]
    [InlineData("2018-01-31T18:30Z", "C1.M1 One chart, due 31 Jan 2018, overdue")]
    public async Task A_milestone_is_overdue_when_its_day_is_over_in_the_country_of_the_plan(string now, string label)
    {
        var time = new ManualTime();
        time.Pass(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture) - time.GetUtcNow());
        await using var page = new OpenPage { Time = time };
        page.Show(Tab);
        Assert.Equal(label, page.View.Find("[data-bar][data-number='C1.M1']").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_move_sets_both_dates_in_one_change()
    {
        await using var page = Open();
        Assert.True(await MoveAsync(page, "2018-03-01", "2018-06-30", "2018-03-08", "2018-07-07"));
        var operations = page.Committed.Single().Operations;
        Assert.Equal(
            [new SetField(page.Whole.SecondMilestone, "dueDate", Scalar.Of("2018-07-07")), new SetField(page.Whole.SecondMilestone, "startDate", Scalar.Of("2018-03-08"))],
            operations);
        Assert.Contains("8 Mar 2018 to 7 Jul 2018", Bar(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commitment_moves_by_the_same_rules_and_its_milestones_keep_their_days()
    {
        await using var page = Open();
        Assert.True(await MoveAsync(page, "2017-09-01", "2019-04-30", "2017-09-01", "2018-05-31", page.Whole.Commitment));
        Assert.Equal([new SetField(page.Whole.Commitment, "endDate", Scalar.Of("2018-05-31"))], page.Committed.Single().Operations);
        Assert.Contains("C1 Publish local budgets, 1 Sep 2017 to 31 May 2018", Bar(page, page.Whole.Commitment), StringComparison.Ordinal);
        Assert.Contains("C1.M2", page.View.Find("[aria-label='Date warnings']").TextContent, StringComparison.Ordinal);

        page.Other(new SetField(page.Whole.Commitment, "startDate", Scalar.Of("2017-10-01")));
        Assert.False(await MoveAsync(page, "2017-09-01", "2018-05-31", "2017-09-01", "2019-04-30", page.Whole.Commitment));
        Assert.Contains("C1 changed meanwhile: 1 Oct 2017 to 31 May 2018. You moved it to 1 Sep 2017 to 30 Apr 2019.", page.View.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_over_somebody_else_s_change_is_shown_and_not_made_until_i_say_so()
    {
        await using var page = Open();
        page.Other(new SetField(page.Whole.SecondMilestone, "dueDate", Scalar.Of("2018-09-30")));
        Assert.False(await MoveAsync(page, "2018-03-01", "2018-06-30", "2018-03-08", "2018-07-07"));
        Assert.Single(page.Committed);
        Assert.Contains("C1.M2 changed meanwhile: 1 Mar 2018 to 30 Sep 2018. You moved it to 8 Mar 2018 to 7 Jul 2018.", page.View.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 Mar 2018 to 30 Sep 2018", Bar(page), StringComparison.Ordinal);

        page.View.FindAll("[role=alert] button").Single(button => button.TextContent == "Use mine").Click();
        Assert.Contains("8 Mar 2018 to 7 Jul 2018", Bar(page), StringComparison.Ordinal);
        Assert.Empty(page.View.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task Theirs_stays_when_i_leave_it()
    {
        await using var page = Open();
        page.Other(new SetField(page.Whole.SecondMilestone, "dueDate", Scalar.Of("2018-09-30")));
        await MoveAsync(page, "2018-03-01", "2018-06-30", "2018-03-08", "2018-07-07");
        page.View.FindAll("[role=alert] button").Single(button => button.TextContent == "Leave it").Click();
        Assert.Single(page.Committed);
        Assert.Empty(page.View.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task A_refusal_is_said_and_the_bar_goes_back()
    {
        await using var page = Open();
        page.RefusesNext = new Refusal(RefusalCode.NotSaved, "The disk is full.");
        Assert.False(await MoveAsync(page, "2018-03-01", "2018-06-30", "2018-03-08", "2018-07-07"));
        Assert.Contains("The disk is full.", page.View.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 Mar 2018 to 30 Jun 2018", Bar(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_edit_sees_the_same_without_handles_and_can_move_nothing()
    {
        await using var page = Open(Role.Reviewer);
        Assert.Equal(3, page.View.FindAll("[data-bar]").Count);
        Assert.Empty(page.View.FindAll(".moves, .grip, main .hint, [data-start], [data-due]"));
        Assert.False(await MoveAsync(page, "2018-03-01", "2018-06-30", "2018-03-08", "2018-07-07"));
        Assert.Empty(page.Committed);
    }

    [Fact]
    public async Task What_others_do_elsewhere_renders_no_bar_and_their_dates_render_one()
    {
        await using var page = Open();
        var lanes = page.View.FindComponents<TimelineLane>().ToDictionary(lane => lane.Instance.Row.Number);
        var before = lanes.ToDictionary(lane => lane.Key, lane => lane.Value.RenderCount);
        page.Other(new SetField(page.Whole.Dataset, "frequency", Scalar.Of("DAILY")));
        Assert.All(lanes, lane => Assert.Equal(before[lane.Key], lane.Value.RenderCount));
        page.Other(new SetField(page.Whole.SecondMilestone, "startDate", Scalar.Of("2018-04-01")));
        Assert.Equal(["C1.M2"], lanes.Where(lane => lane.Value.RenderCount > before[lane.Key]).Select(lane => lane.Key));
        Assert.Single(page.View.FindAll(".row.fresh-1"));
    }

    [Fact]
    public async Task A_warning_stands_in_words_with_its_cure()
    {
        await using var page = Open();
        page.Other(new AddToSet(page.Whole.SecondMilestone, "dependsOn", page.Whole.Milestone.ToString()), new SetField(page.Whole.Milestone, "dueDate", Scalar.Of("2018-03-31")));
        var words = page.View.Find(".tip");
        Assert.Contains("Starts on 1 Mar 2018, before C1.M1, which it waits for, is done on 31 Mar 2018", words.TextContent, StringComparison.Ordinal);
        Assert.Equal(PlanAddress.Of("np", page.Whole.SecondMilestone, "startDate"), words.QuerySelector("a")!.GetAttribute("href"));
        Assert.NotEmpty(page.View.FindAll("svg .clash rect"));
    }

    [Fact]
    public async Task What_is_suggested_stands_in_time_beside_what_is_there_and_in_the_table()
    {
        await using var page = Open(Role.Reviewer);
        var (id, first, second, added, later) = (new ProposalId(9), page.Whole.Milestone, page.Whole.SecondMilestone, new NodeId(0x7001), new NodeId(0x7002));
        page.Other(
            new Suggest(id, [
                new SetField(first, "dueDate", Scalar.Of("2018-02-28")),
                new InsertNode(added, "milestone", page.Whole.Commitment, second, Node.NoFields.Add("title", Scalar.Of("A hearing")).Add("dueDate", Scalar.Of("2018-09-30"))),
                new InsertNode(later, "commitment", NodeId.Root, page.Whole.Commitment, Node.NoFields.Add("title", Scalar.Of("Open maps"))),
                new RemoveNode(second)], []),
            new SendProposal(id, "So."));
        string[][] said = [["Suggested: ", "C1.M1", "due 28 Feb 2018"], ["Suggested: new milestone “A hearing”, due 30 Sep 2018"], ["Suggested: remove ", "C1.M2"]];
        var drawn = page.View.FindAll("a.ghost");
        Assert.Equal(said.Length, drawn.Count);
        Assert.All(said, words => Assert.Contains(drawn, ghost => words.All(word => ghost.GetAttribute("aria-label")!.Contains(word, StringComparison.Ordinal))));
        Assert.All(drawn, ghost => Assert.Equal(PlanAddress.OfProposal("np", id), ghost.GetAttribute("href")));
        Assert.Contains("C1.M2", page.View.Find("a.ghost.gone").GetAttribute("aria-label")!, StringComparison.Ordinal);
        Assert.Equal("Suggested: new commitment “Open maps”, no dates", page.View.Find("ul[aria-label=Suggested] a").TextContent);

        page.Services.GetRequiredService<NavigationManager>().NavigateTo(PlanAddress.OfTab("np", Tab) + "?as=table");
        page.Show(Tab);
        Assert.Equal(said.Length, page.View.FindAll("table a.suggested").Count);
        Assert.Single(page.View.FindAll("ul[aria-label=Suggested] a"));
    }

    [Fact]
    public async Task A_suggested_move_is_said_where_the_milestone_would_stand()
    {
        var whole = new WholePlan();
        var other = whole.Plan.Add("commitment", ("title", "Other"));
        await using var page = new OpenPage(whole, Role.Reviewer);
        page.Show(Tab);
        page.Other(new Suggest(new ProposalId(9), [new MoveNode(whole.SecondMilestone, other, null)], []), new SendProposal(new ProposalId(9), "So."));
        var ghost = page.View.FindAll("li.row").Single(row => row.QuerySelector(".n")!.TextContent == "C2").QuerySelector("a.ghost")!;
        Assert.Contains("move", ghost.GetAttribute("aria-label")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_without_commitments_says_what_goes_here()
    {
        var whole = new WholePlan();
        whole.Plan.Remove(whole.Commitment);
        await using var page = new OpenPage(whole);
        page.Show(Tab);
        Assert.Contains("There is no commitment yet", page.View.Find(".empty").TextContent, StringComparison.Ordinal);
        page.View.Find(".empty button").Click();
        Assert.IsType<InsertNode>(page.Committed.Single().Operations.Single());
    }

    [Fact]
    public void An_address_chooses_commitment_scale_and_table_and_what_it_does_not_know_is_left()
    {
        var whole = new WholePlan();
        var other = whole.Plan.Add("commitment", ("title", "Other"));
        var today = new DateOnly(2018, 1, 1);
        var only = TimelineView.Of(whole.Plan.Document, today, other.ToString(), "fiscalYears", asTable: true, mayEdit: true);
        Assert.Equal(["C2"], only.Rows.Select(row => row.Number));
        Assert.Equal((TimelineUnit.FiscalYears, true), (only.Scale.Unit, only.AsTable));
        var unknown = TimelineView.Of(whole.Plan.Document, today, whole.Dataset.ToString(), "weeks", asTable: false, mayEdit: true);
        Assert.Equal((4, TimelineUnit.Months), (unknown.Rows.Length, unknown.Scale.Unit));
        Assert.Equal(unknown, TimelineView.Of(whole.Plan.Document, today, null, null, asTable: false, mayEdit: true));
    }

    private static OpenPage Open(Role role = Role.FocalPoint)
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.SecondMilestone, "startDate", "2018-03-01");
        whole.Plan.Set(whole.SecondMilestone, "status", "planned");
        var page = new OpenPage(whole, role);
        page.Show(Tab);
        return page;
    }

    private static Task<bool> MoveAsync(OpenPage page, string wasStart, string wasDue, string start, string due, NodeId? part = null)
    {
        var tab = page.View.FindComponent<TimelineTab>();
        return tab.InvokeAsync(() => tab.Instance.Move((part ?? page.Whole.SecondMilestone).ToString(), Number(wasStart), Number(wasDue), Number(start), Number(due)));
    }

    private static string Bar(OpenPage page, NodeId? part = null) => page.View.Find($"[data-bar='{part ?? page.Whole.SecondMilestone}']").GetAttribute("aria-label")!;

    private static int Number(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
}
