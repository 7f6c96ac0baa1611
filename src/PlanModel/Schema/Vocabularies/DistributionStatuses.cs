namespace PlanModel.Schema.Vocabularies;

/// <summary>Where a distribution stands, by the EU's codes of distribution status.</summary>
public static class DistributionStatuses
{
    /// <summary>The list.</summary>
    public static ChoiceList List { get; } = new(
        "distributionStatus",
        Status("DEVELOP", "Under development"),
        Status("COMPLETED", "Completed"),
        Status("DEPRECATED", "Deprecated"),
        Status("WITHDRAWN", "Withdrawn"));

    private static Choice Status(string code, string label) =>
        new(code, label) { Concept = new Uri($"http://publications.europa.eu/resource/authority/distribution-status/{code}") };
}
