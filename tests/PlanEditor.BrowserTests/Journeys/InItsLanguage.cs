using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>Whatever is written in Bengali or Devanagari letters stands in an element that says its language, whoever wrote it and wherever the screens name it.</summary>
public sealed class InItsLanguage(Site site) : Journey(site)
{
    private const string Plan = "bangladesh";

    // The first words of each text node with such letters whose nearest element with a language says another one.
    private const string Unsaid = """
        () => {
          const letters = /[\u0900-\u0963\u0966-\u09FF]/, found = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const within = node.parentElement;
            if (!letters.test(node.data) || within.closest("script, style, template")) continue;
            if (!/^(bn|ne)/.test(within.closest("[lang]").lang)) found.push(`${within.tagName.toLowerCase()}.${within.className}: ${node.data.trim().slice(0, 60)}`);
          }
          return found;
        }
        """;

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
        Assert.NotEmpty(await person.Page.EvaluateAsync<string[]>(Unsaid));
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

    private static async Task AssertSaidAsync(IPage page, string view)
    {
        await PlanPage.OpenAsync(page, Plan, view);
        await Assertions.Expect(page.GetByText("Reading…").Or(page.GetByText("Reading the history…"))).ToHaveCountAsync(0);
        var unsaid = await page.EvaluateAsync<string[]>(Unsaid);
        Assert.True(unsaid.Length == 0, $"{view}\n{string.Join('\n', unsaid)}");
    }
}
