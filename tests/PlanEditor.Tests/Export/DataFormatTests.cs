using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Export;
using PlanEditor.Export.Data;
using PlanEditor.Samples;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Publishing;
using PlanModel.Review;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Export;

/// <summary>The formats that programs read, over the sample plans and over awkward ones.</summary>
public sealed class DataFormatTests
{
    private const string Formula = "=HYPERLINK(\"https://example.org\")";

    public static TheoryData<string> Samples => [.. SampleFile.ReadAll().Select(file => file.Slug)];

    private static IPlanFormat[] Formats => [new JsonFormat(), new CsvFormat(), new XlsxFormat(), new DcatFormat(), new CalendarFormat()];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_same_export_is_the_same_file(string slug)
    {
        var export = Export(Sample(slug), slug);
        foreach (var format in Formats) Assert.Equal(await BytesAsync(format, export), await BytesAsync(format, export));
    }

    [Fact]
    public async Task A_planned_dataset_has_no_distribution_and_a_published_one_has()
    {
        var whole = new WholePlan();
        var distribution = whole.Plan.Add("distribution", whole.Dataset, ("accessUrl", "https://example.org/budgets"), ("format", "CSV"), ("licence", "CC-BY-4.0"), ("issued", "2018-06-30"));
        JsonElement Dataset(JsonDocument catalogue) => Assert.Single(Values(catalogue.RootElement, "dcat:dataset"));

        whole.Plan.Set(whole.Dataset, "status", "planned");
        using (var planned = await CatalogueAsync(whole))
        {
            Assert.Empty(Values(Dataset(planned), "dcat:distribution"));
            Assert.Equal("https://creativecommons.org/licenses/by/4.0/", Dataset(planned).GetProperty("dct:license").GetProperty("@id").GetString());
            Assert.Equal("2018-06-30", Dataset(planned).GetProperty("ogdp:plannedRelease").GetProperty("@value").GetString());
        }

        whole.Plan.Set(whole.Dataset, "status", "published");
        using var published = await CatalogueAsync(whole);
        var one = Assert.Single(Values(Dataset(published), "dcat:distribution"));
        Assert.Equal("https://example.org/budgets", one.GetProperty("dcat:accessURL").GetProperty("@id").GetString());
        Assert.EndsWith($"/id/plan/np/distribution/{distribution}", one.GetProperty("@id").GetString(), StringComparison.Ordinal);
        Assert.Contains("http://metadata.un.org/sdg/", Dataset(published).GetProperty("dct:subject")[0].GetProperty("@id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_format_names_a_person_unless_the_contact_says_so()
    {
        var whole = new WholePlan();
        var contact = whole.Plan.Document.Visible(whole.Plan.Document.Root).Single(node => node.Kind == ActionPlan.Contact.Kind).Id;
        whole.Plan.Set(contact, "personName", "Canary Person");
        whole.Plan.Set(contact, "email", "canary@example.org");
        foreach (var format in Formats) Assert.DoesNotContain("canary", await TextAsync(format, whole), StringComparison.OrdinalIgnoreCase);

        whole.Plan.Do(new PlanModel.Operations.SetField(contact, "publishName", Scalar.Of(true)));
        Assert.Contains("Canary Person", await TextAsync(new CsvFormat(), whole), StringComparison.Ordinal);
        Assert.Contains("mailto:canary@example.org", await TextAsync(new DcatFormat(), whole), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_hold_every_part_and_no_formula()
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Commitment, "title", Formula);
        whole.Plan.Set(whole.Dataset, "title", "\t+1");
        var export = Export(whole.Plan.Document, "np");
        var parts = whole.Plan.Document.Visible(whole.Plan.Document.Root).Count();

        using var archive = new ZipArchive(new MemoryStream(await BytesAsync(new CsvFormat(), export)));
        Assert.Contains(archive.Entries, entry => entry.Name == "commitment.csv");
        var text = await TextAsync(new CsvFormat(), whole);
        Assert.Contains("\"'=HYPERLINK", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"=", text, StringComparison.Ordinal);

        using var book = SpreadsheetDocument.Open(new MemoryStream(await BytesAsync(new XlsxFormat(), export)), false);
        Assert.Empty(new OpenXmlValidator().Validate(book));
        var sheets = book.WorkbookPart!.WorksheetParts.ToArray();
        Assert.Equal(archive.Entries.Count, sheets.Length);
        Assert.Equal(parts, sheets.Sum(sheet => sheet.Worksheet!.Descendants<Row>().Count() - 1));
        Assert.All(sheets.SelectMany(sheet => sheet.Worksheet!.Descendants<Cell>()), cell => Assert.True(cell.CellFormula is null && cell.DataType! == CellValues.InlineString));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Tables_have_whole_rows_and_names_that_a_workbook_takes(string slug)
    {
        var document = Sample(slug);
        var tables = PlanTable.Of(document);
        Assert.All(tables, table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Length, row.Length)));
        Assert.All(tables, table => Assert.InRange(table.Name.Length, 1, 31));
        Assert.Equal(tables.Length, tables.Select(table => table.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(document.Visible(document.Root).Count(), tables.Sum(table => table.Rows.Length));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_calendar_has_each_milestone_as_a_day_in_lines_of_75_octets(string slug)
    {
        var document = Sample(slug);
        var export = Export(document, slug) with { Revision = 488 };
        var text = Encoding.UTF8.GetString(await BytesAsync(new CalendarFormat(), export));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        var lines = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        var dated = document.Visible(document.Root).Where(node => node.Kind == ActionPlan.Milestone.Kind && ActionPlan.Milestone.DueDate.Read(node) is not null).ToArray();
        Assert.Equal(dated.Length, lines.Count(line => line == "BEGIN:VEVENT"));
        // Of two versions a program takes the newer.
        Assert.Equal(dated.Length, lines.Count(line => line == "SEQUENCE:488"));
        foreach (var milestone in dated)
        {
            Assert.Contains($"UID:{milestone.Id}.{slug}@plans.example.org", lines);
            Assert.Contains($"DTSTART;VALUE=DATE:{ActionPlan.Milestone.DueDate.Read(milestone):yyyyMMdd}", lines);
        }
    }

    [Theory]
    [InlineData("uruguay", false, "https://plans.example.org/plans/uruguay")]
    [InlineData("panama", true, "https://plans.example.org/public/panama/v1")]
    public async Task A_calendar_and_a_catalogue_lead_to_where_that_version_is_read(string slug, bool isFinal, string address)
    {
        var document = Sample(slug);
        var export = Export(document, slug);
        var lines = Encoding.UTF8.GetString(await BytesAsync(new CalendarFormat(), export)).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        var commitments = document.Children(document.Root, ActionPlan.Commitment.Kind).ToArray();
        var wanted = commitments.Where(one => document.Children(one, ActionPlan.Milestone.Kind).Any(milestone => ActionPlan.Milestone.DueDate.Read(milestone) is not null)).Select(one => $"URL:{address}{(isFinal ? "#p-" : "/")}{one.Id}");
        Assert.Equal(wanted.Order(), lines.Where(line => line.StartsWith("URL", StringComparison.Ordinal)).Distinct().Order());

        using var catalogue = JsonDocument.Parse(await BytesAsync(new DcatFormat(), export));
        Assert.Equal(address, catalogue.RootElement.GetProperty("foaf:homepage").GetProperty("@id").GetString());

        // What was taken off the public pages is read in the editor.
        if (!isFinal) return;
        var off = Export(document.With(document.Standing with { Unpublished = [new Unpublication(1, "It is checked.", Stamp.None)] }), slug);
        Assert.Equal("https://plans.example.org/plans/panama", off.Address);
    }

    [Fact]
    public async Task A_calendar_escapes_what_its_lines_are_divided_by()
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Milestone, "title", "Publish; then, \\ ask");
        whole.Plan.Set(whole.Milestone, "deliverable", "One\nEND:VEVENT\nTwo");
        var lines = (await TextAsync(new CalendarFormat(), whole)).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        Assert.Contains(@"SUMMARY:C1.M1 Publish\; then\, \\ ask", lines);
        Assert.Equal(lines.Count(line => line == "BEGIN:VEVENT"), lines.Count(line => line == "END:VEVENT"));
    }

    private static IEnumerable<JsonElement> Values(JsonElement of, string property) =>
        !of.TryGetProperty(property, out var value) ? [] : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    private static Document Sample(string slug) => SampleHistory.Of(SampleFile.ReadAll().Single(file => file.Slug == slug), ActionPlan.Schema).Document;

    private static PlanExport Export(Document document, string slug) =>
        new(new PlanInfo(new PlanId(new Guid(1, 0, 0, new byte[8])), slug, "NP", "actionPlan"), document, 10, new Uri("https://plans.example.org")) { At = new DateTimeOffset(2017, 9, 29, 12, 0, 0, TimeSpan.Zero) };

    private static async Task<JsonDocument> CatalogueAsync(WholePlan whole) => JsonDocument.Parse(await BytesAsync(new DcatFormat(), Export(whole.Plan.Document, "np")));

    private static async Task<byte[]> BytesAsync(IPlanFormat format, PlanExport export)
    {
        using var stream = new MemoryStream();
        await format.WriteAsync(export, stream, new Progress<double>(), default);
        return stream.ToArray();
    }

    /// <summary>All that a file says, also inside its archive.</summary>
    private static async Task<string> TextAsync(IPlanFormat format, WholePlan whole)
    {
        var bytes = await BytesAsync(format, Export(whole.Plan.Document, "np"));
        if (bytes is not [(byte)'P', (byte)'K', ..]) return Encoding.UTF8.GetString(bytes);
        await using var archive = new ZipArchive(new MemoryStream(bytes));
        return string.Concat(archive.Entries.Select(entry => new StreamReader(entry.Open()).ReadToEnd()));
    }
}
