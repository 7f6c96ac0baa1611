using System.Collections.Immutable;

namespace PlanModel.Schema.Vocabularies;

/// <summary>
/// The kinds of data that people look for first: the fifteen that the Open Data Barometer looks for in every country, with the service areas they belong to. Offered to a plan that
/// has few datasets; never required.
/// </summary>
public static class StarterDatasets
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<StarterDataset> All { get; } =
    [
        new("Maps", "Mapas", "মানচিত্র", "नक्सा", "land"),
        new("Land ownership", "Propiedad de la tierra", "ভূমির মালিকানা", "जग्गाको स्वामित्व", "land"),
        new("National statistics", "Estadísticas nacionales", "জাতীয় পরিসংখ্যান", "राष्ट्रिय तथ्याङ्क", "statistics"),
        new("Budget", "Presupuesto", "বাজেট", "बजेट", "budget"),
        new("Spending", "Gasto público", "সরকারি ব্যয়", "सरकारी खर्च", "budget"),
        new("Company register", "Registro de empresas", "কোম্পানি নিবন্ধন", "कम्पनी दर्ता", "economy"),
        new("Legislation", "Legislación", "আইন", "कानुन", "justice"),
        new("Public transport timetables", "Horarios del transporte público", "গণপরিবহনের সময়সূচি", "सार्वजनिक यातायातको समयतालिका", "transport"),
        new("International trade", "Comercio exterior", "আন্তর্জাতিক বাণিজ্য", "अन्तर्राष्ट्रिय व्यापार", "economy"),
        new("Health performance", "Desempeño de los servicios de salud", "স্বাস্থ্যসেবার ফলাফল", "स्वास्थ्य सेवाको नतिजा", "health"),
        new("School performance", "Desempeño de las escuelas", "বিদ্যালয়ের ফলাফল", "विद्यालयको नतिजा", "education"),
        new("Crime", "Delitos", "অপরাধ", "अपराध", "security"),
        new("Environment", "Medio ambiente", "পরিবেশ", "वातावरण", "environment"),
        new("Election results", "Resultados electorales", "নির্বাচনের ফলাফল", "निर्वाचनको नतिजा", "parliament"),
        new("Public contracts", "Contratos públicos", "সরকারি চুক্তি", "सार्वजनिक सम्झौता", "procurement"),
    ];
}

/// <summary>A kind of data that people look for.</summary>
/// <param name="English">Its name in English.</param>
/// <param name="Spanish">In Spanish.</param>
/// <param name="Bengali">In Bengali.</param>
/// <param name="Nepali">In Nepali.</param>
/// <param name="Theme">The code of its service area.</param>
public sealed record StarterDataset(string English, string Spanish, string Bengali, string Nepali, string Theme)
{
    /// <summary>Its name in a language of plans; in English for others.</summary>
    public string Name(string? language) => language switch { "es" => Spanish, "bn" => Bengali, "ne" => Nepali, _ => English };
}
