using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>Whatever is written in Bengali or Devanagari letters stands in an element that says its language, whoever wrote it and wherever the screens name it; and nothing else does.</summary>
public sealed class InItsLanguage(Site site) : Journey(site)
{
    private const string Plan = "bangladesh";

    [Fact]
    [Trait("Runs", "long")]
    public async Task Every_view_of_a_plan_in_Bengali_says_where_it_is_Bengali()
    {
        var person = await ArriveAsync(Accounts.FocalBangladesh);
        foreach (var view in new[] { "", "final", "timeline", "timeline?as=table", "coverage", "comments", "comments?as=matrix", "suggestions", "preview", "history", "export", "import" })
            await AssertSaidAsync(person.Page, view);
        // What finds nothing on a page where it is not said finds nothing anywhere.
        await PlanPage.OpenAsync(person.Page, Plan, "preview");
        await person.Page.EvaluateAsync("() => document.querySelectorAll('main [lang]').forEach(one => one.removeAttribute('lang'))");
        Assert.NotEmpty(await Letters.UnsaidAsync(person.Page));
    }

    [Fact]
    [Trait("Runs", "long")]
    public async Task Every_kind_of_part_and_every_sitting_says_where_it_is_Bengali()
    {
        var person = await ArriveAsync(Accounts.FocalBangladesh);
        foreach (var (_, node) in (await ReadAsync(Plan)).OneOfEachKind().Concat(new[] { "narrative", "commitments", "datasets", "groups", "organisations" }.Select(group => (group, group))))
            await AssertSaidAsync(person.Page, node);

        await PlanPage.OpenAsync(person.Page, Plan, "history");
        var sittings = person.Page.Locator(".history .list li a");
        await Assertions.Expect(sittings.First).ToBeVisibleAsync();
        foreach (var address in await sittings.EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('href').split('/').pop())"))
            await AssertSaidAsync(person.Page, address);
    }

    [Fact]
    [Trait("Runs", "long")]
    public async Task Every_page_that_names_plans_says_where_it_is_Bengali_or_Nepali()
    {
        foreach (var (account, pages) in new[] { (Accounts.FocalBangladesh, new[] { "", "notices" }), (Accounts.Reviewer, ["", "notices", "dashboard", "lessons"]) })
        {
            var page = (await ArriveAsync(account)).Page;
            foreach (var address in pages)
            {
                await page.GotoAsync(address);
                await Assertions.Expect(page.Locator("main :is([lang=bn], [lang=ne])").First).ToBeAttachedAsync();
                await Letters.AssertWellSetAsync(page, $"{address}, {account}");
            }
        }

        var finder = await OpenAsync(Accounts.Reviewer, Plan, "");
        var palette = new Palette(finder.Page);
        foreach (var words in new[] { "উন্মুক্ত", "खुला", "data" })
        {
            await palette.OpenAsync();
            await palette.Input.FillAsync(words);
            await Assertions.Expect(palette.Options.Filter(new() { HasText = words }).First).ToBeVisibleAsync();
            await Letters.AssertWellSetAsync(finder.Page, $"found for {words}");
        }
    }

    private static async Task AssertSaidAsync(IPage page, string view)
    {
        await PlanPage.OpenAsync(page, Plan, view);
        await Assertions.Expect(page.GetByText("Reading…").Or(page.GetByText("Reading the history…"))).ToHaveCountAsync(0);
        await Letters.AssertWellSetAsync(page, view);
    }
}
