namespace PlanModel.Text;

/// <summary>The one rule for what may stand in a text. The browser's editor has the same one.</summary>
/// <remarks>
/// A text is well-formed UTF-16 without control characters (U+0000 to U+001F and U+007F) other than tab and line feed, and without the last two
/// code points of each plane (U+FFFE, U+FFFF, U+1FFFE, …), which databases, XML and Word refuse. Carriage returns are for the client to turn into line feeds
/// before it makes a change: nothing here alters a text, as that would shift every position after it.
/// </remarks>
public static class TextGate
{
    /// <summary>What is wrong with a text.</summary>
    /// <param name="text">The units.</param>
    /// <returns>Null if it may pass; else the first thing that is wrong, in words, with its position and without a full stop.</returns>
    public static string? Problem(ReadOnlySpan<char> text)
    {
        for (var pos = 0; pos < text.Length; pos++)
        {
            var unit = text[pos];
            if (unit is (< ' ' and not '\t' and not '\n') or '\u007F')
                return $"Position {pos} has the control character U+{(int)unit:X4}";
            if (unit is '\uFFFE' or '\uFFFF')
                return $"Position {pos} has U+{(int)unit:X4}, which is not a character";
            if (!char.IsSurrogate(unit))
                continue;
            if (pos + 1 == text.Length || !char.IsSurrogatePair(unit, text[pos + 1]))
                return $"Position {pos} has U+{(int)unit:X4}, half of a surrogate pair";
            var scalar = char.ConvertToUtf32(unit, text[++pos]);
            if ((scalar & 0xFFFE) == 0xFFFE)
                return $"Position {pos - 1} has U+{scalar:X}, which is not a character";
        }
        return null;
    }

    /// <summary>What is wrong with a change of a text that itself has passed.</summary>
    /// <param name="doc">The text before the change.</param>
    /// <param name="change">A change of that text.</param>
    /// <returns>Null if the text after the change may pass too, wherever the change is mapped; else what is wrong, in words.</returns>
    /// <exception cref="ArgumentException">The change does not fit the text.</exception>
    public static string? Problem(PlanText doc, TextChangeSet change)
    {
        ArgumentNullException.ThrowIfNull(change);
        change.CheckFits(doc);
        var pos = 0;
        foreach (var section in change.Sections)
        {
            if (section.Insert is { } insert)
            {
                if (Problem(insert) is { } problem)
                    return $"In what is inserted at {pos}: {problem}";
                if (IsInsidePair(doc, pos) || IsInsidePair(doc, pos + section.Length))
                    return $"The change of {pos} to {pos + section.Length} cuts a surrogate pair in two";
            }
            pos += section.Length;
        }
        return null;
    }

    /// <summary>Whether a change has a border inside a surrogate pair of the text, or inserts half a pair.</summary>
    /// <param name="doc">The text before the change.</param>
    /// <param name="change">A change of that text.</param>
    /// <exception cref="ArgumentException">The change does not fit the text.</exception>
    public static bool SplitsSurrogatePair(PlanText doc, TextChangeSet change)
    {
        ArgumentNullException.ThrowIfNull(change);
        change.CheckFits(doc);
        var pos = 0;
        foreach (var section in change.Sections)
        {
            if (section.Insert is { } insert && (HasHalfPair(insert) || IsInsidePair(doc, pos) || IsInsidePair(doc, pos + section.Length)))
                return true;
            pos += section.Length;
        }
        return false;
    }

    /// <summary>Whether a position is between the halves of a surrogate pair.</summary>
    internal static bool IsInsidePair(PlanText doc, int pos) =>
        pos > 0 && pos < doc.Length && char.IsLowSurrogate(doc[pos]) && char.IsHighSurrogate(doc[pos - 1]);

    private static bool HasHalfPair(string text)
    {
        for (var pos = 0; pos < text.Length; pos++)
        {
            if (char.IsSurrogate(text[pos]) && (pos + 1 == text.Length || !char.IsSurrogatePair(text[pos], text[++pos])))
                return true;
        }
        return false;
    }
}
