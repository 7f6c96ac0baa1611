using PlanModel.Text;

namespace PlanModel.Schema.Vocabularies;

/// <summary>The languages that plans are written in, and those that datasets are in.</summary>
public static class Languages
{
    /// <summary>What plans are written in, by the codes that web pages use. Each is named in itself.</summary>
    public static ChoiceList OfPlans { get; } = new(
        "planLanguage",
        new Choice("en", "English"),
        new Choice("es", "Español") { Help = "Spanish" },
        new Choice("bn", "বাংলা") { Help = "Bengali" },
        new Choice("ne", "नेपाली") { Help = "Nepali" });

    /// <summary>What datasets are in, by the EU's language codes.</summary>
    public static ChoiceList OfDatasets { get; } = new(
        "datasetLanguage",
        Language("ENG", "English"),
        Language("SPA", "Spanish"),
        Language("BEN", "Bengali"),
        Language("NEP", "Nepali"));

    /// <summary>What a language is called in English.</summary>
    public static string EnglishName(string code) => OfPlans.Find(code) is { Help.Length: > 0 } choice ? choice.Help : OfPlans.Label(code);

    /// <summary>The script in which a language of plans is written.</summary>
    public static Script ScriptOf(string code) => code switch
    {
        "en" or "es" => Script.Latin,
        "bn" => Script.Bengali,
        "ne" => Script.Devanagari,
        _ => Script.None,
    };

    private static Choice Language(string code, string label) =>
        new(code, label) { Concept = new Uri($"http://publications.europa.eu/resource/authority/language/{code}") };
}
