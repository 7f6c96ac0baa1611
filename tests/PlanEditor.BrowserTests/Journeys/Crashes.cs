using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class Crashes(Site site) : Journey(site)
{
    private const string Plan = "bangladesh";
    private const int OthersEdits = 200;

    [Fact]
    public async Task Hundreds_of_edits_offline_outlive_a_crashed_tab_and_a_killed_browser()
    {
        await using var line = new Line(App.Address);
        await using var browser = new OwnBrowser(Site, App, line.Address, Accounts.FocalBangladesh);
        var node = (await ReadAsync(Plan)).Commitment("School and health");
        var words = new[] { "problem", "causes", "solution" }.ToDictionary(field => field, field => string.Concat(Enumerable.Range(100, 42).Select(at => $" {field[0]}{at}")));
        var page = await PlanPage.OpenAsync(await browser.StartAsync(), Plan, node);

        line.CutSockets();
        await Assertions.Expect(page.State).ToContainTextAsync("Offline");
        var others = EditAsync(node, "problem");
        await TypeAsync(page, "problem");
        page = await ComeBackAsync(await browser.CrashTabAsync(page.Page));
        await ExpectTypedAsync(page, "problem");
        await TypeAsync(page, "causes");
        await browser.KillAsync();
        page = await ComeBackAsync(await browser.StartAsync());
        await ExpectTypedAsync(page, "problem", "causes");
        await TypeAsync(page, "solution");
        var theirs = await others;

        line.Mend();
        await page.ExpectSavedAsync();
        await ExpectTypedAsync(page, "problem", "causes", "solution");
        await page.Text(node, "problem").Content.PressAsync("Control+Home");
        await page.Text(node, "problem").ExpectAsync(theirs);
        var server = await ReadAsync(Plan);
        foreach (var (field, typed) in words) Assert.Equal(2, server.Text(node, field).Split(typed).Length);
        Assert.StartsWith(theirs, server.Text(node, "problem"), StringComparison.Ordinal);

        async Task<PlanPage> ComeBackAsync(IPage tab)
        {
            await tab.GotoAsync($"plans/{Plan}/{node}");
            return new PlanPage(tab);
        }

        async Task TypeAsync(PlanPage where, string field)
        {
            await where.Text(node, field).CaretAtEndAsync();
            await where.Text(node, field).TypeAsync(words[field]);
            await ExpectTypedAsync(where, field);
            await where.ExpectKeptAsync();
        }

        async Task ExpectTypedAsync(PlanPage where, params string[] fields)
        {
            foreach (var field in fields)
            {
                // Of a long text only what is in sight is on the page.
                await where.Text(node, field).CaretAtEndAsync();
                await where.Text(node, field).ExpectAsync(words[field]);
            }
        }
    }

    /// <summary>Two people write at the beginning of the same text.</summary>
    /// <returns>What they wrote.</returns>
    private async Task<string> EditAsync(string node, string field)
    {
        await using var bbs = await Site.HubAsync(App, Accounts.FocalBbs);
        await using var second = await Site.HubAsync(App, Accounts.FocalBbs);
        return await Others.WriteAsync([bbs, second], Plan, node, field, OthersEdits);
    }
}
