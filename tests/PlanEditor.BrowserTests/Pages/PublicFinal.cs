using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Pages;

/// <summary>The public page of a version that is final, as anybody reads it.</summary>
public sealed class PublicFinal(IPage page, string plan, int version)
{
    // Its files are made and printed first.
    private static readonly TimeSpan Publishing = TimeSpan.FromMinutes(2);

    private string Manifest => $"public/{plan}/v{version}/manifest.json";

    /// <summary>Opens it once it is published.</summary>
    public static async Task<PublicFinal> OpenAsync(IPage page, string plan, int version)
    {
        var opened = new PublicFinal(page, plan, version);
        await Wait.UntilAsync(async () => (await page.APIRequest.GetAsync(opened.Manifest)).Ok, $"{plan} is public in its version {version}", Publishing);
        await page.GotoAsync($"public/{plan}/v{version}");
        return opened;
    }

    /// <summary>Downloads all that the page offers, and compares each with what the manifest says.</summary>
    public async Task VerifyDownloadsAsync()
    {
        using var manifest = JsonDocument.Parse(await (await page.APIRequest.GetAsync(Manifest)).TextAsync());
        var links = page.GetByRole(AriaRole.List, new() { Name = "Downloads" }).GetByRole(AriaRole.Link);
        var files = manifest.RootElement.GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("name").GetString()!, file => file.GetProperty("sha256").GetString()!);
        await Assertions.Expect(links).ToHaveCountAsync(files.Count);
        foreach (var link in await links.AllAsync())
        {
            var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
            await using var bytes = await download.CreateReadStreamAsync();
            Assert.Equal(files[download.SuggestedFilename], Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes)));
        }
    }
}
