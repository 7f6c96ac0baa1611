using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>Somebody without an account reads what is final.</summary>
public sealed class ReadingInPublic(Site site) : Journey(site)
{
    private static readonly (string Address, int Status)[] Beside = [("public", 200), ("public/about", 200), ("public/data", 200), ("public/nowhere", 404)];

    [Fact]
    public async Task Anybody_finds_a_final_plan_downloads_all_of_it_and_checks_it()
    {
        var reader = await ArriveAsync(null, Screen.Phone, colours: ColorScheme.Dark);
        var page = reader.Page;
        await page.GotoAsync("");
        await page.GetByRole(AriaRole.Link, new() { Name = "Plan de Acción Nacional" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Plan de Acción Nacional de Datos Abiertos");
        await Accessibility.AssertNoneAsync(page, "a final plan");

        await new PublicFinal(page, "panama", 1).VerifyDownloadsAsync();
        foreach (var name in new[] { "Timeline", "Coverage", "Datasets", "Versions and check" })
        {
            await page.GetByRole(AriaRole.Navigation, new() { Name = "This plan" }).GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First).ToHaveAttributeAsync("aria-current", "page");
            await Accessibility.AssertNoneAsync(page, name);
        }
    }

    [Fact]
    public Task Pages_beside_the_plans_are_for_everybody() => LookAtAsync(Screen.Wide, ColorScheme.Light, Beside);

    // The narrowest is what a wide one is at four times its size.
    [Theory]
    [Trait("Runs", "long")]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(320, ColorScheme.Light)]
    public Task Every_kind_of_page_is_for_everybody(int width, ColorScheme colours) => LookAtAsync(
        new Screen(width, 844, Touch: width == Screen.Phone.Width), colours,
        [.. Beside, .. new[] { "", "/v1/timeline", "/v1/coverage", "/v1/datasets", "/v1/versions" }.Select(page => ($"public/panama{page}", 200))]);

    private async Task LookAtAsync(Screen screen, ColorScheme colours, params (string Address, int Status)[] pages)
    {
        var page = (await ArriveAsync(null, screen, colours: colours)).Page;
        foreach (var (address, status) in pages)
        {
            Assert.Equal(status, (await page.GotoAsync(address))!.Status);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Accessibility.AssertNoneAsync(page, $"{address}, {screen}, {colours}");
            Assert.Equal((address, 0), (address, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)")));
        }
    }
}
