using System.Text.RegularExpressions;

namespace PlanEditor.Tests.Export;

/// <summary>
/// What DCAT-AP 3.0.1 asks of each class that a catalogue of ours uses, written from the specification: what must be there, how often a thing may be said, whether it is an address or words, of which class a thing is, and from
/// which list its value comes. Looks at statements, by the class of each thing, wherever it stands; nothing here asks the program.
/// </summary>
internal static partial class DcatAp
{
    private const string Dcat = "http://www.w3.org/ns/dcat#";
    private const string Dct = "http://purl.org/dc/terms/";
    private const string Foaf = "http://xmlns.com/foaf/0.1/";
    private const string Skos = "http://www.w3.org/2004/02/skos/core#";
    private const string Vcard = "http://www.w3.org/2006/vcard/ns#";
    private const string Xsd = "http://www.w3.org/2001/XMLSchema#";
    private const string Eu = "http://publications.europa.eu/resource/authority/";

    private static readonly string[] Times = [Xsd + "date", Xsd + "dateTime", Xsd + "gYear", Xsd + "gYearMonth"];

    /// <summary>The rules, by class.</summary>
    public static readonly IReadOnlyDictionary<string, Rule[]> Rules = new Dictionary<string, Rule[]>
    {
        [Dcat + "Catalog"] =
        [
            Words(Dct + "title", least: 1), Words(Dct + "description", least: 1), A(Dct + "publisher", Foaf + "Agent", 1, 1), A(Foaf + "homepage", Foaf + "Document", 0, 1),
            A(Dct + "language", Dct + "LinguisticSystem", from: List("language", "BEN ENG NEP SPA")), A(Dct + "license", Dct + "LicenseDocument", 0, 1), Time(Dct + "issued"), Time(Dct + "modified"),
            A(Dct + "spatial", Dct + "Location", from: List("country", "BGD NPL PAN URY")), A(Dcat + "themeTaxonomy", Skos + "ConceptScheme", from: [Eu + "data-theme"]), A(Dcat + "dataset", Dcat + "Dataset"),
        ],
        [Dcat + "Dataset"] =
        [
            Words(Dct + "title", least: 1), Words(Dct + "description", least: 1), A(Dcat + "contactPoint", Vcard + "Kind"), A(Dcat + "distribution", Dcat + "Distribution"), Words(Dcat + "keyword"),
            A(Dct + "publisher", Foaf + "Agent", 0, 1), A(Dct + "spatial", Dct + "Location", from: List("country", "BGD NPL PAN URY")), A(Dct + "temporal", Dct + "PeriodOfTime"),
            A(Dcat + "theme", Skos + "Concept", from: List("data-theme", "AGRI ECON EDUC ENER ENVI GOVE HEAL INTR JUST OP_DATPRO REGI SOCI TECH TRAN")),
            A(Dct + "accessRights", Dct + "RightsStatement", 0, 1, List("access-right", "CONFIDENTIAL NON_PUBLIC NORMAL PUBLIC RESTRICTED SENSITIVE")),
            A(Dct + "accrualPeriodicity", Dct + "Frequency", 0, 1, List("frequency", "ANNUAL ANNUAL_2 ANNUAL_3 AS_NEEDED BIENNIAL BIMONTHLY BIWEEKLY CONT DAILY DAILY_2 HOURLY IRREG MONTHLY MONTHLY_2 MONTHLY_3 NEVER NOT_PLANNED OTHER QUARTERLY QUINQUENNIAL TRIENNIAL UNKNOWN UPDATE_CONT WEEKLY WEEKLY_2 WEEKLY_3")),
            A(Dcat + "landingPage", Foaf + "Document"), A(Dct + "language", Dct + "LinguisticSystem", from: List("language", "BEN ENG NEP SPA")), A(Dct + "provenance", Dct + "ProvenanceStatement"),
            new Rule(Dct + "identifier") { IsLiteral = true }, Time(Dct + "issued"), Time(Dct + "modified"),
            // Not of the profile, which leaves room for more: what DCAT 3 has for everything in a catalogue.
            A(Dct + "license", Dct + "LicenseDocument", 0, 1), A(Dct + "subject", Skos + "Concept"),
        ],
        [Dcat + "Distribution"] =
        [
            new Rule(Dcat + "accessURL", 1) { IsLiteral = false, Class = "http://www.w3.org/2000/01/rdf-schema#Resource" }, new Rule(Dcat + "downloadURL") { IsLiteral = false, Class = "http://www.w3.org/2000/01/rdf-schema#Resource" },
            Words(Dct + "title"), A(Dct + "license", Dct + "LicenseDocument", 0, 1), Time(Dct + "issued"), Time(Dct + "modified"),
            A(Dct + "format", Dct + "MediaTypeOrExtent", 0, 1, List("file-type", "CSV GEOJSON HTML JSON JSON_LD KML ODS PDF RDF_TURTLE SHP XLSX XML ZIP")),
            A(Dcat + "mediaType", Dct + "MediaType", 0, 1) with { Prefix = "http://www.iana.org/assignments/media-types/" }, new Rule(Dcat + "byteSize", 0, 1) { IsLiteral = true, Datatypes = [Xsd + "nonNegativeInteger"] },
            A(Dct + "conformsTo", Dct + "Standard"), A("http://data.europa.eu/r5r/availability", Skos + "Concept", 0, 1, List("planned-availability", "AVAILABLE EXPERIMENTAL OP_DATPRO STABLE TEMPORARY")),
            A("http://www.w3.org/ns/adms#status", Skos + "Concept", 0, 1, List("distribution-status", "COMPLETED DEPRECATED DEVELOP DISCONT WITHDRAWN")),
        ],
        [Foaf + "Agent"] =
        [
            Words(Foaf + "name", least: 1), A(Foaf + "homepage", Foaf + "Document"),
            A(Dct + "type", Skos + "Concept", 0, 1, [.. "Academia-ScientificOrganisation Company IndustryConsortium LocalAuthority NationalAuthority NonGovernmentalOrganisation NonProfitOrganisation PrivateIndividual(s) RegionalAuthority StandardisationBody SupraNationalAuthority".Split(' ').Select(type => "http://purl.org/adms/publishertype/" + type)]),
        ],
        [Vcard + "Kind"] = [new Rule(Vcard + "fn", 1) { IsLiteral = true }, new Rule(Vcard + "hasEmail") { IsLiteral = false, Prefix = "mailto:" }],
        [Skos + "Concept"] = [Words(Skos + "prefLabel", least: 1)],
        [Skos + "ConceptScheme"] = [Words(Dct + "title", least: 1)],
        [Dct + "PeriodOfTime"] = [Time(Dcat + "startDate"), Time(Dcat + "endDate")],
        [Dct + "Location"] = [Words(Skos + "prefLabel")],
        [Dct + "ProvenanceStatement"] = [Words("http://www.w3.org/2000/01/rdf-schema#label", least: 1)],
        [Dct + "LicenseDocument"] = [],
        [Dct + "LinguisticSystem"] = [],
        [Dct + "Frequency"] = [],
        [Dct + "RightsStatement"] = [],
        [Dct + "MediaType"] = [],
        [Dct + "MediaTypeOrExtent"] = [],
        [Dct + "Standard"] = [],
        [Foaf + "Document"] = [],
        ["http://www.w3.org/2000/01/rdf-schema#Resource"] = [],
        [Vcard + "Organization"] = [],
    };

    /// <summary>What is wrong in a catalogue, a sentence each.</summary>
    public static IEnumerable<string> Problems(Triples graph)
    {
        if (graph.Things.Values.Count(thing => thing.Types.Contains(Dcat + "Catalog")) != 1) yield return "there is no one catalogue";
        foreach (var (address, thing) in graph.Things)
        {
            if (!address.StartsWith("_:", StringComparison.Ordinal) && !Sound().IsMatch(address)) yield return $"{address} is no address";
            foreach (var type in thing.Types.Where(type => !Rules.ContainsKey(type))) yield return $"{address} is a {type}, which nobody expects";
            if (thing.Types.Count == 0 && thing.Properties.Count > 0) yield return $"{address} is of no class";
            var rules = thing.Types.SelectMany(type => Rules.GetValueOrDefault(type) ?? []).ToArray();
            foreach (var property in thing.Properties.Keys.Where(property => !property.StartsWith(graph.Own, StringComparison.Ordinal) && rules.All(rule => rule.Property != property))) yield return $"{address} says {property}, which its class does not know";
            foreach (var problem in rules.SelectMany(rule => Problems(graph, address, thing, rule))) yield return problem;
        }
    }

    private static IEnumerable<string> Problems(Triples graph, string address, Thing thing, Rule rule)
    {
        var values = thing.Of(rule.Property);
        if (values.Count < rule.Least) yield return $"{address} lacks {rule.Property}";
        if (values.Count > rule.Most) yield return $"{address} has {values.Count} {rule.Property}";
        if (rule.Property == Skos + "prefLabel" && values.GroupBy(value => value.Language).Any(language => language.Count() > 1)) yield return $"{address} says {rule.Property} twice in one language";
        foreach (var value in values)
        {
            if (value.IsLiteral != rule.IsLiteral) yield return $"{address}: {rule.Property} is {(value.IsLiteral ? "words" : "a thing")}";
            else if (value.IsLiteral)
            {
                if (string.IsNullOrWhiteSpace(value.Text)) yield return $"{address}: {rule.Property} is empty";
                if (rule.IsWords && value.Language is not ("en" or "es" or "bn" or "ne")) yield return $"{address}: {rule.Property} is in no language";
                if (!rule.Datatypes.IsEmpty && (value.Datatype is null || !rule.Datatypes.Contains(value.Datatype) || !IsOf(value.Datatype, value.Text))) yield return $"{address}: {rule.Property} is “{value.Text}” of {value.Datatype}";
            }
            else
            {
                if (rule.Class is { } type && !(graph.Things.GetValueOrDefault(value.Text)?.Types.Contains(type) ?? false)) yield return $"{address}: {rule.Property} is no {type}";
                if (rule.Prefix is { } prefix && !value.Text.StartsWith(prefix, StringComparison.Ordinal)) yield return $"{address}: {rule.Property} is {value.Text}";
            }
        }

        // A list of the profile may have words of one's own beside it, but not other words of its kind.
        if (rule.From is not { } list) yield break;
        foreach (var value in values.Where(value => !value.IsLiteral && !list.Contains(value.Text) && (value.Text.StartsWith(Eu, StringComparison.Ordinal) || rule.Most == 1 || rule.Property == Dcat + "themeTaxonomy")))
            yield return $"{address}: {rule.Property} is {value.Text}, which is not in its list";
    }

    private static bool IsOf(string datatype, string text) => datatype[Xsd.Length..] switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
        "nonNegativeInteger" => text.Length > 0 && text.All(char.IsAsciiDigit),
        _ => false,
    };

    private static string[] List(string list, string codes) => [.. codes.Split(' ').Select(code => $"{Eu}{list}/{code}")];

    private static Rule Words(string property, int least = 0) => new(property, least) { IsLiteral = true, IsWords = true };

    private static Rule Time(string property) => new(property, 0, 1) { IsLiteral = true, Datatypes = [.. Times] };

    private static Rule A(string property, string type, int least = 0, int most = int.MaxValue, string[]? from = null) => new(property, least, most) { IsLiteral = false, Class = type, From = from };

    [GeneratedRegex("^(https?|ftp|mailto):[^\\x00-\\x20\"<>\\\\^`{|}]+$")]
    private static partial Regex Sound();

    /// <summary>What is asked of one property.</summary>
    internal sealed record Rule(string Property, int Least = 0, int Most = int.MaxValue)
    {
        public required bool IsLiteral { get; init; }

        /// <summary>Whether it is words in a language.</summary>
        public bool IsWords { get; init; }

        public System.Collections.Immutable.ImmutableArray<string> Datatypes { get; init; } = [];

        /// <summary>Of which class a thing is.</summary>
        public string? Class { get; init; }

        /// <summary>How its address begins.</summary>
        public string? Prefix { get; init; }

        /// <summary>The list from which it comes.</summary>
        public string[]? From { get; init; }
    }
}
