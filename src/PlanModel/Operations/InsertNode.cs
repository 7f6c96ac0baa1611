using System.Collections.Immutable;
using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>
/// Puts a new node under a parent after a sibling. Two people who insert at the same place both succeed; the later one stands nearer
/// to the sibling. When the sibling has gone elsewhere, the node goes to the end.
/// </summary>
/// <param name="Node">The new node's id, made by the caller.</param>
/// <param name="Kind">The key of its kind.</param>
/// <param name="Parent">The node it stands under.</param>
/// <param name="After">The sibling before it; null puts it first.</param>
/// <param name="Fields">Initial values by key: a <see cref="Scalar"/> (the string of a text field is its text) or a <see cref="SetValue"/>.</param>
public sealed record InsertNode(NodeId Node, string Kind, NodeId Parent, NodeId? After, ImmutableSortedDictionary<string, FieldValue> Fields) : Operation
{
    /// <summary>The written name.</summary>
    public const string OperationName = "insertNode";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Edit;

    /// <inheritdoc/>
    public override OperationTarget Target => new(Node, "presence");

    /// <inheritdoc/>
    public override Refusal? Check(Document document)
    {
        if (CheckContent(document) is { } bad) return bad;
        var (kind, parent) = (document.Schema.Find(Kind)!, document[Parent]);
        if (document.Find(Node) is not null) return new Refusal(RefusalCode.DuplicateNode, $"There is a node {Node} already; make a new id at random.", Node);
        if (kind.Fixed && document.Holds(parent, kind)) return new Refusal(RefusalCode.NotHere, $"Every plan has {kind.Label} exactly once.", Node);
        if (After is { } after && Find(document, after, out var refusal) is null) return refusal;
        if (document.Count >= Limits.NodesMax) return new Refusal(RefusalCode.TooMany, $"A plan holds at most {Limits.NodesMax} parts, removed ones included.", Node);
        if (parent.Children.Length >= Limits.ChildrenMax) return new Refusal(RefusalCode.TooMany, $"One part holds at most {Limits.ChildrenMax} others.", Node);
        return document.Depth(parent) + 2 > Limits.DepthMax ? new Refusal(RefusalCode.TooMany, $"Parts go at most {Limits.DepthMax} levels deep.", Node) : null;
    }

    /// <summary>Why no such node may be there, wherever under its parent and whatever else is; null when one may.</summary>
    internal Refusal? CheckContent(Document document)
    {
        if (document.Schema.Find(Kind) is not { } kind) return new Refusal(RefusalCode.UnknownKind, $"There is no kind “{Kind}”.", Node);
        if (Node.Value == 0) return new Refusal(RefusalCode.BadValue, "0 is not the id of a node.", Node);
        // Before the place, which may be refused for now only where this is suggested.
        foreach (var (key, value) in Fields)
            if (CheckField(document, kind, key, value) is { } problem) return problem;
        if (Find(document, Parent, out var refusal) is not { } parent) return refusal;
        return PlanSchema.MayHold(parent.Kind, kind) ? null : new Refusal(RefusalCode.NotHere, $"{kind.Label} does not belong under {parent.Kind.Label}.", Node);
    }

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var kind = document.Schema.Find(Kind)!;
        return document.Place(new Documents.Node(Node, kind, Parent, false, [], Fields.IsEmpty ? Fields : Stored(kind)), Parent, After);
    }

    /// <inheritdoc/>
    public override Operation? Invert(Document before) => before.Schema.Find(Kind)!.Fixed ? null : new RemoveNode(Node);

    /// <inheritdoc/>
    public override Operation Rebase(Operation over, bool before) => this;

    /// <inheritdoc/>
    public override string Label(Document document)
    {
        var kind = document.Schema.Find(Kind)!;
        var after = document.Find(Node) is null ? Apply(document) : document;
        var title = after.Title(after[Node]);
        var number = after.Number(after[Node]);
        return $"added {kind.Noun}{(number.Length > 0 ? $" {number}" : "")}{(title != kind.Label ? $" “{title}”" : "")}";
    }

    internal override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteNode("node"u8, Node);
        writer.WriteString("kind"u8, Kind);
        writer.WriteNode("parent"u8, Parent);
        writer.WriteNodeOrNull("after"u8, After);
        writer.WriteStartObject("fields"u8);
        foreach (var (key, value) in Fields)
        {
            writer.WritePropertyName(key);
            writer.WriteFieldValue(value);
        }

        writer.WriteEndObject();
    }

    internal static Operation? Read(OperationMembers members) =>
        members is { Node: { } node, Kind: { } kind, Parent: { } parent, Fields: { } fields } && members.Has(OperationMember.After)
            ? new InsertNode(node, kind, parent, members.After, fields)
            : null;

    private ImmutableSortedDictionary<string, FieldValue> Stored(NodeKind kind)
    {
        var fields = Documents.Node.NoFields;
        foreach (var (key, value) in Fields)
            if (Stored(kind.Find(key)!, value) is { } stored) fields = fields.Add(key, stored);
        return fields;
    }

    private static FieldValue? Stored(Field field, FieldValue value) => (field, value) switch
    {
        (TextField, Scalar { Text: { } text }) => text.Length > 0 ? new TextValue(PlanText.Of(text)) : null,
        (_, SetValue set) => set.Items.IsEmpty ? null : set,
        _ => value,
    };

    private Refusal? CheckField(Document document, NodeKind kind, string key, FieldValue value)
    {
        switch (kind.Find(key), value)
        {
            case (null, _):
                return new Refusal(RefusalCode.UnknownField, $"“{kind.Key}” has no field named “{key}”.", Node, key);
            case (TextField field, Scalar { Text: { } text }):
                return field.Refuse(Node, text);
            case (ItemsField field, SetValue set):
                if (set.Items.Count > ItemsField.CountMax) return new Refusal(RefusalCode.TooMany, $"{field.Label} holds at most {ItemsField.CountMax} items.", Node, key);
                return set.Items.Select(item => field.ItemProblem(document, item)).FirstOrDefault(problem => problem is not null) is { } bad
                    ? new Refusal(RefusalCode.BadValue, bad + ".", Node, key)
                    : null;
            case ({ } field and not (TextField or ItemsField), Scalar scalar):
                return field.Problem(document, scalar) is { } wrong ? new Refusal(RefusalCode.BadValue, wrong + ".", Node, key) : null;
            case ({ } field, _):
                return new Refusal(RefusalCode.BadValue, $"{field.Label} does not take this kind of value.", Node, key);
        }
    }
}
