using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>What is said of a final after it was published.</summary>
public sealed class BesideAFinal(Site site) : OwnAppJourney(site)
{
    private static readonly TimeSpan Publishing = TimeSpan.FromMinutes(2);

    [Fact]
    [Trait("Runs", "long")]
    public async Task An_erratum_stands_beside_the_final_and_an_administrator_takes_it_off_and_puts_it_back()
    {
        var reader = (await ArriveAsync(null)).Page;
        var heading = reader.GetByRole(AriaRole.Heading, new() { Level = 1 });
        var lead = await OpenAsync(Accounts.LeadPanama, "panama", "final");
        await WriteAsync(lead, "Note an erratum", "What is wrong, and what is right", "El año es 2018, no 2017.", "Note it");
        await Assertions.Expect(lead.Main.GetByRole(AriaRole.Region, new() { Name = "Erratum" })).ToContainTextAsync("El año es 2018, no 2017.");
        await Accessibility.AssertNoneAsync(lead.Page, "beside the final");
        await UntilAsync(async () => (await reader.GetByText("El año es 2018, no 2017.").CountAsync()) == 1, "the erratum is public");

        var administrator = await OpenAsync(Accounts.Administrator, "panama", "final");
        await WriteAsync(administrator, "Take off the public pages", "The reason, which everybody can read", "A person could be recognised.", "Take it off");
        await Assertions.Expect(administrator.Main.GetByText("Version 1 is not on the public pages.")).ToBeVisibleAsync();
        await UntilAsync(async () => await heading.TextContentAsync() == "This plan was taken off the public pages", "it is off");
        await Assertions.Expect(reader.GetByText("A person could be recognised.")).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(reader, "what was taken off");

        await WriteAsync(administrator, "Put back on the public pages", "The reason", "The table was blackened.", "Put it back");
        await Assertions.Expect(administrator.Main.GetByText("Version 1 is not on the public pages.")).ToHaveCountAsync(0);
        await UntilAsync(async () => (await heading.TextContentAsync())!.StartsWith("Plan de Acción", StringComparison.Ordinal), "it is back");

        // Somebody without a sign-in reads from the server each time.
        Task UntilAsync(Func<Task<bool>> holds, string what) => Wait.UntilAsync(
            async () =>
            {
                await reader.GotoAsync($"public/panama?{Guid.NewGuid():N}");
                return await holds();
            },
            what,
            Publishing);
    }

    private static async Task WriteAsync(PlanPage page, string act, string label, string words, string done)
    {
        await page.Main.GetByRole(AriaRole.Button, new() { Name = act + "…" }).ClickAsync();
        var form = page.Main.GetByRole(AriaRole.Form, new() { Name = act });
        await form.GetByLabel(label, new() { Exact = true }).FillAsync(words);
        await form.GetByRole(AriaRole.Button, new() { Name = done }).ClickAsync();
    }
}
