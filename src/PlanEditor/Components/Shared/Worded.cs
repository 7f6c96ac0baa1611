using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Components.Shared;

/// <summary>Words that people read, piece by piece with the language of each: a sentence of the screens may name a part in the plan's language.</summary>
/// <param name="Pieces">The pieces in order.</param>
public sealed partial record Worded(ImmutableArray<Wording> Pieces)
{
    // The language of the screens.
    private const string Screens = "en";

    /// <summary>No words.</summary>
    public static Worded None { get; } = new([]);

    public bool IsEmpty => Pieces.IsEmpty;

    /// <summary>Words of the screens.</summary>
    public static Worded Of(string words) => words.Length == 0 ? None : new([new Wording(words)]);

    /// <summary>Words in a language.</summary>
    public static Worded Of(string words, string language) => new([new Wording(words, language)]);

    /// <summary>The title of a part.</summary>
    public static Worded OfTitle(Document document, Node node) => new([new Wording(document.Title(node), TextLanguage.OfTitle(document, node))]);

    /// <summary>The short way to name a part in a sentence: "C2", or "Dataset “Calidad de agua”" with the title in its language.</summary>
    public static Worded OfName(Document document, Node node) =>
        document.Number(node) is { Length: > 0 } number ? Of(number)
        : TextLanguage.OfTitle(document, node) is { } language ? new([new Wording($"{node.Kind.Label} “"), new Wording(document.Title(node), language), new Wording("”")])
        : Of(document.Name(node));

    /// <summary>A sentence of the screens that may quote what people wrote, or name a part: what is in another script says its language, a quote as a whole.</summary>
    public static Worded OfSentence(string words)
    {
        var pieces = ImmutableArray.CreateBuilder<Wording>();
        var done = 0;
        foreach (var quote in Quotes().EnumerateMatches(words))
        {
            if (!IsForeign(quote)) continue;
            AddStretches(quote.Index);
            Add(quote.Index, quote.Length);
        }

        AddStretches(words.Length);
        return done == 0 ? Of(words) : new Worded(pieces.ToImmutable()).And(words[done..]);

        bool IsForeign(ValueMatch match) => TextLanguage.Of(Screens, words.AsSpan(match.Index, match.Length)) != Screens;

        void Add(int from, int length)
        {
            if (from > done) pieces.Add(new Wording(words[done..from]));
            done = from + length;
            pieces.Add(new Wording(words[from..done], TextLanguage.Of(Screens, words.AsSpan(from, length))));
        }

        void AddStretches(int to)
        {
            var from = done;
            foreach (var stretch in Stretches().EnumerateMatches(words.AsSpan(from, to - from)))
                if (TextLanguage.Of(Screens, words.AsSpan(from + stretch.Index, stretch.Length)) != Screens) Add(from + stretch.Index, stretch.Length);
        }
    }

    /// <summary>A sentence that names parts: <c>Say($"Removed {name}")</c>.</summary>
    public static Worded Say(Sentence sentence) => sentence.Done;

    /// <summary>Several, with words of the screens between them.</summary>
    public static Worded Join(string between, IEnumerable<Worded> all) =>
        all.Aggregate(None, (sum, one) => sum.IsEmpty ? one : new Worded(sum.And(between).Pieces.AddRange(one.Pieces)));

    /// <summary>These words and others.</summary>
    public Worded And(string words) => words.Length == 0 ? this : new(Pieces.Add(new Wording(words)));

    [GeneratedRegex("(?<=“)[^”]+(?=”)")]
    private static partial Regex Quotes();

    // From a letter in Bengali or Devanagari to the last one before words in Latin letters, or a quote.
    [GeneratedRegex(@"[\u0900-\u09FF](?:[^A-Za-z\u00C0-\u024F“”]*[\u0900-\u09FF\u200C\u200D])?")]
    private static partial Regex Stretches();

    public override string ToString() => string.Concat(Pieces.Select(piece => piece.Text));

    public bool Equals(Worded? other) => other is not null && Pieces.SequenceEqual(other.Pieces);

    public override int GetHashCode() => Pieces.Length;
}

/// <summary>Words in one language.</summary>
/// <param name="Text">The words.</param>
/// <param name="Language">Their language; null: that of the screens.</param>
public sealed record Wording(string Text, string? Language = null);

/// <summary>Puts a sentence together, piece by piece.</summary>
[InterpolatedStringHandler]
public sealed class Sentence(int literalLength, int formattedCount)
{
    private readonly ImmutableArray<Wording>.Builder _pieces = ImmutableArray.CreateBuilder<Wording>(literalLength > 0 ? formattedCount + 1 : formattedCount);

    internal Worded Done => new(_pieces.ToImmutable());

    public void AppendLiteral(string words) => _pieces.Add(new Wording(words));

    public void AppendFormatted(string words) => _pieces.Add(new Wording(words));

    public void AppendFormatted(int number) => _pieces.Add(new Wording(number.ToString(CultureInfo.InvariantCulture)));

    public void AppendFormatted(Worded words) => _pieces.AddRange(words.Pieces);
}
