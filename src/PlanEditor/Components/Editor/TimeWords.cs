using System.Globalization;

namespace PlanEditor.Components.Editor;

/// <summary>When something happened, as people say it.</summary>
public static class TimeWords
{
    public static string Ago(DateTimeOffset at, DateTimeOffset now) => (now - at) switch
    {
        { TotalMinutes: < 2 } => "a moment ago",
        { TotalHours: < 1 } passed => $"{(int)passed.TotalMinutes} minutes ago",
        { TotalHours: < 2 } => "an hour ago",
        { TotalHours: < 24 } passed => $"{(int)passed.TotalHours} hours ago",
        _ => "on " + at.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
    };
}
