using System.Text.Json.Nodes;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Sdg;

namespace PlanModel.Publishing;

/// <summary>A dataset of a plan with its distributions, as a catalogue has them. One that is only planned has no distribution: each would need an address at which it can be had.</summary>
internal sealed class DcatDataset(Document document, DcatNames names)
{
    private static readonly string[] NotOut = ["planned", "preparing"];

    private readonly ILookup<NodeId, string> _targets = SdgTargetsOfDatasets.Of(document);

    public JsonObject Of(Node node)
    {
        var title = names.TextOf(node, ActionPlan.Dataset.Title) ?? DcatNames.Words(names.NameOf(node), "en");
        var dataset = new JsonObject
        {
            ["@id"] = names.Of("dataset", node),
            ["@type"] = "dcat:Dataset",
            ["dct:identifier"] = node.Id.ToString(),
            ["dct:title"] = title,
            ["dct:description"] = names.TextOf(node, ActionPlan.Dataset.Description) ?? title.DeepClone(),
        };
        if (Referred(node, ActionPlan.Dataset.Publisher) is { } publisher) dataset["dct:publisher"] = names.Agent(publisher);
        if (Referred(node, ActionPlan.Dataset.Contact) is { } contact) dataset["dcat:contactPoint"] = Contact(contact);
        Add(dataset, "dcat:theme", ActionPlan.Dataset.Theme.Read(node).OrderBy(ServiceAreas.List.Order).SelectMany(code => Themes(code, node)).DistinctBy(theme => (string?)theme["@id"]));
        Add(dataset, "dcat:keyword", ActionPlan.Dataset.Keywords.Read(node).Where(word => !string.IsNullOrWhiteSpace(word)).Select(word => DcatNames.Words(word, TextLanguage.Of(document, word))));
        Add(dataset, "dct:language", ActionPlan.Dataset.Language.Read(node).Select(Languages.OfDatasets.Find).OfType<Choice>().Select(one => DcatNames.Thing(one.Concept!.AbsoluteUri, "dct:LinguisticSystem")));
        AddConcept(dataset, "dct:accrualPeriodicity", node, ActionPlan.Dataset.Frequency, "dct:Frequency");
        AddConcept(dataset, "dct:accessRights", node, ActionPlan.Dataset.Access, "dct:RightsStatement");
        Add(dataset, "dct:spatial", Places(node));
        if (Period(node) is { } period) dataset["dct:temporal"] = period;
        Add(dataset, "dct:subject", _targets[node.Id].Select(SdgTargets.Find).OfType<SdgTarget>().Select(target => DcatNames.Concept(target.Concept.AbsoluteUri, target.Text.English)));
        if (ActionPlan.Dataset.LandingPage.Read(node) is { } page) dataset["dcat:landingPage"] = DcatNames.Typed(page, "foaf:Document");
        if (names.TextOf(node, ActionPlan.Dataset.Quality) is { } quality) dataset["dct:provenance"] = new JsonObject { ["@type"] = "dct:ProvenanceStatement", ["rdfs:label"] = quality };
        Add(dataset, "ogdp:disaggregatedBy", ActionPlan.Dataset.Disaggregation.Read(node).OrderBy(Disaggregations.List.Order).Select(code => Own("disaggregation", Disaggregations.List, code, node, ActionPlan.Dataset.OtherDisaggregation)));
        AddStars(dataset, "ogdp:currentOpenness", node, ActionPlan.Dataset.CurrentStars);
        AddStars(dataset, "ogdp:targetOpenness", node, ActionPlan.Dataset.TargetStars);
        var distributions = NotOut.Contains(ActionPlan.Dataset.Status.Read(node)) ? [] : document.Children(node, ActionPlan.Distribution.Kind).Where(one => ActionPlan.Distribution.AccessUrl.Read(one) is not null).ToArray();
        if (distributions.Length == 0)
        {
            if (LicenceOf(node, ActionPlan.Dataset.Licence) is { } licence) dataset["dct:license"] = licence;
            if (ActionPlan.Dataset.PlannedRelease.Read(node) is { } planned) dataset["ogdp:plannedRelease"] = DcatNames.Day(planned);
            return dataset;
        }

        if (distributions.Min(ActionPlan.Distribution.Issued.Read) is { } issued) dataset["dct:issued"] = DcatNames.Day(issued);
        if (distributions.Max(ActionPlan.Distribution.Modified.Read) is { } modified) dataset["dct:modified"] = DcatNames.Day(modified);
        dataset["dcat:distribution"] = new JsonArray([.. distributions.Select(one => Distribution(one, node))]);
        return dataset;
    }

    private JsonObject Distribution(Node node, Node dataset)
    {
        var distribution = new JsonObject
        {
            ["@id"] = names.Of("distribution", node),
            ["@type"] = "dcat:Distribution",
            ["dcat:accessURL"] = DcatNames.Typed(ActionPlan.Distribution.AccessUrl.Read(node)!, "rdfs:Resource"),
        };
        if (names.TextOf(node, ActionPlan.Distribution.Title) is { } title) distribution["dct:title"] = title;
        if (ActionPlan.Distribution.DownloadUrl.Read(node) is { } file) distribution["dcat:downloadURL"] = DcatNames.Typed(file, "rdfs:Resource");
        if (LicenceOf(node, ActionPlan.Distribution.Licence) is { } licence || (licence = LicenceOf(dataset, ActionPlan.Dataset.Licence)) is not null) distribution["dct:license"] = licence;
        AddConcept(distribution, "dct:format", node, ActionPlan.Distribution.Format, "dct:MediaTypeOrExtent");
        if (FileFormats.MediaType(ActionPlan.Distribution.Format.Read(node) ?? "") is { } type) distribution["dcat:mediaType"] = DcatNames.Thing($"http://www.iana.org/assignments/media-types/{type}", "dct:MediaType");
        if (ActionPlan.Distribution.Issued.Read(node) is { } issued) distribution["dct:issued"] = DcatNames.Day(issued);
        if (ActionPlan.Distribution.Modified.Read(node) is { } modified) distribution["dct:modified"] = DcatNames.Day(modified);
        if (ActionPlan.Distribution.ByteSize.Read(node) is { } size) distribution["dcat:byteSize"] = DcatNames.Count(size);
        if (ActionPlan.Distribution.ConformsTo.Read(node) is { } standard) distribution["dct:conformsTo"] = DcatNames.Typed(standard, "dct:Standard");
        AddConcept(distribution, "dcatap:availability", node, ActionPlan.Distribution.Availability, "skos:Concept");
        AddConcept(distribution, "adms:status", node, ActionPlan.Distribution.Status, "skos:Concept");
        return distribution;
    }

    private JsonObject Contact(Node contact)
    {
        var role = new[] { ActionPlan.Contact.Role, ActionPlan.Contact.Unit }.Where(field => !field.IsEmpty(contact)).Select(field => field.ReadString(contact)).Where(words => !string.IsNullOrWhiteSpace(words));
        var card = new JsonObject { ["@id"] = names.Of("contact", contact), ["@type"] = new JsonArray("vcard:Organization", "vcard:Kind"), ["vcard:fn"] = string.Join(", ", role) is { Length: > 0 } name ? name : names.NameOf(contact) };
        // A mailbox leaves the server when the contact says so.
        if (!ActionPlan.Contact.Email.IsEmpty(contact) && ActionPlan.Contact.Email.Published(document, contact))
            card["vcard:hasEmail"] = new JsonObject { ["@id"] = $"mailto:{Uri.EscapeDataString(ActionPlan.Contact.Email.ReadString(contact).Trim()).Replace("%40", "@", StringComparison.Ordinal)}" };
        return card;
    }

    /// <summary>The EU's theme of a service area, and the area itself.</summary>
    private IEnumerable<JsonObject> Themes(string code, Node node)
    {
        if (ServiceAreas.List.Find(code)?.Concept is { } theme) yield return DcatNames.Concept(theme.AbsoluteUri, DataThemes.NameOf(theme));
        yield return Own("serviceArea", ServiceAreas.List, code, node, ActionPlan.Dataset.OtherTheme);
    }

    /// <summary>A concept of a list of ours; what is meant by “other” is a concept of the dataset alone.</summary>
    private JsonObject Own(string list, ChoiceList choices, string code, Node node, TextField other)
    {
        var isNamed = code == "other" && !other.IsEmpty(node);
        return new JsonObject
        {
            ["@id"] = isNamed ? $"{names.Of("dataset", node)}#{list}-{code}" : $"ogdp:{list}-{code}",
            ["@type"] = "skos:Concept",
            ["skos:prefLabel"] = (isNamed ? names.TextOf(node, other) : null) ?? DcatNames.Words(choices.Label(code), "en"),
        };
    }

    private IEnumerable<JsonObject> Places(Node node)
    {
        if (Countries.OfDatasets.Find(ActionPlan.Dataset.Spatial.Read(node) ?? "")?.Concept is { } country) yield return DcatNames.Thing(country.AbsoluteUri, "dct:Location");
        if (names.TextOf(node, ActionPlan.Dataset.SpatialText) is { } place) yield return new JsonObject { ["@type"] = "dct:Location", ["skos:prefLabel"] = place };
    }

    private static JsonObject? Period(Node node)
    {
        var (from, to) = (ActionPlan.Dataset.TemporalStart.Read(node), ActionPlan.Dataset.TemporalEnd.Read(node));
        if (from is null && to is null) return null;
        var period = new JsonObject { ["@type"] = "dct:PeriodOfTime" };
        if (from is { } first) period["dcat:startDate"] = DcatNames.Day(first);
        if (to is { } last) period["dcat:endDate"] = DcatNames.Day(last);
        return period;
    }

    private static JsonObject? LicenceOf(Node node, ChoiceField field)
    {
        var code = field.Read(node) ?? "";
        var named = node.Kind == ActionPlan.Dataset.Kind ? ActionPlan.Dataset.LicenceUrl : ActionPlan.Distribution.LicenceUrl;
        var address = Licences.List.Find(code)?.Concept?.AbsoluteUri ?? (Licences.NeedsName(code) ? named.Read(node) : null);
        return address is null ? null : DcatNames.Typed(address, "dct:LicenseDocument");
    }

    private Node? Referred(Node node, ReferenceField field) => field.Read(node) is { } id && document.Find(id) is { } other && document.IsVisible(other) ? other : null;

    private static void AddConcept(JsonObject to, string property, Node node, ChoiceField field, string type)
    {
        if (field.Choices.Find(field.Read(node) ?? "") is { Concept: { } concept } choice) to[property] = type == "skos:Concept" ? DcatNames.Concept(concept.AbsoluteUri, choice.Label) : DcatNames.Thing(concept.AbsoluteUri, type);
    }

    private static void AddStars(JsonObject to, string property, Node node, ChoiceField field)
    {
        if (field.Read(node) is { } stars) to[property] = new JsonObject { ["@value"] = stars, ["@type"] = "xsd:integer" };
    }

    private static void Add(JsonObject to, string property, IEnumerable<JsonObject> values)
    {
        if (values.ToArray() is { Length: > 0 } all) to[property] = new JsonArray([.. all]);
    }
}
