using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PlanModel.Documents;

namespace PlanModel.Search;

/// <summary>
/// Searches one plan. What is compared is kept for each node as long as the node stays as it is, so while somebody types only the one node that changes is
/// prepared anew.
/// </summary>
public static class DocumentSearch
{
    private static readonly ConditionalWeakTable<Node, FoundText[]> TextsOf = [];
    private static readonly ConditionalWeakTable<Document, PartName[]> NamesOf = [];

    /// <summary>The parts whose number, title and kind hold all words: first the one with just this number, then those whose number or title begins so.</summary>
    public static ImmutableArray<PartName> Parts(Document document, SearchWords words, int most)
    {
        if (words.IsEmpty) return [];
        return [.. NamesOf.GetValue(document, static one => [.. Names(one)]).Where(name => name.All.HasAll(words)).OrderBy(name => name.Rank(words)).Take(most)];
    }

    /// <summary>The texts that hold all words, in the order of the plan.</summary>
    public static ImmutableArray<FoundText> Texts(Document document, SearchWords words, int most)
    {
        if (words.IsEmpty) return [];
        return
        [
            .. document.Visible(document.Root)
                .SelectMany(node => TextsOf.GetValue(node, static one => [.. FieldText.Of(one).Select(text => new FoundText(text, SearchText.Of(text.Text)))]))
                .Where(text => text.Words.HasAll(words) && text.Source.IsShownIn(document))
                .Take(most),
        ];
    }

    private static IEnumerable<PartName> Names(Document document) =>
        document.Visible(document.Root).Select(node => new PartName(node, document.Number(node), document.Title(node)));
}

/// <summary>A text of a plan, ready to be searched.</summary>
/// <param name="Source">The field and its words.</param>
/// <param name="Words">The words as they are compared.</param>
public sealed record FoundText(FieldText Source, SearchText Words);

/// <summary>What a part of a plan is called, ready to be searched.</summary>
public sealed class PartName
{
    private readonly string _number;

    internal PartName(Node node, string number, string title)
    {
        (Node, Number, Title) = (node, number, SearchText.Of(title));
        _number = SearchText.Fold(number);
        All = SearchText.Of($"{number} {number.Replace(".", "", StringComparison.Ordinal)} {title} {node.Kind.Label} {node.Kind.Plural}");
    }

    /// <summary>The part.</summary>
    public Node Node { get; }

    /// <summary>Its number, "C2.M3", or "".</summary>
    public string Number { get; }

    /// <summary>Its title.</summary>
    public SearchText Title { get; }

    /// <summary>All by which it is found.</summary>
    internal SearchText All { get; }

    /// <summary>How well it fits, 0 for the best.</summary>
    internal int Rank(SearchWords words) =>
        _number.Length > 0 && words.Folded.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) == _number.Replace(".", "", StringComparison.Ordinal) ? 0
        : _number.Length > 0 && _number.StartsWith(words.Folded, StringComparison.Ordinal) ? 1
        : Title.Folded.StartsWith(words.Folded, StringComparison.Ordinal) ? 2
        : Title.HasAll(words) ? 3
        : 4;
}
