namespace PlanEditor.Identity;

/// <summary>What is taken for granted of somebody from a country until that person says otherwise.</summary>
public static class CountryHabits
{
    /// <summary>The language that mails are written in.</summary>
    public static string LanguageOf(string? country) => country switch
    {
        "BD" => "bn",
        "NP" => "ne",
        "PA" or "UY" => "es",
        _ => "en",
    };

    /// <summary>The day with which weeks begin.</summary>
    public static DayOfWeek WeekStartOf(string? country) => country is "BD" or "NP" or "PA" ? DayOfWeek.Sunday : DayOfWeek.Monday;

    /// <summary>The hours of the day.</summary>
    public static TimeZoneInfo ZoneOf(string? country)
    {
        var name = country switch
        {
            "BD" => "Asia/Dhaka",
            "NP" => "Asia/Kathmandu",
            "PA" => "America/Panama",
            "UY" => "America/Montevideo",
            _ => null,
        };
        return name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
    }

    /// <summary>The day that it is there.</summary>
    public static DateOnly DayOf(DateTimeOffset now, string? country) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, ZoneOf(country)).DateTime);
}
