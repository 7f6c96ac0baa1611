using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Pages;

/// <summary>The page of a plan, open at one of its parts.</summary>
public sealed partial class PlanPage(IPage page)
{
    public IPage Page => page;

    /// <summary>The state of this person's own work, in words.</summary>
    public ILocator State => page.Locator("plan-sync");

    /// <summary>The slim banners under the bars.</summary>
    public ILocator Banner => page.Locator("plan-banner");

    public ILocator Undo => page.GetByRole(AriaRole.Button, new() { Name = "Undo" });

    public ILocator Redo => page.GetByRole(AriaRole.Button, new() { Name = "Redo" });

    public static async Task<PlanPage> OpenAsync(IPage page, string plan, string node)
    {
        var opened = new PlanPage(page);
        await page.GotoAsync($"plans/{plan}/{node}");
        await opened.ExpectSavedAsync();
        return opened;
    }

    /// <summary>A text of a node, by its field.</summary>
    public TextIsland Text(string node, string field) => new(page, page.Locator($"[id='f-{node}-{field}']"));

    /// <summary>All that this person did is on the server's disk.</summary>
    public Task ExpectSavedAsync() => Assertions.Expect(State).ToHaveTextAsync(Saved());

    [GeneratedRegex("^(Saved|Guardado)$")]
    private static partial Regex Saved();
}
