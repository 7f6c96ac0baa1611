using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;

namespace PlanModel.Publishing;

/// <summary>The datasets of a plan as a DCAT 3 catalogue in JSON-LD that keeps the rules of DCAT-AP 3.0.1 (docs/data.md). Addresses of things never change: they are made of the plan's slug and the ids of its parts.</summary>
public sealed class DcatCatalogue
{
    private const string Vocabulary = "http://publications.europa.eu/resource/authority/";

    // As a page has it: a reader's browser gets it with its quotation marks.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Document _document;
    private readonly DcatNames _names;
    private readonly DcatDataset _datasets;

    private DcatCatalogue(Document document, DcatNames names) => (_document, _names, _datasets) = (document, names, new DcatDataset(document, names));

    /// <summary>Writes the catalogue in UTF-8.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="site">The site's public address, without a slash at its end.</param>
    /// <param name="slug">The plan's name in addresses.</param>
    /// <param name="address">Where the plan is read.</param>
    /// <param name="day">The day of the revision.</param>
    /// <param name="plain">Markdown as plain text.</param>
    public static byte[] Write(Document document, string site, string slug, string address, DateOnly day, Func<string, string> plain)
    {
        var catalogue = new DcatCatalogue(document, new DcatNames(document, site, slug, plain)).Catalogue(site, address, day);
        return [.. JsonSerializer.SerializeToUtf8Bytes(catalogue, Indented), (byte)'\n'];
    }

    private JsonObject Catalogue(string site, string address, DateOnly day)
    {
        var root = _document.Root;
        var title = _document.Title(root);
        var language = TextLanguage.OfPlan(_document);
        var catalogue = new JsonObject
        {
            ["@context"] = Context(site),
            ["@id"] = _names.Of("catalogue"),
            ["@type"] = "dcat:Catalog",
            ["dct:title"] = DcatNames.Words($"{title}: datasets", TextLanguage.Of(_document, title)),
            ["dct:description"] = _names.TextOf(root, ActionPlan.Plan.Summary) ?? DcatNames.Words($"The datasets that the plan “{title}” opens or improves.", "en"),
            ["dct:issued"] = DcatNames.Day(day),
            ["dct:modified"] = DcatNames.Day(day),
            ["foaf:homepage"] = DcatNames.Thing(address, "foaf:Document"),
            ["dcat:themeTaxonomy"] = new JsonObject { ["@id"] = DataThemes.Scheme.AbsoluteUri, ["@type"] = "skos:ConceptScheme", ["dct:title"] = DcatNames.Words(DataThemes.SchemeName, "en") },
        };
        if (ActionPlan.Plan.LeadOrganisation.Read(root) is { } lead && _document.Find(lead) is { } organisation) catalogue["dct:publisher"] = _names.Agent(organisation);
        else catalogue["dct:publisher"] = new JsonObject { ["@id"] = _names.Of("publisher"), ["@type"] = "foaf:Agent", ["foaf:name"] = DcatNames.Words(CountryName(root) is { Length: > 0 } name ? name : title, "en") };
        if (Licences.ForPlans.Find(ActionPlan.Plan.Licence.Read(root) ?? "")?.Concept is { } licence) catalogue["dct:license"] = DcatNames.Thing(licence.AbsoluteUri, "dct:LicenseDocument");
        if (LanguageConcept(language) is { } spoken) catalogue["dct:language"] = DcatNames.Thing(spoken, "dct:LinguisticSystem");
        if (Countries.OfPlans.Find(ActionPlan.Plan.Country.Read(root) ?? "")?.Concept is { } place) catalogue["dct:spatial"] = DcatNames.Thing(place.AbsoluteUri, "dct:Location");
        var datasets = new JsonArray();
        foreach (var dataset in _document.Children(root, ActionPlan.Dataset.Kind)) datasets.Add(_datasets.Of(dataset));
        if (datasets.Count > 0) catalogue["dcat:dataset"] = datasets;
        return catalogue;
    }

    private static string CountryName(Node root) => Countries.OfPlans.Label(ActionPlan.Plan.Country.Read(root) ?? "");

    private static string? LanguageConcept(string language) => language switch
    {
        "en" => $"{Vocabulary}language/ENG",
        "es" => $"{Vocabulary}language/SPA",
        "bn" => $"{Vocabulary}language/BEN",
        "ne" => $"{Vocabulary}language/NEP",
        _ => null,
    };

    private static JsonObject Context(string site) => new()
    {
        ["dcat"] = "http://www.w3.org/ns/dcat#",
        ["dct"] = "http://purl.org/dc/terms/",
        ["foaf"] = "http://xmlns.com/foaf/0.1/",
        ["vcard"] = "http://www.w3.org/2006/vcard/ns#",
        ["skos"] = "http://www.w3.org/2004/02/skos/core#",
        ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
        ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
        ["dcatap"] = "http://data.europa.eu/r5r/",
        ["adms"] = "http://www.w3.org/ns/adms#",
        ["ogdp"] = $"{site}/ns/ogdp#",
    };
}

/// <summary>How things of one plan are named and written in a catalogue.</summary>
internal sealed class DcatNames(Document document, string site, string slug, Func<string, string> plain)
{
    // What an address may not hold (RFC 3987), and people type all the same.
    private const string NotInAddresses = "\"<>\\^`{|}";

    /// <summary>The address of a thing of the plan.</summary>
    public string Of(string thing) => $"{site}/id/plan/{slug}/{thing}";

    /// <summary>The address of a part.</summary>
    public string Of(string kind, Node node) => Of($"{kind}/{node.Id}");

    /// <summary>A reference to a thing, with what it is.</summary>
    public static JsonObject Thing(string address, string type) => new() { ["@id"] = address, ["@type"] = type };

    /// <summary>A concept of somebody's list, which says its name: who checks a catalogue has no other list at hand.</summary>
    public static JsonObject Concept(string address, string name) => new() { ["@id"] = address, ["@type"] = "skos:Concept", ["skos:prefLabel"] = Words(name, "en") };

    /// <summary>A reference to what somebody typed the address of.</summary>
    public static JsonObject Typed(string address, string type) =>
        Thing(string.Concat(address.Select(unit => NotInAddresses.Contains(unit, StringComparison.Ordinal) ? Uri.HexEscape(unit) : unit.ToString())), type);

    /// <summary>Words in a language.</summary>
    public static JsonObject Words(string text, string language) => new() { ["@value"] = text, ["@language"] = language };

    /// <summary>A day.</summary>
    public static JsonObject Day(DateOnly day) => new() { ["@value"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["@type"] = "xsd:date" };

    /// <summary>A number of the kind that counts.</summary>
    public static JsonObject Count(decimal number) => new() { ["@value"] = number.ToString("0", CultureInfo.InvariantCulture), ["@type"] = "xsd:nonNegativeInteger" };

    /// <summary>A text of a part without its marks, and its translation where there is one; null where nothing is left to read.</summary>
    public JsonNode? TextOf(Node node, TextField field)
    {
        var text = Plain(field, node);
        if (string.IsNullOrWhiteSpace(text)) return null;
        var words = Words(text, TextLanguage.Of(document, node, field));
        if (field.Translation is not { } translation || translation.IsEmpty(node) || ActionPlan.WorkingLanguageOf(document) is not { } working || working == (string?)words["@language"]) return words;
        return Plain(translation, node) is { Length: > 0 } translated ? new JsonArray(words, Words(translated, working)) : words;
    }

    /// <summary>What a part is called; one without a word in its name is called what it is.</summary>
    public string NameOf(Node node) => document.Title(node) is var title && string.IsNullOrWhiteSpace(title) ? node.Kind.Label : title;

    /// <summary>The organisation as one that acts.</summary>
    public JsonObject Agent(Node organisation)
    {
        var (name, own) = (NameOf(organisation), ActionPlan.Organisation.NameInLanguage);
        var agent = new JsonObject
        {
            ["@id"] = Of("organisation", organisation),
            ["@type"] = "foaf:Agent",
            ["foaf:name"] = string.IsNullOrWhiteSpace(own.ReadString(organisation)) || own.ReadString(organisation) == name
                ? Words(name, TextLanguage.Of(document, name))
                : new JsonArray(Words(name, TextLanguage.Of(document, name)), Words(own.ReadString(organisation), TextLanguage.Of(document, own.ReadString(organisation)))),
        };
        if (OrganisationKinds.List.Find(ActionPlan.Organisation.Type.Read(organisation) ?? "")?.Concept is { } kind) agent["dct:type"] = Concept(kind.AbsoluteUri, OrganisationKinds.List.Label(ActionPlan.Organisation.Type.Read(organisation)!));
        if (ActionPlan.Organisation.Url.Read(organisation) is { } url) agent["foaf:homepage"] = Typed(url, "foaf:Document");
        return agent;
    }

    private string Plain(TextField field, Node node) => field.Markdown ? plain(field.ReadString(node)).Trim() : field.ReadString(node);
}
