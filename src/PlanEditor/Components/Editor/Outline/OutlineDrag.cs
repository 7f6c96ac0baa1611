using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanEditor.Components.Editor.Outline;

/// <summary>A part on its way to another place.</summary>
/// <param name="Node">The part.</param>
/// <param name="Over">The key of the row under the pointer, if it may be put there.</param>
/// <param name="Place">Where at that row.</param>
public sealed record OutlineDrag(NodeId Node, string? Over = null, DropPlaces Place = DropPlaces.None)
{
    /// <summary>Where at a row it may be put.</summary>
    public DropPlaces PlacesAt(Document document, OutlineItem row)
    {
        if (row.Node is not { } at || at == Node || document.Find(at) is not { Parent: not null } target || document.Find(Node) is not { } node) return DropPlaces.None;
        if (target.Kind != node.Kind) return OutlineMoves.Into(document, node, target) is null ? DropPlaces.None : DropPlaces.Into;
        return (OutlineMoves.Before(document, node, target) is null ? DropPlaces.None : DropPlaces.Before)
            | (OutlineMoves.After(document, node, target) is null ? DropPlaces.None : DropPlaces.After);
    }

    /// <summary>The move that a drop makes now, or null.</summary>
    public MoveNode? Move(Document document)
    {
        if (Over is null || !NodeId.TryParse(Over, out var at) || document.Find(at) is not { } target || document.Find(Node) is not { } node) return null;
        return Place switch
        {
            DropPlaces.Before => OutlineMoves.Before(document, node, target),
            DropPlaces.After => OutlineMoves.After(document, node, target),
            DropPlaces.Into => OutlineMoves.Into(document, node, target),
            _ => null,
        };
    }
}
