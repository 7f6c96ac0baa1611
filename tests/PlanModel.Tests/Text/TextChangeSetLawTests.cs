using System.Text;
using System.Text.Json;
using CsCheck;
using OgdPlans.Tests;
using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.Text;

/// <summary>The laws in the documentation of <see cref="TextChangeSet"/>, each tried with random texts and changes.</summary>
public sealed class TextChangeSetLawTests
{
    private static readonly Gen<string> Texts = RandomText.UpTo(8);

    /// <summary>A text and three changes, each of what the one before it makes.</summary>
    private static readonly Gen<(string Text, TextChangeSet A, TextChangeSet C, TextChangeSet D)> InTurn =
        Gen.Select(Texts, RandomChange.Any, RandomChange.Any, RandomChange.Any).Select((text, first, second, third) =>
        {
            var a = first(text);
            var middle = After(text, a);
            var c = second(middle);
            return (text, a, c, third(After(middle, c)));
        });

    /// <summary>A text, two changes of it, and one of what the first makes.</summary>
    private static readonly Gen<(string Text, TextChangeSet A, TextChangeSet B, TextChangeSet C)> AtOnce =
        Gen.Select(Texts, RandomChange.Any, RandomChange.Any, RandomChange.Any).Select((text, first, second, third) =>
        {
            var a = first(text);
            return (text, a, second(text), third(After(text, a)));
        });

    [Fact]
    public void Applying_a_change_is_replacing_its_ranges_in_a_string() =>
        Try(InTurn, (text, a, _, _) =>
        {
            var oracle = new StringBuilder(text);
            foreach (var range in a.ChangedRanges().Reverse())
                oracle.Remove(range.FromA, range.ToA - range.FromA).Insert(range.FromA, range.Inserted);
            var after = a.Apply(PlanText.Of(text));
            Assert.Equal(oracle.ToString(), after.ToString());
            Assert.Equal((text.Length, after.Length), (a.LengthBefore, a.LengthAfter));
            foreach (var range in a.ChangedRanges())
                Assert.Equal(range.Inserted, after.Slice(range.FromB, range.ToB));
        });

    [Fact]
    public void A_composition_does_both_changes() =>
        Try(InTurn, (text, a, c, _) => Assert.Equal(After(After(text, a), c), After(text, a.Compose(c))));

    [Fact]
    public void Changing_nothing_is_neutral() =>
        Try(InTurn, (text, a, _, _) =>
        {
            Assert.Same(a, TextChangeSet.Empty(text.Length).Compose(a));
            Assert.Equal(a.ToString(), a.Compose(TextChangeSet.Empty(a.LengthAfter)).ToString());
            Assert.Equal(a.ToString(), a.Map(TextChangeSet.Empty(text.Length)).ToString());
            Assert.True(TextChangeSet.Empty(text.Length).Map(a).IsEmpty);
        });

    [Fact]
    public void Composition_is_associative() =>
        Try(InTurn, (text, a, c, d) => Assert.Equal(After(text, a.Compose(c).Compose(d)), After(text, a.Compose(c.Compose(d)))));

    [Fact]
    public void Both_ways_round_the_diamond_make_the_same_text() =>
        Try(AtOnce, (text, a, b, _) =>
        {
            Assert.Equal(After(text, a.Compose(b.Map(a))), After(text, b.Compose(a.Map(b, before: true))));
            Assert.Equal(After(text, a.Compose(b.Map(a, before: true))), After(text, b.Compose(a.Map(b))));
        });

    [Fact]
    public void A_changes_inverse_takes_it_back() =>
        Try(InTurn, (text, a, _, _) =>
        {
            var inverse = a.Invert(PlanText.Of(text));
            Assert.Equal(text, After(After(text, a), inverse));
            Assert.Equal(text, After(text, a.Compose(inverse)));
            Assert.Equal(a.ToString(), inverse.Invert(a.Apply(PlanText.Of(text))).ToString());
        });

    [Fact]
    public void The_inverse_of_a_composition_undoes_the_later_change_first() =>
        Try(InTurn, (text, a, c, _) =>
        {
            var middle = a.Apply(PlanText.Of(text));
            var end = c.Apply(middle).ToString();
            Assert.Equal(After(end, c.Invert(middle).Compose(a.Invert(PlanText.Of(text)))), After(end, a.Compose(c).Invert(PlanText.Of(text))));
        });

    [Fact]
    public void Positions_keep_their_order_and_their_unit() =>
        Try(InTurn, (text, a, _, _) =>
        {
            var after = After(text, a);
            for (var pos = 0; pos <= text.Length; pos++)
            {
                var (before, behind) = (a.MapPos(pos), a.MapPos(pos, 1));
                Assert.InRange(before, pos == 0 ? 0 : a.MapPos(pos - 1), behind);
                Assert.InRange(behind, pos == 0 ? 0 : a.MapPos(pos - 1, 1), after.Length);
                if (pos < text.Length && a.MapPos(pos, 1, MapMode.TrackAfter) is { } kept)
                    Assert.Equal(text[pos], after[kept]);
                if (pos > 0 && a.MapPos(pos, -1, MapMode.TrackBefore) is { } ended)
                    Assert.Equal(text[pos - 1], after[ended - 1]);
            }
        });

    [Fact]
    public void A_position_is_gone_just_when_its_neighbours_are() =>
        Try(InTurn, (text, a, _, _) =>
        {
            var kept = Enumerable.Repeat(true, text.Length).ToArray();
            foreach (var range in a.ChangedRanges())
                Array.Fill(kept, false, range.FromA, range.ToA - range.FromA);
            for (var pos = 0; pos <= text.Length; pos++)
            {
                Assert.Equal(pos == 0 || kept[pos - 1], a.MapPos(pos, -1, MapMode.TrackBefore) is not null);
                Assert.Equal(pos == text.Length || kept[pos], a.MapPos(pos, 1, MapMode.TrackAfter) is not null);
                if (a.MapPos(pos, -1, MapMode.TrackDel) is null)
                    Assert.False(kept[pos - 1] || kept[pos]);
            }
        });

    [Fact]
    public void Reading_what_was_written_gives_the_same_change() =>
        Try(InTurn, (_, a, c, _) =>
        {
            var both = a.Compose(c);
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(both.ToString()));
            Assert.True(TextChangeSetJson.TryRead(ref reader, out var read, out var problem, both.LengthBefore), problem);
            Assert.Equal(both.ToString(), read.ToString());
            Assert.Equal((both.LengthBefore, both.LengthAfter), (read.LengthBefore, read.LengthAfter));
        });

    [Fact]
    public void Every_result_is_canonical_and_well_formed() =>
        Try(AtOnce, (text, a, b, c) =>
        {
            foreach (var change in new[] { a.Compose(c), a.Map(b), a.Map(b, before: true), b.Map(a), a.Invert(PlanText.Of(text)) })
            {
                var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(change.ToString()));
                Assert.True(TextChangeSetJson.TryRead(ref reader, out var read, out var problem), problem);
                Assert.Equal(change.ToString(), read.ToString());
            }
            Assert.Null(TextGate.Problem(PlanText.Of(After(text, b)), a.Map(b)));
            Assert.Null(TextGate.Problem(After(text, a.Compose(b.Map(a)))));
        });

    private static void Try(
        Gen<(string, TextChangeSet, TextChangeSet, TextChangeSet)> cases, Action<string, TextChangeSet, TextChangeSet, TextChangeSet> law) =>
        cases.Sample(law, iter: Laws.Cases(20_000), print: one => $"'{one.Item1}' with {one.Item2}, {one.Item3}, {one.Item4}");

    private static string After(string text, TextChangeSet change)
    {
        var after = change.Apply(PlanText.Of(text));
        after.Check();
        return after.ToString();
    }
}
