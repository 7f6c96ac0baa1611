using System.Collections.Immutable;
using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Components.Find;
using PlanModel;
using PlanModel.Search;
using Xunit;

namespace PlanEditor.Tests.Rights;

/// <summary>Everything that shows a plan, to everybody, in each state: pages and files, lists of plans, the hub. What is not found looks as what is not there.</summary>
public sealed class ReadingPlans(ReadingPlans.OneOfEach site) : IClassFixture<ReadingPlans.OneOfEach>
{
    private static readonly string Commitment = Ground.Whole.Commitment.ToString();

    // A page that everybody may see, and that names no plan.
    private const string Elsewhere = "report";

    public static TheoryData<string> People => new(RightsTable.Columns.Where(column => column is not ("Suspended" or "Nobody")));

    public static TheoryData<string> Acts => new(RightsTable.Rows.Where(row => row.Section == RightsTable.Reading).Select(row => row.Act));

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Each_sees_what_the_table_says_and_no_more(string act)
    {
        var (row, wrong) = (RightsTable.Find(act), new Failures(act));
        var way = Assert.Single(row.Plain);
        await using var tries = new Tries(site.Site);
        // Of files nobody gets more than so many a minute: each form is asked for by people of its own.
        foreach (var colleague in row.By.Contains('.', StringComparison.Ordinal) ? await site.Site.NewColleaguesAsync() : site.Site.Colleagues)
        {
            using var browser = site.Site.Browse(colleague);
            foreach (var ground in site.Grounds)
            {
                var before = ground.Revision;
                var got = way switch
                {
                    "hub" => await tries.CallAsync(row.By, CallOf(row.By, ground), ground, colleague),
                    "page" => await FindAsync(act, ground, colleague),
                    _ => await AskAsync(row, ground, browser),
                };
                wrong.Compare(row[colleague.Index, ground.Stage.Index], got, colleague, ground.Stage, way);
                if (ground.Revision != before) wrong.Add(colleague, ground.Stage, way, "the plan was changed");
            }
        }

        wrong.Assert();
    }

    [Theory]
    [MemberData(nameof(People))]
    public async Task Each_comes_from_an_open_page_to_the_plans_that_the_table_says_and_to_no_others(string column)
    {
        var (colleague, wrong) = (site.Site.Colleagues.Single(one => one.Column == column), new Failures("going there in an open page"));
        await using var page = await CircuitPage.OpenAsync(site.Site, colleague, Elsewhere);
        foreach (var row in RightsTable.Rows.Where(row => row.Ways.Contains("circuit") && row.Section == RightsTable.Reading))
        {
            foreach (var ground in site.Grounds)
            {
                await page.GoAsync(AddressOf(row, ground.Slug).TrimStart('/'));
                var shown = await page.FindAsync(one => one["href"] == $"plans/{ground.Slug}" || one.Own.Contains("There is no such page", StringComparison.Ordinal));
                wrong.Compare(row[colleague.Index, ground.Stage.Index], shown.Name == "a" ? "Y" : ".", colleague, ground.Stage, "circuit");
                if (shown.Name == "a") continue;
                if (page.Has(one => one.Own.Contains(ground.Word, StringComparison.OrdinalIgnoreCase))) wrong.Add(colleague, ground.Stage, "circuit", $"{row.Act}: its words are on the page");
                // So that the next answer is known from this one.
                await page.GoAsync(Elsewhere);
                await page.FindAsync(one => one.Own.Contains("Report and conclusions", StringComparison.Ordinal));
            }
        }

        wrong.Assert();
    }

    private static object CallOf(string method, Ground ground) => method switch
    {
        "Open" => new { plan = ground.Slug, session = BareClient.NewId(), after = (long?)null },
        "Changes" => new { after = 0, limit = 5 },
        "Check" => new { revision = ground.Revision, texts = new[] { new { node = NodeId.Root.ToString(), field = "title", hash = 1 } } },
        "Point" => new { revision = ground.Revision, node = NodeId.Root.ToString(), field = (string?)null, anchor = (int?)null, head = (int?)null },
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "say here how it is called"),
    };

    private static async Task<string> AskAsync(RightsRow row, Ground ground, HttpClient browser)
    {
        using var answer = await browser.GetAsync(AddressOf(row, ground.Slug));
        var said = row.By.EndsWith(".xlsx", StringComparison.Ordinal) && answer.IsSuccessStatusCode ? await CellsAsync(answer) : await answer.Content.ReadAsStringAsync();
        var isThere = row.By.StartsWith("/coverage.", StringComparison.Ordinal) ? said.Contains($"{ground.Stage.Target} ", StringComparison.Ordinal) : said.Contains(ground.Word, StringComparison.OrdinalIgnoreCase) || said.Contains($"plans/{ground.Slug}", StringComparison.Ordinal);
        switch (answer.StatusCode)
        {
            case HttpStatusCode.Redirect when answer.Headers.Location is { } to && (to.OriginalString == "/public" || to.AbsolutePath == "/account/sign-in") && !isThere:
                return "s";
            case HttpStatusCode.NotFound when !said.Contains(ground.Word, StringComparison.OrdinalIgnoreCase):
                return ".";
            case HttpStatusCode.OK when IsList(row):
                return isThere ? "Y" : ".";
            case HttpStatusCode.OK:
                return "Y";
            default:
                return $"{(int)answer.StatusCode} {answer.Headers.Location}";
        }
    }

    private static async Task<string> CellsAsync(HttpResponseMessage answer)
    {
        using var file = SpreadsheetDocument.Open(await answer.Content.ReadAsStreamAsync(), isEditable: false);
        return string.Join('\n', file.WorkbookPart!.WorksheetParts.SelectMany(sheet => sheet.Worksheet!.Descendants<Cell>()).Select(cell => cell.InnerText));
    }

    /// <summary>Whether it shows many plans, of which one may be missing.</summary>
    private static bool IsList(RightsRow row) => row.By[0] == '/' && !row.By.StartsWith("/plans", StringComparison.Ordinal);

    private static string AddressOf(RightsRow row, string slug) => row.By switch
    {
        ['/', ..] => row.By.Replace("{Slug}", slug, StringComparison.OrdinalIgnoreCase).Replace("{Part}", Commitment, StringComparison.Ordinal).Replace("{Field}", "problem", StringComparison.Ordinal).Replace("{Key}", "lessons", StringComparison.Ordinal),
        var tab => $"/plans/{slug}/{tab}",
    };

    /// <summary>As the palette of a page does it.</summary>
    private async Task<string> FindAsync(string act, Ground ground, Colleague colleague)
    {
        if (await site.Site.Actors.FindPersonAsync(colleague.Id, default) is not { Actor: { Suspended: false } actor }) return "s";
        var found = await site.Site.Services.GetRequiredService<IFindElsewhere>().FindAsync(actor, SearchWords.Of(ground.Word), null, default);
        return found.Any(item => item.Group == (act == "find it by its title" ? FindGroup.Plans : FindGroup.Elsewhere) && item.Address!.Contains(ground.Slug, StringComparison.Ordinal)) ? "Y" : ".";
    }

    /// <summary>A site with one plan in each state, and no more.</summary>
    public sealed class OneOfEach : IAsyncLifetime
    {
        public RightsSite Site { get; } = new();

        internal ImmutableArray<Ground> Grounds { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            await Site.InitializeAsync();
            var grounds = ImmutableArray.CreateBuilder<Ground>();
            foreach (var stage in PlanStage.All) grounds.Add(await Site.NewPlanAsync($"nepal-{stage.Name}", stage));
            Grounds = grounds.ToImmutable();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var ground in Grounds) ground.Dispose();
            await Site.DisposeAsync();
        }
    }
}
