using PlanModel.Schema.Vocabularies;

namespace PlanEditor.Identity;

/// <summary>What is taken for granted of somebody from a country until that person says otherwise.</summary>
public static class CountryHabits
{
    /// <summary>The language that mails are written in, and plans.</summary>
    public static string LanguageOf(string? country) => Countries.Find(country)?.Language ?? "en";

    /// <summary>The day with which weeks begin.</summary>
    public static DayOfWeek WeekStartOf(string? country) => country is "BD" or "NP" or "PA" ? DayOfWeek.Sunday : DayOfWeek.Monday;

    /// <summary>The hours of the day.</summary>
    public static TimeZoneInfo ZoneOf(string? country) =>
        Countries.Find(country) is { } known && TimeZoneInfo.TryFindSystemTimeZoneById(known.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The day that it is there.</summary>
    public static DateOnly DayOf(DateTimeOffset now, string? country) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, ZoneOf(country)).DateTime);
}
