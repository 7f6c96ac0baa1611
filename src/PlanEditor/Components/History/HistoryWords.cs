using System.Globalization;
using PlanModel.History;

namespace PlanEditor.Components.History;

/// <summary>Times and sittings as people say them.</summary>
public static class HistoryWords
{
    private const int LinesShown = 2;

    /// <summary>"Today, 12 October", "Wednesday, 11 October", "28 September 2016".</summary>
    public static string Day(DateTimeOffset at, DateTimeOffset now)
    {
        var (day, today) = (at.UtcDateTime.Date, now.UtcDateTime.Date);
        return (today - day).Days switch
        {
            0 => $"Today, {day.ToString("d MMMM", CultureInfo.InvariantCulture)}",
            < 7 when day < today => day.ToString("dddd, d MMMM", CultureInfo.InvariantCulture),
            _ => day.ToString(day.Year == today.Year ? "d MMMM" : "d MMMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>"16:02 – 16:31".</summary>
    public static string Times(Sitting sitting) => Time(sitting.From) == Time(sitting.To) ? Time(sitting.From) : $"{Time(sitting.From)} – {Time(sitting.To)}";

    /// <summary>"11 Oct 2017, 16:31".</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"Moved C2.M3 to C4, wrote 120 words in “Inclusion” and 3 more".</summary>
    public static string Summary(Sitting sitting)
    {
        var lines = sitting.Lines;
        if (lines.IsEmpty) return sitting.Changes == 1 ? "1 change that left nothing" : $"{sitting.Changes} changes that left nothing";
        var more = lines.Length + sitting.MoreLines - LinesShown;
        return Shared.CountWords.Capital(string.Join(", ", lines.Take(LinesShown).Select(line => line.Words))) + (more > 0 ? $" and {more} more" : "");
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture);
}
