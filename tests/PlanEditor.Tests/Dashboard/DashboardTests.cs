using Bunit;
using PlanEditor.Collaboration;
using PlanEditor.Components.Dashboard;
using PlanEditor.Components.Plans;
using PlanModel;
using PlanModel.Overview;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Dashboard;

public sealed class DashboardTests : BunitContext
{
    private static readonly DateOnly Today = new(2018, 1, 15);
    private static readonly UserId Asha = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly UserId Bimal = new(new Guid(2, 0, 0, new byte[8]));
    private static readonly Dictionary<UserId, string> Names = new() { [Asha] = "Asha", [Bimal] = "Bimal" };

    [Fact]
    public void Milestones_are_overdue_from_the_day_after_and_upcoming_for_ninety_days()
    {
        var row = Row(Plan("NP", milestones: [Due("C1.M1", -30), Due("C1.M2", -1), Due("C1.M3", 0), Due("C2.M1", 90), Due("C2.M2", 91)]));
        Assert.Equal(["C1.M1", "C1.M2"], row.Overdue.Select(one => one.Number));
        Assert.Equal(["C1.M3", "C2.M1"], row.Upcoming.Select(one => one.Number));
    }

    [Theory]
    [InlineData("PA", false)]
    [InlineData("UY", false)]
    [InlineData("NP", true)]
    [InlineData("BD", true)]
    public void A_milestone_is_overdue_when_its_day_is_over_in_its_country(string country, bool overdue)
    {
        var row = DashboardRow.Of(Plan(country, milestones: [Due("C1.M1", 0)], activity: [Day(1, Asha, 2)]), Names, new DateTimeOffset(Today.AddDays(1), new TimeOnly(1, 0), TimeSpan.Zero));
        Assert.Equal((overdue ? 1 : 0, overdue ? 0 : 1), (row.Overdue.Length, row.Upcoming.Length));
        // What was written within the hour is there all the same.
        Assert.Equal(2, row.ChangesByDay[^1]);
    }

    [Fact]
    public void Activity_is_counted_by_day_and_person_for_fourteen_days()
    {
        var row = Row(Plan("NP", activity: [Day(-14, Asha, 9), Day(-13, Asha, 2), Day(0, Asha, 1), Day(0, Bimal, 5)]));
        Assert.Equal([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6], row.ChangesByDay);
        Assert.Equal(["Bimal 5", "Asha 3"], row.Writers.Select(writer => $"{writer.Name} {writer.Changes}"));
        Assert.Equal("8 changes on 2 days", DashboardWords.Activity(row));
        Assert.Equal("Nothing", DashboardWords.Activity(Row(Plan("NP"))));
    }

    [Fact]
    public void All_plans_are_summed_up_in_words()
    {
        Assert.Equal(
            "Two plans. 1 milestone is overdue, 2 are due in the next 90 days. Nobody is in one now.",
            DashboardWords.Stand([Row(Plan("NP", milestones: [Due("C1.M1", -1), Due("C1.M2", 1)])), Row(Plan("PA", milestones: [Due("C1.M1", 5)]))]));
        Assert.Equal("One plan. No milestone is overdue or due in the next 90 days. One person is in one now.", DashboardWords.Stand([Row(Plan("NP", people: [Asha]))]));
    }

    [Fact]
    public void What_a_plan_lacks_is_said_in_words()
    {
        Assert.Equal("All four", DashboardWords.Targets(Row(Plan("NP"))));
        Assert.Equal("Without 16.10, 17.18", DashboardWords.Targets(Row(Plan("NP", targets: ["16.6", "16.7"]))));
        Assert.Equal("None of the four", DashboardWords.Targets(Row(Plan("NP", targets: []))));
        Assert.Equal("1 thing before final", DashboardWords.Before(Row(Plan("NP", blocks: 1))));
    }

    [Theory]
    [InlineData(DashboardColumn.Country, "BD NP PA UY")]
    [InlineData(DashboardColumn.State, "UY BD NP PA")]
    [InlineData(DashboardColumn.Complete, "UY NP BD PA")]
    [InlineData(DashboardColumn.Milestones, "UY NP BD PA")]
    [InlineData(DashboardColumn.Activity, "BD PA NP UY")]
    public void A_column_sorts_and_sorts_back(DashboardColumn column, string slugs)
    {
        DashboardRow[] rows =
        [
            Row(Plan("NP", PlanState.ChangesRequested, 86, milestones: [Due("C1.M1", -1)])),
            Row(Plan("BD", PlanState.InReview, 90, activity: [Day(0, Asha, 3)])),
            Row(Plan("PA", PlanState.Final, 100, activity: [Day(0, Asha, 1)])),
            Row(Plan("UY", PlanState.Draft, 40, milestones: [Due("C1.M1", -1), Due("C1.M2", 3)])),
        ];
        var order = DashboardOrder.Start.Press(column);
        if (column == DashboardColumn.Country) order = DashboardOrder.Start;
        Assert.Equal(slugs, string.Join(' ', order.Sort(rows).Select(row => row.Slug)));
        Assert.Equal(slugs.Split(' ')[0], order.Press(column).Sort(rows)[^1].Slug);
    }

    [Fact]
    public void Titles_sort_as_dictionaries_of_their_language_do()
    {
        (string, string)[] titles = [("bn", "খোলা"), ("es", "Ñandú"), ("ne", "खुला"), ("es", "Oficina"), ("es", "nube"), ("bn", "অধিকার"), ("ne", "अधिकार"), ("en", "Zone"), ("es", "Ámbito"), ("bn", "Open data")];
        Assert.Equal(
            ["Ámbito", "nube", "Ñandú", "Oficina", "Open data", "Zone", "अधिकार", "खुला", "অধিকার", "খোলা"],
            titles.Order(TitleOrder.Instance).Select(title => title.Item2));
    }

    [Fact]
    public void A_row_says_all_in_words_and_opens_to_more()
    {
        var row = Row(Plan("NP", PlanState.Draft, 86, 3, milestones: [Due("C1.M1", -1), Due("C1.M2", 1)], activity: [Day(0, Asha, 3)], people: [Asha]));
        var plan = Render<DashboardPlan>(parameters => parameters.Add(one => one.Row, row));
        var words = string.Join(' ', plan.Find("tr").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var said in new[] { "Nepal", "Draft", "86 %", "3 things before final", "All four", "1 overdue", "1 in 90 days", "Next C1.M2, 16 Jan 2018", "3 changes on 1 day" }) Assert.Contains(said, words, StringComparison.Ordinal);
        Assert.Equal("Asha", plan.Find(".avs").GetAttribute("aria-label"));

        plan.Find("button[aria-expanded=false]").Click();
        Assert.Equal(plan.Find("tr.detail").Id, plan.Find("button[aria-expanded=true]").GetAttribute("aria-controls"));
        Assert.Equal(["C1.M1 A milestone", "C1.M2 A milestone"], plan.FindAll(".detail li a").Select(link => link.TextContent));
        Assert.Contains("Asha", plan.Find(".detail tbody th").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_figure_leads_to_what_it_counts()
    {
        var plan = Render<DashboardPlan>(parameters => parameters.Add(one => one.Row, Row(Plan("NP", PlanState.Draft, 86, 4, targets: ["16.6", "16.10"], milestones: [Due("C1.M1", -1)], activity: [Day(0, Asha, 12)]))));
        var ways = plan.FindAll("td a").ToDictionary(link => link.GetAttribute("href")!, link => string.Join(' ', link.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(
            [("plans/NP/coverage", "Without 16.7, 17.18"), ("plans/NP/final", "86 % 4 things before final"), ("plans/NP/history", "12 changes on 1 day"), ("plans/NP/timeline", "1 overdue")],
            ways.Select(way => (way.Key, way.Value)).OrderBy(way => way.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void A_row_renders_only_when_it_changed()
    {
        var plan = Render<DashboardPlan>(parameters => parameters.Add(one => one.Row, Row(Plan("NP"))));
        var before = plan.RenderCount;
        plan.Render(parameters => parameters.Add(one => one.Row, Row(Plan("NP"))));
        Assert.Equal(before, plan.RenderCount);
        plan.Render(parameters => parameters.Add(one => one.Row, Row(Plan("NP", percent: 50))));
        Assert.NotEqual(before, plan.RenderCount);
    }

    private static DashboardRow Row(PlanSummary plan) => DashboardRow.Of(plan, Names, new DateTimeOffset(Today, new TimeOnly(12, 0), TimeSpan.Zero));

    private static DueMilestone Due(string number, int days) => new(new NodeId((ulong)(1000 + days)), number, "A milestone", Today.AddDays(days));

    private static ActivityDay Day(int days, UserId author, int changes) => new(Today.AddDays(days), author, changes, changes * 10);

    private static PlanSummary Plan(
        string country,
        PlanState state = PlanState.Draft,
        int percent = 100,
        int blocks = 0,
        string[]? targets = null,
        DueMilestone[]? milestones = null,
        ActivityDay[]? activity = null,
        UserId[]? people = null) => new(
        new PlanInfo(new PlanId(new Guid(3, 0, 0, new byte[8])), country, country, "actionPlan"),
        new PlanFacts(country, state, false),
        new PlanOverview("A plan", "en", state, false, percent, blocks, [.. targets ?? ["16.6", "16.7", "16.10", "17.18"]], [.. milestones ?? []]),
        PlanActivity.Of(activity ?? []),
        [.. (people ?? []).Select((user, at) => new PersonHere($"{at}", user, Names[user], "AS", 1, null, null, null, null, 0))],
        null,
        "");
}
