using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Publishing;
using PlanModel.Schema;

namespace PlanModel.History;

/// <summary>
/// What differs between two documents of one plan, as people see it: parts in the order in which they are read, each with the fields, moves and texts that differ. What is not seen,
/// such as what was typed into a removed part, does not differ. Linear but for sorting and for what <see cref="DiffBudget"/> allows.
/// </summary>
public sealed class PlanComparison
{
    private readonly Document _before;
    private readonly Document _after;
    private readonly bool _forReaders;
    private readonly HashSet<NodeId> _seenBefore;
    private readonly HashSet<NodeId> _seenAfter;
    private readonly DiffBudget _budget = new();
    private readonly ImmutableArray<ComparedPart>.Builder _parts = ImmutableArray.CreateBuilder<ComparedPart>();

    private PlanComparison(Document before, Document after, bool forReaders)
    {
        (_before, _after, _forReaders) = (before, after, forReaders);
        _seenBefore = [.. before.Visible(before.Root).Select(node => node.Id)];
        _seenAfter = [.. after.Visible(after.Root).Select(node => node.Id)];
    }

    /// <summary>The parts that differ.</summary>
    /// <param name="before">The older document.</param>
    /// <param name="after">The newer one, of the same plan.</param>
    /// <param name="below">Only this part and what stands under it; null: the whole plan.</param>
    public static ImmutableArray<ComparedPart> Of(Document before, Document after, NodeId? below = null) => Of(before, after, below ?? NodeId.Root, forReaders: false);

    /// <summary>The parts that differ for readers of what is published: in fields that they see. A person who is not to be named any more is not named once more.</summary>
    /// <param name="before">The older version.</param>
    /// <param name="after">The newer one.</param>
    public static ImmutableArray<ComparedPart> ForReaders(Document before, Document after) => Of(before, after, NodeId.Root, forReaders: true);

    private static ImmutableArray<ComparedPart> Of(Document before, Document after, NodeId below, bool forReaders)
    {
        if (ReferenceEquals(before, after)) return [];
        var comparison = new PlanComparison(before, after, forReaders);
        comparison.Compare(below);
        return comparison._parts.ToImmutable();
    }

    private void Compare(NodeId id)
    {
        var (old, now) = (_seenBefore.Contains(id) ? _before[id] : null, _seenAfter.Contains(id) ? _after[id] : null);
        if (old is null && now is null) return;
        Add(old, now, null);
        CompareChildren(old, now);
    }

    private void CompareChildren(Node? old, Node? now)
    {
        var before = old is null ? [] : _before.ReadingOrder(old).ToArray();
        var after = now is null ? [] : _after.ReadingOrder(now).ToArray();
        if (before.Length == 0 && after.Length == 0) return;
        // What was removed is read where it stood: behind what stands before it in both.
        var both = after.Select(node => node.Id).ToHashSet();
        var gone = new Dictionary<NodeId, List<Node>>();
        var behind = NodeId.Root;
        foreach (var node in before)
        {
            if (both.Contains(node.Id)) behind = node.Id;
            else if (!_seenAfter.Contains(node.Id)) (gone.TryGetValue(behind, out var list) ? list : gone[behind] = []).Add(node);
        }

        var moves = MovesIn(before, after);
        Removed(NodeId.Root);
        foreach (var node in after)
        {
            var earlier = _seenBefore.Contains(node.Id) ? _before[node.Id] : null;
            Add(earlier, node, moves.GetValueOrDefault(node.Id));
            CompareChildren(earlier, node);
            Removed(node.Id);
        }

        void Removed(NodeId place)
        {
            if (!gone.TryGetValue(place, out var list)) return;
            foreach (var node in list)
            {
                Add(node, null, null);
                CompareChildren(node, null);
            }
        }
    }

    private Dictionary<NodeId, string> MovesIn(Node[] before, Node[] after)
    {
        var moves = new Dictionary<NodeId, string>();
        var places = before.Select((node, at) => (node.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at);
        var common = after.Where(node => places.ContainsKey(node.Id)).ToArray();
        var kept = Longest.Rising([.. common.Select(node => places[node.Id])]);
        var ranks = common.Select((node, at) => (node.Id, at)).OrderBy(pair => places[pair.Id]).Select((pair, rank) => (pair.Id, rank)).ToDictionary(pair => pair.Id, pair => pair.rank);
        for (var at = 0; at < common.Length; at++)
            if (!kept[at]) moves[common[at].Id] = Reordered(common, at, ranks[common[at].Id] > at);
        foreach (var node in after)
            if (!places.ContainsKey(node.Id) && _seenBefore.Contains(node.Id))
                moves[node.Id] = $"from {Place(_before, _before[_before[node.Id].Parent!.Value])} to {Place(_after, _after[node.Parent!.Value])}";
        return moves;
    }

    private string Reordered(Node[] common, int at, bool up)
    {
        var node = common[at];
        var (was, now) = (_before.Number(_before[node.Id]), _after.Number(node));
        var beside = up && at + 1 < common.Length ? $"before {_after.Name(common[at + 1])}" : at > 0 ? $"after {_after.Name(common[at - 1])}" : "to the start";
        return $"{(up ? "up" : "down")}, {(was == now || now.Length == 0 ? beside : $"from {was} to {now}")}";
    }

    private static string Place(Document document, Node parent) => parent.Parent is null ? "the plan" : $"“{document.Title(parent)}”";

    private void Add(Node? old, Node? now, string? moved)
    {
        var node = now ?? old!;
        var document = now is null ? _before : _after;
        var fields = ReferenceEquals(old, now) ? [] : FieldsOf(node.Kind, old, now).ToImmutableArray();
        var fate = old is null ? _before.Find(node.Id) is null ? PartFate.Added : PartFate.Restored : now is null ? PartFate.Removed : PartFate.Kept;
        var part = new ComparedPart(node.Id, fate, document.Number(node), document.Title(node), node.Kind.Label, moved, fields);
        if (part.Count > 0) _parts.Add(part);
    }

    private IEnumerable<ComparedField> FieldsOf(NodeKind kind, Node? old, Node? now)
    {
        foreach (var field in kind.Fields)
        {
            if (_forReaders && !(now is null ? !field.Personal && field.Published(_before, old!) : field.Published(_after, now))) continue;
            var was = _forReaders && old is not null && !field.Published(_before, old) ? null : old;
            if (Compare(field, was, now) is { } differs) yield return differs;
            if (field is TextField { Translation: { } translation } && Compare(translation, was, now) is { } other) yield return other;
            if (NodeKind.BesideOf(field) is { } beside && Compare(beside, was, now) is { } said) yield return said;
        }
    }

    private ComparedField? Compare(Field field, Node? old, Node? now)
    {
        var (before, after) = (old?.Value(field.Key), now?.Value(field.Key));
        if (ReferenceEquals(before, after)) return null;
        switch (field)
        {
            case TextField text:
                var (older, newer) = (old?.Text(text.Key) ?? Text.PlanText.Empty, now?.Text(text.Key) ?? Text.PlanText.Empty);
                return older.ContentEquals(newer) ? null : new ComparedText(field.Key, field.Label, TextComparison.Of(older.ToString(), newer.ToString(), _budget));
            case ItemsField:
                var (had, has) = (old?.Set(field.Key) ?? SetValue.None, now?.Set(field.Key) ?? SetValue.None);
                return had.SetEquals(has) ? null : new ComparedSet(
                    field.Key,
                    field.Label,
                    [.. had.Except(has).Select(item => field.ShowItem(_before, item))],
                    [.. has.Except(had).Select(item => field.ShowItem(_after, item))],
                    [.. has.Intersect(had).Select(item => field.ShowItem(_after, item))]);
            default:
                return Equals(before, after) ? null : new ComparedValue(
                    field.Key, field.Label, before is Scalar was ? Show(_before, old!, field, was) : null, after is Scalar value ? Show(_after, now!, field, value) : null)
                {
                    Language = _forReaders && field is DateField or NumberField ? DocumentDigits.Of(now is null ? _before : _after).Language : null,
                };
        }
    }

    /// <summary>A value as people read it: in what is published as the plan writes it, else as the screens do.</summary>
    private string Show(Document document, Node node, Field field, Scalar value)
    {
        var shown = field.Show(document, value);
        return _forReaders ? DocumentDigits.Of(document).Words(node, field, new ShownItem("", shown)) : shown;
    }
}
