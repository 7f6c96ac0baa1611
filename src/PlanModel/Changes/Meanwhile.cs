using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;

namespace PlanModel.Changes;

/// <summary>Which parts of a plan were changed after the revision for which something was made.</summary>
public sealed class Meanwhile
{
    private readonly HashSet<NodeId> _parts = [];
    private bool _moved;
    private (Document Document, HashSet<NodeId> Changed)? _in;

    /// <summary>Whether any content was changed.</summary>
    public bool Any => _parts.Count > 0;

    /// <summary>Whether the review took a step.</summary>
    public bool Stepped { get; private set; }

    /// <summary>One more change was committed.</summary>
    public void Add(CommittedChange change)
    {
        _in = null;
        foreach (var operation in change.Operations)
        {
            Stepped |= operation is ChangeState;
            if (!LastTouches.Touches(operation)) continue;
            _parts.Add(operation.Target.Node!.Value);
            _moved |= operation is MoveNode;
        }
    }

    /// <summary>Whether a part, or something below it, was changed. What was moved away is below it no longer, so after a move any may have been.</summary>
    public bool IsIn(Document document, NodeId part)
    {
        if (_moved) return true;
        // One change may ask of thousands of parts, after thousands were changed.
        if (_in is not { } known || !document.HasNodesOf(known.Document)) _in = known = (document, ChangedIn(document));
        return known.Changed.Contains(part);
    }

    private HashSet<NodeId> ChangedIn(Document document)
    {
        var changed = new HashSet<NodeId>();
        foreach (var id in _parts)
        {
            for (var node = document.Find(id); node is not null && changed.Add(node.Id);) node = node.Parent is { } parent ? document.Find(parent) : null;
        }

        return changed;
    }
}
