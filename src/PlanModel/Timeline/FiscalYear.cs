using System.Globalization;

namespace PlanModel.Timeline;

/// <summary>The year for which a country makes its budget.</summary>
public static class FiscalYear
{
    /// <summary>The first day of the fiscal year that holds a day.</summary>
    /// <param name="country">The country's two letters. Those that are not known here have the calendar year.</param>
    /// <param name="day">The day.</param>
    public static DateOnly StartOf(string country, DateOnly day)
    {
        var (month, first) = FirstDay(country);
        var start = new DateOnly(day.Year, month, first);
        return day < start ? start.AddYears(-1) : start;
    }

    /// <summary>The last day of the fiscal year that holds a day.</summary>
    public static DateOnly EndOf(string country, DateOnly day) => StartOf(country, day).AddYears(1).AddDays(-1);

    /// <summary>Whether a country's fiscal year is the calendar year.</summary>
    public static bool IsCalendarYear(string country) => FirstDay(country) == (1, 1);

    /// <summary>"2017/18", or "2018" where it is the calendar year.</summary>
    public static string Label(DateOnly start) => start is { Month: 1, Day: 1 }
        ? start.Year.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{start.Year}/{(start.Year + 1) % 100:00}");

    // Nepal's begins on 1 Shrawan, which falls on 16 July, in some years on the 17th.
    private static (int Month, int Day) FirstDay(string country) => country switch
    {
        "BD" => (7, 1),
        "NP" => (7, 16),
        _ => (1, 1),
    };
}
