using System.Collections.Immutable;

namespace PlanModel.Schema.Vocabularies;

/// <summary>Countries, by two letters (ISO 3166-1) for plans and organisations and by three, as the EU's vocabulary has them, for what data cover.</summary>
public static class Countries
{
    /// <summary>
    /// The name in <see cref="AppContext"/> under which the program says which further countries make plans, each a line as <see cref="PlanningCountry.Parse"/> reads it, before
    /// anything of a schema is used: a schema does not change while it is in use.
    /// </summary>
    public const string FurtherData = "PlanModel.Countries";

    /// <summary>The countries that make a plan: the four of the workshop, then further ones.</summary>
    public static ImmutableArray<PlanningCountry> Planning { get; } = PlanningCountry.WithFurther((AppContext.GetData(FurtherData) as string ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The countries that make a plan.</summary>
    public static ChoiceList OfPlans { get; } = new("planCountry", [.. Planning.Select(country => Country(country.Code, country.Name, country.Code3))]);

    /// <summary>Where an organisation is at home: the planning countries first, then the peers.</summary>
    public static ChoiceList OfOrganisations { get; } = new(
        "country",
        [
            .. OfPlans.Choices,
            .. new[]
            {
                Country("BR", "Brazil", "BRA"),
                Country("CO", "Colombia", "COL"),
                Country("CR", "Costa Rica", "CRI"),
                Country("MY", "Malaysia", "MYS"),
                Country("MX", "Mexico", "MEX"),
                Country("MN", "Mongolia", "MNG"),
                Country("PH", "Philippines", "PHL"),
                Country("KR", "Republic of Korea", "KOR"),
            }.Where(peer => OfPlans.Find(peer.Code) is null),
        ]);

    /// <summary>The country that a dataset covers.</summary>
    public static ChoiceList OfDatasets { get; } = new("spatial", [.. Planning.Select(country => Country(country.Code3, country.Name, country.Code3))]);

    /// <summary>The country with a code; null: none that makes a plan.</summary>
    public static PlanningCountry? Find(string? code) => Planning.FirstOrDefault(country => country.Code == code);

    private static Choice Country(string code, string label, string concept) =>
        new(code, label) { Concept = new Uri($"http://publications.europa.eu/resource/authority/country/{concept}") };
}
