using System.Text.Json.Nodes;
using Microsoft.Playwright;
using OgdPlans.Tests;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>
/// Photographs every screen into artifacts/screens, for people to look at: each size and each theme once, with OGDPLANS_SCREENS=all each size in each theme. It fails where a page scrolls sideways.
/// </summary>
[Trait("Runs", "long")]
public sealed class Screens(Site site) : Journey(site)
{
    private const int UnitsMost = 200;

    public static IEnumerable<TheoryDataRow<string, ColorScheme>> Views =>
        Environment.GetEnvironmentVariable("OGDPLANS_SCREENS") == "all"
            ? [new("wide", ColorScheme.Light), new("wide", ColorScheme.Dark), new("phone", ColorScheme.Light), new("phone", ColorScheme.Dark)]
            : [new("wide", ColorScheme.Light), new("phone", ColorScheme.Dark)];

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Every_screen_is_photographed(string size, ColorScheme colours)
    {
        var screen = size == "wide" ? Screen.Wide : Screen.Phone;
        var view = $"{size}-{colours.ToString().ToLowerInvariant()}";
        var visitor = await ArriveAsync(null, screen, colours: colours);
        await visitor.Page.GotoAsync(SignInPage.Path);
        await TakeAsync(visitor.Page, "sign-in", view);

        await visitor.Page.GotoAsync("account/join/abc");
        await TakeAsync(visitor.Page, "join", view);
        await visitor.Page.GotoAsync("error");
        await TakeAsync(visitor.Page, "error", view);

        var nepal = await ReadAsync("nepal");
        var budget = nepal.Commitment("Budget and spending");
        var person = await ArriveAsync(Accounts.FocalNepal, screen, colours: colours);
        await person.Page.GotoAsync("");
        await TakeAsync(person.Page, "home", view);
        await person.Page.GotoAsync("dashboard");
        // The first click may come before the page hears it.
        await Wait.UntilAsync(
            async () =>
            {
                var more = person.Page.Locator("tr.plan-row button").First;
                if (await more.GetAttributeAsync("aria-expanded") == "false") await more.ClickAsync();
                return await person.Page.Locator("tr.detail").IsVisibleAsync();
            },
            "a plan of the dashboard is open");
        await TakeAsync(person.Page, "dashboard", view);
        await PlanPage.OpenAsync(person.Page, "nepal", budget);
        var palette = new Palette(person.Page);
        await palette.TypeAsync("radio");
        await Assertions.Expect(palette.Options.First).ToBeVisibleAsync();
        await TakeAsync(person.Page, "find", view);
        await palette.Input.FillAsync("");
        await TakeAsync(person.Page, "find-empty", view);
        await person.Page.Keyboard.PressAsync("Escape");
        await person.Page.GotoAsync("plans/uruguay");
        await TakeAsync(person.Page, "not-found", view);
        foreach (var (name, tab) in new[] { ("before-final", "final"), ("coverage", "coverage") })
        {
            await PlanPage.OpenAsync(person.Page, "nepal", tab);
            await TakeAsync(person.Page, name, view);
        }

        await person.Page.GotoAsync("coverage");
        await TakeAsync(person.Page, "coverage-countries", view);
        var groups = new[] { "narrative", "commitments", "datasets", "groups", "organisations" }.Select(group => ($"group-{group}", group));
        foreach (var (name, node) in nepal.OneOfEachKind().Concat(groups).Append(("commitment-nepali", nepal.Commitment("खुला"))).Append(("commitment-budget", budget))
            .Concat([("timeline", "timeline"), ("timeline-table", "timeline?as=table"), ("timeline-fiscal", "timeline?scale=fiscalYears"), ("preview", "preview"), ("import", "import")]))
        {
            await PlanPage.OpenAsync(person.Page, "nepal", node);
            await TakeAsync(person.Page, name, view);
        }

        var peer = await ArriveAsync(Accounts.Peer, screen, colours: colours);
        await PlanPage.OpenAsync(peer.Page, "nepal", budget);
        await TakeAsync(peer.Page, "commitment-read-only", view);
        var reviewer = await ArriveAsync(Accounts.Reviewer, screen, colours: colours);
        foreach (var (name, tab) in new[] { ("report", ""), ("report-conclusions", "conclusions"), ("report-deliberations", "deliberations"), ("report-before-publication", "final"), ("report-comments", "comments"), ("report-comment-log", "comments?as=matrix"), ("report-preview", "preview") })
        {
            await PlanPage.OpenAsync(reviewer.Page, "workshop-report", tab);
            await TakeAsync(reviewer.Page, name, view);
        }

        foreach (var (name, path, ready) in new[] { ("questions", "questions", "Session 1"), ("question", "questions/approaches", "Discussion") })
        {
            await reviewer.Page.GotoAsync(path);
            await Assertions.Expect(reviewer.Page.GetByRole(AriaRole.Heading, new() { Name = ready })).ToBeVisibleAsync();
            await TakeAsync(reviewer.Page, name, view);
        }

        var administrator = await ArriveAsync(Accounts.Administrator, screen, colours: colours);
        await administrator.Page.GotoAsync("people");
        await TakeAsync(administrator.Page, "people", view);

        await WriteLongestTitleAsync();
        var writer = await ArriveAsync(Accounts.FocalBangladesh, screen, colours: colours);
        await writer.Page.GotoAsync("");
        await TakeAsync(writer.Page, "longest-home", view);
        foreach (var tab in new[] { "", "timeline", "coverage", "final", "preview", "export", "history" })
        {
            await PlanPage.OpenAsync(writer.Page, "bangladesh", tab);
            await TakeAsync(writer.Page, $"longest-{(tab.Length > 0 ? tab : "plan")}", view);
        }
    }

    /// <summary>A title as long as a title may be.</summary>
    private async Task WriteLongestTitleAsync()
    {
        var words = string.Concat(Enumerable.Repeat("উন্মুক্ত সরকারি উপাত্ত প্রকাশ ও ব্যবহারের জাতীয় কর্মপরিকল্পনা ২০১৭-২০১৯ ", 5))[..UnitsMost];
        var plan = await ReadAsync("bangladesh");
        await using var hub = await Site.HubAsync(App, Accounts.FocalBangladesh);
        await hub.OpenAsync("bangladesh");
        var edit = new JsonArray(new JsonArray(plan.Text(PlanCopy.Root, "title").Length, words));
        Assert.Null((await hub.SubmitAsync(plan.Revision, new JsonObject { ["op"] = "editText", ["node"] = PlanCopy.Root, ["field"] = "title", ["edit"] = edit }))["refusal"]);
    }

    private static async Task TakeAsync(IPage page, string name, string view)
    {
        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        await page.ScreenshotAsync(new() { Path = Repository.Path("artifacts", "screens", $"{name}-{view}.png"), Animations = ScreenshotAnimations.Disabled });
        var over = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        Assert.True(over <= 0, $"{name} ({view}) scrolls sideways by {over} px");
    }
}
