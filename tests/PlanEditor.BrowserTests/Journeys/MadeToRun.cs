using System.Text.Json.Nodes;
using Microsoft.Playwright;
using OgdPlans.Tests;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>A plan full of texts that were made to run something, in the places that show it: nothing runs, nothing is asked of anybody else, and the browser's own wall is not even touched.</summary>
[Trait("Runs", "long")]
public sealed class MadeToRun(Site site) : OwnAppJourney(site)
{
    private const string Plan = "panama";
    private const int TextUnitsMax = 3_000;
    private const int TitleUnitsMax = 150;

    private static readonly TimeSpan Publishing = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Nothing_runs_in_a_plan_that_is_full_of_texts_made_to()
    {
        var texts = ScriptPayloads.All.Where(IsTyped).ToList();
        Assert.True(texts.Count >= 1_500);
        string first;
        await using (var lead = await Site.HubAsync(App, Accounts.LeadPanama))
        await using (var reviewer = await Site.HubAsync(App, Accounts.Reviewer))
        {
            await lead.DoAsync(Plan, new JsonObject { ["op"] = "changeState", ["to"] = "draft", ["note"] = ScriptPayloads.Lines[0] });
            first = await WriteAsync(lead, texts);
            await lead.DoAsync(Plan, new JsonObject { ["op"] = "changeState", ["to"] = "inReview", ["note"] = ScriptPayloads.Lines[1] });
            await reviewer.DoAsync(Plan, new JsonObject { ["op"] = "approvePlan" });
        }

        var page = await OpenAsync(Accounts.LeadPanama, Plan, "final");
        await page.Main.GetByRole(AriaRole.Button, new() { Name = "Mark final…", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Main.Locator("form.step")).ToBeVisibleAsync();
        var warnings = page.Main.Locator("form.step").GetByRole(AriaRole.Checkbox);
        if (await warnings.CountAsync() > 0) await warnings.CheckAsync();
        await page.Main.Locator("form.step").GetByRole(AriaRole.Button, new() { Name = "Mark final", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Main.GetByRole(AriaRole.Heading, new() { Name = "Version 2 is final.", Exact = true })).ToBeVisibleAsync();

        var inside = await WatchAsync((await ArriveAsync(Accounts.Reviewer)).Page);
        foreach (var tab in new[] { "preview", "history", "final", "comments", "coverage", first }) await inside.LookAsync($"plans/{Plan}/{tab}", "main");
        var outside = await WatchAsync((await ArriveAsync(null)).Page);
        await Wait.UntilAsync(async () => (await outside.Page.GotoAsync($"public/{Plan}/v2?{Guid.NewGuid():N}"))?.Status == 200, "the second version is public", Publishing);
        foreach (var shown in new[] { "", "/v2", "/compare/1/2", "/v2/datasets", "/v2/timeline", "/v2/coverage", "/v2/versions" }) await outside.LookAsync($"public/{Plan}{shown}", "h1");
        await outside.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await outside.LookAsync($"public/{Plan}/v2", "h1");
        Assert.Empty(inside.Wrong);
        Assert.Empty(outside.Wrong);
    }

    // What no text may hold is refused where it comes in.
    private static bool IsTyped(string text) => !text.Any(unit => char.IsControl(unit) && unit is not ('\n' or '\t'));

    /// <summary>Writes all texts, many to a chapter, each chapter with one of them as its name.</summary>
    /// <returns>The first chapter.</returns>
    private static async Task<string> WriteAsync(BareHub hub, List<string> texts)
    {
        var (at, first) = (0, (string?)null);
        var titles = ScriptPayloads.Lines.Where(text => IsTyped(text) && text.Length <= TitleUnitsMax).ToList();
        for (var chapter = 0; at < texts.Count; chapter++)
        {
            var text = texts[at++];
            while (at < texts.Count && text.Length + 2 + texts[at].Length <= TextUnitsMax) text += "\n\n" + texts[at++];
            var node = await hub.AddAsync(Plan, "customSection", PlanCopy.Root, null, ("title", titles[chapter % titles.Count].Trim()), ("text", text));
            first ??= node;
        }

        return first!;
    }

    private async Task<Watched> WatchAsync(IPage page)
    {
        var watched = new Watched(page, App.Address);
        await page.Context.AddInitScriptAsync("window.violations = []; document.addEventListener('securitypolicyviolation', event => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));");
        return watched;
    }

    /// <summary>A page, and what came to pass on it that must not.</summary>
    private sealed class Watched
    {
        private const string Handlers = "() => [...document.querySelectorAll('*')].filter(one => [...one.attributes].some(attribute => attribute.name.startsWith('on') || /^\\s*(javascript|data|vbscript):/i.test(attribute.name === 'href' ? attribute.value : ''))).map(one => one.outerHTML.slice(0, 200))";

        public Watched(IPage page, Uri app)
        {
            Page = page;
            page.Dialog += async (_, dialog) =>
            {
                Wrong.Add($"{page.Url}: it said {dialog.Message}");
                await dialog.DismissAsync();
            };
            page.Request += (_, request) =>
            {
                if (!request.Url.StartsWith(app.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal)) Wrong.Add($"{page.Url}: it asked for {request.Url}");
            };
        }

        public IPage Page { get; }

        public List<string> Wrong { get; } = [];

        public async Task LookAsync(string address, string shown)
        {
            var answer = await Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
            Assert.True(answer!.Ok, $"{address}: {answer.Status}");
            await Assertions.Expect(Page.Locator(shown).First).ToBeVisibleAsync();
            if (address.StartsWith("plans/", StringComparison.Ordinal)) await new Pages.PlanPage(Page).ExpectAwakeAsync();
            Wrong.AddRange((await Page.EvaluateAsync<string[]>("() => window.violations")).Select(violation => $"{address}: {violation}"));
            Wrong.AddRange((await Page.EvaluateAsync<string[]>(Handlers)).Select(element => $"{address}: {element}"));
        }
    }
}
