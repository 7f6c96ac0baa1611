using System.Collections.Immutable;
using System.Globalization;

namespace PlanModel.Timeline;

/// <summary>Where days stand on a timeline: as shares of its width, from 0 at its beginning to 1 at its end.</summary>
/// <param name="Unit">What it is divided into.</param>
/// <param name="Country">Whose fiscal years.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">The day after its last.</param>
public sealed record TimelineScale(TimelineUnit Unit, string Country, DateOnly From, DateOnly To)
{
    private const int DaysLeast = 180;

    /// <summary>How many days it has.</summary>
    public int Days => To.DayNumber - From.DayNumber;

    /// <summary>How wide a day is at least, in pixels, so that its parts can be read.</summary>
    public double DayWidth => Unit switch
    {
        TimelineUnit.Months => 1.38,
        TimelineUnit.Quarters => 0.75,
        _ => 0.5,
    };

    /// <summary>How wide it is at least, in pixels.</summary>
    public int Width => (int)Math.Ceiling(Days * DayWidth);

    /// <summary>Its years: calendar years, or fiscal years.</summary>
    public ImmutableArray<TimelineTick> Years => Ticks(YearOf, day => day.AddYears(1), day => Unit == TimelineUnit.FiscalYears ? $"FY {FiscalYear.Label(day)}" : FiscalYear.Label(new DateOnly(day.Year, 1, 1)), _ => true);

    /// <summary>Its months or quarters.</summary>
    public ImmutableArray<TimelineTick> Parts => Ticks(PartOf, NextPart, PartLabel, day => Unit != TimelineUnit.Months || day.Month % 3 == 1);

    /// <summary>The scale that holds two days and all between, in whole parts.</summary>
    public static TimelineScale Of(TimelineUnit unit, string country, DateOnly first, DateOnly last)
    {
        var scale = new TimelineScale(unit, country, first, last);
        var from = scale.PartOf(first);
        var to = scale.NextPart(scale.PartOf(last));
        while (to.DayNumber - from.DayNumber < DaysLeast) to = scale.NextPart(to);
        return scale with { From = from, To = to };
    }

    /// <summary>Whether a day is on it.</summary>
    public bool Holds(DateOnly day) => day >= From && day < To;

    /// <summary>Where a day begins. What lies beyond the scale stands at its end.</summary>
    public double Before(DateOnly day) => Math.Clamp((day.DayNumber - From.DayNumber) / (double)Days, 0, 1);

    /// <summary>Where a day ends.</summary>
    public double After(DateOnly day) => Before(day.AddDays(1));

    private ImmutableArray<TimelineTick> Ticks(Func<DateOnly, DateOnly> startOf, Func<DateOnly, DateOnly> next, Func<DateOnly, string> label, Func<DateOnly, bool> strong)
    {
        var ticks = ImmutableArray.CreateBuilder<TimelineTick>();
        for (var start = startOf(From); start < To; start = next(start))
        {
            var (from, to) = (start < From ? From : start, next(start) > To ? To : next(start));
            ticks.Add(new TimelineTick(label(start), from, to, strong(start)));
        }

        return ticks.DrainToImmutable();
    }

    private DateOnly YearOf(DateOnly day) => Unit == TimelineUnit.FiscalYears ? FiscalYear.StartOf(Country, day) : new DateOnly(day.Year, 1, 1);

    private DateOnly PartOf(DateOnly day)
    {
        if (Unit == TimelineUnit.Months) return new DateOnly(day.Year, day.Month, 1);
        var part = YearOf(day);
        while (part.AddMonths(3) <= day) part = part.AddMonths(3);
        return part;
    }

    private DateOnly NextPart(DateOnly part) => part.AddMonths(Unit == TimelineUnit.Months ? 1 : 3);

    private string PartLabel(DateOnly part) => Unit switch
    {
        TimelineUnit.Months => Month(part),
        TimelineUnit.Quarters => $"{Month(part)}–{Month(part.AddMonths(2))}",
        _ => string.Create(CultureInfo.InvariantCulture, $"Q{((part.Year - YearOf(part).Year) * 12 + part.Month - YearOf(part).Month) / 3 + 1}"),
    };

    private static string Month(DateOnly day) => day.ToString("MMM", CultureInfo.InvariantCulture);
}

/// <summary>A part of a scale with its name.</summary>
/// <param name="Label">Its name: "2018", "Jul", "Jul–Sep".</param>
/// <param name="From">Its first day on the scale.</param>
/// <param name="To">The day after its last.</param>
/// <param name="Strong">Whether its beginning is marked all the way down.</param>
public sealed record TimelineTick(string Label, DateOnly From, DateOnly To, bool Strong);
