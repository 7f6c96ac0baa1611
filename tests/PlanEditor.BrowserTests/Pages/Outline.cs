using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Pages;

/// <summary>The plan from above, at the left of the page or, on a phone, in a drawer.</summary>
public sealed class Outline(IPage page)
{
    public ILocator Tree => page.GetByRole(AriaRole.Tree);

    public ILocator Removed => page.GetByRole(AriaRole.Region, new() { Name = "Removed parts" });

    /// <summary>The row of a part, by its number and title or the beginning of both.</summary>
    public ILocator Row(string name) => Tree.GetByRole(AriaRole.Treeitem, new() { NameRegex = new Regex($"^{Regex.Escape(name)}") });

    public Task OpenAsync(string name) => Row(name).GetByRole(AriaRole.Link, new() { IncludeHidden = true }).ClickAsync();

    /// <summary>Does something from the menu of a part.</summary>
    public async Task DoAsync(string name, string act)
    {
        await Row(name).HoverAsync();
        await Row(name).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^What to do with") }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = act }).ClickAsync();
    }

    /// <summary>What all rows are called, in order.</summary>
    public async Task<string> NamesAsync() =>
        string.Join('\n', await Tree.GetByRole(AriaRole.Treeitem).EvaluateAllAsync<string[]>("rows => rows.map(row => row.getAttribute('aria-label').split(';')[0])"));

    public async Task RestoreAsync(string title)
    {
        // By key: the note of what was just removed lies over it for some seconds, and stays while the pointer is on it.
        await Removed.GetByRole(AriaRole.Button, new() { Name = "Removed parts" }).PressAsync("Enter");
        await Removed.GetByRole(AriaRole.Button, new() { Name = $"Restore {title}" }).ClickAsync();
    }
}
