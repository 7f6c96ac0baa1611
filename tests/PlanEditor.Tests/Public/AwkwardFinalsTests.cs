using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OgdPlans.Tests;
using PlanEditor.Components.Editor;
using PlanEditor.Export.Pdf;
using PlanEditor.Finals;
using PlanEditor.Storage;
using PlanEditor.Tests.Editor;
using PlanEditor.Tests.Export;
using PlanEditor.Tests.Export.Word;
using PlanEditor.Tests.Hosting;
using PlanEditor.Tests.Markdown;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Public;

/// <summary>Finals full of what nobody should write: each file is made and sound, and no page has more in it than words and links.</summary>
public sealed partial class AwkwardFinalsTests(AwkwardFinalsTests.Published published) : IClassFixture<AwkwardFinalsTests.Published>
{
    private const string Formulas = "=+-@\t\r\n＝＋－＠";

    private static readonly string[] Pages = ["", "/v1", "/v2", "/v2/timeline", "/v2/coverage", "/v2/datasets", "/v2/versions", "/compare/1/2"];

    public static TheoryData<string> Plans => [.. Published.All.Keys];

    [Fact]
    public void Every_text_made_to_run_something_has_its_place_in_a_plan()
    {
        AwkwardPlan.Scripts(out var left);
        Assert.Equal(0, left);
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task Every_file_is_made_and_sound(string plan)
    {
        var finals = published.Site.Services.GetRequiredService<PublishedFinals>();
        var manifest = finals.Find(plan, 2)!.Manifest;
        Assert.True(manifest.IsWhole);
        Assert.Equal(["CSV", "Calendar", "DCAT", "Excel", "JSON", "Word"], manifest.Files.Select(file => file.Label).Order(StringComparer.Ordinal));
        var files = manifest.Files.ToDictionary(file => file.Label, file => File.ReadAllBytes(published.Site.Services.GetRequiredService<FinalStore>().PathOf(manifest, file.Name)));

        var read = PlanFile.Read(files["JSON"], ActionPlan.Schema);
        Assert.Null(read.TryMake(ActionPlan.Schema, Actor.Server, "NP", out _)?.Words);
        using (JsonDocument.Parse(files["DCAT"])) WordReader.Check(files["Word"]);
        WordReader.Read(files["Word"], main =>
        {
            Assert.All(main.Document!.Descendants<FieldCode>().Select(code => code.Text.Trim()).Where(code => code.StartsWith("HYPERLINK", StringComparison.Ordinal)), link => Assert.Matches("^HYPERLINK \"(https?://|mailto:)[^\"\\\\ ]+\"$", link));
            return 0;
        });
        await AssertTablesAsync(files["CSV"]);
        using (var book = SpreadsheetDocument.Open(new MemoryStream(files["Excel"]), false))
        {
            Assert.Empty(new OpenXmlValidator().Validate(book).Take(3).Select(error => error.Description));
            Assert.All(book.WorkbookPart!.WorksheetParts.SelectMany(sheet => sheet.Worksheet!.Descendants<Cell>()), cell => Assert.True(cell.CellFormula is null && cell.DataType! == CellValues.InlineString));
        }

        var lines = Encoding.UTF8.GetString(files["Calendar"]).Split("\r\n");
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain(lines, line => line.AsSpan().ContainsAny('\n', '\r'));
        Assert.Equal(lines.Count(line => line == "BEGIN:VEVENT"), lines.Count(line => line == "END:VEVENT"));
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task No_page_runs_loads_or_leads_anywhere_but_the_web(string plan)
    {
        using var reader = published.Site.CreateClient();
        foreach (var page in Pages)
        {
            var html = await reader.GetStringAsync($"/public/{plan}{page}");
            Assert.Empty(SafePage.Problems(html).Take(5));
            foreach (Match data in Data().Matches(html))
                using (JsonDocument.Parse(data.Groups[1].Value)) Assert.DoesNotContain("<", data.Groups[1].Value, StringComparison.Ordinal);
        }

        using (JsonDocument.Parse(await reader.GetStringAsync("/api/v1/plans"))) Assert.Empty(SafePage.Problems(await reader.GetStringAsync("/public")));
        System.Xml.Linq.XDocument.Parse(await reader.GetStringAsync("/public/feed.atom"));
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task Neither_does_the_preview_or_what_is_printed(string plan)
    {
        var document = Published.All[plan]().Document;
        await using (var page = new OpenPage(document: document))
        {
            page.Show(PlanTab.Preview);
            Assert.Empty(SafePage.Problems(page.View.Markup).Take(5));
        }

        var services = published.Site.Services;
        var pdf = new PdfFormat(services.GetRequiredService<PrintBrowser>(), services.GetRequiredService<PrintTemplate>(), services.GetRequiredService<PrintEmblem>(), services, NullLoggerFactory.Instance);
        Assert.Empty(SafePage.Problems(await pdf.RenderAsync(WordReader.Of(document))).Take(5));
    }

    /// <summary>As a reader of RFC 4180 takes the tables apart: whole rows, and no cell that begins as a formula does.</summary>
    private static async Task AssertTablesAsync(byte[] zip)
    {
        await using var archive = new ZipArchive(new MemoryStream(zip));
        Assert.NotEmpty(archive.Entries);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            var text = await reader.ReadToEndAsync();
            var rows = Row().Matches(text);
            Assert.Equal(text.Length, rows.Sum(row => row.Length));
            Assert.Single(rows.Select(row => row.Groups[1].Captures.Count).Distinct());
            foreach (var cell in rows.SelectMany(row => row.Groups[1].Captures))
                Assert.False(cell.Value.TrimStart() is { Length: > 0 } begins && Formulas.Contains(begins[0], StringComparison.Ordinal), $"{entry.Name}: {cell.Value}");
        }
    }

    [GeneratedRegex("<script type=\"application/ld\\+json\"[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex("(?:\"([^\"]*(?:\"\"[^\"]*)*)\"(?:,|(?=\r\n)))+\r\n")]
    private static partial Regex Row();

    /// <summary>A site with two finals of each plan: one with all parts and no words, and one with the words.</summary>
    public sealed class Published : IAsyncLifetime
    {
        internal static readonly Dictionary<string, Func<PlanBuilder>> All = new() { ["naughty"] = AwkwardPlan.Naughty, ["scripts"] = () => AwkwardPlan.Scripts(out _) };

        public Site Site { get; } = new(sample: false);

        public async ValueTask InitializeAsync()
        {
            foreach (var (slug, make) in All)
            {
                var (plan, parts) = (make(), AwkwardPlan.EveryKind().Operations.Count);
                var row = (await Site.Services.GetRequiredService<PlanEditor.Storage.Plans>().CreateAsync(slug, ActionPlan.Schema.Name, "NP", default))!;
                Operation[][] steps = [[.. plan.Operations.Take(parts)], [new ChangeState(PlanState.Final, "")], [new ChangeState(PlanState.Draft, "It lacks words")], [.. plan.Operations.Skip(parts)], [new ChangeState(PlanState.Final, "")]];
                await Site.Services.GetRequiredService<ChangeLog>().AppendAllAsync(new PlanId(row.Id), [.. steps.Select((step, at) => Logged(at + 1, step))], default);
                Assert.True(await Site.Services.GetRequiredService<FinalMaker>().MakeAsync(row, default));
            }
        }

        public ValueTask DisposeAsync() => Site.DisposeAsync();

        private static LoggedChange Logged(long revision, Operation[] operations)
        {
            var at = new DateTimeOffset(2017, 9, 29, 12, 0, 0, TimeSpan.Zero).AddHours(revision);
            var change = new CommittedChange(revision, new ChangeId(Guid.NewGuid()), UserId.Server, default, at, [.. operations.Select(one => one is StampedOperation stamped ? stamped with { Stamp = new Stamp(UserId.Server, at, revision) } : one)]);
            return new LoggedChange(change, LoggedChange.HashOf(revision - 1, change.Operations));
        }
    }
}
