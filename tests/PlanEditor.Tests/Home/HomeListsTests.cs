using System.Collections.Immutable;
using Bunit;
using PlanEditor.Collaboration;
using PlanEditor.Components.Plans;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Notices;
using PlanModel.Overview;
using PlanModel.Review;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Home;

/// <summary>What stands below the plans on the home page.</summary>
public sealed class HomeListsTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2017, 10, 12, 8, 0, 0, TimeSpan.Zero);
    private static readonly UserId Me = new(Guid.NewGuid());
    private static readonly PlanSummary Nepal = Plan("NP", PlanState.ChangesRequested, 6) with { Overview = Overview(PlanState.ChangesRequested, 6) with { Suggestions = 2, Comments = [Comment(71, 9), Comment(72, 16), Comment(73, 8) with { Person = new UserId(Guid.NewGuid()) }] } };
    private static readonly PlanSummary Bangladesh = Plan("BD", PlanState.InReview, 4) with { Overview = Overview(PlanState.InReview, 4) with { Deadline = new Deadline(new DateOnly(2017, 10, 20), Stamp.None) } };

    [Fact]
    public void Who_writes_a_plan_finds_what_was_asked_of_this_very_person_and_what_the_plan_still_asks_for()
    {
        var tasks = HomeTask.Of([Nepal, Bangladesh], new Actor(Me, Role.FocalPoint, "NP"), Now);
        Assert.Equal(["See to a comment", "See to a comment", "Answer 2 suggestions", "Settle 6 things before final"], tasks.Select(task => task.What));
        Assert.Equal(["Nepal, C2.M1 · by 9 Oct 2017, overdue", "Nepal, C2.M1 · by 16 Oct 2017", "Nepal", "Nepal"], tasks.Select(task => task.Where));
        Assert.Equal(["plans/np/A?thread=", "plans/np/suggestions", "plans/np/final"], tasks.Skip(1).Select(task => task.Address.Replace(new NodeId(9).ToString(), "A", StringComparison.Ordinal).Replace(new ThreadId(72).ToString(), "", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_reviewer_finds_the_plans_that_wait_for_review_and_by_when()
    {
        var task = Assert.Single(HomeTask.Of([Nepal with { Overview = Overview(PlanState.ChangesRequested, 6) }, Bangladesh], new Actor(Me, Role.Reviewer, null), Now));
        Assert.Equal(("Review the plan", "Bangladesh · the reviewers answer by 20 Oct 2017", "plans/bd/final"), (task.What, task.Where, task.Address));
    }

    [Fact]
    public void Nothing_waits_for_who_only_reads_or_whose_plan_is_final()
    {
        Assert.Empty(HomeTask.Of([Nepal, Bangladesh], new Actor(new UserId(Guid.NewGuid()), Role.Peer, null), Now));
        Assert.Empty(HomeTask.Of([Plan("NP", PlanState.Final, 0)], new Actor(Me, Role.PlanLead, "NP"), Now));
        Assert.DoesNotContain("Waiting for you", Show(Role.Peer, null, Bangladesh).Markup, StringComparison.Ordinal);
        Assert.Contains("Nothing waits for you.", Show(Role.PlanLead, "NP", Plan("NP", PlanState.Final, 0)).Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.PlanLead, PlanState.Draft, "Submit the plan for review")]
    [InlineData(Role.PlanLead, PlanState.ChangesRequested, "Submit the plan for review")]
    [InlineData(Role.FocalPoint, PlanState.Draft, "Ready to be submitted for review")]
    [InlineData(Role.FocalPoint, PlanState.ChangesRequested, "Ready to be submitted for review")]
    public void A_plan_that_lacks_nothing_waits_for_its_lead_to_submit_it(Role role, PlanState state, string what)
    {
        var task = Assert.Single(HomeTask.Of([Plan("NP", state, 0)], new Actor(Me, role, "NP"), Now));
        Assert.Equal((what, "plans/np/final"), (task.What, task.Address));
    }

    [Fact]
    public void Who_was_asked_without_a_day_finds_it_too_also_who_else_only_reads_and_all_of_it()
    {
        var plan = Nepal with { Overview = Nepal.Overview with { Comments = [Comment(70, 31) with { Due = null }, .. Enumerable.Range(1, 30).Select(day => Comment((ulong)(70 + day), day))] } };
        var view = Show(Role.Peer, null, plan);
        Assert.Equal("Waiting for you", view.Find("#home-waits").TextContent);
        var rows = view.FindAll("section:has(#home-waits) li .where").Select(row => row.TextContent).ToArray();
        Assert.Equal((31, "Nepal, C2.M1 · by 1 Oct 2017, overdue", "Nepal, C2.M1"), (rows.Length, rows[0], rows[^1]));
        Assert.Empty(view.FindAll("section:has(#home-waits) p"));
    }

    [Fact]
    public void The_next_milestones_of_all_plans_stand_by_day_and_lead_to_their_place()
    {
        var view = Show(Role.Reviewer, null, WithMilestones("NP", "2017-10-11", "2017-10-31", "2018-06-30"), WithMilestones("BD", "2017-10-15", "2017-10-10"));
        Assert.Equal("Next milestones", view.Find("#home-next").TextContent);
        Assert.Equal(["15 Oct 2017", "31 Oct 2017", "30 Jun 2018"], view.FindAll(".days .day").Select(day => day.TextContent));
        Assert.Equal("plans/bd/" + new NodeId(20), view.FindAll(".days a")[0].GetAttribute("href"));
        Assert.Equal("2 milestones are overdue", view.Find("section > p a").TextContent);
    }

    [Fact]
    public void Where_no_milestone_comes_the_latest_of_those_overdue_stand_there_and_say_so()
    {
        var view = Show(Role.Peer, null, WithMilestones("NP", "2017-09-01", "2017-10-01"));
        Assert.Equal("Overdue milestones", view.Find("#home-next").TextContent);
        Assert.Equal(["1 Oct 2017", "1 Sep 2017"], view.FindAll(".days .day").Select(day => day.TextContent));
        Assert.Equal(["Overdue", "Overdue"], view.FindAll(".days .chip").Select(chip => chip.TextContent));
        Assert.Contains("No milestone has a day to come.", Show(Role.Peer, null, Nepal).Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<HomeLists> Show(Role role, string? country, params ImmutableArray<PlanSummary> plans) =>
        Render<HomeLists>(parameters => parameters.Add(lists => lists.Plans, plans).Add(lists => lists.Now, Now).AddCascadingValue(new Person(new Actor(Me, role, country), "Me")));

    private static PlanSummary WithMilestones(string country, params string[] days) =>
        Plan(country, PlanState.Draft, 1) with { Overview = Overview(PlanState.Draft, 1) with { Milestones = [.. days.Order().Select((day, at) => new DueMilestone(new NodeId((ulong)(19 + at)), $"C1.M{at}", "A step", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)))] } };

    private static DueComment Comment(ulong thread, int day) => new(new ThreadId(thread), new NodeId(9), "C2.M1", Me, new DateOnly(2017, 10, day));

    private static PlanOverview Overview(PlanState state, int blocks) => new("A plan", "en", state, true, 90, blocks, [], []);

    private static PlanSummary Plan(string country, PlanState state, int blocks) => new(
        new PlanInfo(new PlanId(Guid.NewGuid()), country.ToLowerInvariant(), country, "actionPlan"), new PlanFacts(country, state, true), Overview(state, blocks), PlanActivity.None, [], null, "");
}
