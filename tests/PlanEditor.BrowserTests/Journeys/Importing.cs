using System.Text;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class Importing(Site site) : Journey(site)
{
    private const string Plan = "bangladesh";

    private static readonly string[] Wrong =
    [
        "C77,Wrong commitment,2018-01-31,", "C2,,2018-01-31,", "C2,No day,soon,", "C2,Two days,3/6/2018,", "C2,The 31st of June,31 Jun 2018,", "C2,A short year,31/7/18,", "C2,Nobody,2018-01-31,Ministry of Magic",
    ];

    [Fact]
    public async Task Two_hundred_milestones_come_in_with_seven_errors_named_and_go_with_one_undo()
    {
        var node = (await ReadAsync(Plan)).Commitment("Flood and river data");
        var before = (await ReadAsync(Plan)).Children(node, "milestone").Count;
        var page = await OpenAsync(Accounts.FocalBangladesh, Plan, node);
        var other = await OpenAsync(Accounts.FocalBbs, Plan, node);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Import…" }).ClickAsync();

        var lines = Enumerable.Range(0, 193).Select(at => $"C2,Gauge {at + 1} reports,{(at % 28) + 1} Mar 2018,").ToList();
        foreach (var (line, at) in Wrong.Select((line, at) => (line, at))) lines.Insert(at * 27, line);
        await page.Main.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "gauges.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("Commitment,Step,Due,Responsible\n" + string.Join('\n', lines)) });
        await Assertions.Expect(page.Main.GetByText("193 can be brought in, 7 have something wrong")).ToBeVisibleAsync();
        await page.Main.GetByLabel("Only rows with something wrong").CheckAsync();
        foreach (var words in new[] { "no commitment “C77”", "Every milestone needs its step", "“soon” is not a day", "3/6/2018 could be", "June 2018 has 30 days", "Write the year with four digits", "no organisation “Ministry of Magic”" })
            await Assertions.Expect(page.Main.GetByText(words)).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(page.Page, "import");

        await page.Main.GetByLabel("Due, line 56").FillAsync("31 Mar 2018");
        await page.Main.GetByLabel("Due, line 56").PressAsync("Tab");
        await Assertions.Expect(page.Main.GetByText("194 can be brought in, 6 have something wrong")).ToBeVisibleAsync();
        await page.Main.GetByLabel("Leave out the 6 rows with something wrong").CheckAsync();
        await page.Main.GetByRole(AriaRole.Button, new() { Name = "Bring in 194 rows" }).ClickAsync();
        await Assertions.Expect(page.Main.GetByText("Brought in 194 milestones")).ToBeVisibleAsync();
        await other.Outline.Row($"{before + 144} more after these").ClickAsync();
        await Assertions.Expect(other.Outline.Row($"M{before + 194} ")).ToBeAttachedAsync();
        Assert.Equal(before + 194, (await ReadAsync(Plan)).Children(node, "milestone").Count);

        await page.Undo.ClickAsync();
        await Wait.ForAsync(() => ReadAsync(Plan), plan => plan.Children(node, "milestone").Count == before, "all 194 are gone again");
        await page.Redo.ClickAsync();
        await Wait.ForAsync(() => ReadAsync(Plan), plan => plan.Children(node, "milestone").Count == before + 194, "all 194 are back");
        await page.Undo.ClickAsync();
        await Wait.ForAsync(() => ReadAsync(Plan), plan => plan.Children(node, "milestone").Count == before, "and gone");
    }

    [Fact]
    public async Task Rows_copied_from_a_table_are_pasted_and_their_days_are_read_as_somebody_says()
    {
        var node = (await ReadAsync(Plan)).Commitment("Flood and river data");
        var before = (await ReadAsync(Plan)).Children(node, "milestone").Count;
        var page = await OpenAsync(Accounts.FocalBangladesh, Plan, "import");
        await page.Main.GetByLabel("Or paste rows").EvaluateAsync(
            """
            (area, rows) => {
              const clipboardData = new DataTransfer();
              clipboardData.setData('text/plain', rows);
              area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
            }
            """,
            "প্রতিশ্রুতি\tধাপ\tশেষ তারিখ\r\nC2\tCount the gauges\t৩/৬/২০১৮\r\n");
        await Assertions.Expect(page.Main.GetByText("could be 3 Jun 2018 or 6 Mar 2018")).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(page.Page, "pasted rows");

        await page.Main.GetByLabel("Days such as ৩/৬/২০১৮ are").SelectOptionAsync(new SelectOptionValue { Value = "DayFirst" });
        await page.Main.GetByRole(AriaRole.Button, new() { Name = "Bring in one row" }).ClickAsync();
        await Assertions.Expect(page.Main.GetByText("Brought in one milestone")).ToBeVisibleAsync();
        var plan = await ReadAsync(Plan);
        Assert.Equal("2018-06-03", plan.Text(plan.Children(node, "milestone")[before], "dueDate"));
        await page.Undo.ClickAsync();
        await Wait.ForAsync(() => ReadAsync(Plan), now => now.Children(node, "milestone").Count == before, "the row is gone again");
    }
}
