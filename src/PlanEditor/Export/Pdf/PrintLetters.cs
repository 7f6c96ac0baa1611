using System.Collections;
using System.Globalization;
using System.Text;

namespace PlanEditor.Export.Pdf;

/// <summary>
/// Every letter of a page, once in each font, in front of it. These, and not the plan, are laid out for the screen while the page is loaded, so that all fonts that it needs are there when it is laid
/// out for paper.
/// </summary>
internal static class PrintLetters
{
    private const string Begin = "<body>";
    private const string Escape = "&#x";
    private const int EscapedMax = 6;

    private static readonly string[] Fonts = ["", "medium", "bold", "serif", "serif bold"];

    public static string Before(string page)
    {
        var at = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        if (at < Begin.Length) return page;
        // The letters of an administrator's own sheet stand in the head.
        var letters = Of(page);
        return string.Concat([page[..at], "<div class=\"letters\">", .. Fonts.Select(font => $"<p class=\"{font}\">{letters}</p>"), "</div>", page[at..]]);
    }

    /// <summary>All beyond ASCII, whether they are written as they are or by their numbers, and one of ASCII.</summary>
    private static string Of(ReadOnlySpan<char> page)
    {
        var found = new BitArray(0x110000) { ['a'] = true };
        for (var at = 0; at < page.Length; at++)
        {
            if (!char.IsAscii(page[at]))
            {
                Rune.DecodeFromUtf16(page[at..], out var rune, out var units);
                found[rune.Value] = true;
                at += units - 1;
            }
            else if (page[at] == '&' && page[at..].StartsWith(Escape, StringComparison.Ordinal))
            {
                var number = page[(at + Escape.Length)..];
                var end = number[..Math.Min(EscapedMax + 1, number.Length)].IndexOf(';');
                if (end > 0 && int.TryParse(number[..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && Rune.IsValid(value)) found[value] = true;
            }
        }

        var letters = new StringBuilder();
        for (var value = 0; value < found.Length; value++)
        {
            if (found[value]) letters.Append(CultureInfo.InvariantCulture, $"&#{value};");
        }

        return letters.ToString();
    }
}
