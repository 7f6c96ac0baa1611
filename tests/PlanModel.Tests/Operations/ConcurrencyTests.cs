using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Operations;

/// <summary>Two people at once: one operation is committed, the other was made for the document before it.</summary>
public class ConcurrencyTests
{
    private static readonly NodeId First = new(10);
    private static readonly NodeId Second = new(11);
    private readonly Document _document = Two();

    [Fact]
    public void Two_people_adding_children_at_once_both_succeed()
    {
        var after = Both(Insert(20, First), Insert(21, First));
        Assert.Equal([First, new NodeId(21), new NodeId(20), Second], after.Root.Children);
    }

    [Fact]
    public void Two_people_adding_to_a_set_at_once_both_succeed()
    {
        var after = Both(new AddToSet(First, "colours", "red"), new AddToSet(First, "colours", "blue"));
        Assert.Equal(["blue", "red"], after[First].Set("colours"));
    }

    [Fact]
    public void Typing_into_a_part_that_another_removes_is_kept_and_comes_back_with_it()
    {
        var after = Both(new RemoveNode(First), Type("kept"));
        Assert.False(after.IsVisible(after[First]));
        after = new RestoreNode(First).Apply(after);
        Assert.True(after.IsVisible(after[First]));
        Assert.Equal("kept", after[First].Text("body").ToString());
    }

    [Fact]
    public void Two_moves_that_would_make_a_ring_leave_the_first_and_refuse_the_second()
    {
        var committed = new MoveNode(First, Second, null);
        var pending = new MoveNode(Second, First, null);
        Assert.Null(pending.Check(_document));
        Assert.Equal(RefusalCode.Cycle, pending.Rebase(committed, false).Check(committed.Apply(_document))?.Code);
    }

    [Fact]
    public void Moving_and_editing_one_part_at_once_both_hold()
    {
        var after = Both(new MoveNode(First, Second, null), Type("moved and written"));
        Assert.Equal(Second, after[First].Parent);
        Assert.Equal("moved and written", after[First].Text("body").ToString());
    }

    [Fact]
    public void Of_two_values_the_later_counts_and_its_words_name_the_earlier()
    {
        var pending = new SetField(First, "colour", Scalar.Of("blue"));
        var between = new SetField(First, "colour", Scalar.Of("red")).Apply(_document);
        Assert.Equal("set “Colour” of C1 to Blue (was Red)", pending.Label(between));
        Assert.Equal("blue", pending.Apply(between)[First].Scalar("colour")?.Text);
    }

    [Fact]
    public void A_part_put_after_one_that_moved_away_goes_to_the_end()
    {
        var after = Both(new MoveNode(First, Second, null), Insert(20, First));
        Assert.Equal([Second, new NodeId(20)], after.Root.Children);
    }

    [Fact]
    public void A_removed_part_keeps_its_place_among_the_others()
    {
        var after = new RestoreNode(First).Apply(Insert(20, First).Apply(new RemoveNode(First).Apply(_document)));
        Assert.Equal([First, new NodeId(20), Second], after.Root.Children);
    }

    [Fact]
    public void Numbers_follow_the_order_and_leave_out_what_was_removed()
    {
        Assert.Equal("C2", _document.Number(_document[Second]));
        var removed = new RemoveNode(First).Apply(_document);
        Assert.Equal("C1", removed.Number(removed[Second]));
        var nested = new MoveNode(First, Second, null).Apply(_document);
        Assert.Equal("C1.C1", nested.Number(nested[First]));
    }

    private Document Both(Operation committed, Operation pending)
    {
        Assert.Null(pending.Check(_document));
        var between = committed.Apply(_document);
        var rebased = Rebase.Over([[pending]], [committed])[0][0];
        Assert.Null(rebased.Check(between));
        return rebased.Apply(between);
    }

    private static InsertNode Insert(ulong id, NodeId after) => new(new NodeId(id), "chapter", NodeId.Root, after, Node.NoFields);

    private static EditText Type(string text) => new(First, "body", TextChangeSet.Of(0, (0, 0, text)));

    private static Document Two() =>
        new InsertNode(Second, "chapter", NodeId.Root, First, Node.NoFields).Apply(
            new InsertNode(First, "chapter", NodeId.Root, null, Node.NoFields).Apply(Document.Empty(TestSchema.Schema)));
}
