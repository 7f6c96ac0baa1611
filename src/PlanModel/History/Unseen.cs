using System.Collections.Immutable;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.History;

/// <summary>What others changed in a plan after somebody looked at it. Immutable; a change of fields is added to it for the price of those fields.</summary>
public sealed class Unseen
{
    // What is new of a part itself, and not of one of its fields.
    private const string Itself = "";

    private readonly ImmutableDictionary<NodeId, Part> _parts;

    private Unseen(ImmutableDictionary<NodeId, Part> parts) => _parts = parts;

    /// <summary>Nothing.</summary>
    public static Unseen Nothing { get; } = new(ImmutableDictionary<NodeId, Part>.Empty);

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => _parts.IsEmpty;

    /// <summary>What is new for somebody.</summary>
    /// <param name="document">The plan as it is now.</param>
    /// <param name="touches">Who changed what, at least since <paramref name="seen"/>.</param>
    /// <param name="seen">What was seen of it.</param>
    /// <param name="by">Who looked: one's own changes are not new.</param>
    public static Unseen Of(Document document, LastTouches touches, LastLook seen, UserId by)
    {
        var parts = Nothing._parts.ToBuilder();
        foreach (var (place, touch) in touches.All)
        {
            if (touch.By == by || touch.Revision <= seen.Of(place.Node) || document.Find(place.Node) is not { } node || !IsShown(node, place.Field)) continue;
            var at = place;
            if (RemovedFrom(document, node) is { } removed)
            {
                // What is gone is new where it stood, and only that it is gone.
                if (removed != node || place.Field is not null || touch.Revision <= seen.Of(removed.Parent!.Value)) continue;
                at = (removed.Parent.Value, null);
            }

            var part = parts.GetValueOrDefault(at.Node, Part.Nothing);
            var field = at.Field ?? Itself;
            parts[at.Node] = part.With(field, Later(touch, part.Find(field))!);
        }

        return parts.Count == 0 ? Nothing : new Unseen(parts.ToImmutable());
    }

    /// <summary>What is new after one more change of fields; null where parts came, went or moved: then it is found anew.</summary>
    /// <param name="document">The plan after it.</param>
    /// <param name="change">The change.</param>
    /// <param name="seen">What was seen of the plan.</param>
    /// <param name="by">Who looked.</param>
    public Unseen? After(Document document, CommittedChange change, LastLook seen, UserId by)
    {
        var parts = _parts;
        foreach (var operation in change.Operations)
        {
            if (!LastTouches.Touches(operation) || operation.Target is not { Node: { } id } target) continue;
            if (target.Field is not { } field) return null;
            if (document.Find(id) is not { } node || !IsShown(node, field)) continue;
            var known = parts.GetValueOrDefault(id);
            if (change.Author == by)
            {
                if (known?.Find(field) is null) continue;
                parts = known.Without(field) is { } left ? parts.SetItem(id, left) : parts.Remove(id);
            }
            else if (change.Revision > seen.Of(id))
            {
                if (RemovedFrom(document, node) is not null) return null;
                parts = parts.SetItem(id, (known ?? Part.Nothing).With(field, new Touch(change.Revision, change.Author, change.At)));
            }
        }

        return parts == _parts ? this : new Unseen(parts);
    }

    /// <summary>Whether something of a part itself is new.</summary>
    public bool Has(NodeId part) => _parts.ContainsKey(part);

    /// <summary>How many parts have something new that was there at a revision.</summary>
    public int CountAt(long revision) => _parts.Values.Count(part => part.First <= revision);

    /// <summary>The last change of a field, of its translation, or of what is said of its value; null when it is not new.</summary>
    public Touch? At(NodeId part, Field field) =>
        Later(
            Later(Find(part, field.Key), field is TextField { Translation: { } second } ? Find(part, second.Key) : null),
            NodeKind.BesideOf(field) is { } beside ? Find(part, beside.Key) : null);

    /// <summary>That a part came, moved or came back, or that a part under it went; null when that is not new.</summary>
    public Touch? At(NodeId part) => Find(part, Itself);

    /// <summary>Whose changes of a part are new.</summary>
    public IEnumerable<UserId> AuthorsOf(NodeId part) => _parts.TryGetValue(part, out var known) ? known.Touches.Values.Select(touch => touch.By).Distinct() : [];

    private static bool IsShown(Node node, string? field) => field is null || (field != NodeKind.StaleTranslations.Key && node.Kind.Find(field) is not null);

    private static Node? RemovedFrom(Document document, Node node) => document.Above(node).Prepend(node).LastOrDefault(one => one.Removed);

    private static Touch? Later(Touch? one, Touch? other) => one is null || other?.Revision > one.Revision ? other : one;

    private Touch? Find(NodeId part, string field) => _parts.GetValueOrDefault(part)?.Find(field);

    /// <summary>What is new of one part, by field, and the first revision of it.</summary>
    private sealed record Part(ImmutableDictionary<string, Touch> Touches, long First)
    {
        public static Part Nothing { get; } = new(ImmutableDictionary.Create<string, Touch>(StringComparer.Ordinal), long.MaxValue);

        public Touch? Find(string field) => Touches.GetValueOrDefault(field);

        public Part With(string field, Touch touch) => Of(Touches.SetItem(field, touch));

        public Part? Without(string field) => Touches.Remove(field) is { IsEmpty: false } left ? Of(left) : null;

        private static Part Of(ImmutableDictionary<string, Touch> touches) => new(touches, touches.Values.Min(touch => touch.Revision));
    }
}
