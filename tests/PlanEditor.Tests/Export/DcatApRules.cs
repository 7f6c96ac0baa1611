using System.Text.Json;
using Xunit;

namespace PlanEditor.Tests.Export;

/// <summary>
/// What DCAT-AP 3.0.1 asks of a catalogue, its datasets, distributions, agents and contact points: what must be there, how often a thing may be said, and whether it is an address, words in a
/// language, or a value of a type. Written from the specification; nothing here asks the program.
/// </summary>
internal static class DcatApRules
{
    private const string Eu = "http://publications.europa.eu/resource/authority/";

    private static readonly Rule[] OfCatalogue =
    [
        new("dct:title", Is.Words, 1), new("dct:description", Is.Words, 1), new("dct:publisher", Is.Agent, 1, 1), new("dct:issued", Is.Day, 0, 1), new("dct:modified", Is.Day, 0, 1),
        new("dct:license", Is.Address, 0, 1), new("dct:language", Is.Address) { In = Eu + "language/" }, new("dct:spatial", Is.AddressOrThing), new("foaf:homepage", Is.Address, 0, 1),
        new("dcat:themeTaxonomy", Is.Address), new("dcat:dataset", Is.Thing),
    ];

    private static readonly Rule[] OfDataset =
    [
        new("dct:identifier", Is.Plain), new("dct:title", Is.Words, 1), new("dct:description", Is.Words, 1), new("dct:publisher", Is.Agent, 0, 1), new("dcat:contactPoint", Is.Contact),
        new("dcat:theme", Is.Address), new("dcat:keyword", Is.Words), new("dct:language", Is.Address) { In = Eu + "language/" },
        new("dct:accrualPeriodicity", Is.Address, 0, 1) { In = Eu + "frequency/" }, new("dct:accessRights", Is.Address, 0, 1) { In = Eu + "access-right/" }, new("dct:spatial", Is.AddressOrThing),
        new("dct:temporal", Is.Thing), new("dct:subject", Is.Address) { In = "http://metadata.un.org/sdg/" }, new("dcat:landingPage", Is.Address), new("dct:provenance", Is.Thing),
        new("dct:issued", Is.Day, 0, 1), new("dct:modified", Is.Day, 0, 1), new("dct:license", Is.Address, 0, 1), new("dcat:distribution", Is.Thing),
    ];

    private static readonly Rule[] OfDistribution =
    [
        new("dcat:accessURL", Is.Address, 1), new("dct:title", Is.Words), new("dcat:downloadURL", Is.Address), new("dct:license", Is.Address, 0, 1),
        new("dct:format", Is.Address, 0, 1) { In = Eu + "file-type/" }, new("dcat:mediaType", Is.Address, 0, 1) { In = "http://www.iana.org/assignments/media-types/" }, new("dct:issued", Is.Day, 0, 1),
        new("dct:modified", Is.Day, 0, 1), new("dcat:byteSize", Is.Count, 0, 1), new("dct:conformsTo", Is.Address), new("dcatap:availability", Is.Address, 0, 1) { In = Eu + "planned-availability/" },
        new("adms:status", Is.Address, 0, 1) { In = Eu + "distribution-status/" },
    ];

    private enum Is
    {
        Address,
        AddressOrThing,
        Thing,
        Agent,
        Contact,
        Words,
        Plain,
        Day,
        Count,
    }

    /// <summary>Fails where a catalogue breaks a rule.</summary>
    /// <returns>How many datasets it has.</returns>
    public static int Check(JsonElement catalogue)
    {
        Assert.Equal("dcat:Catalog", catalogue.GetProperty("@type").GetString());
        Check(catalogue, OfCatalogue, "catalogue");
        var datasets = Values(catalogue, "dcat:dataset").ToArray();
        Assert.Equal(datasets.Length, datasets.Select(one => one.GetProperty("@id").GetString()).Distinct().Count());
        foreach (var dataset in datasets)
        {
            var title = dataset.GetProperty("@id").GetString()!;
            AssertAddress(title, title);
            Check(dataset, OfDataset, title);
            Assert.Contains(Values(dataset, "dcat:theme"), theme => theme.GetProperty("@id").GetString()!.StartsWith(Eu + "data-theme/", StringComparison.Ordinal) || theme.TryGetProperty("skos:prefLabel", out _));
            foreach (var distribution in Values(dataset, "dcat:distribution")) Check(distribution, OfDistribution, $"{title}: distribution");
        }

        return datasets.Length;
    }

    public static IEnumerable<JsonElement> Values(JsonElement of, string property) =>
        !of.TryGetProperty(property, out var value) ? [] : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    private static void Check(JsonElement thing, Rule[] rules, string what)
    {
        var known = rules.Select(rule => rule.Property).ToHashSet();
        foreach (var member in thing.EnumerateObject())
            Assert.True(member.Name.StartsWith('@') || member.Name.StartsWith("ogdp:", StringComparison.Ordinal) || known.Contains(member.Name), $"{what}: {member.Name}");
        foreach (var rule in rules)
        {
            var values = Values(thing, rule.Property).ToArray();
            Assert.True(values.Length >= rule.Least, $"{what} lacks {rule.Property}");
            Assert.True(values.Length <= rule.Most, $"{what} has {values.Length} {rule.Property}");
            foreach (var value in values) Check(value, rule, $"{what}: {rule.Property}");
        }
    }

    private static void Check(JsonElement value, Rule rule, string what)
    {
        switch (rule.Value)
        {
            case Is.Words:
                Assert.False(string.IsNullOrWhiteSpace(value.GetProperty("@value").GetString()), what);
                Assert.Contains(value.GetProperty("@language").GetString(), new[] { "en", "es", "bn", "ne" });
                break;
            case Is.Plain:
                Assert.Equal(JsonValueKind.String, value.ValueKind);
                break;
            case Is.Day:
                Assert.Equal("xsd:date", value.GetProperty("@type").GetString());
                Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", value.GetProperty("@value").GetString());
                break;
            case Is.Count:
                Assert.Equal("xsd:nonNegativeInteger", value.GetProperty("@type").GetString());
                Assert.Matches("^[0-9]+$", value.GetProperty("@value").GetString());
                break;
            case Is.Agent:
                Assert.Equal("foaf:Agent", value.GetProperty("@type").GetString());
                Assert.NotEmpty(Values(value, "foaf:name"));
                foreach (var kind in Values(value, "dct:type")) Assert.StartsWith("http://purl.org/adms/publishertype/", kind.GetProperty("@id").GetString(), StringComparison.Ordinal);
                break;
            case Is.Contact:
                Assert.StartsWith("vcard:", value.GetProperty("@type").GetString(), StringComparison.Ordinal);
                Assert.NotEmpty(value.GetProperty("vcard:fn").GetString()!);
                foreach (var mail in Values(value, "vcard:hasEmail")) Assert.StartsWith("mailto:", mail.GetProperty("@id").GetString(), StringComparison.Ordinal);
                break;
            case Is.Thing:
                Assert.Equal(JsonValueKind.Object, value.ValueKind);
                Assert.NotEmpty(value.GetProperty("@type").GetString()!);
                break;
            case Is.AddressOrThing when !value.TryGetProperty("@id", out _):
                Assert.NotEmpty(value.GetProperty("@type").GetString()!);
                break;
            default:
                var address = value.GetProperty("@id").GetString()!;
                if (!address.StartsWith("ogdp:", StringComparison.Ordinal)) AssertAddress(address, what);
                if (rule.In is { } list) Assert.StartsWith(list, address, StringComparison.Ordinal);
                break;
        }
    }

    private static void AssertAddress(string address, string what) => Assert.True(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ftp", $"{what}: {address}");

    private sealed record Rule(string Property, Is Value, int Least = 0, int Most = int.MaxValue)
    {
        /// <summary>The vocabulary from which it comes.</summary>
        public string? In { get; init; }
    }
}
