using System.Text;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class Previewing(Site site) : Journey(site)
{
    private const string Plan = "nepal";

    [Fact]
    [Trait("Runs", "long")]
    public async Task The_preview_shows_what_somebody_else_types_and_leads_back_to_it()
    {
        var node = (await ReadAsync(Plan)).Commitment("Budget and spending");
        var writer = await OpenAsync(Accounts.FocalNepal, Plan, node);
        var reader = await OpenAsync(Accounts.Reviewer, Plan, "preview");
        var problem = writer.Text(node, "problem");
        await problem.CaretAtEndAsync();
        await problem.TypeAsync(" Seen **at once**.");
        var section = reader.Page.Locator($"[id='p-{node}']");
        await Assertions.Expect(section.GetByText("Seen at once.")).ToBeVisibleAsync();
        await Assertions.Expect(section.Locator("strong", new() { HasText = "at once" })).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(reader.Page, "preview");

        await reader.Page.GetByRole(AriaRole.Navigation, new() { Name = "Contents" }).GetByRole(AriaRole.Link, new() { NameRegex = new("^C2") }).ClickAsync();
        await Assertions.Expect(section.GetByRole(AriaRole.Heading, new() { Level = 3 })).ToBeInViewportAsync();
        await section.GetByRole(AriaRole.Heading, new() { Level = 3 }).GetByRole(AriaRole.Link).ClickAsync();
        await reader.Page.WaitForURLAsync($"**/plans/{Plan}/{node}");
    }

    [Fact]
    public async Task The_preview_prints_as_a_document_on_white_paper()
    {
        var reader = await ArriveAsync(Accounts.Reviewer, colours: ColorScheme.Dark);
        await PlanPage.OpenAsync(reader.Page, Plan, "preview");
        await reader.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(reader.Page.Locator(".plan > .bar")).ToBeHiddenAsync();
        await Assertions.Expect(reader.Page.Locator(".plan .tools")).ToBeHiddenAsync();
        Assert.Equal("rgb(255, 255, 255)", await reader.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("table-header-group", await reader.Page.Locator(".preview thead").First.EvaluateAsync<string>("head => getComputedStyle(head).display"));
        Assert.Equal("avoid", await reader.Page.Locator(".preview tbody tr").First.EvaluateAsync<string>("row => getComputedStyle(row).breakInside"));
        var pdf = await reader.Page.PdfAsync(new() { PreferCSSPageSize = true });
        var pages = Encoding.Latin1.GetString(pdf).Split("/Type /Page\n").Length - 1;
        Assert.InRange(pages, 5, 60);
    }

    [Fact]
    public async Task The_whole_plan_leaves_as_a_file()
    {
        var reader = await ArriveAsync(Accounts.Reviewer);
        await PlanPage.OpenAsync(reader.Page, Plan, "preview");
        var download = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Page.GetByRole(AriaRole.Link, new() { Name = "JSON" }).ClickAsync());
        Assert.Matches("^nepal.*\\.json$", download.SuggestedFilename);
    }
}
