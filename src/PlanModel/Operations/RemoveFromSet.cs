using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Takes an item out of a set.</summary>
/// <param name="Node">The node.</param>
/// <param name="Field">The field's key.</param>
/// <param name="Item">The code, id or word.</param>
public sealed record RemoveFromSet(NodeId Node, string Field, string Item) : Operation
{
    /// <summary>The written name.</summary>
    public const string OperationName = "removeFromSet";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Edit;

    /// <inheritdoc/>
    public override OperationTarget Target => new(Node, "item", Field, Item);

    /// <inheritdoc/>
    /// <remarks>Two people may take the same one out; what can be in no set is not kept.</remarks>
    public override Refusal? Check(Document document) =>
        Find<ItemsField>(document, Node, Field, out var refusal) is not { } field ? refusal
        : document[Node].Set(Field).Contains(Item) ? null
        : Item.Length > ItemsField.ItemUnitsMax ? new Refusal(RefusalCode.TooLong, $"No item of {field.Label} has more than {ItemsField.ItemUnitsMax} characters.", Node, Field)
        : TextGate.Problem(Item) is { } problem ? new Refusal(RefusalCode.BadText, problem + ".", Node, Field)
        : null;

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var node = document[Node];
        var items = node.Set(Field);
        if (!items.Contains(Item)) return document;
        return document.With(node.With(Field, items.Count == 1 ? null : new SetValue(items.Remove(Item))));
    }

    /// <inheritdoc/>
    public override Operation? Invert(Document before) => before[Node].Set(Field).Contains(Item) ? new AddToSet(Node, Field, Item) : null;

    /// <inheritdoc/>
    public override Operation Rebase(Operation over, bool before) => this;

    /// <inheritdoc/>
    public override string Label(Document document)
    {
        var field = document[Node].Kind.Find(Field)!;
        return $"took {field.ShowItem(document, Item)} out of {NameIn(document, Node, field)}";
    }

    internal override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteNode("node"u8, Node);
        writer.WriteString("field"u8, Field);
        writer.WriteString("item"u8, Item);
    }

    internal static Operation? Read(OperationMembers members) =>
        members is { Node: { } node, Field: { } field, Item: { } item } ? new RemoveFromSet(node, field, item) : null;
}
