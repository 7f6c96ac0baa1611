using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>
/// Puts a node after a sibling, perhaps under another parent. Of two moves of one node the later counts. A move that would put a
/// node inside itself, after what others moved meanwhile, is refused.
/// </summary>
/// <param name="Node">The node.</param>
/// <param name="Parent">The node it will stand under.</param>
/// <param name="After">The sibling before it; null puts it first.</param>
public sealed record MoveNode(NodeId Node, NodeId Parent, NodeId? After) : Operation
{
    /// <summary>The written name.</summary>
    public const string OperationName = "moveNode";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Edit;

    /// <inheritdoc/>
    public override OperationTarget Target => new(Node, "place");

    /// <inheritdoc/>
    public override Refusal? Check(Document document)
    {
        if (Find(document, Node, out var refusal) is not { } node || Find(document, Parent, out refusal) is not { } parent) return refusal;
        if (node.Parent is null || node.Kind.Fixed) return new Refusal(RefusalCode.NotHere, $"{node.Kind.Label} stays where it is.", Node);
        if (!PlanSchema.MayHold(parent.Kind, node.Kind)) return new Refusal(RefusalCode.NotHere, $"{node.Kind.Label} does not belong under {parent.Kind.Label}.", Node);
        if (After == Node) return new Refusal(RefusalCode.BadValue, "A part cannot stand after itself.", Node);
        if (After is { } after && Find(document, after, out refusal) is null) return refusal;
        if (parent.Id == Node || document.Above(parent).Any(above => above.Id == Node))
            return new Refusal(RefusalCode.Cycle, $"{document.Name(node)} cannot be put inside itself.", Node);
        if (node.Parent != Parent && parent.Children.Length >= Limits.ChildrenMax) return new Refusal(RefusalCode.TooMany, $"One part holds at most {Limits.ChildrenMax} others.", Node);
        // What comes no deeper fits as it did.
        if (document.Depth(parent) + 1 is var depth && depth > document.Depth(node) && depth + Height(document, node) > Limits.DepthMax) return new Refusal(RefusalCode.TooMany, $"Parts go at most {Limits.DepthMax} levels deep.", Node);
        return null;
    }

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var node = document[Node];
        return node.Parent == Parent && document.Before(node) == After ? document : document.Unplace(node).Place(node, Parent, After);
    }

    /// <inheritdoc/>
    public override Operation? Invert(Document before)
    {
        var node = before[Node];
        return ReferenceEquals(Apply(before), before) ? null : new MoveNode(Node, node.Parent!.Value, before.Before(node));
    }

    /// <inheritdoc/>
    public override Operation Rebase(Operation over, bool before) => this;

    /// <inheritdoc/>
    public override string Label(Document document)
    {
        var place = document[Node].Parent == Parent ? "" : $" to {NameIn(document, Parent)}";
        return $"moved {NameIn(document, Node)}{place}";
    }

    internal override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteNode("node"u8, Node);
        writer.WriteNode("parent"u8, Parent);
        writer.WriteNodeOrNull("after"u8, After);
    }

    internal static Operation? Read(OperationMembers members) =>
        members is { Node: { } node, Parent: { } parent } && members.Has(OperationMember.After) ? new MoveNode(node, parent, members.After) : null;

    private static int Height(Document document, Documents.Node node) =>
        1 + node.Children.Select(id => Height(document, document[id])).DefaultIfEmpty(0).Max();
}
