using PlanModel.Documents;

namespace PlanModel.Schema;

/// <summary>
/// The language of a text, for fonts, hyphenation and speech: the plan's, unless the text is written in a script that the plan's language does
/// not use. Only the first letters are looked at.
/// </summary>
public static class TextLanguage
{
    private const int LettersLooked = 40;

    /// <summary>The language's code, as web pages use it.</summary>
    /// <param name="document">The plan in which the text stands.</param>
    /// <param name="text">The text.</param>
    public static string Of(Document document, ReadOnlySpan<char> text) => Of(document.Root.Scalar("language")?.Text ?? "en", text);

    /// <summary>The language's code, as web pages use it.</summary>
    /// <param name="plan">The plan's language.</param>
    /// <param name="text">The text.</param>
    public static string Of(string plan, ReadOnlySpan<char> text)
    {
        var (latin, devanagari, bengali) = (0, 0, 0);
        foreach (var c in text)
        {
            if (latin + devanagari + bengali == LettersLooked) break;
            if (c is >= '\u0900' and <= '\u097f') devanagari++;
            else if (c is >= '\u0980' and <= '\u09ff') bengali++;
            else if (c < '\u0250' && char.IsLetter(c)) latin++;
        }

        if (latin + devanagari + bengali == 0) return plan;
        if (devanagari > Math.Max(latin, bengali)) return "ne";
        if (bengali > latin) return "bn";
        return plan is "ne" or "bn" ? "en" : plan;
    }

    /// <summary>The language in which a plan is written.</summary>
    public static string OfPlan(Document document) => document.Root.Scalar("language")?.Text ?? "en";
}
