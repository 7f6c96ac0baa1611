using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Hides a node with all below it. It keeps its place and goes on taking what others type into it, and can be restored whole.</summary>
/// <param name="Node">The node.</param>
public sealed record RemoveNode(NodeId Node) : Operation
{
    private const int UsesNamed = 5;

    /// <summary>The written name.</summary>
    public const string OperationName = "removeNode";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Edit;

    /// <inheritdoc/>
    public override OperationTarget Target => new(Node, "presence");

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        Find(document, Node, out var refusal) is not { } node ? refusal
        : node.Parent is null || node.Kind.Fixed ? new Refusal(RefusalCode.NotHere, $"{node.Kind.Label} cannot be removed: every plan has it.", Node)
        : node is { Removed: false, Kind.KeptWhileUsed: true } && InUse(document) is { Length: > 0 } uses
            ? new Refusal(RefusalCode.InUse, $"{NameIn(document, Node)} is in use: {uses}. Name another there, or merge it into another.", Node)
        : null;

    /// <inheritdoc/>
    public override Document Apply(Document document) => document[Node] is { Removed: false } node ? document.With(node.WithRemoved(true)) : document;

    /// <inheritdoc/>
    public override Operation? Invert(Document before) => before[Node].Removed ? null : new RestoreNode(Node);

    /// <inheritdoc/>
    public override Operation Rebase(Operation over, bool before) => this;

    /// <inheritdoc/>
    public override string Label(Document document) => $"removed {NameIn(new RestoreNode(Node).Apply(document), Node)}";

    internal override void WriteMembers(Utf8JsonWriter writer) => writer.WriteNode("node"u8, Node);

    internal static Operation? Read(OperationMembers members) => members.Node is { } node ? new RemoveNode(node) : null;

    private string InUse(Document document)
    {
        var names = Uses.Of(document, Node).Select(use => NameIn(document, use.Node.Id)).Distinct().ToList();
        return names.Count <= UsesNamed ? string.Join(", ", names) : $"{string.Join(", ", names.Take(UsesNamed))} and {names.Count - UsesNamed} more";
    }
}
