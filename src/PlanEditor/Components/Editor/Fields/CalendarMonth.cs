using System.Collections.Immutable;

namespace PlanEditor.Components.Editor.Fields;

/// <summary>A month as a calendar shows it: six weeks, the days of its neighbours included.</summary>
public sealed class CalendarMonth
{
    private const int DaysShown = 42;

    private CalendarMonth(DateOnly first, DayOfWeek weekStart)
    {
        First = first;
        WeekStart = weekStart;
        var offset = ((int)first.DayOfWeek - (int)weekStart + 7) % 7;
        Weeks = [.. Enumerable.Range(0, DaysShown).Select(at => first.AddDays(at - offset)).Chunk(7).Select(week => week.ToImmutableArray())];
    }

    /// <summary>The first day of the month.</summary>
    public DateOnly First { get; }

    public DayOfWeek WeekStart { get; }

    public ImmutableArray<ImmutableArray<DateOnly>> Weeks { get; }

    public static CalendarMonth Of(DateOnly day, DayOfWeek weekStart) => new(new DateOnly(day.Year, day.Month, 1), weekStart);

    public CalendarMonth Add(int months) => new(First.AddMonths(months), WeekStart);

    public bool Has(DateOnly day) => day.Year == First.Year && day.Month == First.Month;

    /// <summary>The last day of the quarter in which the month lies.</summary>
    public DateOnly QuarterEnd => new DateOnly(First.Year, (((First.Month - 1) / 3) * 3) + 1, 1).AddMonths(3).AddDays(-1);

    /// <summary>The last day of the month.</summary>
    public DateOnly MonthEnd => First.AddMonths(1).AddDays(-1);
}
