using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PlanEditor.Export.Pdf;

/// <summary>
/// Tells programs that read the text of a printed file how much room its letters take. The printer puts each letter where it belongs, and many signs of Bengali and Devanagari stand over, under or in the one
/// before: by the width that the font gives such a sign, it ends long before the next begins, and programs read a space there. So it gets the room up to the next as spacing of characters, which moves nothing,
/// because the next is put in its place all the same.
/// </summary>
internal sealed partial class PdfSpacing(PdfPages pages)
{
    // In parts of the size of the letters: from here on programs read a space, or a new word.
    private const double ApartMost = 0.05;
    private const double OverMost = 0.08;

    private const int DigitsOfLetter = 4;
    private const string Shown = "> Tj";

    private readonly Dictionary<int, Font?> _fonts = [];

    /// <summary>The file with the room of its letters.</summary>
    public static byte[] Told(PdfPages pages)
    {
        var spacing = new PdfSpacing(pages);
        return pages.Redrawn(spacing.Told);
    }

    private string Told(string drawing, IReadOnlyDictionary<string, int> fonts)
    {
        var told = new StringBuilder(drawing.Length);
        var (copied, x, at, size, reach) = (0, 0.0, 0.0, 0.0, 0.0);
        var (texts, inText) = (0, false);
        var (origin, font, last, isShown) = ("", default(Font), default(Letters?), false);
        foreach (var range in drawing.AsSpan().Split('\n'))
        {
            var line = drawing.AsSpan(range);
            if (line.EndsWith(Shown))
            {
                var open = line.IndexOf('<');
                // Without a place of their own they stand where the width of those before leads.
                var follows = open == 0 && isShown;
                if (open > 0) x += Number(line[..line.IndexOf(' ')]);
                if (!follows) at = x;
                isShown = true;
                var text = inText ? texts : 0;
                var isOfLast = text > 0 && last?.Text == text;
                if (follows && !isOfLast) last = null;
                if (font is null) Leave();
                else
                {
                    if (last is { } before && !isOfLast) Tell(before, at - before.End);
                    at += font.WidthOf(line[(open + 1)..^Shown.Length]) * size;
                    last = new Letters(range.Start.Value + open + 1, range.End.Value - Shown.Length, at, size, font, text);
                    reach = isOfLast ? Math.Max(reach, at) : at;
                }
            }
            else if (line.EndsWith(" Tf"))
            {
                var name = line[1..line.IndexOf(' ')];
                font = fonts.TryGetValue(name.ToString(), out var number) ? FontOf(number) : null;
                size = Number(line[(name.Length + 2)..^" Tf".Length]);
            }
            else if (line.EndsWith(" Tm"))
            {
                // The letters of one line of a paragraph have one origin, in whatever fonts they are.
                if (!line.SequenceEqual(origin)) Leave();
                (origin, x, at, isShown) = (line.ToString(), 0, 0, false);
            }
            else if (line.StartsWith("/Span<</ActualText")) (texts, inText) = (texts + 1, true);
            else if (line.SequenceEqual("EMC")) inText = false;
            else if (line.SequenceEqual("Q") || line.EndsWith(" cm")) Leave();
        }

        Leave();
        return told.Append(drawing.AsSpan(copied)).ToString();

        // Behind the last of a line nothing begins: all letters of one text end where the furthest does.
        void Leave()
        {
            if (last is { Text: > 0 } before) Tell(before, reach - before.End);
            last = null;
        }

        void Tell(Letters before, double room)
        {
            if (room <= before.Size * ApartMost && room >= -before.Size * OverMost) return;
            var letter = drawing.AsSpan(before.To - DigitsOfLetter, DigitsOfLetter);
            // The room of a letter counts only where its text is written beside it.
            var text = before.Text > 0 ? null : before.Font.TextOf(letter);
            if (before.Text == 0 && text is null) return;
            var at = before.To - DigitsOfLetter;
            told.Append(drawing.AsSpan(copied..(before.From == at ? at - 1 : at)));
            if (before.From < at) told.Append("> Tj\n");
            if (text is not null) told.Append(CultureInfo.InvariantCulture, $"/Span<</ActualText <FEFF{text}> >> BDC\n");
            told.Append(CultureInfo.InvariantCulture, $"{room:0.####} Tc <{letter}> Tj 0 Tc");
            if (text is not null) told.Append("\nEMC");
            copied = before.To + Shown.Length;
        }
    }

    private Font? FontOf(int number)
    {
        if (_fonts.TryGetValue(number, out var known)) return known;
        var font = pages.Read(number);
        return _fonts[number] = PdfPages.Number(Descendant().Match(font)) is not { } descendant ? null
            : new Font(pages.Read(descendant), PdfPages.Number(TextsOf().Match(font)) is { } texts ? pages.Stream(texts) : "");
    }

    private static double Number(ReadOnlySpan<char> written) => double.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"/DescendantFonts \[(\d+) 0 R")]
    private static partial Regex Descendant();

    [GeneratedRegex(@"/ToUnicode (\d+) 0 R")]
    private static partial Regex TextsOf();

    [GeneratedRegex(@"/DW (\d+)")]
    private static partial Regex WidthOfOthers();

    [GeneratedRegex(@"/W\s*\[((?:[^\[\]]|\[[^\]]*\])*)\]")]
    private static partial Regex Widths();

    [GeneratedRegex(@"(\d+)\s+(?:\[([^\]]*)\]|(\d+)\s+(-?[\d.]+))")]
    private static partial Regex WidthsFrom();

    [GeneratedRegex(@"begin(bfchar|bfrange)(.*?)end\1", RegexOptions.Singleline)]
    private static partial Regex Texts();

    [GeneratedRegex(@"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")]
    private static partial Regex TextOfOne();

    [GeneratedRegex(@"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")]
    private static partial Regex TextsOfMany();

    /// <summary>Letters that are shown together: where their numbers stand, where the last of them ends on paper by its font, how large they are, and which of the texts that are written beside letters is theirs; 0: none.</summary>
    private readonly record struct Letters(int From, int To, double End, double Size, Font Font, int Text);

    /// <summary>How wide the letters of a font are, in parts of its size, and what each means.</summary>
    private sealed class Font
    {
        private readonly Dictionary<int, double> _widths = [];
        private readonly Dictionary<int, string> _texts = [];
        private readonly double _others;

        public Font(string descendant, string texts)
        {
            _others = (PdfPages.Number(WidthOfOthers().Match(descendant)) ?? 1000) / 1000.0;
            foreach (var from in WidthsFrom().Matches(Widths().Match(descendant).Groups[1].Value).Cast<Match>())
            {
                var first = int.Parse(from.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
                if (from.Groups[2].Success)
                {
                    foreach (var width in from.Groups[2].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) _widths[first++] = PdfSpacing.Number(width) / 1000;
                }
                else
                {
                    for (var last = int.Parse(from.Groups[3].ValueSpan, CultureInfo.InvariantCulture); first <= last; first++) _widths[first] = PdfSpacing.Number(from.Groups[4].ValueSpan) / 1000;
                }
            }

            foreach (var part in Texts().Matches(texts).Cast<Match>())
            {
                foreach (var from in (part.Groups[1].Value == "bfchar" ? TextOfOne() : TextsOfMany()).Matches(part.Groups[2].Value).Cast<Match>())
                {
                    var (first, last, text) = (Hex(from.Groups[1]), Hex(from.Groups[from.Groups.Count - 2]), from.Groups[from.Groups.Count - 1].Value);
                    if (text.Length < DigitsOfLetter) continue;
                    for (var letter = first; letter <= last; letter++)
                        _texts[letter] = text[..^DigitsOfLetter] + (int.Parse(text.AsSpan(text.Length - DigitsOfLetter), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) + letter - first).ToString("X4", CultureInfo.InvariantCulture);
                }
            }
        }

        public double WidthOf(ReadOnlySpan<char> letters)
        {
            var width = 0.0;
            for (; letters.Length >= DigitsOfLetter; letters = letters[DigitsOfLetter..]) width += _widths.GetValueOrDefault(Letter(letters), _others);
            return width;
        }

        /// <summary>What a letter means, in UTF-16; null: nothing.</summary>
        public string? TextOf(ReadOnlySpan<char> letter) => _texts.GetValueOrDefault(Letter(letter));

        private static int Letter(ReadOnlySpan<char> letters) => int.Parse(letters[..DigitsOfLetter], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

        private static int Hex(Group written) => int.Parse(written.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
