using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed partial class ByKeyboard(Site site) : Journey(site)
{
    [Fact]
    public async Task Everything_goes_without_a_mouse()
    {
        var person = await ArriveAsync(null);
        var page = person.Page;
        await page.GotoAsync(SignInPage.Path);
        await Keyboard.TabToAsync(page, new SignInPage(page).SampleAccount(Accounts.FocalUruguay));
        await page.Keyboard.PressAsync("Enter");
        await Keyboard.TabToAsync(page, page.GetByRole(AriaRole.Link, new() { NameRegex = OwnPlan() }));
        await page.Keyboard.PressAsync("Enter");
        var plan = new PlanPage(page);
        await plan.ExpectSavedAsync();

        await Keyboard.TabToAsync(page, plan.Outline.Tree.Locator("[tabindex='0']"));
        for (var row = 0; row < Keyboard.StopsMax && !await Keyboard.IsFocusedAsync(plan.Outline.Row("C2")); row++) await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(plan.Fact("Starts")).ToBeVisibleAsync();

        await Keyboard.TabToAsync(page, plan.Fact("Starts"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(plan.Input("Starts")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("2 Oct 2017");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(plan.Fact("Starts")).ToContainTextAsync("2 Oct 2017");
        await Assertions.Expect(plan.Fact("Starts")).ToBeFocusedAsync();

        await Keyboard.TabToAsync(page, plan.Main.GetByRole(AriaRole.Button, new() { Name = "Add a milestone" }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("td .cm-content")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Paso de teclado");
        // On to the days beside it.
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("1 Nov 2018");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(plan.Main.GetByRole(AriaRole.Button, new() { Name = "Paso de teclado, Starts: 1 Nov 2018" })).ToBeFocusedAsync();
        await Keyboard.TabToAsync(page, plan.Main.GetByRole(AriaRole.Link, new() { Name = "Open C2.M4" }), "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h2 .cm-content")).ToHaveTextAsync("Paso de teclado");

        await Keyboard.TabToAsync(page, plan.Outline.Row("M4 Paso de teclado"), "Shift+Tab");
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(plan.Outline.Row("M3 Paso de teclado")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+Z");
        await Assertions.Expect(plan.Outline.Row("M4 Paso de teclado")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(plan.Outline.Row("M4")).ToBeHiddenAsync();
    }

    [GeneratedRegex("^Uruguay")]
    private static partial Regex OwnPlan();
}
