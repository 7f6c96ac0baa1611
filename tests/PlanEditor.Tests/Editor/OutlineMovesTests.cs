using OgdPlans.Tests;
using PlanEditor.Components.Editor.Outline;
using PlanModel;
using PlanModel.Documents;
using Xunit;

namespace PlanEditor.Tests.Editor;

public sealed class OutlineMovesTests
{
    private readonly PlanBuilder _plan = new();
    private readonly NodeId _law;
    private readonly NodeId _budget;

    public OutlineMovesTests()
    {
        _plan.Add("context");
        _law = _plan.Add("commitment", ("title", "Law"));
        _plan.Add("dataset", ("title", "Data"));
        _budget = _plan.Add("commitment", ("title", "Budget"));
        foreach (var step in (string[])["a", "b", "c"]) _plan.Add("milestone", _law, ("title", step));
    }

    [Theory]
    [InlineData("b", "up", "b a c")]
    [InlineData("c", "up", "a c b")]
    [InlineData("a", "down", "b a c")]
    [InlineData("b", "down", "a c b")]
    [InlineData("a", "up", null)]
    [InlineData("c", "down", null)]
    public void A_step_moves_one_place(string step, string way, string? after)
    {
        var document = _plan.Document;
        var move = way == "up" ? OutlineMoves.Up(document, Step(step)) : OutlineMoves.Down(document, Step(step));
        Assert.Equal(after, move is null ? null : Steps(move.Apply(document), _law));
    }

    [Fact]
    public void Removed_parts_in_between_do_not_count()
    {
        _plan.Remove(Step("b").Id);
        Assert.Equal("c a", Steps(OutlineMoves.Up(_plan.Document, Step("c"))!.Apply(_plan.Document), _law));
        Assert.Equal("c a", Steps(OutlineMoves.Down(_plan.Document, Step("a"))!.Apply(_plan.Document), _law));
    }

    [Fact]
    public void Commitments_pass_over_parts_of_other_kinds()
    {
        var after = OutlineMoves.Up(_plan.Document, _plan.Document[_budget])!.Apply(_plan.Document);
        Assert.Equal("C1", after.Number(after[_budget]));
    }

    [Fact]
    public void A_step_goes_to_the_next_commitment_and_back()
    {
        var there = OutlineMoves.Aside(_plan.Document, Step("b"), 1)!.Apply(_plan.Document);
        Assert.Equal(("a c", "b"), (Steps(there, _law), Steps(there, _budget)));
        var back = OutlineMoves.Aside(there, there[Step("b").Id], -1)!.Apply(there);
        Assert.Equal("a c b", Steps(back, _law));
        Assert.Null(OutlineMoves.Aside(_plan.Document, Step("b"), -1));
    }

    [Theory]
    [InlineData("a", "c", "before", "b a c")]
    [InlineData("a", "c", "after", "b c a")]
    [InlineData("c", "a", "before", "c a b")]
    [InlineData("c", "a", "after", "a c b")]
    public void A_drop_puts_it_where_the_line_was(string step, string at, string place, string after) =>
        Assert.Equal(after, Steps(OutlineMoves.Drop(_plan.Document, Step(step).Id, Step(at).Id, place)!.Apply(_plan.Document), _law));

    [Fact]
    public void A_drop_is_taken_only_where_the_part_may_be()
    {
        var step = Step("a").Id;
        Assert.Equal(_budget, OutlineMoves.Drop(_plan.Document, step, _budget, "into")?.Parent);
        Assert.Null(OutlineMoves.Drop(_plan.Document, step, _budget, "before"));
        Assert.Null(OutlineMoves.Drop(_plan.Document, step, step, "after"));
        Assert.Null(OutlineMoves.Drop(_plan.Document, step, NodeId.Root, "into"));
        Assert.Null(OutlineMoves.Drop(_plan.Document, step, new NodeId(77), "into"));
        Assert.Null(OutlineMoves.Drop(_plan.Document, step, Step("b").Id, "beside"));
    }

    [Fact]
    public void What_every_plan_has_stays_where_it_is()
    {
        var context = _plan.Document.Children(_plan.Document.Root).First(node => node.Kind.Key == "context");
        Assert.Null(OutlineMoves.Up(_plan.Document, context));
        Assert.Empty(OutlineMoves.Parents(_plan.Document, context));
    }

    private Node Step(string title) => _plan.Document.All().Single(node => node.Kind.Key == "milestone" && _plan.Document.Title(node) == title);

    private static string Steps(Document document, NodeId commitment) => string.Join(' ', document.Children(document[commitment]).Select(document.Title));
}
