using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanModel.Documents;

/// <summary>
/// A plan at one revision, immutable. Reading needs no lock, and "did this node change?" is a comparison of references.
/// Made from <see cref="Empty"/> by operations only, so what holds after each operation holds always: one root, each other
/// node under exactly one parent that may hold its kind, no cycles.
/// </summary>
public sealed class Document
{
    private const int BytesOfThread = 300;
    private const int BytesOfSection = 16;

    private readonly NodeMap _nodes;

    // The places of the children of a node among those of their kind, from 1: counted when somebody asks for the number of one of many.
    private ConcurrentDictionary<NodeId, Dictionary<NodeId, int>>? _places;

    // Which nodes name another, removed ones too, by the name that is written: made when somebody asks, and kept up to date from then on.
    private ImmutableDictionary<string, ImmutableHashSet<NodeId>>? _namers;

    private Document(PlanSchema schema, PlanStanding standing, NodeMap nodes, ThreadMap threads, ProposalMap proposals)
    {
        Schema = schema;
        Standing = standing;
        _nodes = nodes;
        Threads = threads;
        Proposals = proposals;
    }

    /// <summary>The kinds that this document is made of.</summary>
    public PlanSchema Schema { get; }

    /// <summary>What holds for the plan as a whole.</summary>
    public PlanStanding Standing { get; }

    /// <summary>Where the plan stands in its workflow.</summary>
    public PlanState State => Standing.State;

    /// <summary>Whether peers may read the plan.</summary>
    public bool OpenToPeers => Standing.OpenToPeers;

    /// <summary>What was said about the plan.</summary>
    public ThreadMap Threads { get; }

    /// <summary>What was suggested, answered or not.</summary>
    public ProposalMap Proposals { get; }

    /// <summary>The names of its versions, which differ in more than capitals.</summary>
    public ImmutableSortedSet<string> Versions => Standing.Versions;

    /// <summary>The root node.</summary>
    public Node Root => this[NodeId.Root];

    /// <summary>How many nodes there are, removed ones included.</summary>
    public int Count => _nodes.Count;

    /// <summary>How much is written in the fields of all nodes, removed ones included, in UTF-16 units.</summary>
    internal long Units => _nodes.Units;

    /// <summary>A document at revision 0: a root and nothing else.</summary>
    public static Document Empty(PlanSchema schema) =>
        new(schema, PlanStanding.New, NodeMap.Empty.With(new Node(NodeId.Root, schema.Root, null, false, [], Node.NoFields)), ThreadMap.Empty, ProposalMap.Empty);

    internal static Document Of(PlanSchema schema, PlanStanding standing, IEnumerable<Node> nodes, ThreadMap threads, ProposalMap proposals) =>
        new(schema, standing, nodes.Aggregate(NodeMap.Empty, (all, node) => all.With(node)), threads, proposals);

    /// <summary>The same plan as an object of its own: whoever keeps it for long does not keep alive what was worked out for this one.</summary>
    public Document Apart() => new(Schema, Standing, _nodes, Threads, Proposals);

    /// <summary>About how much memory this document has for itself after operations, beyond what they say: an edit of a text moves the comments on its stretches, and what is suggested for it.</summary>
    public long MovedBytes(ImmutableArray<Operation> operations)
    {
        if (operations is [EditText one]) return Moved(one.Node, one.Field);
        return operations.OfType<EditText>().Select(edit => (edit.Node, edit.Field)).Distinct().Sum(text => Moved(text.Node, text.Field));

        long Moved(NodeId node, string field) => ((long)BytesOfThread * Threads.CountOn(node, field)) + ((long)BytesOfSection * Proposals.SectionsOn(node, field));
    }

    /// <summary>Whether all parts are just so in another document too.</summary>
    internal bool HasNodesOf(Document other) => _nodes == other._nodes;

    /// <summary>The node with an id, removed or not, or null.</summary>
    public Node? Find(NodeId id) => _nodes.Find(id);

    /// <summary>The node with an id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Node this[NodeId id] => Find(id) ?? throw new KeyNotFoundException($"there is no node {id}");

    /// <summary>The nodes that another document does not have just so, as that one has them and as this one does.</summary>
    internal IEnumerable<(Node? Before, Node? After)> Differences(Document before) => before._nodes.Differences(_nodes);

    /// <summary>Whether neither the node nor any node above it was removed.</summary>
    public bool IsVisible(Node node)
    {
        for (var at = node; ; at = this[at.Parent.Value])
        {
            if (at.Removed) return false;
            if (at.Parent is null) return true;
        }
    }

    /// <summary>The children that were not removed, in order.</summary>
    public IEnumerable<Node> Children(Node node)
    {
        foreach (var id in node.Children)
            if (this[id] is { Removed: false } child) yield return child;
    }

    /// <summary>The children of one kind that were not removed, in order.</summary>
    public IEnumerable<Node> Children(Node node, NodeKind kind) => Children(node).Where(child => child.Kind == kind);

    /// <summary>The children that were not removed, as a reader meets them: by kind as the schema has it, those of one kind in order, or by name where the kind is a register.</summary>
    public IEnumerable<Node> ReadingOrder(Node node) =>
        Children(node).GroupBy(child => node.Kind.PlaceOf(child.Kind)).OrderBy(group => group.Key).SelectMany(group => ContentOrder.Listed(this, group));

    /// <summary>A node and all below it that were not removed, parents before children, in order.</summary>
    public IEnumerable<Node> Visible(Node from)
    {
        yield return from;
        foreach (var child in Children(from))
            foreach (var below in Visible(child)) yield return below;
    }

    /// <summary>All nodes, removed ones too, parents before children, in order.</summary>
    public IEnumerable<Node> All()
    {
        var next = new Stack<Node>();
        next.Push(Root);
        while (next.TryPop(out var node))
        {
            yield return node;
            for (var at = node.Children.Length - 1; at >= 0; at--) next.Push(this[node.Children[at]]);
        }
    }

    /// <summary>The nodes above, nearest first, the root last.</summary>
    public IEnumerable<Node> Above(Node node)
    {
        for (var at = node.Parent; at is { } id;)
        {
            var parent = this[id];
            yield return parent;
            at = parent.Parent;
        }
    }

    /// <summary>How many nodes are above one.</summary>
    internal int Depth(Node node)
    {
        var depth = 0;
        for (var at = node; at.Parent is { } parent; at = this[parent]) depth++;
        return depth;
    }

    /// <summary>Whether a node has a child of a kind, removed or not.</summary>
    internal bool Holds(Node parent, NodeKind kind)
    {
        foreach (var id in parent.Children)
            if (this[id].Kind == kind) return true;
        return false;
    }

    /// <summary>
    /// The number, as "C2.M3": the one that was given, for kinds that keep it, else the place among the visible nodes of the same kind, after the parent's. Empty for kinds without a
    /// number, and before one is given.
    /// </summary>
    public string Number(Node node)
    {
        if (node.Kind.NumberLetter is not { } letter || node.Parent is not { } parentId) return "";
        if (node.Kind.NumberField is { } given) return given.Read(node) is { } number ? string.Create(CultureInfo.InvariantCulture, $"{letter}{number:0}") : "";
        var parent = this[parentId];
        var places = (_places ??= new()).GetOrAdd(parentId, static (_, at) => at.Document.Places(at.Parent), (Document: this, Parent: parent));
        var place = places.TryGetValue(node.Id, out var known) ? known : 1 + Children(parent, node.Kind).Count();
        var above = Number(parent);
        return above.Length > 0 ? $"{above}.{letter}{place}" : $"{letter}{place}";
    }

    /// <summary>What the node is called: its title, or the label of its kind while it has none.</summary>
    public string Title(Node node) => node.Kind.Title(this, node) is { Length: > 0 } title ? title : node.Kind.Label;

    /// <summary>The short way to name a node in a sentence: its number if it has one, else kind and title.</summary>
    public string Name(Node node) =>
        Number(node) is { Length: > 0 } number ? number
        : Title(node) is var title && title == node.Kind.Label ? title
        : $"{node.Kind.Label} “{title}”";

    internal Document With(Node node) => new(Schema, Standing.Edited(this, node), _nodes.With(node), Threads, Proposals) { _namers = NamersWith(node) };

    internal Document With(PlanStanding standing) => new(Schema, standing, _nodes, Threads, Proposals) { _namers = _namers };

    internal Document With(ThreadMap threads) => threads == Threads ? this : new(Schema, Standing, _nodes, threads, Proposals) { _namers = _namers };

    internal Document With(ProposalMap proposals) => proposals == Proposals ? this : new(Schema, Standing, _nodes, Threads, proposals) { _namers = _namers };

    internal Document WithVersion(string name) => With(Standing with { Versions = Versions.Add(name) });

    /// <summary>Whether a visible node other than itself names one.</summary>
    internal bool IsNamed(NodeId id)
    {
        _namers ??= All().Aggregate(ImmutableDictionary<string, ImmutableHashSet<NodeId>>.Empty, static (all, node) => Named(all, node, static (namers, one) => namers.Add(one)));
        return _namers.GetValueOrDefault(id.ToString(), []).Any(namer => namer != id && IsVisible(this[namer]));
    }

    private ImmutableDictionary<string, ImmutableHashSet<NodeId>>? NamersWith(Node node)
    {
        if (_namers is not { } namers) return null;
        var before = Find(node.Id);
        // Texts name nobody.
        if (before is not null && (node.IsEditOf(before) || before.Fields == node.Fields)) return namers;
        if (before is not null) namers = Named(namers, before, static (all, one) => all.Remove(one));
        return Named(namers, node, static (all, one) => all.Add(one));
    }

    private static ImmutableDictionary<string, ImmutableHashSet<NodeId>> Named(
        ImmutableDictionary<string, ImmutableHashSet<NodeId>> namers, Node node, Func<ImmutableHashSet<NodeId>, NodeId, ImmutableHashSet<NodeId>> change)
    {
        foreach (var field in node.Kind.References)
            foreach (var written in field.ReferencesIn(node)) namers = namers.SetItem(written, change(namers.GetValueOrDefault(written, []), node.Id));
        return namers;
    }

    private Dictionary<NodeId, int> Places(Node parent)
    {
        var places = new Dictionary<NodeId, int>();
        var counts = new Dictionary<NodeKind, int>();
        foreach (var child in Children(parent)) places.Add(child.Id, counts[child.Kind] = counts.GetValueOrDefault(child.Kind) + 1);
        return places;
    }

    /// <summary>Puts a node under a parent after a sibling; at the end when that sibling is not there.</summary>
    internal Document Place(Node node, NodeId parent, NodeId? after)
    {
        var siblings = this[parent].Children;
        var at = after is { } sibling ? siblings.IndexOf(sibling) + 1 : 0;
        if (after is not null && at == 0) at = siblings.Length;
        return With(node.WithParent(parent)).With(this[parent].WithChildren(siblings.Insert(at, node.Id)));
    }

    /// <summary>Takes a node out of its parent's list; it must be placed again at once.</summary>
    internal Document Unplace(Node node)
    {
        var parent = this[node.Parent!.Value];
        return With(parent.WithChildren(parent.Children.Remove(node.Id)));
    }

    /// <summary>The sibling before a node, removed or not; null when it is the first.</summary>
    internal NodeId? Before(Node node)
    {
        var siblings = this[node.Parent!.Value].Children;
        var at = siblings.IndexOf(node.Id);
        return at > 0 ? siblings[at - 1] : null;
    }

    /// <summary>Verifies what always holds.</summary>
    /// <param name="kept">Whether it was kept: a log may have suggestions that fit no text, which checks once let through, and its document is read all the same.</param>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    internal void Check(bool kept = false)
    {
        var seen = new HashSet<NodeId>();
        foreach (var node in All())
        {
            if (!seen.Add(node.Id)) throw new InvalidOperationException($"{node.Id} stands in two places");
            foreach (var child in node.Children)
                if (this[child].Parent != node.Id) throw new InvalidOperationException($"{child} stands under {node.Id} but names {this[child].Parent}");
            foreach (var (key, value) in node.Fields)
                if (node.Kind.Find(key) is null || value is TextValue { Text.Length: 0 } or SetValue { Items.IsEmpty: true })
                    throw new InvalidOperationException($"{node.Id} stores an empty or unknown {key}");
        }

        foreach (var thread in Threads)
        {
            var anchor = thread.Anchor;
            if (!seen.Contains(anchor.Node) || (anchor.Range is { } range && (range.From < 0 || range.To < range.From || range.To > this[anchor.Node].Text(anchor.Field!).Length)))
                throw new InvalidOperationException($"the thread {thread.Id} hangs on what is not there");
        }

        foreach (var edit in Proposals.SelectMany(proposal => proposal.OpenParts).Select(part => part.Operation).OfType<EditText>())
            if (!seen.Contains(edit.Node) || (!kept && this[edit.Node].Text(edit.Field).Length != edit.Edit.LengthBefore))
                throw new InvalidOperationException($"a suggestion does not fit the text {edit.Node} {edit.Field}");

        if (seen.Count != Count) throw new InvalidOperationException($"{Count - seen.Count} nodes hang nowhere");
        if (All().Sum(node => node.Fields.Sum(field => (long)field.Value.Units)) is var units && units != Units) throw new InvalidOperationException($"{units} units were counted as {Units}");
        foreach (var said in Threads.SelectMany(thread => thread.Entries).GroupBy(entry => entry.Said.By, entry => entry.Text.Length))
            if (said.Sum() != Threads.UnitsSaidBy(said.Key)) throw new InvalidOperationException($"{said.Sum()} units that {said.Key} said were counted as {Threads.UnitsSaidBy(said.Key)}");
    }
}
