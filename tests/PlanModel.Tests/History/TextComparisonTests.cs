using System.Diagnostics;
using OgdPlans.Tests;
using PlanModel.History;
using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.History;

public class TextComparisonTests
{
    private static readonly string[] Words = ["plan", "open", " ", " ", "\n", "data ", "प्रकल्प", "ক্ষ", "😀", "👩‍👩‍👧", ", ", "é"];

    [Fact]
    public void Kept_and_removed_is_the_older_text_and_kept_and_added_the_newer() => Laws.Hold(4_000, random =>
    {
        var before = Text(random, random.Next(60));
        var after = random.Next(4) == 0 ? Text(random, random.Next(60)) : Edited(random, before);
        var pieces = TextComparison.Of(before, after);
        Assert.Equal(before, string.Concat(pieces.Where(piece => piece.Fate != PieceFate.Added).Select(piece => piece.Text)));
        Assert.Equal(after, string.Concat(pieces.Where(piece => piece.Fate != PieceFate.Removed).Select(piece => piece.Text)));
        var edit = TextComparison.Edit(before, after);
        Assert.Equal(after, edit.Apply(PlanText.Of(before)).ToString());
        Assert.False(TextGate.SplitsSurrogatePair(PlanText.Of(before), edit));
    });

    [Fact]
    public void One_word_that_changed_is_one_word()
    {
        var pieces = TextComparison.Of("Bodies publish once a year.\n\nIn open formats.", "Bodies publish every three months.\n\nIn open formats.");
        Assert.Equal("Bodies publish [once a year|every three months].\n\nIn open formats.", Shown(pieces));
    }

    [Fact]
    public void A_paragraph_that_came_between_is_added_as_a_whole() =>
        Assert.Equal("One.\n[|Two.\n]Three.", Shown(TextComparison.Of("One.\nThree.", "One.\nTwo.\nThree.")));

    [Fact]
    public void Sentences_with_nothing_in_common_are_replaced() =>
        Assert.Equal(
            "[Ministries keep the figures to themselves.|Schools open on Sunday, the market never does.]",
            Shown(TextComparison.Of("Ministries keep the figures to themselves.", "Schools open on Sunday, the market never does.")));

    [Fact]
    public void Long_texts_that_are_unlike_cost_no_more_than_a_moment()
    {
        var random = new Random(1);
        var (before, after) = (Text(random, 60_000), Text(random, 60_000));
        TextComparison.Of("warm up", "warm it up");
        var watch = Stopwatch.StartNew();
        TextComparison.Of(before, after);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    [Fact]
    public void Twice_as_many_lines_that_are_all_unlike_cost_about_twice_as_much()
    {
        AllocatedBytes(1_000);
        var (half, whole) = (AllocatedBytes(12_500), AllocatedBytes(25_000));
        Assert.True(whole < 3 * half, $"{half:N0} B, {whole:N0} B");
    }

    private static long AllocatedBytes(int lines)
    {
        var (before, after) = (Lines('a'), Lines('n'));
        var start = GC.GetAllocatedBytesForCurrentThread();
        var pieces = TextComparison.Of(before, after);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - start;
        Assert.Equal($"[{before}|{after}]", Shown(pieces));
        return allocated;

        string Lines(char first) => string.Concat(Enumerable.Range(0, lines).Select(at => $"{(char)(first + (at % 13))}\n"));
    }

    private static string Shown(IEnumerable<TextPiece> pieces) =>
        string.Concat(pieces.Select(piece => piece.Fate switch
        {
            PieceFate.Removed => $"[{piece.Text}|]",
            PieceFate.Added => $"[|{piece.Text}]",
            _ => piece.Text,
        })).Replace("|][|", "|", StringComparison.Ordinal);

    private static string Text(Random random, int words) => string.Concat(Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

    private static string Edited(Random random, string text)
    {
        for (var edits = random.Next(1, 5); edits > 0; edits--)
        {
            var chars = text.EnumerateRunes().ToList();
            var from = random.Next(chars.Count + 1);
            var to = Math.Min(chars.Count, from + random.Next(6));
            text = string.Concat(chars.Take(from)) + Text(random, random.Next(4)) + string.Concat(chars.Skip(to));
        }

        return text;
    }
}
