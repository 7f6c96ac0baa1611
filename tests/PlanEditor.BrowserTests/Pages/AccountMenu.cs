using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Pages;

/// <summary>The menu behind one's own initials, at the top of every page.</summary>
public sealed class AccountMenu(IPage page, string account)
{
    public ILocator Button => page.GetByRole(AriaRole.Button, new() { Name = $"Account: {account}" });

    public async Task SignOutAsync()
    {
        await OpenAsync();
        await SignOut.ClickAsync();
    }

    /// <summary>What is asked before one signs out while something is not sent.</summary>
    public ILocator Question => page.GetByRole(AriaRole.Dialog);

    public async Task ChooseThemeAsync(string theme)
    {
        await OpenAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = theme }).CheckAsync();
    }

    private ILocator SignOut => page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true });

    // The circuit may take the page over, and close the menu, just after it was opened.
    private Task OpenAsync() => Wait.UntilAsync(async () =>
    {
        if (await SignOut.IsVisibleAsync()) return true;
        await Button.ClickAsync();
        return false;
    }, "the account menu is open");
}
