using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class OutOfSight(Site site) : Journey(site)
{
    private const string Plan = "uruguay";

    private const string SetHidden = """
        hidden => {
          Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
          Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => hidden ? 'hidden' : 'visible' });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """;

    private const string CountChanges = """
        () => {
          window.rendered = 0;
          const isIsland = node => (node.nodeType === 1 ? node : node.parentElement)?.closest('plan-text, plan-sync, plan-banner, plan-undo');
          new MutationObserver(changes => { window.rendered += changes.filter(change => !isIsland(change.target)).length; })
            .observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        }
        """;

    [Fact]
    public async Task A_page_that_nobody_sees_renders_nothing_keeps_its_texts_and_is_right_when_it_is_seen()
    {
        var before = await ReadAsync(Plan);
        var node = before.Commitment("Salud comparable");
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, node);
        await page.Page.EvaluateAsync(SetHidden, true);
        await page.Page.Locator("html[data-unseen]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Page.EvaluateAsync(CountChanges);

        await using var hub = await Site.HubAsync(App, Accounts.FocalIne);
        await hub.OpenAsync(Plan);
        for (var day = 1; day <= 25; day++)
        {
            await DoAsync(hub, before.Revision, new JsonObject { ["op"] = "setField", ["node"] = node, ["field"] = "startDate", ["value"] = $"2018-05-{day:00}" });
            await DoAsync(hub, before.Revision, new JsonObject { ["op"] = "setField", ["node"] = node, ["field"] = "endDate", ["value"] = $"2019-05-{day:00}" });
        }

        var length = before.Text(node, "problem").Length;
        await DoAsync(hub, before.Revision, new JsonObject { ["op"] = "editText", ["node"] = node, ["field"] = "problem", ["edit"] = new JsonArray(length, new JsonArray(0, " Visto por nadie.")) });
        await page.Text(node, "problem").ExpectAsync("Visto por nadie.");
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("window.rendered"));

        await page.Page.EvaluateAsync(SetHidden, false);
        await Assertions.Expect(page.Fact("Starts")).ToContainTextAsync("25 May 2018");
        await Assertions.Expect(page.Fact("Ends")).ToContainTextAsync("25 May 2019");
        Assert.True(await page.Page.EvaluateAsync<int>("window.rendered") > 0);
    }

    private static async Task DoAsync(BareHub hub, long revision, JsonObject operation) => Assert.Null((await hub.SubmitAsync(revision, operation))["refusal"]);
}
