using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class InTime(Site site) : Journey(site)
{
    private const string Plan = "bangladesh";
    private const string School = "School and health facility data";

    [Fact]
    public async Task A_milestone_is_dragged_while_somebody_else_changes_it_and_neither_is_lost_unseen()
    {
        var mine = await TimelinePage.OpenAsync((await ArriveAsync(Accounts.FocalBangladesh)).Page, Plan);
        var theirs = await TimelinePage.OpenAsync((await ArriveAsync(Accounts.FocalBbs)).Page, Plan);
        var before = await ReadAsync(Plan);
        var milestone = before.Children(before.Commitment("উন্মুক্ত"), "milestone")[1];
        await mine.ExpectAsync("C1.M2", "15 Jan 2018 to 31 Mar 2018");

        await mine.DragAsync("C1.M2", 30);
        await Assertions.Expect(mine.Draft).ToContainTextAsync("14 Feb 2018 to 30 Apr 2018");
        await using var hub = await Site.HubAsync(App, Accounts.FocalBbs);
        await hub.OpenAsync(Plan);
        await hub.SubmitAsync(before.Revision, new JsonObject { ["op"] = "setField", ["node"] = milestone, ["field"] = "dueDate", ["value"] = "2018-05-15" });
        await Assertions.Expect(mine.Draft).ToContainTextAsync("Changed meanwhile: 15 Jan 2018 to 15 May 2018");
        await mine.Plan.Page.Mouse.UpAsync();

        await Assertions.Expect(mine.Meanwhile).ToContainTextAsync("C1.M2 changed meanwhile: 15 Jan 2018 to 15 May 2018. You moved it to 14 Feb 2018 to 30 Apr 2018.");
        await mine.ExpectAsync("C1.M2", "15 Jan 2018 to 15 May 2018");
        await mine.Meanwhile.GetByRole(AriaRole.Button, new() { Name = "Use mine" }).ClickAsync();
        foreach (var page in new[] { mine, theirs }) await page.ExpectAsync("C1.M2", "14 Feb 2018 to 30 Apr 2018");

        // One undo for both days.
        await mine.Plan.Undo.ClickAsync();
        foreach (var page in new[] { mine, theirs }) await page.ExpectAsync("C1.M2", "15 Jan 2018 to 15 May 2018");
        await mine.Plan.ExpectSavedAsync();
    }

    [Fact]
    public async Task A_bar_is_moved_by_keys_and_undone()
    {
        var page = (await ArriveAsync(Accounts.FocalBangladesh)).Page;
        var timeline = await TimelinePage.OpenAsync(page, Plan);
        await timeline.Bar("C1.M2").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(timeline.Bar("C1.M3")).ToBeFocusedAsync();
        await timeline.ExpectAsync("C1.M3", "1 Apr 2018 to 30 Sep 2018");

        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(timeline.Draft).ToContainTextAsync("2 Apr 2018 to 1 Oct 2018");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(timeline.Draft).ToBeHiddenAsync();
        await timeline.ExpectAsync("C1.M3", "1 Apr 2018 to 30 Sep 2018");

        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(timeline.Draft).ToBeHiddenAsync();
        await timeline.Bar("C1.M3").FocusAsync();
        foreach (var key in new[] { "Shift+ArrowRight", "ArrowLeft", "Alt+ArrowLeft" }) await page.Keyboard.PressAsync(key);
        await Assertions.Expect(timeline.Draft).ToContainTextAsync("29 Apr 2018 to 30 Oct 2018");
        await page.Keyboard.PressAsync("Enter");
        await timeline.ExpectAsync("C1.M3", "29 Apr 2018 to 30 Oct 2018");
        await Assertions.Expect(timeline.Bar("C1.M3")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Control+Z");
        await timeline.ExpectAsync("C1.M3", "1 Apr 2018 to 30 Sep 2018");

        await timeline.Bar("C1").FocusAsync();
        await page.Keyboard.PressAsync("Control+ArrowLeft");
        await Assertions.Expect(timeline.Draft).ToContainTextAsync("Enter sets");
        await page.Keyboard.PressAsync("Enter");
        await timeline.ExpectAsync("C1", "to 30 Mar 2019");
        await page.Keyboard.PressAsync("Control+Z");
        await timeline.ExpectAsync("C1", "to 31 Mar 2019");
        await timeline.Bar("C1.M3").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(timeline.Plan.Fact("Due")).ToContainTextAsync("30 Sep 2018");
    }

    [Fact]
    [Trait("Runs", "long")]
    public async Task The_timeline_prints_on_white_paper_with_the_name_of_the_plan()
    {
        var page = (await ArriveAsync(Accounts.FocalBangladesh, colours: ColorScheme.Dark)).Page;
        var timeline = await TimelinePage.OpenAsync(page, Plan);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator(".plan > .bar")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".plan .tools")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#timeline-name .on-paper")).ToHaveAttributeAsync("lang", "bn");
        await Assertions.Expect(page.Locator("#timeline-name .on-paper")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".timeline .lane .ink").First).ToBeVisibleAsync();
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.True(await timeline.Frame.EvaluateAsync<bool>("frame => frame.scrollHeight <= frame.clientHeight + 1"), "all rows are on the paper");
        var cut = await page.Locator(".timeline .name .cut").EvaluateAllAsync<string[]>("names => names.filter(name => name.scrollHeight > name.clientHeight + 1 || name.scrollWidth > name.clientWidth + 1).map(name => name.textContent)");
        Assert.True(cut.Length == 0, $"cut on the paper:\n{string.Join('\n', cut)}");
        Assert.NotEmpty(await page.PdfAsync(new() { PreferCSSPageSize = true }));
    }

    [Fact]
    public async Task The_table_says_the_same_and_the_address_remembers_it()
    {
        var page = (await ArriveAsync(Accounts.Reviewer)).Page;
        var timeline = await TimelinePage.OpenAsync(page, Plan);
        await Assertions.Expect(page.Locator(".timeline .moves")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Commitments" }).SelectOptionAsync(new SelectOptionValue { Value = (await ReadAsync(Plan)).Commitment(School) });
        await Assertions.Expect(page.Locator("[data-bar]")).ToHaveCountAsync(4);
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Scale" }).SelectOptionAsync("Fiscal years");
        await Assertions.Expect(page.GetByText("FY 2018/19")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Show as table" }).ClickAsync();
        await Assertions.Expect(timeline.Table.GetByRole(AriaRole.Row)).ToHaveCountAsync(5);
        await page.ReloadAsync();
        var row = timeline.Table.GetByRole(AriaRole.Row).Filter(new() { HasText = "C4.M3" });
        await Assertions.Expect(row).ToContainTextAsync("C4.M2");
        await row.GetByRole(AriaRole.Link).First.ClickAsync();
        await page.GoBackAsync();
        await Assertions.Expect(timeline.Table).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show as bars" }).ClickAsync();
        await Assertions.Expect(page.GetByText("FY 2018/19")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_phone_a_stray_touch_moves_nothing_and_a_hold_does()
    {
        var person = await ArriveAsync(Accounts.FocalBangladesh, Screen.Phone);
        var timeline = await TimelinePage.OpenAsync(person.Page, Plan);
        Assert.True(await person.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "only the frame scrolls sideways");
        var name = timeline.Frame.GetByRole(AriaRole.Listitem).Filter(new() { Has = timeline.Bar("C1.M4") }).GetByRole(AriaRole.Link);
        var left = (await name.BoundingBoxAsync())!.X;
        await timeline.Frame.EvaluateAsync("frame => { frame.scrollLeft = 500; frame.querySelector('[data-number=\"C1.M4\"]').scrollIntoView({ block: 'center' }); }");
        Assert.Equal(left, (await name.BoundingBoxAsync())!.X);

        await timeline.Bar("C1.M4").TapAsync();
        await timeline.ExpectAsync("C1.M4", "1 Oct 2018 to 31 Dec 2018");
        await using var finger = await Finger.OnAsync(person.Page, timeline.Bar("C1.M4"));
        await finger.DownAsync();
        await Assertions.Expect(timeline.Draft).ToBeVisibleAsync();
        await finger.MoveAsync(await timeline.WidthAsync(31));
        await Assertions.Expect(timeline.Draft).ToContainTextAsync("1 Nov 2018 to 31 Jan 2019");
        await finger.UpAsync();
        await timeline.ExpectAsync("C1.M4", "1 Nov 2018 to 31 Jan 2019");
    }

    [Fact]
    [Trait("Runs", "long")]
    public Task Axe_finds_nothing_in_time() => InColoursAsync(ColorScheme.Light);

    [Fact]
    [Trait("Runs", "long")]
    public Task Axe_finds_nothing_in_time_in_the_dark() => InColoursAsync(ColorScheme.Dark);

    private async Task InColoursAsync(ColorScheme colours)
    {
        foreach (var screen in new[] { Screen.Wide, Screen.Phone })
        {
            var person = await ArriveAsync(Accounts.FocalNepal, screen, colours: colours);
            foreach (var query in new[] { "", "?as=table", "?scale=fiscalYears" })
            {
                await TimelinePage.OpenAsync(person.Page, "nepal", query);
                await Accessibility.AssertNoneAsync(person.Page, $"timeline{query}, {screen.Width} px");
            }
        }
    }
}
