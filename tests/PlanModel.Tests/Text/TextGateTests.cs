using CsCheck;
using OgdPlans.Tests;
using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.Text;

public sealed class TextGateTests
{
    [Theory]
    [InlineData("")]
    [InlineData("one\ttwo\nthree")]
    [InlineData("প্রকল্প योजना 👩‍🌾 🇳🇵 e\u0301 \u00A0\u2028\u2029\u0085")]
    [InlineData("\u200D\u200F\uFEFF\uFFFD\uFDD0")]
    [InlineData("\U0010FFFD")]
    public void Text_that_people_write_passes(string text) => Assert.Null(TextGate.Problem(text));

    [Theory]
    [InlineData("ab\0", "Position 2 has the control character U+0000")]
    [InlineData("\r\n", "Position 0 has the control character U+000D")]
    [InlineData("a\u001F", "Position 1 has the control character U+001F")]
    [InlineData("a\u000B", "Position 1 has the control character U+000B")]
    [InlineData("\u007F", "Position 0 has the control character U+007F")]
    [InlineData("ab\uFFFE", "Position 2 has U+FFFE, which is not a character")]
    [InlineData("\uFFFF", "Position 0 has U+FFFF, which is not a character")]
    [InlineData("😀\U0001FFFE", "Position 2 has U+1FFFE, which is not a character")]
    [InlineData("\U0010FFFF", "Position 0 has U+10FFFF, which is not a character")]
    public void What_no_store_or_export_could_keep_is_refused(string text, string problem) => Assert.Equal(problem, TextGate.Problem(text));

    [Fact]
    public void Half_a_surrogate_pair_is_refused_wherever_it_stands()
    {
        Assert.Equal("Position 1 has U+D83D, half of a surrogate pair", TextGate.Problem(Units('a', 0xD83D)));
        Assert.Equal("Position 0 has U+D83D, half of a surrogate pair", TextGate.Problem(Units(0xD83D, 'a')));
        Assert.Equal("Position 0 has U+DE00, half of a surrogate pair", TextGate.Problem(Units(0xDE00, 0xD83D)));
        Assert.Equal("Position 2 has U+DE00, half of a surrogate pair", TextGate.Problem(Units(0xD83D, 0xDE00, 0xDE00)));
        Assert.Equal("Position 0 has U+D83D, half of a surrogate pair", TextGate.Problem(Units(0xD83D, 0xD83D, 0xDE00)));
    }

    [Fact]
    public void Every_unit_is_let_in_or_refused_by_the_rule()
    {
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            var isLetIn = unit is '\t' or '\n' || (unit >= 0x20 && unit != 0x7F && unit is < 0xD800 or > 0xDFFF && unit < 0xFFFE);
            Assert.True(isLetIn == TextGate.Problem(Units((char)unit)) is null, $"U+{unit:X4}");
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(3, 3)]
    [InlineData(0, 4)]
    public void A_change_beside_a_surrogate_pair_passes(int from, int to)
    {
        var change = TextChangeSet.Of(4, (from, to, "x"));
        Assert.False(TextGate.SplitsSurrogatePair(PlanText.Of("a😀b"), change));
        Assert.Null(TextGate.Problem(PlanText.Of("a😀b"), change));
    }

    [Theory]
    [InlineData(2, 2, "x")]
    [InlineData(1, 2, "")]
    [InlineData(2, 3, "")]
    [InlineData(0, 2, "x")]
    [InlineData(2, 4, "x")]
    public void A_change_that_cuts_a_surrogate_pair_is_refused(int from, int to, string insert)
    {
        var change = TextChangeSet.Of(4, (from, to, insert));
        Assert.True(TextGate.SplitsSurrogatePair(PlanText.Of("a😀b"), change));
        Assert.Equal($"The change of {from} to {to} cuts a surrogate pair in two", TextGate.Problem(PlanText.Of("a😀b"), change));
    }

    [Fact]
    public void Two_changes_that_meet_inside_a_pair_are_refused_although_the_text_after_them_is_well_formed()
    {
        var change = TextChangeSet.Of(4, (1, 2, "x"), (2, 3, ""));
        Assert.Equal("axb", change.Apply(PlanText.Of("a😀b")).ToString());
        Assert.True(TextGate.SplitsSurrogatePair(PlanText.Of("a😀b"), change));
    }

    [Fact]
    public void Half_a_pair_that_would_complete_another_half_is_refused()
    {
        var change = TextChangeSet.Of(2, (1, 1, Units(0xD83D)));
        Assert.True(TextGate.SplitsSurrogatePair(PlanText.Of("ab"), change));
        Assert.Equal("In what is inserted at 1: Position 0 has U+D83D, half of a surrogate pair", TextGate.Problem(PlanText.Of("ab"), change));
        Assert.False(TextGate.SplitsSurrogatePair(PlanText.Of("ab"), TextChangeSet.Of(2, (1, 1, "\r"))));
        Assert.Contains("U+000D", TextGate.Problem(PlanText.Of("ab"), TextChangeSet.Of(2, (1, 1, "\r"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_another_text_is_a_bug_named_with_both_lengths() =>
        Assert.Contains(
            "A change of 3 units does not fit a text of 2",
            Assert.Throws<ArgumentException>(() => TextGate.Problem(PlanText.Of("ab"), TextChangeSet.Empty(3))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void What_passes_the_gate_leaves_a_text_that_passes_and_cuts_no_character() =>
        Gen.Select(RandomText.UpTo(6), Gen.Int[0, 12], Gen.Int[0, 12], RandomText.UpTo(2)).Sample(
            (text, fromWish, lengthWish, insert) =>
            {
                var from = Math.Min(fromWish, text.Length);
                var to = Math.Min(from + lengthWish, text.Length);
                var change = TextChangeSet.Of(text.Length, (from, to, insert));
                var borders = text.EnumerateRunes().Aggregate(new List<int> { 0 }, (all, rune) => [.. all, all[^1] + rune.Utf16SequenceLength]);
                var cuts = !change.IsEmpty && !(borders.Contains(from) && borders.Contains(to));
                Assert.Equal(cuts, TextGate.SplitsSurrogatePair(PlanText.Of(text), change));
                Assert.Equal(cuts, TextGate.Problem(PlanText.Of(text), change) is not null);
                if (!cuts)
                    Assert.Null(TextGate.Problem(change.Apply(PlanText.Of(text)).ToString()));
            },
            iter: Laws.Cases(20_000));

    private static string Units(params ReadOnlySpan<int> units)
    {
        var text = new char[units.Length];
        for (var i = 0; i < text.Length; i++)
            text[i] = (char)units[i];
        return new string(text);
    }
}
