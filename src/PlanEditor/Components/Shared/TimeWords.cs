using System.Globalization;

namespace PlanEditor.Components.Shared;

/// <summary>Times as people say them.</summary>
public static class TimeWords
{
    /// <summary>"just now", "40 minutes ago", "3 hours ago", then the day: "on 29 Sep 2017".</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now) => (now - at) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalMinutes: < 60 } ago => Count((int)ago.TotalMinutes, "minute"),
        { TotalHours: < 24 } ago => Count((int)ago.TotalHours, "hour"),
        _ => $"on {Day(at)}",
    };

    /// <summary>"29 Sep 2017".</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Count(int count, string unit) => $"{count} {unit}{(count == 1 ? "" : "s")} ago";
}
