using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>Somebody goes from plan to plan, by links or back and forth, faster than the pages open.</summary>
public sealed class GoingOn(Site site) : Journey(site)
{
    private static readonly string[] Plans = ["bangladesh", "nepal", "panama"];
    private static readonly string[] Tabs = ["history", "timeline", "comments", "coverage"];

    [Fact]
    public async Task What_was_asked_for_last_is_shown_and_the_page_goes_on_working()
    {
        var page = (await ArriveAsync(Accounts.Reviewer)).Page;
        await PlanPage.OpenAsync(page, Plans[0], "");
        for (var round = 0; round < 20; round++)
        {
            var going = Enumerable.Range(round, 2 + round % 3).Select(step => (Plan: Plans[step % Plans.Length], Tab: Tabs[(step + round) % Tabs.Length])).ToList();
            foreach (var (plan, tab) in going) await page.EvaluateAsync("address => Blazor.navigateTo(address)", $"plans/{plan}/{tab}");
            var last = going[^1];
            await Assertions.Expect(page.Locator($"a[href='plans/{last.Plan}']").First).ToBeAttachedAsync();
            await Assertions.Expect(page.Locator($"a[href='plans/{last.Plan}/{last.Tab}'][aria-current]").First).ToBeAttachedAsync();
        }
    }
}
