using Xunit;

namespace PlanEditor.Tests.Hosting;

/// <summary>Pages that do nothing without script say so; pages that need none do not.</summary>
public sealed class NoScriptTests
{
    [Fact]
    public async Task A_page_that_needs_script_says_so_where_there_is_none()
    {
        await using var site = new Site(sample: true);
        var browser = site.Open();
        foreach (var plain in new[] { "/account/sign-in", "/public", "/public/about" })
            Assert.DoesNotContain("<noscript>", await browser.ReadAsync(plain), StringComparison.Ordinal);
        await browser.BecomeAsync("lead.np");
        foreach (var page in new[] { "/", "/plans/nepal", "/notices", "/dashboard" })
        {
            var html = await browser.ReadAsync(page);
            var start = html.IndexOf("<noscript>", StringComparison.Ordinal);
            Assert.True(start > 0, page);
            var said = html[start..html.IndexOf("</noscript>", StringComparison.Ordinal)];
            Assert.Contains("This page needs JavaScript, which is switched off in this browser.", said, StringComparison.Ordinal);
            Assert.Contains("href=\"public\"", said, StringComparison.Ordinal);
        }
    }
}
