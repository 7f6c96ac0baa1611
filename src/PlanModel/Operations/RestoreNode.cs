using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Brings a removed node back with all that was typed into it meanwhile, at the place it kept.</summary>
/// <param name="Node">The node.</param>
public sealed record RestoreNode(NodeId Node) : Operation
{
    /// <summary>The written name.</summary>
    public const string OperationName = "restoreNode";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Edit;

    /// <inheritdoc/>
    public override OperationTarget Target => new(Node, "presence");

    /// <inheritdoc/>
    public override Refusal? Check(Document document)
    {
        _ = Find(document, Node, out var refusal);
        return refusal;
    }

    /// <inheritdoc/>
    public override Document Apply(Document document) => document[Node] is { Removed: true } node ? document.With(node.WithRemoved(false)) : document;

    /// <inheritdoc/>
    public override Operation? Invert(Document before) => before[Node].Removed ? new RemoveNode(Node) : null;

    /// <inheritdoc/>
    public override Operation Rebase(Operation over, bool before) => this;

    /// <inheritdoc/>
    public override string Label(Document document) => $"restored {NameIn(Apply(document), Node)}";

    internal override void WriteMembers(Utf8JsonWriter writer) => writer.WriteNode("node"u8, Node);

    internal static Operation? Read(OperationMembers members) => members.Node is { } node ? new RestoreNode(node) : null;
}
