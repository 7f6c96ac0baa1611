using System.Collections.Immutable;

namespace PlanModel.Review;

/// <summary>What hangs on which text. Every edit asks whether anything hangs on its own, so that the letters of the field's key are not counted in: few fields of a node have keys of one length.</summary>
internal sealed class TextKeys : IEqualityComparer<(NodeId Node, string Field)>
{
    /// <summary>Nothing hangs on any text.</summary>
    public static ImmutableDictionary<(NodeId Node, string Field), ImmutableArray<ulong>> None { get; } =
        ImmutableDictionary.Create<(NodeId Node, string Field), ImmutableArray<ulong>>(new TextKeys());

    public bool Equals((NodeId Node, string Field) x, (NodeId Node, string Field) y) => x.Node == y.Node && x.Field == y.Field;

    public int GetHashCode((NodeId Node, string Field) text) => HashCode.Combine(text.Node.Value, text.Field.Length);
}
