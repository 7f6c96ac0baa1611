using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class InTwoLanguages(Site site) : Journey(site)
{
    private const string Plan = "nepal";

    [Fact]
    public async Task A_text_and_its_translation_are_written_side_by_side_and_what_went_stale_is_said()
    {
        var node = (await ReadAsync(Plan)).Commitment("खुला");
        var writer = await OpenAsync(Accounts.FocalNepal, Plan, node);
        var translator = await OpenAsync(Accounts.FocalCbs, Plan, node);
        await ShowAsync(writer, "Both");
        await ShowAsync(translator, "Both");

        var english = translator.Text(node, "problemTranslation");
        await Assertions.Expect(english.Element).ToHaveAttributeAsync("lang", "en");
        await english.CaretAtEndAsync();
        await english.TypeAsync(" Most tables are pictures.");
        await writer.Text(node, "problemTranslation").ExpectAsync("Most tables are pictures.");
        await translator.ExpectSavedAsync();
        await Assertions.Expect(Stale(translator, "problem")).ToBeHiddenAsync();

        await writer.Text(node, "problem").CaretAtEndAsync();
        await writer.Text(node, "problem").TypeAsync(" थप।");
        await Assertions.Expect(Stale(translator, "problem")).ToBeVisibleAsync();

        await Second(translator, "problem").GetByRole(AriaRole.Button, new() { Name = "It still fits" }).ClickAsync();
        foreach (var page in new[] { writer, translator }) await Assertions.Expect(Stale(page, "problem")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Which_languages_are_shown_is_remembered_and_a_link_shows_what_it_leads_to()
    {
        var node = (await ReadAsync(Plan)).Commitment("खुला");
        var person = await ArriveAsync(Accounts.FocalNepal);
        var page = await PlanPage.OpenAsync(person.Page, Plan, node);
        await Assertions.Expect(page.Text(node, "solutionTranslation").Element).ToBeHiddenAsync();
        await ShowAsync(page, "English");
        await Assertions.Expect(page.Text(node, "solution").Element).ToBeHiddenAsync();
        await page.Text(node, "solutionTranslation").ExpectAsync("Under section 19 of the Act");
        await Assertions.Expect(Stale(page, "solution")).ToBeVisibleAsync();

        page = await PlanPage.OpenAsync(person.Page, Plan, node);
        await Assertions.Expect(page.Text(node, "solution").Element).ToBeHiddenAsync();
        await ShowAsync(page, "नेपाली");
        await person.Page.GotoAsync($"plans/{Plan}/{node}/solutionTranslation");
        await Assertions.Expect(page.Text(node, "solutionTranslation").Content).ToBeFocusedAsync();
        await Assertions.Expect(page.Text(node, "solution").Element).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("resource", "Amount", "amount", "১২,৫০০", "12500")]
    [InlineData("resource", "Amount", "amount", "१२,५०,०००.५", "1250000.5")]
    [InlineData("consultationEvent", "Date", "date", "१५ मार्च २०१७", "2017-03-15")]
    [InlineData("consultationEvent", "Date", "date", "২০১৭-০৪-০৯", "2017-04-09")]
    public async Task Numbers_and_days_are_typed_in_the_digits_of_the_plan(string kind, string label, string field, string typed, string stored)
    {
        var node = (await ReadAsync(Plan)).OneOfEachKind().First(each => each.Kind == kind).Node;
        var page = await OpenAsync(Accounts.FocalNepal, Plan, node);
        await page.TypeDateAsync(label, typed);
        await Assertions.Expect(page.Input(label)).ToBeHiddenAsync();
        await page.ExpectSavedAsync();
        Assert.Equal(stored, (await ReadAsync(Plan)).Text(node, field));
    }

    private static Task ShowAsync(PlanPage page, string languages) =>
        page.Main.GetByRole(AriaRole.Group, new() { Name = "Languages shown" }).GetByRole(AriaRole.Button, new() { Name = languages, Exact = true }).ClickAsync();

    private static ILocator Second(PlanPage page, string field) => page.Main.Locator(".second").Filter(new() { Has = page.Page.Locator($"[id$='-{field}Translation']") });

    private static ILocator Stale(PlanPage page, string field) => Second(page, field).GetByText("changed after this was written");
}
