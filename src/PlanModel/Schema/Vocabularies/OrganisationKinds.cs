namespace PlanModel.Schema.Vocabularies;

/// <summary>Kinds of organisation, by the ADMS publisher types. A choice's concept is the type's address.</summary>
public static class OrganisationKinds
{
    /// <summary>The list.</summary>
    public static ChoiceList List { get; } = new(
        "organisationKind",
        Kind("NationalAuthority", "National authority"),
        Kind("RegionalAuthority", "Regional authority"),
        Kind("LocalAuthority", "Local authority"),
        Kind("SupraNationalAuthority", "Supranational authority"),
        Kind("Academia-ScientificOrganisation", "University or research body"),
        Kind("Company", "Company"),
        Kind("IndustryConsortium", "Industry consortium"),
        Kind("NonGovernmentalOrganisation", "Non-governmental organisation"),
        Kind("NonProfitOrganisation", "Non-profit organisation"),
        Kind("PrivateIndividual(s)", "Private individuals"),
        Kind("StandardisationBody", "Standardisation body"));

    private static Choice Kind(string code, string label) => new(code, label) { Concept = new Uri($"http://purl.org/adms/publishertype/{code}") };
}
