using System.Globalization;
using PlanEditor.Identity;
using PlanModel.History;

namespace PlanEditor.Components.History;

/// <summary>Times as the people of a plan's country say them.</summary>
/// <param name="Zone">Its hours of the day.</param>
public sealed record HistoryTimes(TimeZoneInfo Zone)
{
    /// <summary>Those of a country; of none: UTC.</summary>
    public static HistoryTimes Of(string? country) => new(CountryHabits.ZoneOf(country));

    /// <summary>"Times of Kathmandu (UTC+5:45)".</summary>
    public string Name(DateTimeOffset now)
    {
        if (Zone == TimeZoneInfo.Utc) return "Times are UTC";
        var offset = Zone.GetUtcOffset(now);
        var hours = offset.ToString(offset.Minutes == 0 ? "%h" : @"h\:mm", CultureInfo.InvariantCulture);
        return $"Times of {Zone.Id[(Zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ')} (UTC{(offset < TimeSpan.Zero ? '−' : '+')}{hours})";
    }

    /// <summary>"Today, 12 October", "Wednesday, 11 October", "28 September 2016".</summary>
    public string Day(DateTimeOffset at, DateTimeOffset now)
    {
        var (day, today) = (Here(at).Date, Here(now).Date);
        return (today - day).Days switch
        {
            0 => $"Today, {day.ToString("d MMMM", CultureInfo.InvariantCulture)}",
            < 7 when day < today => day.ToString("dddd, d MMMM", CultureInfo.InvariantCulture),
            _ => day.ToString(day.Year == today.Year ? "d MMMM" : "d MMMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>"16:02 – 16:31".</summary>
    public string Span(Sitting sitting) => Time(sitting.From) == Time(sitting.To) ? Time(sitting.From) : $"{Time(sitting.From)} – {Time(sitting.To)}";

    /// <summary>"11 Oct 2017, 16:31".</summary>
    public string Moment(DateTimeOffset at) => Here(at).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"16:31".</summary>
    public string Time(DateTimeOffset at) => Here(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    private DateTimeOffset Here(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);
}
