using System.Collections.Immutable;
using PlanModel.Changes;
using PlanModel.Operations;

namespace PlanModel.History;

/// <summary>Who changed each part and field last, in the changes after one revision up to another. Immutable.</summary>
public sealed class LastTouches
{
    private readonly ImmutableDictionary<(NodeId Node, string? Field), Touch> _touches;

    private LastTouches(long after, long revision, ImmutableDictionary<(NodeId Node, string? Field), Touch> touches) => (After, Revision, _touches) = (after, revision, touches);

    /// <summary>The revision before the first change that it knows.</summary>
    public long After { get; }

    /// <summary>The revision of the last one.</summary>
    public long Revision { get; }

    /// <summary>All of them: a field is null where the part itself came, went, moved or came back.</summary>
    public IEnumerable<KeyValuePair<(NodeId Node, string? Field), Touch>> All => _touches;

    /// <summary>Whether an operation changes what a part or a field of the plan is.</summary>
    public static bool Touches(Operation operation) => operation.Target is { Node: not null, Part: "text" or "field" or "item" or "presence" or "place" };

    /// <summary>What nothing happened after.</summary>
    public static LastTouches From(long revision) => new(revision, revision, ImmutableDictionary<(NodeId, string?), Touch>.Empty);

    /// <summary>With the changes that follow. Those that it knows already are passed over.</summary>
    /// <exception cref="ArgumentException">A change is missing between.</exception>
    public LastTouches With(IEnumerable<CommittedChange> changes)
    {
        var (revision, touches) = (Revision, _touches.ToBuilder());
        foreach (var change in changes)
        {
            if (change.Revision <= revision) continue;
            if (change.Revision != ++revision) throw new ArgumentException($"revision {revision} is missing before {change.Revision}", nameof(changes));
            foreach (var operation in change.Operations)
                if (Touches(operation) && operation.Target is { Node: { } node } target) touches[(node, target.Field)] = new Touch(change.Revision, change.Author, change.At);
        }

        return new LastTouches(After, revision, touches.ToImmutable());
    }

    /// <summary>With what happened before.</summary>
    /// <param name="older">What ends where this begins.</param>
    public LastTouches Behind(LastTouches older)
    {
        if (older.Revision != After) throw new ArgumentException($"it ends at {older.Revision} and not at {After}", nameof(older));
        return new LastTouches(older.After, Revision, older._touches.SetItems(_touches));
    }
}

/// <summary>When something was changed, and by whom.</summary>
/// <param name="Revision">The revision that the change made.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record Touch(long Revision, UserId By, DateTimeOffset At);
