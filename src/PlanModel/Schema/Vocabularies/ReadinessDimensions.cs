namespace PlanModel.Schema.Vocabularies;

/// <summary>The eight dimensions of the World Bank's Open Data Readiness Assessment, version 3.1.</summary>
public static class ReadinessDimensions
{
    /// <summary>The list.</summary>
    public static ChoiceList List { get; } = new("readinessDimension", [.. Dimensions()]);

    /// <summary>What a lesson may be about: the dimensions, and two matters that they leave out.</summary>
    public static ChoiceList OfLessons { get; } = new(
        "lessonArea",
        [.. Dimensions(), new Choice("inclusion", "Inclusion"), new Choice("process", "The way the plan was made")]);

    private static IEnumerable<Choice> Dimensions() =>
    [
        new("leadership", "Senior leadership"),
        new("policyLegal", "Policy and legal framework"),
        new("institutions", "Institutions and responsibilities") { Help = "Institutional structures, responsibilities and capabilities within government." },
        new("dataManagement", "Data management") { Help = "Government data management policies, procedures and data availability." },
        new("demand", "Demand for open data"),
        new("civicEngagement", "Civic engagement") { Help = "Civic engagement and capabilities for open data." },
        new("funding", "Funding") { Help = "Funding an open data programme." },
        new("skillsInfrastructure", "Technology and skills") { Help = "National technology and skills infrastructure." },
    ];
}
