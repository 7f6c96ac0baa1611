using System.Collections.Immutable;

namespace PlanModel.Schema.Vocabularies;

/// <summary>The fifteen kinds of dataset that the Open Data Barometer looks for: a start for a plan that has few. Never required.</summary>
public static class StarterDatasets
{
    /// <summary>The fifteen.</summary>
    public static ImmutableArray<StarterDataset> All { get; } =
    [
        new("maps", "Maps", "land"),
        new("landOwnership", "Land ownership", "land"),
        new("nationalStatistics", "National statistics", "statistics"),
        new("budget", "Government budget", "budget"),
        new("spending", "Government spending", "budget"),
        new("companyRegister", "Company register", "economy"),
        new("legislation", "Legislation", "justice"),
        new("transportTimetables", "Public transport timetables", "transport"),
        new("trade", "International trade", "economy"),
        new("healthPerformance", "Performance of the health sector", "health"),
        new("schoolPerformance", "Performance of schools", "education"),
        new("crime", "Crime statistics", "security"),
        new("environment", "Environment statistics", "environment"),
        new("elections", "Election results", "parliament"),
        new("contracts", "Public contracts", "procurement"),
    ];
}

/// <summary>A kind of dataset to start from.</summary>
/// <param name="Code">A stable name.</param>
/// <param name="Title">The title to propose, in English.</param>
/// <param name="Theme">The service area to propose, a code of <see cref="ServiceAreas"/>.</param>
public sealed record StarterDataset(string Code, string Title, string Theme);
