using System.Globalization;
using System.Text;

namespace PlanModel.Text;

/// <summary>
/// Letters as readers count them: "ক্ষ" is one, three UTF-16 units long; so is a letter with its vowel signs and accents, and a family of emoji. Only limits of short texts ask for it. The rule is our own
/// and simpler than Unicode's, which differs between browsers and servers of different years: <c>letters.ts</c> counts by the same one, over the same examples (tests/Vectors/text/letters.jsonl).
/// <para>A code point begins a letter, except a mark (M), a joiner, a tag or a skin tone; whatever follows a joiner (U+200D); a letter of Bengali or Devanagari behind a virama; every second regional
/// indicator in a row.</para>
/// </summary>
public static class Letters
{
    private const int Joiner = 0x200d;
    private const int NonJoiner = 0x200c;

    /// <summary>How many letters a text has.</summary>
    public static int Count(string text)
    {
        var (count, previous, behindVirama, indicators) = (0, -1, false, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var value = rune.Value;
            indicators = IsIndicator(value) ? indicators + 1 : 0;
            var joined = count > 0 && (IsPart(rune) || previous == Joiner || (behindVirama && IsIndic(rune)) || (indicators > 0 && indicators % 2 == 0));
            if (!joined) count++;
            behindVirama = value is 0x094d or 0x09cd || (behindVirama && value == Joiner);
            previous = value;
        }

        return count;
    }

    private static bool IsPart(Rune rune) =>
        rune.Value is Joiner or NonJoiner or (>= 0x1f3fb and <= 0x1f3ff) or (>= 0xe0020 and <= 0xe007f)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsIndic(Rune rune) => rune.Value is >= 0x0900 and <= 0x09ff && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter;

    private static bool IsIndicator(int value) => value is >= 0x1f1e6 and <= 0x1f1ff;
}
