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
        new("maps", "Maps", "Mapas", "মানচিত্র", "नक्सा", "land"),
        new("landOwnership", "Land ownership", "Propiedad de la tierra", "ভূমির মালিকানা", "जग्गाको स्वामित्व", "land"),
        new("nationalStatistics", "National statistics", "Estadísticas nacionales", "জাতীয় পরিসংখ্যান", "राष्ट्रिय तथ्याङ्क", "statistics"),
        new("budget", "Budget", "Presupuesto", "বাজেট", "बजेट", "budget"),
        new("spending", "Spending", "Gasto público", "সরকারি ব্যয়", "सरकारी खर्च", "budget"),
        new("companyRegister", "Company register", "Registro de empresas", "কোম্পানি নিবন্ধন", "कम्पनी दर्ता", "economy"),
        new("legislation", "Legislation", "Legislación", "আইন", "कानुन", "justice"),
        new("transportTimetables", "Public transport timetables", "Horarios del transporte público", "গণপরিবহনের সময়সূচি", "सार्वजनिक यातायातको समयतालिका", "transport"),
        new("trade", "International trade", "Comercio exterior", "আন্তর্জাতিক বাণিজ্য", "अन्तर्राष्ट्रिय व्यापार", "economy"),
        new("healthPerformance", "Health performance", "Desempeño de los servicios de salud", "স্বাস্থ্যসেবার ফলাফল", "स्वास्थ्य सेवाको नतिजा", "health"),
        new("schoolPerformance", "School performance", "Desempeño de las escuelas", "বিদ্যালয়ের ফলাফল", "विद्यालयको नतिजा", "education"),
        new("crime", "Crime", "Delitos", "অপরাধ", "अपराध", "security"),
        new("environment", "Environment", "Medio ambiente", "পরিবেশ", "वातावरण", "environment"),
        new("elections", "Election results", "Resultados electorales", "নির্বাচনের ফলাফল", "निर्वाचनको नतिजा", "parliament"),
        new("contracts", "Public contracts", "Contratos públicos", "সরকারি চুক্তি", "सार्वजनिक सम्झौता", "procurement"),
    ];
}

/// <summary>A kind of data that people look for.</summary>
/// <param name="Code">A stable name.</param>
/// <param name="English">Its name in English.</param>
/// <param name="Spanish">In Spanish.</param>
/// <param name="Bengali">In Bengali.</param>
/// <param name="Nepali">In Nepali.</param>
/// <param name="Theme">The service area to propose, a code of <see cref="ServiceAreas"/>.</param>
public sealed record StarterDataset(string Code, string English, string Spanish, string Bengali, string Nepali, string Theme)
{
    /// <summary>Its names in all languages of plans.</summary>
    public ImmutableArray<string> Names => [English, Spanish, Bengali, Nepali];

    /// <summary>Its name in a language of plans; in English for others.</summary>
    public string Name(string? language) => language switch { "es" => Spanish, "bn" => Bengali, "ne" => Nepali, _ => English };
}
