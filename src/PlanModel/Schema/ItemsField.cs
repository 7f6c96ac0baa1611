using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Text;

namespace PlanModel.Schema;

/// <summary>
/// Several items, a set: codes of a list, references to nodes, or short free words. Stored sorted by code unit, so that two people's
/// additions give one result; shown in the order of the list or of the plan.
/// </summary>
public abstract class ItemsField : Field
{
    /// <summary>The most items one set may hold.</summary>
    public const int CountMax = 200;

    /// <summary>The longest free item, in UTF-16 units.</summary>
    public const int WordUnitsMax = 120;

    /// <summary>No item of any set is longer, in UTF-16 units.</summary>
    public const int ItemUnitsMax = 300;

    private protected ItemsField(string key, string label) : base(key, label) { }

    /// <summary>The list of choices, or null.</summary>
    public virtual ChoiceList? Choices => null;

    /// <summary>The kinds that may be referred to; empty when the set holds no references.</summary>
    public virtual ImmutableArray<string> Kinds => [];

    /// <summary>The items; empty when nothing was added.</summary>
    public ImmutableSortedSet<string> Read(Node node) => node.Set(Key);

    /// <summary>The nodes that a set of references names; what cannot be read is left out.</summary>
    public IEnumerable<NodeId> ReadReferences(Node node)
    {
        foreach (var item in Read(node))
            if (NodeId.TryParse(item, out var id)) yield return id;
    }
}

/// <summary>A set of codes of a list.</summary>
public sealed class ChoicesField(string key, string label, ChoiceList choices) : ItemsField(key, label)
{
    /// <inheritdoc/>
    public override ChoiceList Choices { get; } = choices;

    /// <inheritdoc/>
    public override string? ItemProblem(Document document, string item) =>
        Choices.Find(item) is null ? $"{Label} takes: {string.Join(", ", Choices.Choices.Select(choice => choice.Code))}" : null;

    /// <inheritdoc/>
    public override string ShowItem(Document document, string item) => Choices.Label(item);
}

/// <summary>A set of references to nodes of some kinds.</summary>
public sealed class ReferencesField(string key, string label, params string[] kinds) : ItemsField(key, label)
{
    /// <inheritdoc/>
    public override ImmutableArray<string> Kinds { get; } = [.. kinds];

    /// <inheritdoc/>
    public override bool RefersToNodes => true;

    /// <inheritdoc/>
    internal override IEnumerable<string> ReferencesIn(Node node) => Read(node);

    /// <inheritdoc/>
    public override string? ItemProblem(Document document, string item) => ReferenceField.ReferenceProblem(document, item, Kinds, Label);

    /// <inheritdoc/>
    public override string ShowItem(Document document, string item) => ReferenceField.NodeTitle(document, item);
}

/// <summary>A set of free words.</summary>
public sealed class WordsField(string key, string label) : ItemsField(key, label)
{
    /// <inheritdoc/>
    public override string? ItemProblem(Document document, string item) =>
        item.Trim() != item || item.Length is 0 or > WordUnitsMax || item.Contains('\n', StringComparison.Ordinal)
            ? $"{Label} takes words of at most {WordUnitsMax} characters, without spaces around them"
            : TextGate.Problem(item);
}
