using System.Collections.Immutable;
using OgdPlans.Tests;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Editor.Outline;
using PlanModel;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Editor;

public sealed class OutlineRowsTests
{
    private static readonly ImmutableDictionary<string, bool> NoFolds = ImmutableDictionary<string, bool>.Empty;

    private readonly PlanBuilder _plan = new();
    private readonly NodeId _first;
    private readonly NodeId _second;
    private readonly NodeId _step;

    public OutlineRowsTests()
    {
        _plan.Add("context");
        _first = _plan.Add("commitment", ("title", "Law"));
        _plan.Add("dataset", ("title", "Budgets"));
        _second = _plan.Add("commitment", ("title", "Budget"));
        _step = _plan.Add("milestone", _second, ("title", "Chart"));
        _plan.Add("milestone", _second, ("title", "Release"));
        _plan.Add("sdgMapping", _second, ("target", "16.6"));
    }

    [Fact]
    public void Groups_stand_under_their_headings_and_commitments_under_their_own()
    {
        var rows = Rows(NodeId.Root.ToString());
        Assert.Equal(
            ["Plan", "About this plan", "Narrative 1", "Objectives 0", "Commitments", "C1 Law", "C2 Budget", "Behind the commitments", "Datasets 1"],
            rows.Take(9).Select(Words));
        Assert.Equal([1, 2, 2, 2, 1, 2, 2, 1, 2], rows.Take(9).Select(row => row.Level));
    }

    [Fact]
    public void What_is_open_shows_what_is_below_it()
    {
        var rows = Rows(_second.ToString());
        Assert.Equal(["C2 Budget", "M1 Chart", "M2 Release", "Behind the commitments"], rows.SkipWhile(row => row.Node != _second).Take(4).Select(Words));
        Assert.Equal("C2 Budget", Words(rows.Single(row => row.Current)));
    }

    [Fact]
    public void A_part_without_a_row_is_shown_by_the_one_above_it()
    {
        var mapping = _plan.Document.Children(_plan.Document[_second]).Last().Id;
        Assert.Equal(_second, Rows(mapping.ToString()).Single(row => row.Current).Node);
    }

    [Fact]
    public void Of_very_many_parts_those_around_what_is_open_have_rows_until_somebody_asks_for_all()
    {
        for (var at = 0; at < 300; at++) _plan.Add("commitment", ("title", $"Further {at}"));
        var commitments = _plan.Document.Children(_plan.Document.Root, ActionPlan.Commitment.Kind).ToList();
        var rows = Rows(commitments[200].Id.ToString());
        var shown = rows.Where(row => row.Kind == ActionPlan.Commitment.Key).ToList();
        Assert.Equal(OutlineRows.PartsAround, shown.Count);
        Assert.Equal("C201", shown.Single(row => row.Current).Number);
        Assert.All(shown, row => Assert.Equal(302, row.Siblings));
        var more = rows.Where(row => row.Title.Contains(" more ", StringComparison.Ordinal)).ToList();
        Assert.Equal(["175 more before these", "77 more after these"], more.Select(row => row.Title));

        rows = Rows(commitments[200].Id.ToString(), NoFolds.Add(more[0].Key, true));
        Assert.Equal(302, rows.Count(row => row.Kind == ActionPlan.Commitment.Key));
        Assert.DoesNotContain(rows, row => row.Title.Contains(" more ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_somebody_folds_stays_folded()
    {
        var rows = Rows(_step.ToString(), NoFolds.Add(_second.ToString(), false));
        Assert.DoesNotContain(rows, row => row.Node == _step);
        Assert.False(rows.Single(row => row.Node == _second).Expanded);
    }

    [Fact]
    public void Removed_parts_have_no_row_and_numbers_close_up()
    {
        _plan.Remove(_first);
        Assert.Contains(Rows(NodeId.Root.ToString()), row => Words(row) == "C1 Budget");
    }

    [Fact]
    public void Every_row_knows_its_place_among_its_siblings()
    {
        foreach (var siblings in Rows(_step.ToString()).GroupBy(row => (row.Level, row.Siblings, row.Position == 1)))
            Assert.All(siblings, row => Assert.InRange(row.Position, 1, row.Siblings));
        Assert.Equal((2, 2), (Rows(_step.ToString()).Single(row => Words(row) == "M2 Release").Position, 2));
    }

    [Fact]
    public void Nothing_changed_is_equal()
    {
        Assert.Equal(Rows(_step.ToString()), Rows(_step.ToString()));
    }

    private static string Words(OutlineItem row) => $"{row.Number} {row.Title} {row.Count}".Trim();

    private ImmutableArray<OutlineItem> Rows(string open, ImmutableDictionary<string, bool>? folds = null) =>
        OutlineRows.Of(_plan.Document, PlanMarks.Of(_plan.Document), "np", open, folds ?? NoFolds);
}
