using System.Net.WebSockets;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class ConnectionInWords(Site site) : Journey(site)
{
    private const string Plan = "bangladesh";

    public static TheoryData<int, string> Widths { get; } = new()
    {
        { Screen.Wide.Width, "causes" },
        { Screen.Middle.Width, "problem" },
        { Screen.Phone.Width, "effortsSoFar" },
    };

    [Theory]
    [MemberData(nameof(Widths))]
    public async Task The_page_says_how_my_work_stands_at_every_width(int width, string field)
    {
        await using var line = new Line(App.Address);
        var node = (await ReadAsync(Plan)).Commitment("School and health");
        var page = await OpenAsync(Accounts.FocalBangladesh, Plan, node, new[] { Screen.Wide, Screen.Middle, Screen.Phone }.Single(screen => screen.Width == width), line);
        var text = page.Text(node, field);
        await text.CaretAtEndAsync();

        line.HoldAnswers();
        await text.TypeAsync(" First.");
        await Assertions.Expect(page.State).ToHaveTextAsync("Saving…");
        line.Mend();
        await Assertions.Expect(page.State).ToHaveTextAsync("Saved");

        // What is chosen shows at once, too.
        var language = page.Page.Locator($".field:has([id='f-{node}-{field}']) select[data-writes]");
        line.HoldAnswers();
        await language.SelectOptionAsync("es");
        await Assertions.Expect(page.State).ToHaveTextAsync("Saving…");
        line.Mend();
        await page.ExpectSavedAsync();
        await language.SelectOptionAsync("");
        await page.ExpectSavedAsync();
        await text.CaretAtEndAsync();

        line.Cut();
        await Assertions.Expect(page.State).ToContainTextAsync("Offline");
        await text.TypeAsync(" Second.");
        await page.ExpectKeptAsync();
        await Assertions.Expect(page.State).ToBeInViewportAsync(new() { Ratio = 0.95f });
        await Assertions.Expect(page.Banner).ToContainTextAsync("You can go on writing.");

        line.Mend();
        await Assertions.Expect(page.Banner).ToContainTextAsync("Back online");
        await Assertions.Expect(page.State).ToHaveTextAsync("Saved");
        await text.ExpectAsync(" First. Second.");
    }

    // The lines are given up by the server when they are silent for half a minute.
    [Fact]
    [Trait("Runs", "long")]
    public async Task One_page_more_than_a_person_may_have_open_says_so_and_wakes_when_another_is_closed()
    {
        var lines = new List<ClientWebSocket>();
        try
        {
            for (var count = 0; count < 20; count++) lines.Add(await Site.PageLineAsync(App, Accounts.LeadUruguay));
            var person = await ArriveAsync(Accounts.LeadUruguay);
            await person.Page.GotoAsync("plans/uruguay/preview");
            await Assertions.Expect(person.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too many pages are open");
            lines[0].Abort();
            await new PlanPage(person.Page).ExpectAwakeAsync();
            await Assertions.Expect(person.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        }
        finally
        {
            foreach (var line in lines) line.Dispose();
        }
    }
}
