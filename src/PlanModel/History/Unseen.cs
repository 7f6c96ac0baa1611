using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.History;

/// <summary>What others changed in a plan after somebody looked at it. Immutable.</summary>
public sealed class Unseen
{
    private readonly Dictionary<(NodeId Node, string? Field), Touch> _touches = [];
    private readonly Dictionary<NodeId, long> _parts = [];

    private Unseen()
    {
    }

    /// <summary>Nothing.</summary>
    public static Unseen Nothing { get; } = new();

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => _parts.Count == 0;

    /// <summary>What is new for somebody.</summary>
    /// <param name="document">The plan as it is now.</param>
    /// <param name="touches">Who changed what, at least since <paramref name="seen"/>.</param>
    /// <param name="seen">What was seen of it.</param>
    /// <param name="by">Who looked: one's own changes are not new.</param>
    public static Unseen Of(Document document, LastTouches touches, LastLook seen, UserId by)
    {
        Unseen? unseen = null;
        foreach (var (place, touch) in touches.All)
        {
            if (touch.By == by || touch.Revision <= seen.Of(place.Node) || document.Find(place.Node) is not { } node) continue;
            if (place.Field is { } field && (field == NodeKind.StaleTranslations.Key || node.Kind.Find(field) is null)) continue;
            var at = place;
            if (document.Above(node).Prepend(node).LastOrDefault(one => one.Removed) is { } removed)
            {
                // What is gone is new where it stood, and only that it is gone.
                if (removed != node || place.Field is not null || touch.Revision <= seen.Of(removed.Parent!.Value)) continue;
                at = (removed.Parent.Value, null);
            }

            unseen ??= new Unseen();
            unseen.Add(at, touch);
        }

        return unseen ?? Nothing;
    }

    /// <summary>Whether something of a part itself is new.</summary>
    public bool Has(NodeId part) => _parts.ContainsKey(part);

    /// <summary>How many parts have something new that was there at a revision.</summary>
    public int CountAt(long revision) => _parts.Values.Count(first => first <= revision);

    /// <summary>The last change of a field or of its translation; null when it is not new.</summary>
    public Touch? At(NodeId part, Field field) => Later(Find(part, field.Key), field is TextField { Translation: { } second } ? Find(part, second.Key) : null);

    /// <summary>That a part came, moved or came back, or that a part under it went; null when that is not new.</summary>
    public Touch? At(NodeId part) => Find(part, null);

    /// <summary>Whose changes of a part are new.</summary>
    public IEnumerable<UserId> AuthorsOf(NodeId part) => _touches.Where(one => one.Key.Node == part).Select(one => one.Value.By).Distinct();

    private static Touch? Later(Touch? one, Touch? other) => one is null || other?.Revision > one.Revision ? other : one;

    private Touch? Find(NodeId part, string? field) => _touches.GetValueOrDefault((part, field));

    private void Add((NodeId Node, string? Field) place, Touch touch)
    {
        _touches[place] = Later(touch, Find(place.Node, place.Field))!;
        _parts[place.Node] = Math.Min(touch.Revision, _parts.GetValueOrDefault(place.Node, long.MaxValue));
    }
}
