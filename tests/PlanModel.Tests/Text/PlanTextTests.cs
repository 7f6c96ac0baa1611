using CsCheck;
using OgdPlans.Tests;
using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.Text;

public sealed class PlanTextTests
{
    private static readonly Gen<(int From, int To, string Insert)[]> Edits =
        Gen.Select(
            Gen.Int[0, 1000],
            Gen.Frequency((3, Gen.Const(0)), (2, Gen.Int[0, 3]), (1, Gen.Int[0, 1000])),
            Gen.Frequency((1, Gen.Const("")), (3, RandomText.UpTo(2)), (1, RandomText.UpTo(2000)))).Array[0, 30];

    [Fact]
    public void Editing_a_text_is_editing_a_string() =>
        Edits.Sample(
            edits =>
            {
                var (text, oracle) = (PlanText.Empty, "");
                foreach (var (fromShare, lengthShare, insert) in edits)
                {
                    var from = (int)((long)oracle.Length * fromShare / 1000);
                    var to = from + (int)((long)(oracle.Length - from) * lengthShare / 1000);
                    text = text.Replace(from, to, insert);
                    oracle = oracle[..from] + insert + oracle[to..];
                    text.Check();
                    Assert.Equal(oracle.Length, text.Length);
                    Assert.Equal(oracle[from..(from + insert.Length)], text.Slice(from, from + insert.Length));
                }
                Assert.Equal(oracle, text.ToString());
                AssertSame(PlanText.Of(oracle), text);
            },
            iter: Laws.Cases(1_000));

    [Fact]
    public void Every_slice_and_unit_is_that_of_the_string() =>
        Gen.Select(RandomText.UpTo(3000), Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample(
            (oracle, fromShare, toShare) =>
            {
                var text = PlanText.Of(oracle);
                text.Check();
                var from = (int)((long)oracle.Length * Math.Min(fromShare, toShare) / 1000);
                var to = (int)((long)oracle.Length * Math.Max(fromShare, toShare) / 1000);
                Assert.Equal(oracle[from..to], text.Slice(from, to));
                if (from < oracle.Length)
                    Assert.Equal(oracle[from], text[from]);
            },
            iter: Laws.Cases(1_000));

    [Fact]
    public void What_is_typed_in_one_place_reads_like_the_string_at_every_point() => Laws.Hold(2_000, random =>
    {
        var oracle = string.Concat(Enumerable.Repeat("open data 😀\n", random.Next(400)));
        var text = PlanText.Of(oracle);
        var kept = new List<(PlanText Text, string Oracle)>();
        var caret = random.Next(oracle.Length + 1);
        for (var step = 0; step < 150; step++)
        {
            if (random.Next(25) == 0) caret = random.Next(oracle.Length + 1);
            var from = Math.Max(0, caret - (random.Next(3) == 0 ? random.Next(random.Next(20) == 0 ? 3_000 : 4) : 0));
            var to = Math.Min(oracle.Length, caret + (random.Next(4) == 0 ? random.Next(random.Next(20) == 0 ? 3_000 : 4) : 0));
            var insert = new string((char)('a' + random.Next(26)), random.Next(15) == 0 ? random.Next(200) : random.Next(3));
            text = text.Replace(from, to, insert);
            oracle = oracle[..from] + insert + oracle[to..];
            caret = from + random.Next(insert.Length + 1);
            Assert.Equal(oracle.Length, text.Length);
            for (var pos = Math.Max(0, caret - 3); pos < Math.Min(oracle.Length, caret + 3); pos++) Assert.Equal(oracle[pos], text[pos]);
            var (first, last) = (random.Next(oracle.Length + 1), random.Next(oracle.Length + 1));
            (first, last) = (Math.Min(first, last), Math.Max(first, last));
            Assert.Equal(oracle[first..last], text.Slice(first, last));
            if (random.Next(10) == 0) kept.Add((text, oracle));
            if (random.Next(30) == 0) text.Check();
        }

        foreach (var (before, was) in kept)
        {
            if (random.Next(2) == 0) AssertSame(PlanText.Of(was), before);
            Assert.Equal(was, before.ToString());
            before.Check();
        }

        AssertSame(PlanText.Of(oracle), text);
    });

    [Fact]
    public void A_text_typed_unit_by_unit_stays_balanced()
    {
        var (text, oracle) = (PlanText.Empty, new string('x', 20_000));
        for (var pos = 0; pos < oracle.Length; pos++)
            text = text.Replace(pos / 2, pos / 2, "x");
        text.Check();
        AssertSame(PlanText.Of(oracle), text);
    }

    [Fact]
    public void A_text_deleted_unit_by_unit_stays_balanced_until_nothing_is_left()
    {
        var text = PlanText.Of(new string('x', 20_000));
        while (text.Length > 0)
        {
            text = text.Replace(text.Length / 3, (text.Length / 3) + 1, "");
            if (text.Length % 100 == 0)
                text.Check();
        }
        AssertSame(PlanText.Empty, text);
    }

    [Fact]
    public void The_text_before_an_edit_is_left_as_it_was()
    {
        var before = PlanText.Of(string.Concat(Enumerable.Repeat("ক্ষ open 😀\n", 1000)));
        var whole = before.ToString();
        var after = before.Replace(5000, 5003, "data");
        Assert.Equal(whole, before.ToString());
        Assert.Equal(whole[..5000] + "data" + whole[5003..], after.ToString());
    }

    [Fact]
    public void An_edit_that_changes_nothing_gives_the_same_text_back()
    {
        var text = PlanText.Of("open");
        Assert.Same(text, text.Replace(2, 2, ""));
        Assert.Same(PlanText.Empty, PlanText.Of(""));
    }

    [Fact]
    public void The_hash_is_FNV_1a_over_the_low_and_the_high_byte_of_each_unit()
    {
        Assert.Equal(2166136261u, PlanText.Empty.Hash);
        Assert.Equal(OracleHash("প্রকল্প 😀"), PlanText.Of("প্রকল্প 😀").Hash);
        Assert.Equal(0x2B24D044u, PlanText.Of("a").Hash);

        static uint OracleHash(string text) =>
            System.Text.Encoding.Unicode.GetBytes(text).Aggregate(2166136261u, (hash, next) => unchecked((hash ^ next) * 16777619u));
    }

    [Fact]
    public void Texts_of_equal_length_with_one_unit_different_are_not_equal()
    {
        var text = PlanText.Of(new string('x', 5000));
        foreach (var pos in new[] { 0, 1, 511, 512, 2500, 4999 })
            Assert.False(text.ContentEquals(text.Replace(pos, pos + 1, "y")), $"at {pos}");
        Assert.False(text.ContentEquals(PlanText.Of(new string('x', 4999))));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 9)]
    [InlineData(3, 2)]
    [InlineData(9, 9)]
    [InlineData(int.MaxValue, int.MinValue)]
    public void A_range_outside_the_text_is_named_in_the_exception(int from, int to)
    {
        var text = PlanText.Of("8 units.");
        foreach (var act in new Action[] { () => text.Replace(from, to, "x"), () => text.Slice(from, to) })
            Assert.Contains($"{from} to {to} is not inside a text of 8", Assert.Throws<ArgumentOutOfRangeException>(act).Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(8)]
    [InlineData(int.MaxValue)]
    public void A_position_outside_the_text_is_named_in_the_exception(int pos) =>
        Assert.Contains(
            $"Position {pos} is outside a text of 8", Assert.Throws<ArgumentOutOfRangeException>(() => PlanText.Of("8 units.")[pos]).Message);

    private static void AssertSame(PlanText expected, PlanText actual)
    {
        Assert.True(expected.ContentEquals(actual));
        Assert.True(actual.ContentEquals(expected));
        Assert.Equal(expected.Hash, actual.Hash);
        Assert.True(expected.ContentEquals(actual));
    }
}
