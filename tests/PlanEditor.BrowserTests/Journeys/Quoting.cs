using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>Words of plans in the workshop's report.</summary>
public sealed class Quoting(Site site) : OwnAppJourney(site)
{
    private const string Report = "workshop-report";

    [Fact]
    [Trait("Runs", "long")]
    public async Task While_a_quote_is_open_the_country_goes_on_writing_and_the_report_says_so()
    {
        const string plan = "bangladesh";
        var report = await ReadAsync(Report);
        var chapter = report.Children(PlanCopy.Root, "countryChapter").Single(one => report.Text(one, "text").StartsWith("Bangladesh ties", StringComparison.Ordinal));
        await using var hub = await Site.HubAsync(App, Accounts.FocalBangladesh);
        var node = await hub.AddAsync(plan, "commitment", PlanCopy.Root, (await ReadAsync(plan)).Children(PlanCopy.Root, "commitment")[^1], ("title", "Wells by school"), ("problem", "Wells are tested in ninety schools, once."));
        var reviewer = await OpenAsync(Accounts.Reviewer, Report, chapter);
        await reviewer.AddAsync("Add a quote");
        await reviewer.ChooseAsync("Source", "Wells are tested in ninety schools");
        await reviewer.Main.GetByRole(AriaRole.Button, new() { Name = "The country agrees: quote it" }).ClickAsync();
        await Assertions.Expect(reviewer.Main.GetByText("The source still says so.")).ToBeVisibleAsync();

        var focal = await OpenAsync(Accounts.FocalBangladesh, plan, node);
        await focal.Text(node, "problem").CaretAtEndAsync();
        await focal.Text(node, "problem").TypeAsync(" Since 2017, twice.");
        await Assertions.Expect(reviewer.Main.GetByText("A quoted text has changed since it was quoted")).ToBeVisibleAsync();
        await reviewer.Main.GetByText("Compare", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(reviewer.Main.Locator("section.quotes")).ToContainTextAsync("Since 2017, twice.");
        await focal.ExpectSavedAsync();
        await hub.DoAsync(plan, new JsonObject { ["op"] = "removeNode", ["node"] = node });
        await Assertions.Expect(reviewer.Main.GetByText("the part was removed since")).ToBeVisibleAsync();
    }
}
