using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>Going about a page without a mouse.</summary>
public static class Keyboard
{
    /// <summary>More stops than any way to anything takes.</summary>
    public const int StopsMax = 120;

    /// <summary>Presses a key until something has the focus.</summary>
    public static async Task TabToAsync(IPage page, ILocator wanted, string key = "Tab")
    {
        await Assertions.Expect(wanted).ToBeVisibleAsync();
        for (var stop = 0; stop < StopsMax; stop++)
        {
            await page.Keyboard.PressAsync(key);
            if (await IsFocusedAsync(wanted)) return;
        }

        Assert.Fail($"{StopsMax} times {key} did not lead to {wanted}");
    }

    public static Task<bool> IsFocusedAsync(ILocator wanted) => wanted.EvaluateAsync<bool>("element => element === document.activeElement");
}
