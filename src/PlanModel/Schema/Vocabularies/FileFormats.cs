using System.Collections.Frozen;

namespace PlanModel.Schema.Vocabularies;

/// <summary>File formats of distributions, by the EU's file type codes.</summary>
public static class FileFormats
{
    private static readonly FrozenDictionary<string, string> MediaTypes = new Dictionary<string, string>
    {
        ["CSV"] = "text/csv",
        ["JSON"] = "application/json",
        ["GEOJSON"] = "application/geo+json",
        ["XML"] = "application/xml",
        ["XLSX"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ["ODS"] = "application/vnd.oasis.opendocument.spreadsheet",
        ["RDF_TURTLE"] = "text/turtle",
        ["JSON_LD"] = "application/ld+json",
        ["KML"] = "application/vnd.google-earth.kml+xml",
        ["SHP"] = "application/vnd.shp",
        ["PDF"] = "application/pdf",
        ["HTML"] = "text/html",
        ["ZIP"] = "application/zip",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The list.</summary>
    public static ChoiceList List { get; } = new(
        "format",
        Format("CSV", "CSV"),
        Format("JSON", "JSON"),
        Format("GEOJSON", "GeoJSON"),
        Format("XML", "XML"),
        Format("XLSX", "Excel (XLSX)"),
        Format("ODS", "OpenDocument spreadsheet"),
        Format("RDF_TURTLE", "RDF Turtle"),
        Format("JSON_LD", "JSON-LD"),
        Format("KML", "KML"),
        Format("SHP", "Shapefile"),
        Format("PDF", "PDF"),
        Format("HTML", "HTML"),
        Format("ZIP", "ZIP archive"),
        new Choice("API", "API") { Help = "A service that programs ask, in place of a file." });

    /// <summary>The media type of a format; null for services and codes that are not in the list.</summary>
    public static string? MediaType(string code) => MediaTypes.GetValueOrDefault(code);

    /// <summary>
    /// How many stars of openness the format alone allows, with an open licence: 3 for open formats with structure, 2 for closed ones, 1 without
    /// structure, 4 for those that name things by address. Null for codes that are not in the list. A person confirms the stars.
    /// </summary>
    public static int? Stars(string code) => code switch
    {
        "RDF_TURTLE" or "JSON_LD" => 4,
        "CSV" or "JSON" or "GEOJSON" or "XML" or "ODS" or "KML" or "API" => 3,
        "XLSX" or "SHP" => 2,
        "PDF" or "HTML" or "ZIP" => 1,
        _ => null,
    };

    private static Choice Format(string code, string label) =>
        new(code, label) { Concept = new Uri($"http://publications.europa.eu/resource/authority/file-type/{code}") };
}
