namespace PlanModel.Text;

/// <summary>The scripts of the languages that plans are written in.</summary>
public enum Script
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>English and Spanish.</summary>
    Latin,

    /// <summary>Nepali.</summary>
    Devanagari,

    /// <summary>Bengali.</summary>
    Bengali,
}

/// <summary>How many letters of a text are in which script. Addresses on the web are left out: they are Latin in every language.</summary>
/// <param name="Latin">Latin letters.</param>
/// <param name="Devanagari">Letters and signs of Devanagari.</param>
/// <param name="Bengali">Letters and signs of Bengali.</param>
public sealed record ScriptCount(int Latin, int Devanagari, int Bengali)
{
    /// <summary>All that were counted.</summary>
    public int Letters => Latin + Devanagari + Bengali;

    /// <summary>The script of most letters.</summary>
    public Script Main =>
        Letters == 0 ? Script.None
        : Devanagari > Math.Max(Latin, Bengali) ? Script.Devanagari
        : Bengali > Latin ? Script.Bengali
        : Script.Latin;

    /// <summary>The letters in one script.</summary>
    public int In(Script script) => script switch
    {
        Script.Latin => Latin,
        Script.Devanagari => Devanagari,
        Script.Bengali => Bengali,
        _ => 0,
    };

    /// <summary>Counts the letters of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The count ends with this many.</param>
    public static ScriptCount Of(ReadOnlySpan<char> text, int most = int.MaxValue)
    {
        var (latin, devanagari, bengali) = (0, 0, 0);
        var wordStart = 0;
        for (var at = 0; at < text.Length && latin + devanagari + bengali < most; at++)
        {
            var unit = text[at];
            if (unit == ':' && text[at..].StartsWith("://", StringComparison.Ordinal))
            {
                latin = wordStart;
                while (at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]) && text[at + 1] is not (')' or '>')) at++;
                continue;
            }

            if (unit is >= '\u0900' and <= '\u097f') devanagari++;
            else if (unit is >= '\u0980' and <= '\u09ff') bengali++;
            else if (unit < '\u0250' && char.IsLetter(unit)) latin++;
            else wordStart = latin;
        }

        return new ScriptCount(latin, devanagari, bengali);
    }
}
