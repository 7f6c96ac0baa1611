using DiffPlex;

namespace PlanModel.History;

/// <summary>Cuts texts where a reader sees joints: words, white space, signs. A character is never cut in two.</summary>
internal sealed class Words : IChunker
{
    private Words()
    {
    }

    public static Words Chunker { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> Chunk(string text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var start = at++;
            if (IsOfWord(text[start])) while (at < text.Length && IsOfWord(text[at])) at++;
            else if (text[start] is ' ') while (at < text.Length && text[at] is ' ') at++;
            words.Add(text[start..at]);
        }

        return words;
    }

    /// <summary>How many words begin in a stretch.</summary>
    /// <param name="stretch">The stretch.</param>
    /// <param name="within">Whether what stands before it goes on in its first word.</param>
    public static int Begun(ReadOnlySpan<char> stretch, bool within)
    {
        var count = 0;
        foreach (var unit in stretch)
        {
            var white = char.IsWhiteSpace(unit);
            if (!white && !within) count++;
            within = !white;
        }

        return count;
    }

    // Halves of a pair, marks and joiners belong to what they stand at.
    private static bool IsOfWord(char unit) =>
        char.IsLetterOrDigit(unit) || char.IsSurrogate(unit) || char.GetUnicodeCategory(unit) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.EnclosingMark or System.Globalization.UnicodeCategory.Format;
}
