using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.Text;

public sealed class TextChangeSetTests
{
    [Fact]
    public void A_change_of_several_ranges_keeps_the_rest()
    {
        var change = TextChangeSet.Of(9, (0, 4, "Shared"), (5, 5, "open "), (9, 9, "\n!"));
        Assert.Equal("""[[4,"Shared"],1,[0,"open "],4,[0,"","!"]]""", change.ToString());
        Assert.Equal("Shared open data\n!", change.Apply(PlanText.Of("Open data")).ToString());
        Assert.Equal((9, 18, 17L, 5), (change.LengthBefore, change.LengthAfter, change.EditSizeUnits, change.SectionCount));
    }

    [Fact]
    public void Insertions_at_one_place_become_one_and_so_do_deletions_side_by_side()
    {
        Assert.Equal("""[1,[0,"xyz"],1]""", TextChangeSet.Of(2, (1, 1, "x"), (1, 1, ""), (1, 1, "y"), (1, 1, "z")).ToString());
        Assert.Equal("[[2],1]", TextChangeSet.Of(3, (0, 1, ""), (1, 2, "")).ToString());
        Assert.Equal("""[[1,"x"],[1,"y"],1]""", TextChangeSet.Of(3, (0, 1, "x"), (1, 2, "y")).ToString());
    }

    [Fact]
    public void Changes_are_equal_in_content_when_their_sections_are()
    {
        var change = TextChangeSet.Of(9, (0, 4, "Shared"), (9, 9, "!"));
        Assert.True(change.ContentEquals(TextChangeSet.Of(9, (0, 4, "Shared"), (9, 9, "!"))));
        Assert.False(change.ContentEquals(TextChangeSet.Of(9, (0, 4, "Shared"), (9, 9, "?"))));
        Assert.False(change.ContentEquals(TextChangeSet.Of(9, (0, 4, "Shared"))));
    }

    [Fact]
    public void A_change_of_nothing_is_empty()
    {
        Assert.True(TextChangeSet.Empty(5).IsEmpty);
        Assert.True(TextChangeSet.Empty(0).IsEmpty);
        Assert.Equal("[5]", TextChangeSet.Empty(5).ToString());
        Assert.Equal("[]", TextChangeSet.Empty(0).ToString());
        Assert.Equal("[5]", TextChangeSet.Of(5, (2, 2, "")).ToString());
        Assert.False(TextChangeSet.Of(1, (0, 1, "")).IsEmpty);
        var text = PlanText.Of("12345");
        Assert.Same(text, TextChangeSet.Empty(5).Apply(text));
    }

    [Fact]
    public void What_is_pending_goes_after_what_was_committed_at_the_same_place()
    {
        var doc = PlanText.Of("ab");
        var pending = TextChangeSet.Of(2, (1, 1, "P"));
        var committed = TextChangeSet.Of(2, (1, 1, "C"));
        Assert.Equal("aCPb", pending.Map(committed).Apply(committed.Apply(doc)).ToString());
        Assert.Equal("aCPb", committed.Map(pending, before: true).Apply(pending.Apply(doc)).ToString());
    }

    [Fact]
    public void What_was_inserted_into_deleted_text_survives()
    {
        var doc = PlanText.Of("abcdef");
        var deletion = TextChangeSet.Of(6, (1, 5, ""));
        var insertion = TextChangeSet.Of(6, (3, 3, "X"));
        Assert.Equal("aXf", insertion.Map(deletion).Apply(deletion.Apply(doc)).ToString());
        Assert.Equal("aXf", deletion.Map(insertion).Apply(insertion.Apply(doc)).ToString());
    }

    [Theory]
    [InlineData(0, -1, MapMode.Simple, 0)]
    [InlineData(2, -1, MapMode.Simple, 2)]
    [InlineData(2, 1, MapMode.Simple, 2)]
    [InlineData(3, -1, MapMode.Simple, 2)]
    [InlineData(3, 1, MapMode.Simple, 5)]
    [InlineData(4, -1, MapMode.Simple, 5)]
    [InlineData(3, 1, MapMode.TrackDel, null)]
    [InlineData(2, 1, MapMode.TrackDel, 2)]
    [InlineData(4, 1, MapMode.TrackDel, 5)]
    [InlineData(2, 1, MapMode.TrackBefore, 2)]
    [InlineData(4, 1, MapMode.TrackBefore, null)]
    [InlineData(2, 1, MapMode.TrackAfter, null)]
    [InlineData(4, 1, MapMode.TrackAfter, 5)]
    [InlineData(5, -1, MapMode.Simple, 6)]
    [InlineData(5, 1, MapMode.Simple, 7)]
    public void Positions_move_with_the_text(int pos, int assoc, MapMode mode, int? expected) =>
        Assert.Equal(expected, TextChangeSet.Of(6, (2, 4, "xyz"), (5, 5, "w")).MapPos(pos, assoc, mode));

    [Fact]
    public void Changed_ranges_that_touch_are_one()
    {
        var change = TextChangeSet.Of(9, (0, 1, "x"), (1, 3, ""), (5, 5, "yz"), (8, 9, ""));
        Assert.Equal(
            [new ChangedRange(0, 3, 0, 1, "x"), new ChangedRange(5, 5, 3, 5, "yz"), new ChangedRange(8, 9, 8, 8, "")],
            change.ChangedRanges());
        Assert.Empty(TextChangeSet.Empty(3).ChangedRanges());
    }

    [Theory]
    [InlineData(-1, 0, "x")]
    [InlineData(0, 4, "x")]
    [InlineData(2, 1, "x")]
    [InlineData(0, 1, "x")]
    public void A_range_that_does_not_fit_is_named_in_the_exception(int from, int to, string insert) =>
        Assert.Contains(
            $"{from} to {to}",
            Assert.Throws<ArgumentOutOfRangeException>(() => TextChangeSet.Of(3, (0, 1, ""), (1, 2, ""), (from, to, insert))).Message);

    [Fact]
    public void Changes_and_texts_of_other_lengths_are_refused_with_both_lengths()
    {
        var change = TextChangeSet.Of(3, (1, 1, "x"));
        var acts = new Action[]
        {
            () => change.Apply(PlanText.Of("12")),
            () => change.Invert(PlanText.Of("12")),
            () => change.Map(TextChangeSet.Empty(2)),
            () => TextChangeSet.Of(1, (1, 1, "x")).Compose(change),
            () => TextChangeSet.Empty(2).Compose(change),
        };
        foreach (var act in acts)
        {
            var message = Assert.Throws<ArgumentException>(act).Message;
            Assert.Contains("2", message, StringComparison.Ordinal);
            Assert.Contains("3", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void A_position_outside_the_text_has_no_place_after_the_change(int pos) =>
        Assert.Contains(
            $"Position {pos} is outside a text of 3",
            Assert.Throws<ArgumentOutOfRangeException>(() => TextChangeSet.Of(3, (1, 1, "x")).MapPos(pos)).Message);

    [Fact]
    public void Two_changes_that_together_pass_the_longest_text_are_not_mapped()
    {
        const int nearMax = int.MaxValue - 3;
        var change = TextChangeSet.Of(nearMax, (0, 0, "xx"));
        Assert.Throws<OverflowException>(() => change.Map(change));
    }

    [Fact]
    public void Many_edits_inside_one_long_insertion_are_composed_in_one_pass()
    {
        const int edits = 50_000;
        var insertion = TextChangeSet.Of(0, (0, 0, new string('x', 2 * edits)));
        var inside = TextChangeSet.Of(2 * edits, [.. Enumerable.Range(0, edits).Select(i => (2 * i, (2 * i) + 1, "y"))]);
        var both = insertion.Compose(inside);
        Assert.Equal(string.Concat(Enumerable.Repeat("yx", edits)), both.Apply(PlanText.Empty).ToString());
    }
}
