using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Text;

namespace PlanModel.Schema;

/// <summary>
/// Several items, a set: codes of a list, references to nodes, or short free words. Stored sorted by code unit, so that two people's
/// additions give one result; shown in the order of the list or of the plan.
/// </summary>
public sealed class ItemsField : Field
{
    /// <summary>The most items one set may hold.</summary>
    public const int CountMax = 200;

    /// <summary>The longest free item, in UTF-16 units.</summary>
    public const int WordUnitsMax = 120;

    private ItemsField(string key, string label, ChoiceList? choices, ImmutableArray<string> kinds) : base(key, label)
    {
        Choices = choices;
        Kinds = kinds;
    }

    /// <summary>A set of codes.</summary>
    public static ItemsField OfChoices(string key, string label, ChoiceList choices) => new(key, label, choices, []);

    /// <summary>A set of references to nodes of some kinds.</summary>
    public static ItemsField OfReferences(string key, string label, params string[] kinds) => new(key, label, null, [.. kinds]);

    /// <summary>A set of free words.</summary>
    public static ItemsField OfWords(string key, string label) => new(key, label, null, []);

    /// <summary>The list of choices, or null.</summary>
    public ChoiceList? Choices { get; }

    /// <summary>The kinds that may be referred to; empty when the set holds no references.</summary>
    public ImmutableArray<string> Kinds { get; }

    /// <summary>How many items final asks for.</summary>
    public int AtLeast { get; init; }

    /// <summary>The items; empty when nothing was added.</summary>
    public ImmutableSortedSet<string> Read(Node node) => node.Set(Key);

    /// <summary>The nodes that a set of references names; what cannot be read is left out.</summary>
    public IEnumerable<NodeId> ReadReferences(Node node)
    {
        foreach (var item in Read(node))
            if (NodeId.TryParse(item, out var id)) yield return id;
    }

    /// <inheritdoc/>
    public override string? ItemProblem(Document document, string item) =>
        Choices is not null ? Choices.Find(item) is null ? $"{Label} takes: {string.Join(", ", Choices.Choices.Select(choice => choice.Code))}" : null
        : !Kinds.IsEmpty ? ReferenceField.ReferenceProblem(document, item, Kinds, Label)
        : item.Trim() != item || item.Length is 0 or > WordUnitsMax || item.Contains('\n', StringComparison.Ordinal)
            ? $"{Label} takes words of at most {WordUnitsMax} characters, without spaces around them"
        : TextGate.Problem(item);

    /// <inheritdoc/>
    public override string ShowItem(Document document, string item) =>
        Choices is not null ? Choices.Label(item) : Kinds.IsEmpty ? item : ReferenceField.NodeTitle(document, item);
}
