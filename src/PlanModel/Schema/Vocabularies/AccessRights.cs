namespace PlanModel.Schema.Vocabularies;

/// <summary>Who may have the data. A choice's concept is the EU's code.</summary>
public static class AccessRights
{
    /// <summary>Anyone.</summary>
    public const string Public = "public";

    /// <summary>The list.</summary>
    public static ChoiceList List { get; } = new(
        "accessRights",
        Right(Public, "Public", "PUBLIC", "Anyone may have it."),
        Right("restricted", "Restricted", "RESTRICTED", "Some may have it, under conditions."),
        Right("nonPublic", "Not public", "NON_PUBLIC", "It stays inside government."));

    private static Choice Right(string code, string label, string concept, string help) =>
        new(code, label) { Help = help, Concept = new Uri($"http://publications.europa.eu/resource/authority/access-right/{concept}") };
}
