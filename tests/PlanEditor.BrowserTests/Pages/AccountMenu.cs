using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Pages;

/// <summary>The menu behind one's own initials, at the top of every page.</summary>
public sealed class AccountMenu(IPage page, string account)
{
    public ILocator Button => page.GetByRole(AriaRole.Button, new() { Name = $"Account: {account}" });

    public async Task SignOutAsync()
    {
        await Button.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
    }

    public async Task ChooseThemeAsync(string theme)
    {
        await Button.ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = theme }).CheckAsync();
    }
}
