using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

public sealed partial class ConnectionInWords(Site site) : Journey(site)
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

        line.Cut();
        await Assertions.Expect(page.State).ToContainTextAsync("Offline");
        await text.TypeAsync(" Second.");
        await Assertions.Expect(page.State).ToHaveTextAsync(Kept());
        await Assertions.Expect(page.State).ToBeInViewportAsync(new() { Ratio = 0.95f });
        await Assertions.Expect(page.Banner).ToContainTextAsync("You can go on writing.");

        line.Mend();
        await Assertions.Expect(page.Banner).ToContainTextAsync("Back online");
        await Assertions.Expect(page.State).ToHaveTextAsync("Saved");
        await text.ExpectAsync(" First. Second.");
    }

    [GeneratedRegex("^Offline: [0-9]+ changes? kept on this device$")]
    private static partial Regex Kept();
}
