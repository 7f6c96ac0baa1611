using System.Collections.Immutable;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor.Outline;

/// <summary>Where a part can go. Each answer is null when it cannot.</summary>
public static class OutlineMoves
{
    /// <summary>One place up among the parts of its kind.</summary>
    public static MoveNode? Up(Document document, Node node) =>
        Neighbours(document, node).Before is { } sibling ? Before(document, node, sibling) : null;

    /// <summary>One place down among the parts of its kind.</summary>
    public static MoveNode? Down(Document document, Node node) =>
        Neighbours(document, node).After is { } sibling ? After(document, node, sibling) : null;

    /// <summary>To the end of the next part, or of the one before, that may hold it.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="node">The part.</param>
    /// <param name="step">1: the next; -1: the one before.</param>
    public static MoveNode? Aside(Document document, Node node, int step)
    {
        var parents = Parents(document, node);
        var at = parents.FindIndex(parent => parent.Id == node.Parent);
        return at >= 0 && at + step >= 0 && at + step < parents.Count ? Into(document, node, parents[at + step]) : null;
    }

    /// <summary>All parts that may hold it, in order, the one that does included.</summary>
    public static List<Node> Parents(Document document, Node node) =>
        node.Parent is null || node.Kind.Fixed ? [] : [.. document.Visible(document.Root).Where(parent => PlanSchema.MayHold(parent.Kind, node.Kind))];

    /// <summary>Before another part.</summary>
    public static MoveNode? Before(Document document, Node node, Node sibling)
    {
        if (sibling.Parent is not { } parent || node.Id == sibling.Id || IsListed(node, sibling)) return null;
        var siblings = document[parent].Children;
        var at = siblings.IndexOf(sibling.Id) - 1;
        if (at >= 0 && siblings[at] == node.Id) at--;
        return Allowed(document, new MoveNode(node.Id, parent, at >= 0 ? siblings[at] : null));
    }

    /// <summary>After another part.</summary>
    public static MoveNode? After(Document document, Node node, Node sibling) =>
        sibling.Parent is { } parent && node.Id != sibling.Id && !IsListed(node, sibling) ? Allowed(document, new MoveNode(node.Id, parent, sibling.Id)) : null;

    /// <summary>To the end of another part.</summary>
    public static MoveNode? Into(Document document, Node node, Node parent) =>
        Allowed(document, new MoveNode(node.Id, parent.Id, parent.Children.LastOrDefault(id => id != node.Id) is { Value: not 0 } last ? last : null));

    /// <summary>Whether people put the parts of a kind in an order of their own.</summary>
    public static bool IsOrdered(NodeKind kind) => !kind.Fixed && !kind.Alphabetical;

    /// <summary>Several parts of one kind before another of it, in the order in which they stand. Those that stand right stay.</summary>
    public static ImmutableArray<MoveNode> Before(Document document, IReadOnlyCollection<NodeId> ids, Node sibling)
    {
        var siblings = document[sibling.Parent!.Value].Children;
        var before = siblings.Take(siblings.IndexOf(sibling.Id)).LastOrDefault(id => !ids.Contains(id));
        return Together(document, ids, sibling.Parent.Value, before is { Value: not 0 } after ? after : null);
    }

    /// <summary>Several parts of one kind to the end of a part, in the order in which they stand. Those that stand right stay.</summary>
    public static ImmutableArray<MoveNode> Into(Document document, IReadOnlyCollection<NodeId> ids, Node parent)
    {
        var others = parent.Children.Where(id => !ids.Contains(id)).ToArray();
        // Behind the last of their kind, where there is one: behind those of other kinds they would stand no further down.
        var same = others.LastOrDefault(id => document[id] is { Removed: false } other && ids.Any(one => document[one].Kind == other.Kind));
        var last = same is { Value: 0 } ? others.LastOrDefault() : same;
        return Together(document, ids, parent.Id, last is { Value: not 0 } ? last : null);
    }

    /// <summary>Where a drop at another part puts it: "before", "after" or "into".</summary>
    public static MoveNode? Drop(Document document, NodeId dropped, NodeId at, string place) =>
        document.Find(dropped) is not { } node || document.Find(at) is not { } target ? null : place switch
        {
            "before" => Before(document, node, target),
            "after" => After(document, node, target),
            "into" => Into(document, node, target),
            _ => null,
        };

    private static ImmutableArray<MoveNode> Together(Document document, IReadOnlyCollection<NodeId> ids, NodeId parent, NodeId? after)
    {
        var moves = ImmutableArray.CreateBuilder<MoveNode>();
        var so = document;
        foreach (var node in document.Visible(document.Root).Where(node => ids.Contains(node.Id)))
        {
            var move = new MoveNode(node.Id, parent, after);
            var done = move.Check(so) is null ? move.Apply(so) : null;
            if (!ReferenceEquals(done, so)) moves.Add(move);
            (so, after) = (done ?? so, node.Id);
        }

        return moves.ToImmutable();
    }

    // A register stands in the order of its names, wherever a part is put.
    private static bool IsListed(Node node, Node sibling) => node.Kind.Alphabetical && node.Kind == sibling.Kind && node.Parent == sibling.Parent;

    private static (Node? Before, Node? After) Neighbours(Document document, Node node)
    {
        if (node.Parent is not { } parent || node.Kind.Fixed || node.Kind.Alphabetical) return default;
        var same = document.Children(document[parent], node.Kind).ToList();
        var at = same.FindIndex(sibling => sibling.Id == node.Id);
        return (at > 0 ? same[at - 1] : null, at >= 0 && at + 1 < same.Count ? same[at + 1] : null);
    }

    private static MoveNode? Allowed(Document document, MoveNode move) => move.Check(document) is null && !ReferenceEquals(move.Apply(document), document) ? move : null;
}
