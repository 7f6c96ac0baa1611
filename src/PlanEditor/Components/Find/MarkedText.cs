using System.Collections.Immutable;
using PlanModel.Search;

namespace PlanEditor.Components.Find;

/// <summary>A text in which what was searched for is marked.</summary>
/// <param name="Language">The language of the text.</param>
/// <param name="Pieces">The text in pieces, marked or not.</param>
public sealed record MarkedText(string Language, ImmutableArray<(string Text, bool Marked)> Pieces)
{
    private const int UnitsBefore = 50;
    private const int UnitsShown = 170;
    private const int UnitsToSpace = 24;

    /// <summary>The whole text.</summary>
    public static MarkedText Of(SearchText text, string language, SearchWords words) => new(language, Divide(text.Text, 0, text.Text.Length, text.Places(words)));

    /// <inheritdoc cref="Of(SearchText, string, SearchWords)"/>
    public static MarkedText Of(string text, string language, SearchWords words) => Of(SearchText.Of(text), language, words);

    /// <summary>The stretch of a longer text in which the first match stands, cut between words.</summary>
    public static MarkedText Around(SearchText text, string language, SearchWords words)
    {
        var places = text.Places(words);
        var all = text.Text;
        var first = places.IsEmpty ? 0 : places[0].From;
        var from = first <= UnitsBefore ? 0 : AtSpace(all, first - UnitsBefore, first);
        var to = from + UnitsShown >= all.Length ? all.Length : Math.Max(AtSpace(all, from + UnitsShown - UnitsToSpace, from + UnitsShown), places.IsEmpty ? 0 : places[0].To);
        var pieces = Divide(all, from, to, places);
        if (from > 0) pieces = pieces.Insert(0, ("… ", false));
        if (to < all.Length) pieces = pieces.Add((" …", false));
        return new MarkedText(language, pieces);
    }

    private static ImmutableArray<(string Text, bool Marked)> Divide(string text, int from, int to, ImmutableArray<TextRange> places)
    {
        var pieces = ImmutableArray.CreateBuilder<(string Text, bool Marked)>();
        var at = from;
        foreach (var place in places)
        {
            if (place.From < at || place.To > to) continue;
            if (place.From > at) pieces.Add((Plain(text[at..place.From]), false));
            pieces.Add((text[place.From..place.To], true));
            at = place.To;
        }

        if (at < to) pieces.Add((Plain(text[at..to]), false));
        return pieces.ToImmutable();
    }

    // The signs of Markdown say nothing in one line of a text.
    private static string Plain(string piece) => piece.Replace("*", "", StringComparison.Ordinal).Replace("#", "", StringComparison.Ordinal);

    /// <summary>Just behind the first space of a stretch, or its start where there is none.</summary>
    private static int AtSpace(string text, int from, int to)
    {
        for (var at = from; at < to; at++)
            if (char.IsWhiteSpace(text[at])) return at + 1;
        return char.IsLowSurrogate(text[from]) ? from + 1 : from;
    }

    public bool Equals(MarkedText? other) => other is not null && Language == other.Language && Pieces.SequenceEqual(other.Pieces);

    public override int GetHashCode() => HashCode.Combine(Language, Pieces.Length);
}
