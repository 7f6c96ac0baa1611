using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class ServerKilled(Site site) : OwnAppJourney(site)
{
    private const string Plan = "nepal";

    [Fact]
    public async Task Two_people_go_on_writing_while_the_server_is_killed_and_comes_back()
    {
        var node = (await ReadAsync(Plan)).Commitment("Budget and spending");
        var pages = new[] { await OpenAsync(Accounts.FocalNepal, Plan, node), await OpenAsync(Accounts.FocalCbs, Plan, node) };
        var nepal = pages[0].Text(node, "problem");
        var cbs = pages[1].Text(node, "problem");
        await nepal.CaretAfterAsync("Local governments");
        await cbs.CaretAfterAsync("a printed book");

        var typing = Task.WhenAll(nepal.TypeAsync(", whether they are large or small,"), cbs.TypeAsync(" of many hundred pages"));
        await cbs.ExpectAsync("Local governments, whether");
        await App.KillAsync();
        await typing;
        // However late the kill came: what follows finds no server.
        await Task.WhenAll(nepal.TypeAsync(" rich or poor,"), cbs.TypeAsync(" and no index"));
        foreach (var page in pages) await page.ExpectKeptAsync();
        await App.RestartAsync();

        foreach (var page in pages)
        {
            await page.ExpectSavedAsync();
            await page.Text(node, "problem").ExpectAsync("Local governments, whether they are large or small, rich or poor, now receive");
            await page.Text(node, "problem").ExpectAsync("usually a printed book of many hundred pages and no index in the municipal office");
        }

        Assert.Equal(await nepal.TextAsync(), await cbs.TextAsync());
        await Assertions.Expect(pages[0].Banner).Not.ToContainTextAsync("wait for the line");
    }
}
