using PlanModel.Documents;

namespace PlanModel.Schema;

/// <summary>A text of another document at a fixed revision. Whether the document is there, and may be read, is known to nobody who has only this one.</summary>
public sealed class QuotedField(string key, string label) : Field(key, label)
{
    /// <summary>The place, or null.</summary>
    public PlanPlace? Read(Node node) => node.Scalar(Key)?.Text is { } text && PlanPlace.TryParse(text, out var place) ? place : null;

    /// <inheritdoc/>
    public override string? Problem(Document document, Scalar value) =>
        value.Text is { } text && PlanPlace.TryParse(text, out var place) && place.Field is not null ? null : $"{Label} takes a text of a plan at a revision, written as plan/node/field@revision";

    /// <inheritdoc/>
    public override string Show(Document document, Scalar value) => PlanPlace.TryParse(value.Text, out var place) ? $"Revision {place.Revision}" : base.Show(document, value);
}

/// <summary>A set of parts of other documents, each as <c>plan/node words</c>: the words say what the part is called, for readers who have only this document.</summary>
public sealed class PlacesField(string key, string label, params string[] kinds) : ItemsField(key, label)
{
    /// <summary>The kinds of part that are offered.</summary>
    public IReadOnlyList<string> Offered { get; } = kinds;

    /// <summary>The longest words, in UTF-16 units.</summary>
    public const int WordsUnitsMax = 200;

    /// <summary>An item of the set.</summary>
    public static string Write(PlanPlace place, string words) => $"{place} {(words.Length <= WordsUnitsMax ? words : $"{words[..(char.IsLowSurrogate(words[WordsUnitsMax - 1]) ? WordsUnitsMax - 2 : WordsUnitsMax - 1)]}…")}";

    /// <summary>The part that an item names, or null.</summary>
    public static PlanPlace? PlaceOf(string item) => PlanPlace.TryParse(item.Split(' ')[0], out var place) && place.Field is null ? place : null;

    /// <inheritdoc/>
    public override string? ItemProblem(Document document, string item) =>
        PlaceOf(item) is { } place && ShowItem(document, item) is { Length: > 0 and <= WordsUnitsMax } words && words.Trim() == words && item == $"{place} {words}" && !words.Contains('\n', StringComparison.Ordinal)
            ? Text.TextGate.Problem(words)
            : $"{Label} takes parts of plans, written as plan/node, a space, and what the part is called";

    /// <inheritdoc/>
    public override string ShowItem(Document document, string item) => item.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? item[(space + 1)..] : item;
}
