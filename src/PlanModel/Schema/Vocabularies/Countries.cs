namespace PlanModel.Schema.Vocabularies;

/// <summary>Countries, by two letters (ISO 3166-1) for plans and organisations and by three, as the EU's vocabulary has them, for what data cover.</summary>
public static class Countries
{
    /// <summary>The countries that make a plan.</summary>
    public static ChoiceList OfPlans { get; } = new("planCountry", [.. Planning()]);

    /// <summary>Where an organisation is at home: the planning countries first, then the peers.</summary>
    public static ChoiceList OfOrganisations { get; } = new(
        "country",
        [
            .. Planning(),
            Country("BR", "Brazil", "BRA"),
            Country("CO", "Colombia", "COL"),
            Country("CR", "Costa Rica", "CRI"),
            Country("MY", "Malaysia", "MYS"),
            Country("MX", "Mexico", "MEX"),
            Country("MN", "Mongolia", "MNG"),
            Country("PH", "Philippines", "PHL"),
            Country("KR", "Republic of Korea", "KOR"),
        ]);

    /// <summary>The country that a dataset covers.</summary>
    public static ChoiceList OfDatasets { get; } = new(
        "spatial",
        Country("BGD", "Bangladesh", "BGD"),
        Country("NPL", "Nepal", "NPL"),
        Country("PAN", "Panama", "PAN"),
        Country("URY", "Uruguay", "URY"));

    private static IEnumerable<Choice> Planning() =>
        [Country("BD", "Bangladesh", "BGD"), Country("NP", "Nepal", "NPL"), Country("PA", "Panama", "PAN"), Country("UY", "Uruguay", "URY")];

    private static Choice Country(string code, string label, string concept) =>
        new(code, label) { Concept = new Uri($"http://publications.europa.eu/resource/authority/country/{concept}") };
}
