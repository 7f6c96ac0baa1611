using System.Collections.Immutable;
using PlanModel;
using PlanModel.Documents;
using PlanModel.History;

namespace PlanEditor.History;

/// <summary>What somebody wants to see of a history.</summary>
/// <param name="By">Only what this person did; null: everybody.</param>
/// <param name="Part">Only what was done in this part and below it; null: the whole plan.</param>
/// <param name="Field">Only what was done in this field of the part; null: all of it.</param>
/// <param name="Kinds">Only acts of these kinds.</param>
public sealed record HistoryFilter(UserId? By, NodeId? Part, string? Field, ActKinds Kinds)
{
    public static HistoryFilter None { get; } = new(null, null, null, ActKinds.All);

    /// <summary>The parts that it is about: the one whose field is asked for, or a part with what stands below it now; null: all.</summary>
    /// <param name="document">The plan as it is now.</param>
    public IReadOnlySet<NodeId>? PartsOf(Document document) => Part is not { } part ? null : Field is not null ? new HashSet<NodeId> { part } : part != NodeId.Root ? Below(document, part) : null;

    /// <summary>What is left of sittings; a sitting shows only the lines that were asked for.</summary>
    /// <param name="sittings">The sittings.</param>
    /// <param name="parts">What <see cref="PartsOf"/> says.</param>
    public IEnumerable<Sitting> Of(IEnumerable<Sitting> sittings, IReadOnlySet<NodeId>? parts) => this == None ? sittings : sittings.Select(sitting => Of(sitting, parts)).OfType<Sitting>();

    /// <summary>Whether one of these acts is asked for; if none is, no sitting made of them has a line that is.</summary>
    internal bool AsksFor(IEnumerable<ActOnPart> acts, IReadOnlySet<NodeId>? parts) =>
        acts.Any(act => (By is null || act.Author == By) && (act.Kind & Kinds) != 0 && (parts is null || act.Node is { } node && parts.Contains(node)));

    private Sitting? Of(Sitting sitting, IReadOnlySet<NodeId>? parts)
    {
        if (By is { } by && sitting.Author != by) return null;
        if ((sitting.Kinds & Kinds) == 0) return null;
        if (parts is null && Kinds == ActKinds.All) return sitting;
        var lines = sitting.Lines.Where(line => line.Acts.Any(act => AsksFor(act, parts))).ToImmutableArray();
        return lines.IsEmpty ? null : sitting with { Lines = lines };
    }

    private bool AsksFor(Act act, IReadOnlySet<NodeId>? parts) =>
        (act.Kind & Kinds) != 0 && (parts is null || act.Node is { } node && parts.Contains(node) && (Field is null || act.Field == Field));

    private static HashSet<NodeId> Below(Document document, NodeId part)
    {
        var below = new HashSet<NodeId>();
        var next = new Stack<NodeId>([part]);
        while (next.TryPop(out var id))
        {
            if (document.Find(id) is not { } node || !below.Add(id)) continue;
            foreach (var child in node.Children) next.Push(child);
        }

        return below;
    }
}
