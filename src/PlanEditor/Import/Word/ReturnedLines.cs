using System.Collections.Immutable;
using DiffPlex;
using PlanEditor.Export.Word;

namespace PlanEditor.Import.Word;

/// <summary>
/// Gives the paragraphs of a file their fields again where a program dropped the controls, as LibreOffice 7.4 does: paragraph by paragraph, by what did not change around it. What cannot be told
/// stays in no field.
/// </summary>
internal static class ReturnedLines
{
    // Going through lines costs as much as there are, times how many differ; nothing can end it on the way. Up to here it takes some seconds at worst.
    private const int LinesMax = 40_000;
    private const long CostMax = 1_000_000_000;

    /// <summary>Whether most fields are gone. Bookmarks that are no fields yet are none.</summary>
    public static bool IsNeeded(WordReading went, WordReading came) => 2 * FieldsOf(came) < FieldsOf(went);

    /// <summary>The file with its fields; as it is, where so much differs that no field would be found by what did not change.</summary>
    public static WordReading Of(WordReading went, WordReading came, CancellationToken cancellation)
    {
        var (before, after) = (Lines(went, isKept: true), Lines(came, isKept: false));
        var old = before.Where(line => line.Text.Length > 0).ToList();
        var now = after.Where(line => line.Text.Length > 0).ToList();
        cancellation.ThrowIfCancellationRequested();
        if (old.Count + now.Count > LinesMax || (long)(old.Count + now.Count) * Differing(old, now) > CostMax) return came;
        var (atOld, atNow) = (0, 0);
        foreach (var block in Differ.Instance.CreateLineDiffs(Joined(old), Joined(now), ignoreWhitespace: false).DiffBlocks)
        {
            for (; atOld < block.DeleteStartA; atOld++, atNow++) Pair(old[atOld], now[atNow]);
            var (gone, come) = (old.GetRange(atOld, block.DeleteCountA), now.GetRange(atNow, block.InsertCountB));
            if (gone.Count == come.Count)
                foreach (var (one, other) in gone.Zip(come)) Pair(one, other);
            else if (OneField(gone.Count > 0 ? gone : old.GetRange(Math.Max(0, atOld - 1), Math.Min(2, old.Count - Math.Max(0, atOld - 1)))) is { } field)
                foreach (var line in come) line.Parts = [(field.Tag, field.Control, line.Words)];
            (atOld, atNow) = (atOld + block.DeleteCountA, atNow + block.InsertCountB);
        }

        for (; atOld < old.Count && atNow < now.Count; atOld++, atNow++) Pair(old[atOld], now[atNow]);
        AddNew(after);
        return came with { Paragraphs = [.. Written(after)] };
    }

    /// <summary>How many lines are on one side only.</summary>
    private static int Differing(List<Line> old, List<Line> now)
    {
        var counts = old.CountBy(line => line.Text).ToDictionary(StringComparer.Ordinal);
        foreach (var line in now) counts[line.Text] = counts.GetValueOrDefault(line.Text) - 1;
        return counts.Values.Sum(count => Math.Abs(count));
    }

    private static int FieldsOf(WordReading reading) => reading.Paragraphs.Select(paragraph => paragraph.Tag).OfType<string>().Where(tag => !WordControls.IsBookmark(tag)).Distinct().Count();

    private static string Joined(List<Line> lines) => string.Join('\n', lines.Select(line => line.Text.Replace('\n', '\u2028').Replace('\r', ' ')));

    private static List<Line> Lines(WordReading reading, bool isKept) => [.. reading.Paragraphs.GroupBy(paragraph => paragraph.Line).Select(line => new Line([.. line], isKept))];

    /// <summary>The one field in which lines stand; null: they stand in none, or in several.</summary>
    private static (string? Tag, int Control)? OneField(List<Line> lines) =>
        lines.Select(line => line.Parts is [{ Tag: not null } part] ? (part.Tag, part.Control) : ((string? Tag, int Control)?)null).Distinct().ToList() is [{ } field] ? field : null;

    private static void Pair(Line old, Line now)
    {
        if (old.Parts is [var (tag, control, _)]) now.Parts = [(tag, control, now.Words)];
        else if (old.Parts is [(null, _, var label), (not null, _, _) value] && Text(label) is var before && now.Text.StartsWith(before, StringComparison.Ordinal))
        {
            var (first, rest) = Cut(now.Words, before.Length);
            now.Parts = [(null, 0, first), (value.Tag, value.Control, rest)];
        }
    }

    /// <summary>A paragraph that somebody added in sight goes on in the field of the one before it, if its end was added too, or if the next one is in the same field.</summary>
    private static void AddNew(List<Line> lines)
    {
        for (var at = 1; at < lines.Count; at++)
        {
            var (line, before) = (lines[at], lines[at - 1]);
            if (line.Text.Length > 0 || !line.Words.Any(word => word.Text.Length > 0) || before.Parts is not [(not null, _, _) field]) continue;
            if (before.Outer.Inserted > 0 || (at + 1 < lines.Count && lines[at + 1].Parts is [var (next, _, _)] && next == field.Tag)) line.Parts = [(field.Tag, field.Control, line.Words)];
        }
    }

    private static IEnumerable<ReadParagraph> Written(List<Line> lines)
    {
        string? near = null;
        foreach (var line in lines)
        {
            foreach (var (tag, control, words) in line.Parts)
            {
                near = tag ?? near;
                yield return line.Outer with { Tag = tag, Control = control, Near = tag is null ? near : null, Words = words };
            }
        }
    }

    private static string Text(ImmutableArray<ReadWords> words) => string.Concat(words.Where(word => word.Inserted == 0).Select(word => word.Text));

    private static (ImmutableArray<ReadWords> First, ImmutableArray<ReadWords> Last) Cut(ImmutableArray<ReadWords> words, int length)
    {
        var (first, rest) = (ImmutableArray.CreateBuilder<ReadWords>(), ImmutableArray.CreateBuilder<ReadWords>());
        foreach (var word in words)
        {
            if (word.Text.Length == 0)
            {
                (length > 0 ? first : rest).Add(word);
                continue;
            }

            var taken = word.Inserted > 0 ? (length > 0 ? word.Text.Length : 0) : Math.Min(length, word.Text.Length);
            if (word.Inserted == 0) length -= taken;
            if (taken == word.Text.Length) first.Add(word);
            else if (taken == 0) rest.Add(word);
            else
            {
                first.Add(word with { Text = word.Text[..taken] });
                rest.Add(word with { Text = word.Text[taken..] });
            }
        }

        return (first.ToImmutable(), rest.ToImmutable());
    }

    /// <summary>A paragraph of the file: words and the fields in which they stand, one after the other.</summary>
    private sealed class Line
    {
        public Line(List<ReadParagraph> paragraphs, bool isKept)
        {
            Outer = paragraphs[0];
            var parts = new List<(string? Tag, int Control, ImmutableArray<ReadWords> Words)>();
            var rest = Outer.Words;
            var done = 0;
            foreach (var inner in paragraphs.Skip(1))
            {
                var (first, last) = Cut(rest, inner.Behind - done);
                (rest, done) = (last, inner.Behind);
                if (first.Any(word => word.Text.Length > 0)) parts.Add((Outer.Tag, Outer.Control, first));
                parts.Add((inner.Tag, inner.Control, inner.Words));
            }

            if (parts.Count == 0 || rest.Any(word => word.Text.Length > 0)) parts.Add((Outer.Tag, Outer.Control, rest));
            Words = [.. parts.SelectMany(part => part.Words)];
            Text = ReturnedLines.Text(Words);
            Parts = isKept ? parts : [(null, 0, Words)];
        }

        public ReadParagraph Outer { get; }

        public ImmutableArray<ReadWords> Words { get; }

        /// <summary>The words without what was added in sight.</summary>
        public string Text { get; }

        public IReadOnlyList<(string? Tag, int Control, ImmutableArray<ReadWords> Words)> Parts { get; set; }
    }
}
