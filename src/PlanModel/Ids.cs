namespace PlanModel;

/// <summary>A node of a document. 64 random bits made by whoever inserts the node; unique within one plan for ever.</summary>
/// <param name="Value">The bits. 0 is no node.</param>
public readonly record struct NodeId(ulong Value)
{
    /// <summary>The one node that every document has from the start.</summary>
    public static NodeId Root { get; } = new(1);
}
