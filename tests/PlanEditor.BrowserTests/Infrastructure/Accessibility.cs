using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>What axe finds against WCAG 2.2, levels A and AA.</summary>
public static class Accessibility
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"] },
    };

    public static async Task AssertNoneAsync(IPage page, string where)
    {
        var found = await page.RunAxe(Rules);
        var words = found.Violations.Select(each => $"{each.Id}: {each.Help}\n" + string.Join('\n', each.Nodes.Select(node => $"    {node.Target} {node.Html}")));
        Assert.True(found.Violations.Length == 0, $"{where}\n{string.Join('\n', words)}");
    }
}
