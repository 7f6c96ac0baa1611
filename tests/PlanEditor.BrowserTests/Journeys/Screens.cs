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
    private const int ThreadsMany = 40;

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
        await person.Page.GotoAsync("notices");
        await TakeAsync(person.Page, "notices", view);
        foreach (var (name, tab) in new[] { ("before-final", "final"), ("coverage", "coverage") })
        {
            await PlanPage.OpenAsync(person.Page, "nepal", tab);
            await TakeAsync(person.Page, name, view);
        }

        foreach (var (name, tab) in new[] { ("comments", "comments"), ("response-matrix", "comments?as=matrix"), ("suggestions", "suggestions"), ("compared", "history?from=1"), ("compared-sides", "history?from=1&view=sides") })
        {
            await PlanPage.OpenAsync(person.Page, "nepal", tab);
            await Assertions.Expect(person.Page.GetByText("Reading…")).ToHaveCountAsync(0);
            await TakeAsync(person.Page, name, view);
        }

        var languages = (await PlanPage.OpenAsync(person.Page, "nepal", nepal.Commitment("खुला"))).Main.GetByRole(AriaRole.Group, new() { Name = "Languages shown" });
        await languages.GetByRole(AriaRole.Button, new() { Name = "Both", Exact = true }).ClickAsync();
        await Assertions.Expect(person.Page.Locator(".second").First).ToBeVisibleAsync();
        await TakeAsync(person.Page, "two-languages", view);
        await languages.GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(person.Page.Locator(".second")).ToHaveCountAsync(0);

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

        var writer = await ArriveAsync(Accounts.FocalBangladesh, screen, colours: colours);
        var bangladesh = await ReadAsync("bangladesh");
        var (quiet, busy) = (bangladesh.Children(bangladesh.Commitment("Flood and river"), "milestone")[0], bangladesh.Commitment("School and health"));
        await CommentMuchAsync(bangladesh, busy);
        foreach (var (name, node) in new[] { ("threads-none", quiet), ("threads-40", busy) })
        {
            await PlanPage.OpenAsync(writer.Page, "bangladesh", node);
            if (size == "phone")
            {
                await TakeAsync(writer.Page, name, view);
                await writer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Comments") }).ClickAsync();
                await Assertions.Expect(writer.Page.GetByRole(AriaRole.Button, new() { Name = "Close comments" })).ToBeVisibleAsync();
            }

            if (node == busy) await Assertions.Expect(writer.Page.Locator("[data-margin] article")).ToHaveCountAsync(ThreadsMany, new() { Timeout = 30_000 });
            await TakeAsync(writer.Page, size == "phone" ? $"{name}-sheet" : name, view);
        }

        foreach (var (name, tab) in new[] { ("comments", "comments"), ("comments-matrix", "comments?as=matrix&state=all"), ("suggestions", "suggestions") })
        {
            await PlanPage.OpenAsync(writer.Page, "bangladesh", tab);
            await TakeAsync(writer.Page, name, view);
        }

        await WriteLongestTitleAsync();
        await writer.Page.GotoAsync("");
        await TakeAsync(writer.Page, "longest-home", view);
        foreach (var tab in new[] { "", "timeline", "coverage", "comments", "suggestions", "final", "preview", "export", "history" })
        {
            await PlanPage.OpenAsync(writer.Page, "bangladesh", tab);
            await TakeAsync(writer.Page, $"longest-{(tab.Length > 0 ? tab : "plan")}", view);
        }
    }

    /// <summary>Forty comments on a part, on words of all its texts, some of them on the same.</summary>
    private async Task CommentMuchAsync(PlanCopy plan, string node)
    {
        await using var hub = await Site.HubAsync(App, Accounts.Reviewer);
        var opened = await hub.OpenAsync("bangladesh");
        var there = opened["document"]!["threads"]?.AsObject().Count(thread => thread.Value!["node"]!.GetValue<string>() == node) ?? 0;
        string[] fields = ["problem", "causes", "effortsSoFar", "solution", "expectedResults"], severities = ["blocking", "should", "could", "question", "praise"];
        for (var at = 0; at < ThreadsMany - there; at++)
        {
            var field = fields[at % fields.Length];
            var from = at * 17 % (plan.Text(node, field).Length - 30);
            var thread = new JsonObject
            {
                ["op"] = "startThread",
                ["thread"] = BareHub.NewId(8),
                ["node"] = node,
                ["field"] = field,
                ["range"] = at % 4 == 3 ? null : new JsonArray(from, from + 20 + at % 10),
                ["severity"] = severities[at / fields.Length % severities.Length],
                ["text"] = $"Comment {at + 1}. " + string.Concat(Enumerable.Repeat("Who checks it, and how often? ", 1 + at % 5)),
            };
            Assert.Null((await hub.SubmitAsync(opened["revision"]!.GetValue<long>(), thread))["refusal"]);
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

    /// <summary>Photographs a page, and looks whether it has its width.</summary>
    internal static async Task TakeAsync(IPage page, string name, string view)
    {
        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        await page.ScreenshotAsync(new() { Path = Repository.Path("artifacts", "screens", $"{name}-{view}.png"), Animations = ScreenshotAnimations.Disabled });
        var over = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        Assert.True(over <= 0, $"{name} ({view}) scrolls sideways by {over} px");
    }
}
