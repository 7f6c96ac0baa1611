using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Pages;

/// <summary>Find or do: the dialog that Ctrl+K opens on every page.</summary>
public sealed class Palette(IPage page)
{
    public ILocator Dialog => page.GetByRole(AriaRole.Dialog, new() { Name = "Find or do" });

    public ILocator Input => Dialog.GetByRole(AriaRole.Combobox);

    public ILocator Options => Dialog.GetByRole(AriaRole.Option);

    public ILocator Option(string words) => Options.Filter(new() { HasText = words });

    /// <summary>Opens it by its keys, as soon as the page hears them.</summary>
    public async Task OpenAsync()
    {
        await Wait.UntilAsync(
            async () =>
            {
                if (!await Input.IsVisibleAsync()) await page.Keyboard.PressAsync("Control+K");
                return await Input.IsVisibleAsync();
            },
            "the palette is open");
        await Assertions.Expect(Input).ToBeFocusedAsync();
    }

    /// <summary>Opens it and types.</summary>
    public async Task TypeAsync(string words)
    {
        await OpenAsync();
        await page.Keyboard.TypeAsync(words);
    }
}
