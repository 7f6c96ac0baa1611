using PlanModel.Coverage;

namespace PlanEditor.Components.Coverage;

/// <summary>The words of coverage, the same on the page and in the file.</summary>
public static class CoverageWords
{
    public const string Targets = "Which commitments move which targets";
    public const string Reach = "Whom it reaches, and how";
    public const string Groups = "Which commitments reach which groups";
    public const string Channels = "By which channels commitments are heard of";
    public const string Disaggregation = "What data are broken down by";
    public const string Holes = "Holes";
    public const string CountryTargets = "Which countries move which targets";
    public const string CountryGroups = "Which countries reach which groups";
    public const string CountryChannels = "By which channels commitments are heard of, by country";
    public const string CountryDisaggregation = "What data are broken down by, by country";
    public const string NoCommitment = "No commitment";

    /// <summary>The columns of <see cref="Reach"/>.</summary>
    public static IReadOnlyList<string> ReachColumns { get; } = ["Group", "Through", "Without the internet", "On the internet", "Commitments"];

    public static string Through(GroupReach group) => group.Through.IsEmpty ? "No intermediary" : string.Join(", ", group.Through.Select(one => one.FullName));

    public static string Offline(GroupReach group) => group switch
    {
        { Offline.IsEmpty: false } => string.Join(", ", group.Offline),
        { Online.IsEmpty: false } => "None: online only",
        _ => "No channel",
    };

    public static string Online(GroupReach group) => group.Online.IsEmpty ? "–" : string.Join(", ", group.Online);

    public static string Commitments(GroupReach group) => group.Commitments.IsEmpty ? NoCommitment : string.Join(", ", group.Commitments.Select(one => one.Name));

    public static string Of(HoleWeight weight) => weight switch
    {
        HoleWeight.Block => "Blocks final",
        HoleWeight.Warning => "Warning",
        _ => "Worth a look",
    };

    /// <summary>"1 blocks final, 4 are warnings, 2 are worth a look".</summary>
    public static string Sum(IReadOnlyCollection<CoverageHole> holes)
    {
        var (blocks, warnings, notes) = (Count(HoleWeight.Block), Count(HoleWeight.Warning), Count(HoleWeight.Note));
        string?[] parts =
        [
            blocks switch { 0 => null, 1 => "1 blocks final", _ => $"{blocks} block final" },
            warnings switch { 0 => null, 1 => "1 is a warning", _ => $"{warnings} are warnings" },
            notes switch { 0 => null, 1 => "1 is worth a look", _ => $"{notes} are worth a look" },
        ];
        return string.Join(", ", parts.OfType<string>());

        int Count(HoleWeight weight) => holes.Count(hole => hole.Weight == weight);
    }
}
