using System.Collections.Immutable;

namespace PlanModel.Timeline;

/// <summary>
/// The line from the end of a milestone to the beginning of one that waits for it: level and upright pieces in turn, the first one level. It leaves to
/// the right and arrives from the left.
/// </summary>
/// <param name="From">The milestone that comes first.</param>
/// <param name="To">The one that waits.</param>
/// <param name="Clashes">Whether the dates of the one that waits clash with it.</param>
public sealed record TimelineLine(NodeId From, NodeId To, bool Clashes)
{
    /// <summary>How far a line goes on from a bar before it turns, in pixels; the bar ends in a mark half of that wide.</summary>
    private const int Stub = 14;

    /// <summary>Where it turns back before it arrives.</summary>
    private const int Approach = -12;

    /// <summary>The corners, with both ends.</summary>
    public ImmutableArray<TimelinePoint> Corners { get; init; } = [];

    /// <summary>The line between two rows; null while one of them has no bar.</summary>
    /// <param name="scale">Where days stand.</param>
    /// <param name="first">The row that comes first, and its place.</param>
    /// <param name="waiting">The row that waits, and its place.</param>
    public static TimelineLine? Of(TimelineScale scale, (TimelineRow Row, int Place) first, (TimelineRow Row, int Place) waiting)
    {
        if (first.Row.To is not { } end || waiting.Row.To is not { } due) return null;
        var (leaves, arrives) = (scale.After(end), waiting.Row.From is { } start ? scale.Before(start) : scale.After(due));
        var clashes = waiting.Row.Warnings.Any(warning => warning.Finding.Other == first.Row.Node || warning.IsCircle && first.Row.Warnings.Any(other => other.IsCircle));
        var (level, target) = ((double)first.Place, (double)waiting.Place);
        var beside = target > level ? target - 0.5 : target + 0.5;
        return new TimelineLine(first.Row.Node, waiting.Row.Node, clashes)
        {
            Corners = (arrives - leaves) * scale.Days * scale.DayWidth > Stub - 2 * Approach
                ? [new(leaves, 0, level), new(leaves, Stub, level), new(leaves, Stub, target), new(arrives, 0, target)]
                :
                [
                    new(leaves, 0, level), new(leaves, Stub, level), new(leaves, Stub, beside), new(arrives, Approach, beside), new(arrives, Approach, target),
                    new(arrives, 0, target),
                ],
        };
    }

    /// <inheritdoc/>
    public bool Equals(TimelineLine? other) => other is not null && From == other.From && To == other.To && Clashes == other.Clashes && Corners.SequenceEqual(other.Corners);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, To, Clashes);
}

/// <summary>A place on a timeline.</summary>
/// <param name="Share">Where it stands across, from 0 to 1.</param>
/// <param name="Pixels">What is added to that.</param>
/// <param name="Row">Where it stands down: 2 is the middle of the third row.</param>
public readonly record struct TimelinePoint(double Share, int Pixels, double Row);
