using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Pages;

/// <summary>The history of a plan.</summary>
public sealed class HistoryPage(IPage page)
{
    public IPage Page => page;

    /// <summary>The sittings and named versions.</summary>
    public ILocator List => page.GetByRole(AriaRole.Region, new() { Name = "History", Exact = true });

    /// <summary>What was chosen in it.</summary>
    public ILocator Beside => page.GetByRole(AriaRole.Region, new() { Name = "What was chosen" });

    /// <summary>The differences between two revisions.</summary>
    public ILocator Differences => Beside.Locator("[data-difference]");

    public ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    public static async Task<HistoryPage> OpenAsync(IPage page, string plan, string query = "")
    {
        await page.GotoAsync($"plans/{plan}/history{query}");
        await new PlanPage(page).ExpectAwakeAsync();
        return new HistoryPage(page);
    }

    /// <summary>The sitting, or named version, whose words these are.</summary>
    public ILocator Sitting(string words) => List.GetByRole(AriaRole.Link).Filter(new() { HasText = words }).First;

    /// <summary>A button or link beside the list, by the beginning of its name.</summary>
    public ILocator Act(string words) => Beside.Locator("a, button").Filter(new() { HasText = words }).First;
}
