using System.Globalization;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class SlowLine(Site site) : Journey(site)
{
    private const string Plan = "uruguay";
    private const string Account = Accounts.FocalUruguay;
    private const int Keys = 200;

    [Fact]
    public async Task What_i_press_shows_that_it_is_worked_on_before_anything_can_have_answered()
    {
        await using var line = new Line(App.Address);
        var node = await CommitmentAsync();
        var page = await OpenAsync(Account, Plan, node, line: line);
        var milestone = page.Main.GetByRole(AriaRole.Button, new() { Name = "Add a milestone", Exact = true });
        var target = page.Main.GetByRole(AriaRole.Button, new() { Name = "Add an SDG target", Exact = true });
        await Assertions.Expect(milestone).Not.ToHaveAttributeAsync("aria-busy", "true");

        line.Silence();
        await target.ClickAsync();
        await ExpectWorkingAsync(target);
        line.Mend();
        var option = page.Main.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option).First;
        await option.WaitForAsync();

        line.Silence();
        await option.ClickAsync();
        await ExpectWorkingAsync(option);
        line.Mend();
        await Assertions.Expect(target).ToBeVisibleAsync();
        await Assertions.Expect(page.Main.Locator("[aria-busy=true]")).ToHaveCountAsync(0);

        line.Silence();
        await milestone.ClickAsync();
        await ExpectWorkingAsync(milestone);
        var before = page.Page.Url;
        line.Mend();
        await page.Page.WaitForURLAsync(url => url != before);
        await Assertions.Expect(page.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Typing_is_as_instant_as_without_a_line_between()
    {
        var node = await CommitmentAsync();
        await using var near = new Line(App.Address);
        await using var far = new Line(App.Address);
        var loopback = await TypeAsync(near, node, "problem");
        var slow = await TypeAsync(far, node, "causes", line =>
        {
            line.Delay = TimeSpan.FromMilliseconds(150);
            line.Loss = .02;
        });

        var table = string.Create(CultureInfo.InvariantCulture, $"""
            {Keys} keys, key to paint in ms      p50      p95      max
            loopback                    {loopback}
            300 ms round trip, 2 % loss {slow}
            """);
        TestContext.Current.TestOutputHelper?.WriteLine(table);
        if (Environment.GetEnvironmentVariable("OGDPLANS_TYPING_TABLE") is { Length: > 0 } path) await File.WriteAllTextAsync(path, table + "\n");
        Assert.True(slow.Median <= loopback.Median + 16 && slow.P95 < 100, table);
    }

    private static Task ExpectWorkingAsync(ILocator pressed) => Assertions.Expect(pressed).ToHaveAttributeAsync("aria-busy", "true");

    private async Task<string> CommitmentAsync() => (await ReadAsync(Plan)).Commitment("Salud comparable");

    private async Task<Typing> TypeAsync(Line line, string node, string field, Action<Line>? worsen = null)
    {
        var page = await OpenAsync(Account, Plan, node, line: line);
        worsen?.Invoke(line);
        await page.Text(node, field).CaretAtEndAsync();
        var typing = await Typing.MeasureAsync(page.Page, Keys);
        await page.ExpectSavedAsync();
        return typing;
    }
}
