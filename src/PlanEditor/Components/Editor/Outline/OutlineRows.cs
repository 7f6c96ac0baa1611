using System.Collections.Immutable;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Suggestions;
using PlanModel;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor.Outline;

/// <summary>
/// The rows of the outline from top to bottom: headings, groups, their parts, and parts with a number below those. What is folded has no rows, and of very many
/// parts only those around what is open have, until somebody asks for all.
/// </summary>
public sealed class OutlineRows
{
    /// <summary>What stands before a heading's words in its row's key.</summary>
    public const string HeadingPrefix = "heading:";

    /// <summary>More parts than this in one group are shown only around what is open.</summary>
    public const int PartsMost = 120;

    /// <summary>As many are shown then.</summary>
    public const int PartsAround = 50;

    private const string MorePrefix = "more:";

    private readonly Document _document;
    private readonly PlanMarks _marks;
    private readonly string _slug;
    private readonly ImmutableDictionary<string, bool> _folds;
    private readonly ImmutableHashSet<string> _path;
    private readonly string? _current;
    private readonly ILookup<string?, Node> _parts;
    private readonly Unseen _unseen;
    private readonly Document _itself;
    private readonly OpenSuggestions _suggestions;
    private readonly ImmutableArray<OutlineItem>.Builder _rows = ImmutableArray.CreateBuilder<OutlineItem>();

    private OutlineRows(Document document, PlanMarks marks, string slug, string open, ImmutableDictionary<string, bool> folds, Unseen unseen, Document itself)
    {
        (_document, _marks, _slug, _folds, _unseen, _itself) = (document, marks, slug, folds, unseen, itself);
        _suggestions = OpenSuggestions.Of(itself);
        var path = Path(document, open).ToArray();
        _path = [.. path];
        _current = path.FirstOrDefault();
        _parts = document.Children(document.Root).ToLookup(node => document.Schema.GroupOf(node.Kind)?.Key);
    }

    /// <summary>The rows.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="marks">What blocks and warns.</param>
    /// <param name="slug">The plan's name in addresses.</param>
    /// <param name="open">The key of what the page shows: a node's id or a group's key.</param>
    /// <param name="folds">What somebody unfolded (true) or folded (false) by hand; the rest follows what is open.</param>
    /// <param name="unseen">What is new to the person who looks; null: nothing.</param>
    /// <param name="itself">The plan without what is being suggested on this page; null: nothing is.</param>
    public static ImmutableArray<OutlineItem> Of(Document document, PlanMarks marks, string slug, string open, ImmutableDictionary<string, bool> folds, Unseen? unseen = null, Document? itself = null)
    {
        var rows = new OutlineRows(document, marks, slug, open, folds, unseen ?? Unseen.Nothing, itself ?? document);
        rows.Build();
        return rows._rows.ToImmutable();
    }

    /// <summary>The kinds that have rows below a part: those with a number.</summary>
    public static IEnumerable<Node> Below(Document document, Node node) => document.Children(node).Where(child => child.Kind.NumberLetter is not null);

    /// <summary>The keys of the rows that lead to what is open, itself first. A part without a row of its own is shown by the one above it.</summary>
    private static IEnumerable<string> Path(Document document, string open)
    {
        var group = document.Schema.Outline.FirstOrDefault(one => one.Key == open);
        if (group is null && NodeId.TryParse(open, out var id) && document.Find(id) is { } node)
        {
            foreach (var at in document.Above(node).Prepend(node))
            {
                if (at.Parent is null)
                {
                    if (at == node) yield return at.Id.ToString();
                    continue;
                }

                if (at.Parent != NodeId.Root && at.Kind.NumberLetter is null) continue;
                yield return at.Id.ToString();
                if (at.Parent == NodeId.Root) group = document.Schema.GroupOf(at.Kind);
            }
        }

        if (group is null) yield break;
        if (group.Label != group.Heading) yield return group.Key;
        yield return HeadingPrefix + group.Heading;
    }

    private void Build()
    {
        var headings = _document.Schema.Outline.GroupBy(group => group.Heading).ToArray();
        for (var at = 0; at < headings.Length; at++) AddHeading(headings[at], at + 1, headings.Length);
    }

    private void AddHeading(IGrouping<string, OutlineGroup> heading, int position, int siblings)
    {
        var groups = heading.ToArray();
        var itself = groups is [var only] && only.Label == only.Heading ? only : null;
        var key = HeadingPrefix + heading.Key;
        var expanded = IsExpanded(key, byDefault: true);
        _rows.Add(new OutlineItem(key, 1, heading.Key)
        {
            Address = itself is null ? null : PlanAddress.OfGroup(_slug, itself.Key),
            Group = itself?.Key,
            Expanded = expanded,
            Current = _current == key,
            Position = position,
            Siblings = siblings,
        });
        if (!expanded) return;
        if (itself is not null)
        {
            AddParts(itself.Key, PartsOf(itself), 2, Ghosts(NodeId.Root, itself));
            return;
        }

        var first = position == 1 ? 1 : 0;
        if (first == 1) AddRoot(groups.Length + 1);
        for (var at = 0; at < groups.Length; at++) AddGroup(groups[at], at + 1 + first, groups.Length + first);
    }

    private void AddRoot(int siblings)
    {
        var key = NodeId.Root.ToString();
        _rows.Add(new OutlineItem(key, 2, $"About this {_document.Root.Kind.Label.ToLowerInvariant()}")
        {
            Address = PlanAddress.Of(_slug),
            Node = NodeId.Root,
            Blocks = _marks.Of(NodeId.Root).Blocks,
            Warnings = _marks.Of(NodeId.Root).Warnings,
            Comments = ThreadsOf.PendingOn(_document, NodeId.Root),
            New = _unseen.Has(NodeId.Root),
            Current = _current == key,
            Position = 1,
            Siblings = siblings,
        });
    }

    private void AddGroup(OutlineGroup group, int position, int siblings)
    {
        var parts = PartsOf(group);
        var ghosts = Ghosts(NodeId.Root, group);
        var expanded = IsExpanded(group.Key, byDefault: _path.Contains(group.Key));
        var marks = parts.Select(part => _marks.WithBelow(part.Id)).Aggregate(PlanMarks.Count.None, (sum, one) => sum + one);
        _rows.Add(new OutlineItem(group.Key, 2, group.Label)
        {
            Address = PlanAddress.OfGroup(_slug, group.Key),
            Group = group.Key,
            Count = parts.Length,
            Blocks = marks.Blocks,
            Warnings = marks.Warnings,
            Comments = parts.Sum(part => _marks.CommentsWithBelow(part.Id)),
            New = Array.Exists(parts, HasNew),
            Suggestions = parts.Sum(SuggestionsWithBelow),
            Expanded = parts.Length == 0 && ghosts.Length == 0 ? null : expanded,
            Current = _current == group.Key,
            Position = position,
            Siblings = siblings,
        });
        if (expanded) AddParts(group.Key, parts, 3, ghosts);
    }

    private Node[] PartsOf(OutlineGroup group) => [.. ContentOrder.Listed(_document, _parts[group.Key])];

    private void AddParts(string above, IReadOnlyList<Node> parts, int level, Ghost[] ghosts)
    {
        var (before, after) = ($"{MorePrefix}{above}:before", $"{MorePrefix}{above}:after");
        var (from, to) = parts.Count <= PartsMost || IsExpanded(before, byDefault: false) || IsExpanded(after, byDefault: false) ? (0, parts.Count) : Around(parts);
        if (from > 0) AddMore(before, level, $"{from} more before these");
        var numbers = new Dictionary<NodeKind, int>();
        for (var at = 0; at < to; at++)
        {
            var node = parts[at];
            var number = node.Kind.NumberField is not null ? _document.Number(node) : node.Kind.NumberLetter is { } letter ? letter + (numbers[node.Kind] = numbers.GetValueOrDefault(node.Kind) + 1) : "";
            if (at >= from) AddPart(node, number, level, at + 1, parts.Count + ghosts.Length);
        }

        if (to < parts.Count) AddMore(after, level, $"{parts.Count - to} more after these");
        for (var at = 0; at < ghosts.Length; at++)
        {
            _rows.Add(new OutlineItem($"suggested:{ghosts[at].Node.Id}", level, ghosts[at].Title)
            {
                Language = TextLanguage.Of(_document, ghosts[at].Title),
                Address = PlanAddress.OfProposal(_slug, ghosts[at].Proposal),
                Suggested = true,
                Position = parts.Count + at + 1,
                Siblings = parts.Count + ghosts.Length,
            });
        }
    }

    /// <summary>What others suggest to add under a part, or to a group of the plan's own.</summary>
    private Ghost[] Ghosts(NodeId parent, OutlineGroup? group = null) =>
    [
        .. _suggestions.Under(parent).Select(one => (one.Proposal, one.Applied, Node: one.Applied.Document[one.Insert.Node]))
            .Where(one => _document.Find(one.Node.Id) is not { Removed: false } && (group is null ? one.Node.Kind.NumberLetter is not null : group.Kinds.Contains(one.Node.Kind.Key)))
            .Select(one => new Ghost(one.Node, one.Applied.Document.Title(one.Node), one.Proposal.Id)),
    ];

    private (int From, int To) Around(IReadOnlyList<Node> parts)
    {
        var open = Math.Max(0, parts.Index().FirstOrDefault(part => _path.Contains(part.Item.Id.ToString())).Index);
        var from = Math.Clamp(open - PartsAround / 2, 0, parts.Count - PartsAround);
        return (from, from + PartsAround);
    }

    private void AddMore(string key, int level, string words) => _rows.Add(new OutlineItem(key, level, words) { Expanded = false, Position = 1, Siblings = 1 });

    private void AddPart(Node node, string number, int level, int position, int siblings)
    {
        var key = node.Id.ToString();
        var below = Below(_document, node).ToArray();
        var ghosts = Ghosts(node.Id);
        var expanded = IsExpanded(key, byDefault: _path.Contains(key));
        var marks = _marks.WithBelow(node.Id);
        var title = _document.Title(node);
        _rows.Add(new OutlineItem(key, level, title)
        {
            Number = number,
            Language = TextLanguage.OfTitle(_document, node),
            Address = PlanAddress.Of(_slug, node.Id),
            Node = node.Id,
            Kind = node.Kind.Key,
            Holds = node.Kind.Children.IsEmpty ? null : string.Join(' ', node.Kind.Children.Select(rule => rule.Kind)),
            Blocks = marks.Blocks,
            Warnings = marks.Warnings,
            Comments = _marks.CommentsWithBelow(node.Id),
            New = HasNew(node),
            Suggestions = SuggestionsWithBelow(node),
            Suggested = _itself.Find(node.Id) is null,
            Expanded = below.Length == 0 && ghosts.Length == 0 ? null : expanded,
            Current = _current == key,
            Position = position,
            Siblings = siblings,
        });
        if (expanded) AddParts(key, below, level + 1, ghosts);
    }

    private bool IsExpanded(string key, bool byDefault) => _folds.GetValueOrDefault(key, byDefault);

    private int SuggestionsWithBelow(Node node) => _suggestions.All.IsEmpty ? 0 : _document.Visible(node).Sum(one => _suggestions.CountAt(one.Id));

    private bool HasNew(Node node) => !_unseen.IsEmpty && _document.Visible(node).Any(one => _unseen.Has(one.Id));

    /// <summary>A part that somebody suggests to add.</summary>
    private readonly record struct Ghost(Node Node, string Title, ProposalId Proposal);
}
