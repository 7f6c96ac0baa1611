using System.Text.Json.Nodes;
using PlanEditor.Finals;
using PlanEditor.Identity;
using PlanEditor.Markdown;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;

namespace PlanEditor.Components.Public;

/// <summary>What pages are about, for search engines: schema.org in JSON-LD, written so that nothing in it can end the element it stands in.</summary>
public static class PublicMetadata
{
    private const int DescriptionUnitsMax = 300;

    /// <summary>The first words of a summary.</summary>
    public static string Description(PublicFinal plan)
    {
        var text = plan.Document is { } document ? Short(SummaryOf(document)) : "";
        return text.Length == 0 ? $"{plan.Kicker}: {plan.Title}" : text;
    }

    private static string Short(string markdown)
    {
        var text = MarkdownHtml.Plain(markdown).Replace('\n', ' ');
        if (text.Length <= DescriptionUnitsMax) return text;
        var end = text.LastIndexOf(' ', DescriptionUnitsMax);
        return end > 0 ? text[..end] + "…" : text[..(char.IsHighSurrogate(text[DescriptionUnitsMax - 1]) ? DescriptionUnitsMax - 1 : DescriptionUnitsMax)];
    }

    /// <summary>A final plan as a dataset, and the workshop's report as a report, with its files.</summary>
    public static string Of(PublicFinal plan, string site) => FinalOf(plan, site).ToJsonString();

    /// <summary>The datasets of a plan that are on a page, each in short: the page has all of it.</summary>
    public static string Catalogue(PublicFinal plan, string site, int page)
    {
        var datasets = new JsonArray();
        if (plan.Document is { } document)
        {
            foreach (var node in PublicPages.Of(document).Datasets[page - 1])
            {
                var title = document.Title(node);
                var dataset = new JsonObject
                {
                    ["@type"] = "Dataset",
                    ["@id"] = $"{site}/id/plan/{plan.Manifest.Plan}/dataset/{node.Id}",
                    ["name"] = title,
                    ["description"] = ActionPlan.Dataset.Description.IsEmpty(node) ? title : Short(ActionPlan.Dataset.Description.ReadString(node)),
                };
                if (Licences.List.Find(ActionPlan.Dataset.Licence.Read(node) ?? "")?.Concept is { } licence) dataset["license"] = licence.AbsoluteUri;
                if (ActionPlan.Dataset.Publisher.Read(node) is { } id && document.Find(id) is { } publisher) dataset["creator"] = new JsonObject { ["@type"] = "Organization", ["name"] = document.Title(publisher) };
                if (ActionPlan.Dataset.Keywords.Read(node) is { Count: > 0 } words) dataset["keywords"] = new JsonArray([.. words.Select(word => (JsonNode)word)]);
                datasets.Add(dataset);
            }
        }

        return new JsonObject { ["@context"] = "https://schema.org", ["@type"] = "DataCatalog", ["name"] = $"{plan.Title}: datasets", ["url"] = $"{plan.Manifest.Address}/datasets", ["dataset"] = datasets }.ToJsonString();
    }

    private static string SummaryOf(Document document) => document.Schema.Name == ActionPlan.Schema.Name
        ? ActionPlan.Plan.Summary.ReadString(document.Root)
        : string.Concat(document.Children(document.Root, AnalyticalReport.Section.Summary).Select(node => node.Text(ActionPlan.Section.TextKey)));

    private static JsonObject FinalOf(PublicFinal plan, string site)
    {
        var manifest = plan.Manifest;
        var about = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = plan.Final.IsPlan ? "Dataset" : "Report",
            ["@id"] = manifest.Address.AbsoluteUri,
            ["url"] = manifest.Address.AbsoluteUri,
            ["name"] = plan.Title,
            ["description"] = Description(plan),
            ["version"] = $"{manifest.Version}",
            ["inLanguage"] = manifest.Language,
            ["datePublished"] = CountryHabits.DayOf(manifest.At, manifest.Country).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["isAccessibleForFree"] = true,
            ["includedInDataCatalog"] = new JsonObject { ["@type"] = "DataCatalog", ["name"] = "OgdPlans", ["url"] = $"{site}/public" },
            [plan.Final.IsPlan ? "distribution" : "encoding"] = new JsonArray([.. manifest.Files.Select(file => Download(manifest, file, plan.Final.IsPlan ? "DataDownload" : "MediaObject"))]),
        };
        if (plan.Final.IsPlan) about["spatialCoverage"] = plan.Country;
        if (plan.Facts is { LicenceAddress: { } licence }) about["license"] = licence.AbsoluteUri;
        if (plan.Document is { } document && ActionPlan.Plan.LeadOrganisation.Read(document.Root) is { } lead && document.Find(lead) is { } organisation)
            about["creator"] = new JsonObject { ["@type"] = "GovernmentOrganization", ["name"] = document.Title(organisation) };
        return about;
    }

    private static JsonObject Download(FinalManifest manifest, FinalFile file, string type) => new()
    {
        ["@type"] = type,
        ["name"] = file.Label,
        ["contentUrl"] = $"{manifest.Address}/{file.Name}",
        ["encodingFormat"] = file.MediaType,
        ["contentSize"] = $"{file.Length} B",
        ["sha256"] = file.Sha256,
    };
}
