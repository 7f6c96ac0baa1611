namespace PlanModel.Schema.Vocabularies;

/// <summary>How long a distribution is meant to be available, by the EU's codes of planned availability.</summary>
public static class Availabilities
{
    /// <summary>The list.</summary>
    public static ChoiceList List { get; } = new(
        "availability",
        Availability("STABLE", "Stable", "Meant to stay for years."),
        Availability("AVAILABLE", "Available", "Meant to stay for some years."),
        Availability("EXPERIMENTAL", "Experimental", "A trial that may change or end."),
        Availability("TEMPORARY", "Temporary", "Will be taken away."));

    private static Choice Availability(string code, string label, string help) =>
        new(code, label) { Help = help, Concept = new Uri($"http://publications.europa.eu/resource/authority/planned-availability/{code}") };
}
