using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Adds an item to a set. Two people's additions both stay.</summary>
/// <param name="Node">The node.</param>
/// <param name="Field">The field's key.</param>
/// <param name="Item">The code, id or word.</param>
public sealed record AddToSet(NodeId Node, string Field, string Item) : Operation
{
    /// <summary>The written name.</summary>
    public const string OperationName = "addToSet";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Edit;

    /// <inheritdoc/>
    public override OperationTarget Target => new(Node, "item", Field, Item);

    /// <inheritdoc/>
    public override Refusal? Check(Document document)
    {
        if (Find<ItemsField>(document, Node, Field, out var refusal) is not { } field) return refusal;
        var items = document[Node].Set(Field);
        if (items.Contains(Item)) return null;
        if (field.ItemProblem(document, Item) is { } problem) return new Refusal(RefusalCode.BadValue, problem + ".", Node, Field);
        return items.Count >= ItemsField.CountMax ? new Refusal(RefusalCode.TooMany, $"{field.Label} holds at most {ItemsField.CountMax} items.", Node, Field) : null;
    }

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var node = document[Node];
        var items = node.Set(Field);
        return items.Contains(Item) ? document : document.With(node.With(Field, new SetValue(items.Add(Item))));
    }

    /// <inheritdoc/>
    public override Operation? Invert(Document before) => before[Node].Set(Field).Contains(Item) ? null : new RemoveFromSet(Node, Field, Item);

    /// <inheritdoc/>
    public override Operation Rebase(Operation over, bool before) => this;

    /// <inheritdoc/>
    public override string Label(Document document)
    {
        var field = document[Node].Kind.Find(Field)!;
        return $"added {field.ShowItem(document, Item)} to {NameIn(document, Node, field)}";
    }

    internal override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteNode("node"u8, Node);
        writer.WriteString("field"u8, Field);
        writer.WriteString("item"u8, Item);
    }

    internal static Operation? Read(OperationMembers members) =>
        members is { Node: { } node, Field: { } field, Item: { } item } ? new AddToSet(node, field, item) : null;
}
