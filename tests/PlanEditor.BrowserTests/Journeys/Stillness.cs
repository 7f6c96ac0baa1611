using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class Stillness(Site site) : Journey(site)
{
    private const string Plan = "uruguay";

    private const string CaretTop = "() => Math.round(getSelection().getRangeAt(0).getBoundingClientRect().top)";

    [Fact]
    public async Task What_others_do_moves_neither_the_line_i_write_in_nor_my_caret()
    {
        var before = await ReadAsync(Plan);
        var node = before.Commitment("Presupuesto y compras");
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, node);
        var solution = page.Text(node, "solution");
        await solution.CaretAfterAsync("un juego mínimo");
        await solution.TypeAsync(" y claro");
        await page.ExpectSavedAsync();
        var top = await page.Page.EvaluateAsync<int>(CaretTop);

        await using var hub = await Site.HubAsync(App, Accounts.FocalIne);
        await hub.OpenAsync(Plan);
        var lines = Enumerable.Range(1, 25).Select(number => (JsonNode)$"Línea {number} de otra persona.");
        var problem = new JsonArray(new JsonArray([0, .. lines, ""]), before.Text(node, "problem").Length);
        await DoAsync(hub, before.Revision, new JsonObject { ["op"] = "editText", ["node"] = node, ["field"] = "problem", ["edit"] = problem });
        await DoAsync(hub, before.Revision, new JsonObject { ["op"] = "setField", ["node"] = node, ["field"] = "endDate", ["value"] = "2019-04-30" });
        await DoAsync(hub, before.Revision, new JsonObject
        {
            ["op"] = "insertNode",
            ["node"] = BareHub.NewId(8),
            ["kind"] = "sdgMapping",
            ["parent"] = node,
            ["after"] = null,
            ["fields"] = new JsonObject { ["target"] = "16.10" },
        });
        await page.Text(node, "problem").ExpectAsync("Línea 25 de otra persona.");
        await Assertions.Expect(page.Fact("Ends")).ToContainTextAsync("30 Apr 2019");
        await Assertions.Expect(page.Main.GetByRole(AriaRole.Article, new() { Name = "Target 16.10" })).ToBeAttachedAsync();

        Assert.InRange(await page.Page.EvaluateAsync<int>(CaretTop), top - 2, top + 2);
        await Assertions.Expect(solution.Content).ToBeFocusedAsync();
        await page.Page.Keyboard.TypeAsync(" de todos");
        await solution.ExpectAsync("un juego mínimo y claro de todos de identificadores");
    }

    [Fact]
    public async Task A_date_that_i_am_typing_and_a_menu_that_is_open_stay_as_they_are()
    {
        var before = await ReadAsync(Plan);
        var node = before.Commitment("Presupuesto y compras");
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, node);
        await using var hub = await Site.HubAsync(App, Accounts.FocalIne);
        await hub.OpenAsync(Plan);

        await page.Fact("Starts").ClickAsync();
        await page.Input("Starts").FillAsync("15 fe");
        await DoAsync(hub, before.Revision, new JsonObject { ["op"] = "setField", ["node"] = node, ["field"] = "startDate", ["value"] = "2018-02-01" });
        await Assertions.Expect(page.Main.GetByText("Changed meanwhile: 1 Feb 2018")).ToBeVisibleAsync();
        await Assertions.Expect(page.Input("Starts")).ToHaveValueAsync("15 fe");
        await Assertions.Expect(page.Input("Starts")).ToBeFocusedAsync();
        await page.Input("Starts").PressAsync("Escape");
        await Assertions.Expect(page.Fact("Starts")).ToContainTextAsync("1 Feb 2018");
        await Assertions.Expect(page.Fact("Starts")).ToBeFocusedAsync();

        await page.Main.GetByRole(AriaRole.Button, new() { Name = "What to do with C4" }).First.ClickAsync();
        await DoAsync(hub, before.Revision, new JsonObject { ["op"] = "setField", ["node"] = node, ["field"] = "startDate", ["value"] = "2018-02-02" });
        await Assertions.Expect(page.Fact("Starts")).ToContainTextAsync("2 Feb 2018");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_i_write_while_the_page_wakes_up_on_a_slow_line_is_kept_and_so_is_my_caret()
    {
        var before = await ReadAsync(Plan);
        var node = before.Commitment("Salud comparable");
        await using var line = new Line(App.Address);
        var person = await ArriveAsync(Accounts.FocalUruguay, line: line);
        await person.Page.GotoAsync("");
        line.Delay = TimeSpan.FromMilliseconds(300);
        await person.Page.GotoAsync($"plans/{Plan}/{node}", new() { WaitUntil = WaitUntilState.Commit });
        var page = new PlanPage(person.Page);
        var effects = page.Text(node, "effortsSoFar");
        await effects.CaretAtEndAsync();
        const string words = " Una frase que se escribe despacio mientras la página despierta, palabra por palabra, hasta que todo está en su lugar.";
        await effects.TypeAsync(words);
        await page.ExpectAwakeAsync();
        await effects.TypeAsync(" Fin.");

        await effects.ExpectAsync(words + " Fin.");
        await page.ExpectSavedAsync();
    }

    private static async Task DoAsync(BareHub hub, long revision, JsonObject operation)
    {
        var answer = await hub.SubmitAsync(revision, operation);
        Assert.Null(answer["refusal"]);
    }
}
