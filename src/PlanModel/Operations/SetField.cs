using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Sets a field that holds one value, or empties it. Of two people's values the later committed one counts; both stand in the history.</summary>
/// <param name="Node">The node.</param>
/// <param name="Field">The field's key.</param>
/// <param name="Value">The value; null empties the field.</param>
public sealed record SetField(NodeId Node, string Field, Scalar? Value) : Operation
{
    /// <summary>The written name.</summary>
    public const string OperationName = "setField";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Edit;

    /// <inheritdoc/>
    public override OperationTarget Target => new(Node, "field", Field);

    /// <inheritdoc/>
    public override Refusal? Check(Document document)
    {
        if (Find<Field>(document, Node, Field, out var refusal) is not { } field) return refusal;
        if (field is TextField or ItemsField) return new Refusal(RefusalCode.BadValue, $"{field.Label} does not take a single value.", Node, Field);
        if (field.Fixed && !IsBeingStarted(document) && document[Node].Value(Field) != Value) return new Refusal(RefusalCode.BadValue, $"{field.Label} is set once, when the {(Node == NodeId.Root ? "plan is started" : "part is added")}.", Node, Field);
        return Value is not null && field.Problem(document, Value) is { } problem ? new Refusal(RefusalCode.BadValue, problem + ".", Node, Field) : null;
    }

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var node = document[Node];
        return node.Value(Field) == Value ? document : document.With(node.With(Field, Value));
    }

    /// <inheritdoc/>
    public override Operation? Invert(Document before)
    {
        var old = before[Node].Scalar(Field);
        return old == Value || before[Node].Kind.Find(Field)!.Fixed ? null : new SetField(Node, Field, old);
    }

    /// <inheritdoc/>
    public override Operation Rebase(Operation over, bool before) => this;

    /// <inheritdoc/>
    public override string Label(Document document)
    {
        var node = document[Node];
        var field = node.Kind.Find(Field)!;
        var name = NameIn(document, Node, field);
        var old = node.Scalar(Field) is { } scalar && scalar != Value ? $" (was {field.Show(document, scalar)})" : "";
        return Value is null ? $"emptied {name}{old}" : $"set {name} to {field.Show(document, Value)}{old}";
    }

    internal override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteNode("node"u8, Node);
        writer.WriteString("field"u8, Field);
        writer.WritePropertyName("value"u8);
        writer.WriteFieldValue(Value);
    }

    internal static Operation? Read(OperationMembers members) =>
        members is { Node: { } node, Field: { } field } && members.Has(OperationMember.Value) ? new SetField(node, field, members.Value) : null;

    // What a plan starts with is set before its first part is there.
    private bool IsBeingStarted(Document document) => Node == NodeId.Root && document.Root.Children.IsEmpty;
}
