namespace PlanEditor.Import;

/// <summary>Words of a file as they are said back: no longer than people read, and never half a character.</summary>
internal static class Quoted
{
    private const int UnitsMax = 60;

    public static string Short(string words, int unitsMax = UnitsMax)
    {
        if (words.Length <= unitsMax) return words;
        return string.Concat(words.AsSpan(0, char.IsHighSurrogate(words[unitsMax - 1]) ? unitsMax - 1 : unitsMax), "…");
    }
}
