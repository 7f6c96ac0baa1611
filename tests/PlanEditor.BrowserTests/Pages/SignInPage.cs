using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Pages;

/// <summary>The sign-in page, with its one-click sample accounts.</summary>
public sealed class SignInPage(IPage page)
{
    public const string Path = "account/sign-in";

    public ILocator SampleAccount(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async Task SignInAsync(string account)
    {
        await page.GotoAsync(Path);
        await SampleAccount(account).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains(Path, StringComparison.Ordinal));
    }
}
