using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Pages;

/// <summary>A plan in time.</summary>
public sealed class TimelinePage(IPage page)
{
    public PlanPage Plan { get; } = new(page);

    public ILocator Frame => page.Locator(".timeline .frame");

    /// <summary>What is shown while a bar is on its way.</summary>
    public ILocator Draft => page.Locator(".timeline .draft span");

    public ILocator Table => page.GetByRole(AriaRole.Table, new() { Name = "Commitments and milestones with their dates" });

    /// <summary>What is asked when somebody else changed what was just moved.</summary>
    public ILocator Meanwhile => page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "changed meanwhile" });

    public static async Task<TimelinePage> OpenAsync(IPage page, string plan, string query = "")
    {
        await PlanPage.OpenAsync(page, plan, "timeline" + query);
        var opened = new TimelinePage(page);
        // The module that moves bars is there when one of them is reached by the tab key.
        if (query.Length == 0) await Assertions.Expect(page.Locator("[data-bar][tabindex='0']")).ToHaveCountAsync(1);
        return opened;
    }

    /// <summary>The bar of a commitment or a milestone, by its number.</summary>
    public ILocator Bar(string number) => page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{Regex.Escape(number)} ") });

    public Task ExpectAsync(string number, string words) => Assertions.Expect(Bar(number)).ToHaveAccessibleNameAsync(new Regex(Regex.Escape(words)));

    /// <summary>How many pixels some days are wide.</summary>
    public Task<float> WidthAsync(int days) => page.Locator(".timeline .chart").EvaluateAsync<float>(
        "(chart, days) => chart.querySelector('.body .lane').getBoundingClientRect().width / Number(chart.dataset.days) * days", days);

    /// <summary>Takes a bar and moves it, without letting it go.</summary>
    public async Task DragAsync(string number, int days)
    {
        await Bar(number).ScrollIntoViewIfNeededAsync();
        var box = (await Bar(number).BoundingBoxAsync())!;
        var (x, y) = (box.X + box.Width / 2, box.Y + box.Height / 2);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x + 5, y);
        await page.Mouse.MoveAsync(x + await WidthAsync(days), y, new() { Steps = 4 });
    }
}
