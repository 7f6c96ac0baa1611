using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>An input method: the word is built up under the caret, then taken over.</summary>
public sealed class Composition(ICDPSession session)
{
    public static async Task<Composition> StartAsync(IPage page) => new(await page.Context.NewCDPSessionAsync(page));

    /// <summary>Shows the word as far as it has been built, with the caret at its end.</summary>
    public Task ShowAsync(string word) => session.SendAsync("Input.imeSetComposition", new()
    {
        ["text"] = word,
        ["selectionStart"] = word.Length,
        ["selectionEnd"] = word.Length,
    });

    /// <summary>The word is chosen and becomes text.</summary>
    public Task CommitAsync(string word) => session.SendAsync("Input.insertText", new() { ["text"] = word });
}
