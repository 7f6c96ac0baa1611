using System.Text;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class Exporting(Site site) : Journey(site)
{
    [Fact]
    [Trait("Runs", "long")]
    public async Task A_file_is_made_behind_the_page_saved_and_removed_by_keyboard()
    {
        var reader = await ArriveAsync(Accounts.Reviewer, Screen.Phone);
        var page = reader.Page;
        await PlanPage.OpenAsync(page, "nepal", "export");
        await Assertions.Expect(page.GetByText("None yet")).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(page, "export");

        await page.GetByRole(AriaRole.Radio, new() { NameRegex = new("^PDF") }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByRole(AriaRole.Radio, new() { NameRegex = new("^Both") }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the file" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var save = page.GetByRole(AriaRole.Link, new() { NameRegex = new(@"^Save nepal-\d+\.pdf") });
        await save.WaitForAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByText("PDF, both languages")).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(page, "export");

        var download = await page.RunAndWaitForDownloadAsync(() => save.PressAsync("Enter"));
        Assert.Equal("%PDF", Encoding.ASCII.GetString((await File.ReadAllBytesAsync((await download.PathAsync())!))[..4]));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove") }).PressAsync("Enter");
        await Assertions.Expect(page.GetByText("None yet")).ToBeVisibleAsync();
    }
}
