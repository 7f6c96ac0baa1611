using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PlanModel.Search;

/// <summary>
/// A text as it is compared when somebody searches: without case, without the accents of Latin letters, in NFC, with the digits of all scripts as 0 to 9, and without
/// what nobody sees (joiners, soft hyphens). Vowel signs and other marks of Bengali and Devanagari are letters and stay. What is stored is never altered: places are
/// given in the text as it was.
/// </summary>
public sealed class SearchText
{
    /// <summary>Raised whenever <see cref="Fold(string)"/> gives another result for any text, so that what was kept folded is made anew.</summary>
    public const int Version = 1;

    private const char FirstAccent = '\u0300';
    private const char LastAccent = '\u036f';

    private SearchText(string text) => (Text, Folded) = (text, Fold(text));

    /// <summary>The text as it was.</summary>
    public string Text { get; }

    /// <summary>The text as it is compared.</summary>
    public string Folded { get; }

    /// <summary>Prepares a text.</summary>
    public static SearchText Of(string text) => new(text);

    /// <summary>The form in which texts are compared: equal forms are one and the same to somebody who searches.</summary>
    public static string Fold(string text) => Fold(text, null);

    /// <summary>Whether all words stand somewhere in the text, whole or as parts of longer words.</summary>
    public bool HasAll(SearchWords words) => words.Words.All(word => Folded.Contains(word, StringComparison.Ordinal));

    /// <summary>Where any of the words stands in the text as it was: whole characters, in order, those that touch as one.</summary>
    public ImmutableArray<TextRange> Places(SearchWords words)
    {
        var found = new List<(int From, int To)>();
        foreach (var word in words.Words)
            for (var at = Folded.IndexOf(word, StringComparison.Ordinal); at >= 0; at = Folded.IndexOf(word, at + word.Length, StringComparison.Ordinal)) found.Add((at, at + word.Length));
        if (found.Count == 0) return [];
        found.Sort();
        var starts = new List<int>(Text.Length);
        Fold(Text, starts);
        var places = ImmutableArray.CreateBuilder<TextRange>();
        foreach (var (from, to) in found)
        {
            var end = to;
            while (end < starts.Count && starts[end] == starts[to - 1]) end++;
            var place = new TextRange(starts[from], end < starts.Count ? starts[end] : Text.Length);
            if (places.Count > 0 && places[^1].To >= place.From) places[^1] = new TextRange(places[^1].From, Math.Max(places[^1].To, place.To));
            else places.Add(place);
        }

        return places.ToImmutable();
    }

    /// <param name="text">The text.</param>
    /// <param name="starts">Gets, for each unit of the result, where the character that made it starts in the text.</param>
    private static string Fold(string text, List<int>? starts)
    {
        var folded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            // Nothing joins two characters of ASCII; anything else is taken as readers see it, with all its marks.
            var plain = text[at] < '\u0080' && (at + 1 == text.Length || text[at + 1] < '\u0080');
            var length = plain ? 1 : StringInfo.GetNextTextElementLength(text, at);
            if (plain) folded.Append(char.IsWhiteSpace(text[at]) ? ' ' : char.ToLowerInvariant(text[at]));
            else AppendFolded(folded, text.Substring(at, length));
            while (starts is not null && starts.Count < folded.Length) starts.Add(at);
            at += length;
        }

        return folded.ToString();
    }

    private static void AppendFolded(StringBuilder folded, string character)
    {
        // Half a pair cannot be normalised; it comes from a browser that cut one in two.
        if (HasLoneSurrogate(character))
        {
            folded.Append(character);
            return;
        }

        var kept = new StringBuilder(character.Length);
#pragma warning disable RS0030 // This is the class that compares.
        foreach (var unit in character.Normalize(NormalizationForm.FormD))
        {
            if (unit is >= FirstAccent and <= LastAccent) continue;
            var category = CharUnicodeInfo.GetUnicodeCategory(unit);
            if (category == UnicodeCategory.Format) continue;
            kept.Append(
                char.IsWhiteSpace(unit) ? ' '
                : category == UnicodeCategory.DashPunctuation ? '-'
                : unit is '\u2018' or '\u2019' ? '\''
                : unit is '\u201c' or '\u201d' ? '"'
                : CharUnicodeInfo.GetDecimalDigitValue(unit) is >= 0 and var digit ? (char)('0' + digit)
                : char.ToLowerInvariant(unit));
        }

        folded.Append(kept.ToString().Normalize(NormalizationForm.FormC));
#pragma warning restore RS0030
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var at = 0; at < text.Length; at++)
            if (char.IsSurrogate(text[at]) && (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[++at]))) return true;
        return false;
    }
}

/// <summary>A stretch of a text in UTF-16 units, half-open.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
public readonly record struct TextRange(int From, int To);
