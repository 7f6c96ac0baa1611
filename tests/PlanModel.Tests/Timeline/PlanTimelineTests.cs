using System.Collections.Immutable;
using System.Globalization;
using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Timeline;
using Xunit;

namespace PlanModel.Tests.Timeline;

public sealed class PlanTimelineTests
{
    private static readonly DateOnly Today = Day("2017-10-12");

    private readonly PlanBuilder _plan = new();
    private readonly NodeId _flood;
    private readonly NodeId _inventory;
    private readonly NodeId _interface;
    private readonly NodeId _pilot;

    public PlanTimelineTests()
    {
        _plan.Set(NodeId.Root, "country", "BD");
        _plan.Set(NodeId.Root, "periodStart", "2017-07-01");
        _plan.Set(NodeId.Root, "periodEnd", "2019-06-30");
        _plan.Add("commitment", ("title", "Policy"));
        _flood = _plan.Add("commitment", ("title", "Flood data"), ("startDate", "2017-08-01"), ("endDate", "2019-03-31"));
        _inventory = Step("Inventory", ("dueDate", "2017-10-31"), ("status", "underWay"));
        _interface = Step("Interface", ("dueDate", "2018-05-31"), ("dependsOn", _inventory.ToString()));
        _pilot = Step("Voice and SMS pilot", ("startDate", "2018-06-01"), ("dueDate", "2018-07-31"), ("status", "planned"), ("dependsOn", _interface.ToString()));
    }

    [Fact]
    public void Each_commitment_is_followed_by_its_milestones()
    {
        Assert.Equal(["C1", "C2", "C2.M1", "C2.M2", "C2.M3"], Rows().Select(row => row.Number));
        Assert.Equal(["C2", "C2.M1", "C2.M2", "C2.M3"], Rows(_flood).Select(row => row.Number));
        Assert.Equal("M3", Row(_pilot).ShortNumber);
    }

    [Fact]
    public void A_bar_without_a_first_day_of_its_own_begins_after_the_one_before_it_or_with_its_commitment()
    {
        Assert.Equal((Day("2017-08-01"), Day("2017-10-31")), (Row(_inventory).From, Row(_inventory).To));
        Assert.Equal((Day("2017-11-01"), Day("2018-05-31")), (Row(_interface).From, Row(_interface).To));
        Assert.Equal((Day("2018-06-01"), Day("2018-07-31")), (Row(_pilot).From, Row(_pilot).To));
        _plan.Set(_interface, "dueDate", "2017-09-30");
        Assert.Equal(Day("2017-08-01"), Row(_interface).From);
        _plan.Set(_flood, "startDate", "2018-01-01");
        Assert.Null(Row(_interface).From);
    }

    [Fact]
    public void A_commitment_spans_its_own_days_or_those_of_its_milestones()
    {
        Assert.Equal((Day("2017-08-01"), Day("2019-03-31")), (Row(_flood).From, Row(_flood).To));
        _plan.Set(_flood, "startDate", null);
        _plan.Set(_flood, "endDate", null);
        Assert.Equal((Day("2017-10-31"), Day("2018-07-31")), (Row(_flood).From, Row(_flood).To));
    }

    [Fact]
    public void A_bar_says_all_of_itself_in_one_line()
    {
        Assert.Equal("C2.M3 Voice and SMS pilot, 1 Jun 2018 to 31 Jul 2018, planned, waits for C2.M2", Row(_pilot).Name);
        Assert.Equal("C2.M1 Inventory, due 31 Oct 2017, under way", Row(_inventory).Name);
        Assert.Equal("C1 Policy, no dates", Rows()[0].Name);
    }

    [Theory]
    [InlineData("planned", "2017-10-11", true)]
    [InlineData("planned", "2017-10-12", false)]
    [InlineData("done", "2017-10-11", false)]
    [InlineData("cancelled", "2017-10-11", false)]
    [InlineData(null, "2017-10-11", true)]
    public void What_was_due_before_today_and_is_not_done_is_overdue(string? status, string due, bool overdue)
    {
        _plan.Set(_inventory, "status", status);
        _plan.Set(_inventory, "dueDate", due);
        Assert.Equal(overdue, Row(_inventory).Overdue);
        Assert.Equal(overdue, Row(_inventory).Name.EndsWith("overdue", StringComparison.Ordinal));
    }

    [Fact]
    public void A_milestone_without_a_due_date_has_no_bar()
    {
        _plan.Set(_pilot, "dueDate", null);
        Assert.Null(Row(_pilot).To);
        Assert.DoesNotContain(Timeline().Lines(Timeline().Scale(TimelineUnit.Months)), line => line.To == _pilot);
    }

    [Fact]
    public void A_warning_says_what_clashes_and_where_it_is_cured()
    {
        _plan.Set(_pilot, "startDate", "2018-03-01");
        var warning = Assert.Single(Row(_pilot).Warnings);
        Assert.Equal("Starts on 1 Mar 2018, before C2.M2, which it waits for, is done on 31 May 2018", warning.Words);
        Assert.Equal(("startDate", "Change dates"), (warning.Field, warning.Cure));
        Assert.True(Line(_pilot).Clashes);
        Assert.False(Line(_interface).Clashes);

        _plan.Set(_interface, "status", "done");
        Assert.Empty(Row(_pilot).Warnings);

        _plan.Set(_pilot, "dueDate", "2018-04-30");
        Assert.Equal("Is due on 30 Apr 2018 but waits for C2.M2, due on 31 May 2018", Row(_pilot).Warnings[0].Words);
        Assert.Equal("dueDate", Row(_pilot).Warnings[0].Field);

        _plan.Set(_pilot, "dueDate", "2019-05-31");
        Assert.Equal("“Due” is 31 May 2019, after C2 ends on 31 Mar 2019", Assert.Single(Row(_pilot).Warnings).Words);
    }

    [Fact]
    public void What_waits_for_itself_is_told_to_wait_for_something_else()
    {
        _plan.Set(_interface, "dependsOn", _pilot.ToString());
        Assert.Contains(Row(_pilot).Warnings, warning => warning.Words == "Waits, directly or by way of others, for itself" && warning is { Field: "dependsOn", Cure: "Change what it waits for" });
        Assert.True(Line(_pilot).Clashes);
    }

    [Fact]
    public void The_warnings_of_a_view_are_the_plan_s_own_and_those_of_its_rows()
    {
        _plan.Set(NodeId.Root, "periodEnd", "2017-08-31");
        Assert.Equal(["", "C2"], Timeline().Warnings.Select(warning => warning.Number).Distinct());
        Assert.Equal("Plan: the period from 1 Jul 2017 to 31 Aug 2017 is unusual", Timeline().Warnings[0].Words);
    }

    [Fact]
    public void A_line_goes_from_the_end_of_one_bar_to_the_beginning_of_the_other()
    {
        _plan.Set(_pilot, "startDate", "2018-09-01");
        _plan.Set(_pilot, "dueDate", "2018-12-31");
        var scale = Timeline().Scale(TimelineUnit.Months);
        var corners = Line(_pilot).Corners;
        Assert.Equal((scale.After(Day("2018-05-31")), 3.0), (corners[0].Share, corners[0].Row));
        Assert.Equal((scale.Before(Day("2018-09-01")), 4.0), (corners[^1].Share, corners[^1].Row));
        Assert.Equal(4, corners.Length);
    }

    [Fact]
    public void A_line_that_would_go_back_turns_between_the_rows()
    {
        foreach (var start in new[] { "2018-06-01", "2018-02-01" })
        {
            _plan.Set(_pilot, "startDate", start);
            Assert.Equal([3.0, 3, 3.5, 3.5, 4, 4], Line(_pilot).Corners.Select(corner => corner.Row));
        }

        Assert.All(Line(_pilot).Corners.Zip(Line(_pilot).Corners.Skip(1)), pair =>
            Assert.True(pair.First.Row == pair.Second.Row || (pair.First.Share, pair.First.Pixels) == (pair.Second.Share, pair.Second.Pixels), "each piece is level or upright"));
    }

    [Fact]
    public void The_scale_holds_all_dates_but_no_slip_of_a_century()
    {
        Assert.Equal((Day("2017-07-01"), Day("2019-07-01")), Ends());
        _plan.Set(_pilot, "dueDate", "2019-12-24");
        Assert.Equal((Day("2017-07-01"), Day("2020-01-01")), Ends());
        _plan.Set(_pilot, "dueDate", "2198-07-31");
        Assert.Equal(Day("2022-07-01"), Ends().To);
        _plan.Set(NodeId.Root, "periodEnd", "2199-12-31");
        Assert.InRange(Timeline().Scale(TimelineUnit.Months).Parts.Length, 100, 200);

        (DateOnly From, DateOnly To) Ends() => Timeline().Scale(TimelineUnit.Months) is var scale ? (scale.From, scale.To) : default;
    }

    [Fact]
    public void An_empty_plan_has_a_scale_and_no_rows()
    {
        var timeline = PlanTimeline.Of(Document.Empty(ActionPlan.Schema), Completeness.Of(Document.Empty(ActionPlan.Schema)), Today);
        Assert.Empty(timeline.Rows);
        Assert.True(timeline.Scale(TimelineUnit.FiscalYears).Holds(Today));
    }

    [Fact]
    public void Both_days_are_set_in_one_change_and_only_what_changed_is_set()
    {
        var milestone = _plan.Document[_pilot];
        Assert.Equal(
            [new SetField(_pilot, "dueDate", Scalar.Of("2018-08-01")), new SetField(_pilot, "startDate", Scalar.Of("2018-06-02"))],
            new TimelineDates(Day("2018-06-02"), Day("2018-08-01")).Set(milestone));
        Assert.Equal([new SetField(_pilot, "startDate", null)], new TimelineDates(null, Day("2018-07-31")).Set(milestone));
        Assert.Empty(TimelineDates.Of(milestone).Set(milestone));
        var commitment = _plan.Document[milestone.Parent!.Value];
        Assert.Equal(
            [new SetField(commitment.Id, "endDate", Scalar.Of("2019-01-31")), new SetField(commitment.Id, "startDate", Scalar.Of("2018-01-01"))],
            new TimelineDates(Day("2018-01-01"), Day("2019-01-31")).Set(commitment));
    }

    [Fact]
    public void What_did_not_change_is_equal()
    {
        Assert.Equal(Rows(), Rows());
        var scale = Timeline().Scale(TimelineUnit.Months);
        Assert.Equal(Timeline().Lines(scale), Timeline().Lines(scale));
        Assert.Equal(scale, Timeline().Scale(TimelineUnit.Months));
    }

    private NodeId Step(string title, params (string Key, string Value)[] fields) => _plan.Add("milestone", _flood, [("title", title), .. fields]);

    private PlanTimeline Timeline(NodeId? only = null) => PlanTimeline.Of(_plan.Document, Completeness.Of(_plan.Document), Today, only);

    private ImmutableArray<TimelineRow> Rows(NodeId? only = null) => Timeline(only).Rows;

    private TimelineRow Row(NodeId node) => Rows().Single(row => row.Node == node);

    private TimelineLine Line(NodeId to) => Timeline().Lines(Timeline().Scale(TimelineUnit.Months)).Single(line => line.To == to);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
