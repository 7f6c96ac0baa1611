namespace PlanModel.Schema.Vocabularies;

/// <summary>The EU's themes of data. No field has them: each service area leads to one.</summary>
public static class DataThemes
{
    /// <summary>What the list is called.</summary>
    public const string SchemeName = "Data theme";

    /// <summary>The address of the list itself.</summary>
    public static Uri Scheme { get; } = new("http://publications.europa.eu/resource/authority/data-theme");

    /// <summary>The list.</summary>
    public static ChoiceList List { get; } = new(
        "dataTheme",
        Theme("AGRI", "Agriculture, fisheries, forestry and food"),
        Theme("ECON", "Economy and finance"),
        Theme("EDUC", "Education, culture and sport"),
        Theme("ENER", "Energy"),
        Theme("ENVI", "Environment"),
        Theme("GOVE", "Government and public sector"),
        Theme("HEAL", "Health"),
        Theme("INTR", "International issues"),
        Theme("JUST", "Justice, legal system and public safety"),
        Theme("REGI", "Regions and cities"),
        Theme("SOCI", "Population and society"),
        Theme("TECH", "Science and technology"),
        Theme("TRAN", "Transport"));

    /// <summary>The name of the theme with an address.</summary>
    public static string NameOf(Uri concept) => List.Choices.First(theme => theme.Concept == concept).Label;

    private static Choice Theme(string code, string label) => new(code, label) { Concept = new Uri($"{Scheme}/{code}") };
}
