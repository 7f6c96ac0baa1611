namespace PlanModel.Schema.Vocabularies;

/// <summary>The public services that a commitment touches or a dataset is about. A choice's concept is its theme in the EU's vocabulary of data themes.</summary>
public static class ServiceAreas
{
    /// <summary>The list: first those named by the workshop, then others, then none of them.</summary>
    public static ChoiceList List { get; } = new(
        "serviceArea",
        Area("justice", "Justice", "JUST"),
        Area("health", "Health", "HEAL"),
        Area("education", "Education", "EDUC"),
        Area("security", "Security", "JUST"),
        Area("water", "Water", "ENVI"),
        Area("antiCorruption", "Anti-corruption", "GOVE"),
        Area("budget", "Budget and spending", "ECON"),
        Area("procurement", "Public procurement", "GOVE"),
        Area("statistics", "Statistics and population", "SOCI"),
        Area("socialProtection", "Social protection", "SOCI"),
        Area("environment", "Environment and climate", "ENVI"),
        Area("disasterRisk", "Disaster risk", "ENVI"),
        Area("agriculture", "Agriculture", "AGRI"),
        Area("energy", "Energy", "ENER"),
        Area("transport", "Transport", "TRAN"),
        Area("land", "Land and geography", "REGI"),
        Area("economy", "Economy and companies", "ECON"),
        Area("parliament", "Parliament and elections", "GOVE"),
        Area("science", "Science and technology", "TECH"),
        Area("international", "International affairs", "INTR"),
        new Choice("other", "Other"));

    private static Choice Area(string code, string label, string theme) =>
        new(code, label) { Concept = DataThemes.List.Find(theme)!.Concept };
}
