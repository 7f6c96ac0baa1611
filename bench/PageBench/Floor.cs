using Microsoft.Playwright;
using PlanEditor.FaultTests;

namespace PageBench;

/// <summary>What an interactive page of the framework costs that shows nothing but a button: no page of the app can cost less.</summary>
internal static class Floor
{
    private static readonly (string Path, string Words)[] Empty = [("bare", "a page with one button"), ("framed", "the same with the app's dialogs and notes")];

    public static async Task<int> RunAsync(int count)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM"), Args = ["--renderer-process-limit=8"] });
        foreach (var (path, words) in Empty)
        {
            using var app = new AppServer(Report.Built("EmptyPages"));
            await app.StartAndListenAsync();
            await using var person = await browser.NewContextAsync();
            person.SetDefaultTimeout(120_000);
            // What only the first pages make: compiled code, caches.
            for (var first = 0; first < 3; first++) await (await OpenAsync(person, app, path)).CloseAsync();
            await Task.Delay(Report.Calm);
            var (heapBefore, residentBefore) = (await app.LiveBytesAsync(), app.ResidentBytes);
            for (var at = 0; at < count; at++) await OpenAsync(person, app, path);
            await Task.Delay(Report.Calm);
            var (heap, resident) = (await app.LiveBytesAsync(), app.ResidentBytes);
            Report.Say(
                $"{words}: {Report.Each(heap - heapBefore, count)} managed, {Report.Each(resident - residentBefore, count)} resident ({count} pages)",
                ($"{path}PageManaged", (heap - heapBefore) / count),
                ($"{path}PageResident", (resident - residentBefore) / count));
        }

        Report.End("floor");
        return 0;
    }

    private static async Task<IPage> OpenAsync(IBrowserContext person, AppServer app, string path)
    {
        var page = await person.NewPageAsync();
        await page.GotoAsync(new Uri(app.Address, path).ToString());
        await page.Locator("#awake").WaitForAsync();
        return page;
    }
}
