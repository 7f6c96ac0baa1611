using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.Timeline;

/// <summary>The commitments of a plan and their milestones in time, as rows. Computed from a document; what is late depends on the day that is passed in.</summary>
public sealed class PlanTimeline
{
    /// <summary>How far a scale goes beyond the plan's period at most: one slip in a year shall not make all the rest too small to see.</summary>
    private const int YearsBeyond = 3;

    /// <summary>How many years a scale has at most.</summary>
    private const int YearsMost = 15;

    private readonly string _country;
    private readonly DateOnly _first;
    private readonly DateOnly _last;

    private PlanTimeline(string country, (DateOnly First, DateOnly Last) span, ImmutableArray<TimelineRow> rows, ImmutableArray<TimelineWarning> warnings) =>
        (_country, _first, _last, Rows, Warnings) = (country, span.First, span.Last, rows, warnings);

    /// <summary>Each commitment, and after it its milestones.</summary>
    public ImmutableArray<TimelineRow> Rows { get; }

    /// <summary>What was found about the dates of the plan and of these rows, in the order of the plan.</summary>
    public ImmutableArray<TimelineWarning> Warnings { get; }

    /// <summary>The timeline of a plan.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="found">What was found about it.</param>
    /// <param name="today">The day on which somebody looks.</param>
    /// <param name="only">The one commitment to show; null: all.</param>
    public static PlanTimeline Of(Document document, Completeness found, DateOnly today, NodeId? only = null)
    {
        var made = new TimelineRows(document, found, today);
        var all = made.ByCommitment().ToArray();
        var rows = all.Where(rows => only is null || rows[0].Node == only).SelectMany(rows => rows).ToImmutableArray();
        return new PlanTimeline(
            ActionPlan.Plan.Country.Read(document.Root) ?? "",
            Span(document.Root, all.SelectMany(rows => rows), today),
            rows,
            [.. made.WarningsOf(document.Root, ""), .. rows.SelectMany(row => row.Warnings)]);
    }

    /// <summary>The scale on which all of the plan's dates stand, whichever rows are shown.</summary>
    public TimelineScale Scale(TimelineUnit unit) => TimelineScale.Of(unit, _country, _first, _last);

    /// <summary>What waits for what, among the rows.</summary>
    public ImmutableArray<TimelineLine> Lines(TimelineScale scale)
    {
        var places = Rows.Select((row, place) => (Row: row, Place: place)).ToDictionary(each => each.Row.Node);
        return
        [
            .. from waiting in places.Values
               orderby waiting.Place
               from first in waiting.Row.WaitsFor
               where places.ContainsKey(first)
               let line = TimelineLine.Of(scale, places[first], waiting)
               where line is not null
               select line,
        ];
    }

    private static (DateOnly First, DateOnly Last) Span(Node plan, IEnumerable<TimelineRow> rows, DateOnly today)
    {
        var days = rows.SelectMany(row => new[] { row.From, row.To }).OfType<DateOnly>().ToArray();
        var from = ActionPlan.Plan.PeriodStart.Read(plan) ?? (days.Length > 0 ? days.Min() : today);
        var to = ActionPlan.Plan.PeriodEnd.Read(plan) ?? (days.Length > 0 ? days.Max() : from);
        if (to < from) (from, to) = (to, from);
        var (least, most) = (from.AddYears(-YearsBeyond), to.AddYears(YearsBeyond));
        foreach (var day in days)
        {
            if (day < from) from = day < least ? least : day;
            else if (day > to) to = day > most ? most : day;
        }

        return (from, to > from.AddYears(YearsMost) ? from.AddYears(YearsMost) : to);
    }
}
