using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>Somebody without an account reads what is final.</summary>
public sealed class ReadingInPublic(Site site) : Journey(site)
{
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
}
