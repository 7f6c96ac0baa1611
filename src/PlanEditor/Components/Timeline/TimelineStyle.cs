using System.Globalization;
using PlanModel.Timeline;

namespace PlanEditor.Components.Timeline;

/// <summary>Places on a timeline as styles. Across they are shares of its width, so that it fits any frame and any paper; down they are rows.</summary>
public static class TimelineStyle
{
    /// <summary>How much of the width must be free beside a bar for a warning to stand there.</summary>
    private const double RoomLeast = 0.3;

    public static string Percent(double share) => (share * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%";

    /// <summary>Where something begins and how wide it is.</summary>
    public static string Span(double from, double to) => $"--a:{Percent(from)};--w:{Percent(to - from)}";

    /// <summary>Where a bar begins and how wide it is; empty when there is none.</summary>
    public static string Bar(TimelineScale scale, TimelineRow row) =>
        row.To is not { } last ? "" : Span(row.From is { } first ? scale.Before(first) : scale.After(last), scale.After(last));

    /// <summary>Where words beside a bar stand: behind it, or before it where there is more room; null: there is too little on both sides.</summary>
    public static string? Beside(TimelineScale scale, TimelineRow row)
    {
        if (row.To is not { } last) return null;
        var (before, behind) = (row.From is { } first ? scale.Before(first) : scale.After(last), 1 - scale.After(last));
        if (Math.Max(before, behind) < RoomLeast) return null;
        return behind >= RoomLeast
            ? $"left:calc({Percent(1 - behind)} + 20px);max-width:calc({Percent(behind)} - 26px)"
            : $"right:calc({Percent(1 - before)} + 14px);max-width:calc({Percent(before)} - 20px)";
    }

    /// <summary>One piece of a line between bars, a thin box from one corner to the next.</summary>
    public static string Piece(TimelinePoint one, TimelinePoint other)
    {
        if (one.Row == other.Row)
        {
            var (left, right) = one.Share < other.Share || one.Share == other.Share && one.Pixels <= other.Pixels ? (one, other) : (other, one);
            return $"x:{Across(left)};y:{Down(left.Row)};width:calc({Percent(right.Share - left.Share)} + {right.Pixels - left.Pixels + 1}px);height:1.25px";
        }

        var (top, bottom) = one.Row < other.Row ? (one.Row, other.Row) : (other.Row, one.Row);
        return $"x:{Across(one)};y:{Down(top)};width:1.25px;height:calc({Number(bottom - top)} * var(--row) + 1px)";
    }

    private static string Across(TimelinePoint point) => $"calc({Percent(point.Share)} + {point.Pixels}px)";

    private static string Down(double row) => $"calc({Number(row + 0.5)} * var(--row) - .6px)";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
