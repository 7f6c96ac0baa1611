using System.Globalization;
using System.Text;
using PlanModel.Text;

namespace PlanEditor.Export.Word;

/// <summary>A stretch of a text that Word draws with one font: a complex script of a language, or everything else.</summary>
/// <param name="Text">The words.</param>
/// <param name="Complex">The language of a complex script ("bn-BD"); null: none.</param>
internal readonly record struct WordStretch(string Text, string? Complex)
{
    /// <summary>Whether it is written from right to left.</summary>
    public bool IsFromTheRight => Complex is WordScripts.Arabic or WordScripts.Hebrew;
}

/// <summary>
/// Word has one font for complex scripts and another for the rest, and does not see by itself where which begins. What belongs to no script goes with what stands around it.
/// </summary>
internal static class WordScripts
{
    public const string Bengali = "bn-BD";
    public const string Nepali = "ne-NP";
    public const string Arabic = "ar-SA";
    public const string Hebrew = "he-IL";
    private const string Other = "";

    /// <summary>The language tag of a language of plans in a country.</summary>
    public static string TagOf(string? language, string country) => language switch
    {
        "bn" => Bengali,
        "ne" => Nepali,
        "es" => country switch { "PA" => "es-PA", "UY" => "es-UY", _ => "es-ES" },
        _ => "en-GB",
    };

    /// <summary>A text in stretches, one after the other the whole text.</summary>
    public static List<WordStretch> Of(string text)
    {
        var stretches = new List<WordStretch>();
        if (text.Length == 0) return stretches;
        var (from, neutral) = (0, 0);
        string? script = null;
        for (var at = 0; at < text.Length;)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            var found = ScriptOf(rune);
            if (found is not null)
            {
                if (script is not null && found != script)
                {
                    // What stands between two scripts belongs to the one that is not complex.
                    var end = script == Other ? at : neutral;
                    Add(text[from..end], script);
                    from = end;
                }

                script = found;
                neutral = at + length;
            }

            at += length;
        }

        Add(text[from..], script ?? Other);
        return stretches;

        void Add(string stretch, string of) => stretches.Add(new WordStretch(stretch, of == Other ? null : of));
    }

    /// <summary>The text as a file may hold it: the model takes nothing that XML refuses, names from elsewhere might.</summary>
    public static string Clean(string text)
    {
        if (TextGate.Problem(text) is null) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value is < ' ' and not '\t' and not '\n' or 0x7F || (rune.Value & 0xFFFE) == 0xFFFE ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }

    /// <summary>Null: what goes with its surroundings.</summary>
    private static string? ScriptOf(Rune rune) => rune.Value switch
    {
        0x964 or 0x965 => null,
        >= 0x980 and <= 0x9FF => Bengali,
        >= 0x900 and <= 0x97F or >= 0xA8E0 and <= 0xA8FF => Nepali,
        >= 0x590 and <= 0x5FF or >= 0xFB1D and <= 0xFB4F => Hebrew,
        >= 0x600 and <= 0x8FF or >= 0xFB50 and <= 0xFDFF or >= 0xFE70 and <= 0xFEFC => Arabic,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter ? Other : null,
    };
}
