namespace PlanModel.Sdg;

/// <summary>One of the 169 targets.</summary>
/// <param name="Code">The code as the United Nations writes it: "16.10", "1.a".</param>
/// <param name="Goal">The goal it belongs to.</param>
/// <param name="Text">The official text in English; for the core targets in Spanish too.</param>
/// <param name="ShortLabel">For the core targets a short name of our own, not official, in four languages; null for others.</param>
public sealed record SdgTarget(string Code, SdgGoal Goal, SdgWords Text, SdgWords? ShortLabel)
{
    private const int ShortUnitsMax = 60;

    /// <summary>The concept in the United Nations' vocabulary.</summary>
    public Uri Concept => new($"http://metadata.un.org/sdg/{Code}");

    /// <summary>A few words in English that tell it from the others: the short label, else how the text begins, without the year.</summary>
    public string ShortName => ShortLabel?.English ?? Beginning(Text.English);

    private static string Beginning(string text)
    {
        // "By 2030, end hunger …" and thirty others begin with the year, which tells nothing.
        if (text.StartsWith("By 20", StringComparison.Ordinal) && text.IndexOf(", ", StringComparison.Ordinal) is > 0 and var comma)
            text = char.ToUpperInvariant(text[comma + 2]) + text[(comma + 3)..];
        if (text.Length <= ShortUnitsMax) return text;
        return text[..text.LastIndexOf(' ', ShortUnitsMax)].TrimEnd(',') + "…";
    }
}
