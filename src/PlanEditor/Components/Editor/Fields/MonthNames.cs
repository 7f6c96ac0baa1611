using System.Collections.Immutable;
using PlanModel.Publishing;
using PlanModel.Search;

namespace PlanEditor.Components.Editor.Fields;

/// <summary>The months as people write them in the languages of the plans, in whatever form the keyboard gives a letter (য় is one character or two). Three letters are enough where they leave one month only.</summary>
public static class MonthNames
{
    private static readonly ImmutableArray<string[]> Languages =
    [
        .. new string[][]
        {
            ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"],
            ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
            ["", "", "", "", "", "", "", "", "setiembre", "", "", ""],
            [.. DocumentDigits.NepaliMonths],
            ["", "फेब्रुवरी", "", "", "मई", "जून", "", "अगस्त", "सेप्टेंबर", "अक्टुबर", "", ""],
            [.. DocumentDigits.BengaliMonths],
            ["জানুয়ারী", "ফেব্রুয়ারী", "", "", "", "", "", "আগষ্ট", "", "", "", ""],
        }.Select(language => language.Select(SearchText.Fold).ToArray()),
    ];

    /// <summary>1 to 12; null when the word is no month, or could be two.</summary>
    public static int? Find(string word)
    {
        var name = SearchText.Fold(word.TrimEnd('.'));
        int? found = null;
        foreach (var language in Languages)
        {
            for (var at = 0; at < language.Length; at++)
            {
                if (language[at].Length == 0) continue;
                if (string.Equals(language[at], name, StringComparison.Ordinal)) return at + 1;
                if (name.Length < 3 || !language[at].StartsWith(name, StringComparison.Ordinal)) continue;
                if (found is not null && found != at + 1) return null;
                found = at + 1;
            }
        }

        return found;
    }
}
