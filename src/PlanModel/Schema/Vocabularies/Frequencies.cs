namespace PlanModel.Schema.Vocabularies;

/// <summary>How often a dataset is updated, by the EU's frequency codes.</summary>
public static class Frequencies
{
    /// <summary>Another rhythm, described beside the choice.</summary>
    public const string Other = "OTHER";

    /// <summary>The list, most often first.</summary>
    public static ChoiceList List { get; } = new(
        "frequency",
        Frequency("CONT", "Continuous"),
        Frequency("DAILY_2", "Twice a day"),
        Frequency("DAILY", "Daily"),
        Frequency("WEEKLY_2", "Twice a week"),
        Frequency("WEEKLY", "Weekly"),
        Frequency("BIWEEKLY", "Every two weeks"),
        Frequency("MONTHLY_2", "Twice a month"),
        Frequency("MONTHLY", "Monthly"),
        Frequency("BIMONTHLY", "Every two months"),
        Frequency("QUARTERLY", "Quarterly"),
        Frequency("ANNUAL_3", "Every four months"),
        Frequency("ANNUAL_2", "Twice a year"),
        Frequency("ANNUAL", "Yearly"),
        Frequency("BIENNIAL", "Every two years"),
        Frequency("TRIENNIAL", "Every three years"),
        Frequency("AS_NEEDED", "As needed"),
        Frequency("IRREG", "Irregular"),
        Frequency("NOT_PLANNED", "No update planned"),
        Frequency("NEVER", "Never"),
        Frequency("UNKNOWN", "Not known"),
        Frequency(Other, "Other"));

    private static Choice Frequency(string code, string label) =>
        new(code, label) { Concept = new Uri($"http://publications.europa.eu/resource/authority/frequency/{code}") };
}
