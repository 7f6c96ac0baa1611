using System.Diagnostics;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class Offline(Site site) : Journey(site)
{
    private const string Plan = "bangladesh";

    [Fact]
    [Trait("Runs", "long")]
    public async Task Half_a_minute_without_a_line_and_a_reload_in_between_lose_nothing()
    {
        await using var line = new Line(App.Address);
        var node = (await ReadAsync(Plan)).Commitment("Flood and river data");
        var page = await OpenAsync(Accounts.FocalBangladesh, Plan, node, line: line);
        var other = await OpenAsync(Accounts.FocalBbs, Plan, node);

        // The sockets are gone, pages still load: so the tab can be reloaded and written in before the line is back.
        line.CutSockets();
        var gone = Stopwatch.StartNew();
        await Assertions.Expect(page.State).ToContainTextAsync("Offline");
        await WriteAsync(page, node, "problem", "In a normal year", " of the last thirty");
        await WriteAsync(page, node, "causes", "measured for engineers", " and dams");
        await WriteAsync(other, node, "problem", "in a severe year", ", such as 1998,");
        await WriteAsync(other, node, "causes", "Radio, telephone", ", mosque loudspeakers");
        await page.ExpectKeptAsync();

        await page.Page.ReloadAsync();
        await page.Text(node, "problem").ExpectAsync("In a normal year of the last thirty water covers");
        await page.Text(node, "causes").ExpectAsync("measured for engineers and dams");
        await WriteAsync(page, node, "effortsSoFar", "daily bulletins", ", warnings");
        await WriteAsync(other, node, "effortsSoFar", "for some years", " already");
        await Wait.UntilAsync(() => Task.FromResult(gone.Elapsed.TotalSeconds >= 30), "the line has been gone for half a minute", TimeSpan.FromSeconds(40));

        line.Mend();
        await page.ExpectSavedAsync();
        await page.ExpectAwakeAsync();
        foreach (var screen in new[] { page, other })
        {
            await screen.Text(node, "problem").ExpectAsync("In a normal year of the last thirty water covers about a fifth of the country; in a severe year, such as 1998, it is");
            await screen.Text(node, "causes").ExpectAsync("measured for engineers and dams; no public service");
            await screen.Text(node, "causes").ExpectAsync("Radio, telephone, mosque loudspeakers and volunteers");
            await screen.Text(node, "effortsSoFar").ExpectAsync("publishes daily bulletins, warnings and a map");
            await screen.Text(node, "effortsSoFar").ExpectAsync("has existed for some years already and");
        }

        var server = await ReadAsync(Plan);
        foreach (var field in new[] { "problem", "causes", "effortsSoFar" })
            foreach (var written in new[] { " of the last thirty", " and dams", ", warnings" })
                Assert.InRange(server.Text(node, field).Split(written).Length, 1, 2);
    }

    [Fact]
    public async Task A_tab_that_is_closed_while_the_cable_is_out_leaves_its_words_for_the_next_one()
    {
        await using var line = new Line(App.Address);
        var node = (await ReadAsync(Plan)).Commitment("Open contracts");
        var writer = await ArriveAsync(Accounts.FocalBangladesh, line: line);
        var page = await PlanPage.OpenAsync(writer.Page, Plan, node);

        line.Cut();
        await Assertions.Expect(page.State).ToContainTextAsync("Offline");
        await WriteAsync(page, node, "problem", "Public procurement", ", seen over years,");
        await page.ExpectKeptAsync();
        await writer.Page.CloseAsync();
        await using var hub = await Site.HubAsync(App, Accounts.FocalBbs);
        line.Mend();

        var next = await PlanPage.OpenAsync(await writer.NewTabAsync(), Plan, node);
        await next.Text(node, "problem").ExpectAsync("Public procurement, seen over years, takes the greater part");
        await next.ExpectSavedAsync();
        await Wait.ForAsync(async () => (await ReadAsync(Plan)).Text(node, "problem"),
            text => text.Split(", seen over years,").Length == 2, "the server has the words once");
    }

    [Fact]
    public async Task What_was_saved_but_never_answered_is_not_saved_twice()
    {
        await using var line = new Line(App.Address);
        var before = await ReadAsync(Plan);
        var node = before.Commitment("Open contracts");
        var page = await OpenAsync(Accounts.FocalBangladesh, Plan, node, line: line);

        line.HoldAnswers();
        await WriteAsync(page, node, "causes", "The system was built to run tenders", " for works");
        await Wait.ForAsync(async () => (await ReadAsync(Plan)).Text(node, "causes"), text => text != before.Text(node, "causes"), "the server has some of the words");
        await Assertions.Expect(page.State).ToHaveTextAsync("Saving…");
        line.Cut();
        await Assertions.Expect(page.State).ToContainTextAsync("Offline");
        line.Mend();

        await page.ExpectSavedAsync();
        await page.Text(node, "causes").ExpectAsync("to run tenders for works, and its public pages");
        Assert.Equal(2, (await ReadAsync(Plan)).Text(node, "causes").Split(" for works").Length);
    }

    [Fact]
    public async Task A_line_that_falls_silent_is_offline_though_nobody_closed_it()
    {
        await using var line = new Line(App.Address);
        var node = (await ReadAsync(Plan)).Commitment("Open contracts");
        var page = await OpenAsync(Accounts.FocalBangladesh, Plan, node, line: line);

        line.Silence();
        await Assertions.Expect(page.State).ToContainTextAsync("Offline");
        await WriteAsync(page, node, "solution", "", "Silently. ");
        await page.ExpectKeptAsync();

        line.Mend();
        await page.ExpectSavedAsync();
        await Wait.ForAsync(async () => (await ReadAsync(Plan)).Text(node, "solution"), text => text.Split("Silently. ").Length == 2, "the server has the words once");
    }

    [Fact]
    public async Task A_reload_without_any_network_shows_what_is_kept_and_comes_back_by_itself()
    {
        await using var line = new Line(App.Address);
        var node = (await ReadAsync(Plan)).Commitment("Open contracts");
        var page = await OpenAsync(Accounts.FocalBangladesh, Plan, node, line: line);
        await page.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        await page.Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");

        line.Cut();
        await Assertions.Expect(page.State).ToContainTextAsync("Offline");
        await WriteAsync(page, node, "expectedResults", "", "Without a network. ");
        await page.ExpectKeptAsync();
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "You are offline" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("Without a network. ")).ToBeVisibleAsync();

        line.Mend();
        await page.ExpectSavedAsync();
        await page.Text(node, "expectedResults").ExpectAsync("Without a network. ");
        await Wait.ForAsync(async () => (await ReadAsync(Plan)).Text(node, "expectedResults"), text => text.Split("Without a network. ").Length == 2, "the server has the words once");
    }

    private static async Task WriteAsync(PlanPage page, string node, string field, string after, string words)
    {
        var text = page.Text(node, field);
        await text.CaretAfterAsync(after);
        await text.TypeAsync(words);
        await text.ExpectAsync(after + words);
    }
}
