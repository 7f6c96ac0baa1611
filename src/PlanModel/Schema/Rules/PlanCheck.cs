using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Review;

namespace PlanModel.Schema.Rules;

/// <summary>One look at a document: its visible nodes, walked once, and what the rules have found so far.</summary>
internal sealed class PlanCheck
{
    private readonly Dictionary<NodeId, int> _places = [];
    private readonly ILookup<NodeKind, Node> _byKind;
    private readonly Dictionary<NodeId, string> _names = [];
    private readonly List<Finding> _findings = [];

    public PlanCheck(Document document)
    {
        Document = document;
        Nodes = [.. Below(document.Root)];
        foreach (var node in Nodes) _places.Add(node.Id, _places.Count);
        _byKind = Nodes.ToLookup(node => node.Kind);
    }

    public Document Document { get; }

    /// <summary>The visible nodes as a reader meets them, parents before children.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>How many things that final asks for are there. Each that is not is a block.</summary>
    public int Met { get; private set; }

    /// <summary>The visible nodes of one kind, in order.</summary>
    public IEnumerable<Node> Of(NodeKind kind) => _byKind[kind];

    /// <summary>The node with an id, if it is visible.</summary>
    public Node? Find(NodeId id) => _places.ContainsKey(id) ? Document[id] : null;

    /// <summary>The visible nodes that a set refers to, in the order of the plan.</summary>
    public IEnumerable<Node> Referred(Node node, ReferencesField field) => field.ReadReferences(node).Select(Find).OfType<Node>().OrderBy(referred => _places[referred.Id]);

    /// <summary>Has rules look at each node, unless it is known what they find there.</summary>
    public void CheckNodes(ImmutableArray<NodeRule> rules)
    {
        var around = Document.Schema.AllAround(Document);
        foreach (var node in Nodes)
        {
            var isRoot = node.Parent is null;
            var above = node.Kind.LooksAbove && node.Parent is { } parent ? Document[parent] : null;
            if (!isRoot && NodeFindings.Find(node, Name(node), around, above) is { } known)
            {
                _findings.AddRange(known.Findings);
                Met += known.Met;
                continue;
            }

            var (from, met) = (_findings.Count, Met);
            foreach (var rule in rules) rule(this, node);
            if (!isRoot) NodeFindings.Keep(node, new NodeFindings(Name(node), around, above, Met - met, [.. _findings.Skip(from)]));
        }
    }

    public void Meet() => Met++;

    public void Block(string code, Node node, Field field, FormattableString message) => Add(code, FindingLevel.Block, node, field.Key, null, message);

    public void Warn(string code, Node node, Field field, FormattableString message, Node? other = null) => Add(code, FindingLevel.Warn, node, field.Key, null, message, other);

    public void Find(string code, FindingLevel level, Node node, Field field, FormattableString message) => Add(code, level, node, field.Key, null, message);

    /// <summary>About the plan as a whole, where no field can cure it.</summary>
    public void BlockPlan(string code, FormattableString message) => Add(code, FindingLevel.Block, Document.Root, null, null, message);

    /// <summary>There are too few children of a kind under a node.</summary>
    public void Block(string code, Node node, NodeKind children, FormattableString message) => Add(code, FindingLevel.Block, node, null, children.Key, message);

    /// <summary>The number of children of a kind under a node is unusual.</summary>
    public void Warn(string code, Node node, NodeKind children, FormattableString message) => Add(code, FindingLevel.Warn, node, null, children.Key, message);

    /// <summary>A thread asks for something.</summary>
    public void Find(string code, FindingLevel level, CommentThread thread, FormattableString message)
    {
        // What hangs on a removed part is looked for at the root.
        var (node, field, removed) = Find(thread.Anchor.Node) is null ? (NodeId.Root, null, thread.Anchor.Node) : (thread.Anchor.Node, thread.Anchor.Field, (NodeId?)null);
        _findings.Add(new Finding(code, level, node, field, FormattableString.Invariant(message)) { Thread = thread.Id, Other = removed });
    }

    /// <summary>A proposal waits for an answer.</summary>
    public void Block(string code, Proposal proposal, Node node, FormattableString message) =>
        _findings.Add(new Finding(code, FindingLevel.Block, node.Id, null, FormattableString.Invariant(message)) { Proposal = proposal.Id });

    /// <summary>How a message names a node: "C2.M3", "Dataset “Local budgets”", "C2, SDG target “16.6 …”".</summary>
    public string Name(Node node)
    {
        if (!_names.TryGetValue(node.Id, out var name)) _names.Add(node.Id, name = FullName(node));
        return name;
    }

    /// <summary>How a message names a field of a node: "C2: “The solution”". A part with a single field is spoken of as one: "“Vision”".</summary>
    public string Name(Node node, Field field) => node.Kind.Fields.Length == 1 ? $"“{Name(node)}”" : $"{Name(node)}: “{field.Label}”";

    public ImmutableArray<Finding> FindingsInOrder() =>
        [.. _findings.OrderBy(finding => _places[finding.Node]).ThenBy(PlaceOfField).ThenBy(finding => finding.Level)];

    private string FullName(Node node)
    {
        if (node.Parent is not { } parentId) return node.Kind.Label;
        var name = Document.Name(node);
        return parentId == NodeId.Root || node.Kind.NumberLetter is not null ? name : $"{Name(Document[parentId])}, {name}";
    }

    private IEnumerable<Node> Below(Node node)
    {
        yield return node;
        if (node.Children.IsEmpty) yield break;
        foreach (var child in Document.ReadingOrder(node))
            foreach (var below in Below(child)) yield return below;
    }

    private int PlaceOfField(Finding finding)
    {
        var fields = Document[finding.Node].Kind.Fields;
        for (var at = 0; at < fields.Length; at++)
            if (fields[at].Key == finding.Field) return at;
        return fields.Length;
    }

    private void Add(string code, FindingLevel level, Node node, string? field, string? children, FormattableString message, Node? other = null) =>
        _findings.Add(new Finding(code, level, node.Id, field, FormattableString.Invariant(message)) { Children = children, Other = other?.Id });
}
