using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>What people look for stands where they look: on one line, whole, and on the first screen.</summary>
public sealed class InSight(Site site) : Journey(site)
{
    [Fact]
    public async Task On_a_phone_the_tab_of_the_page_is_in_sight_and_how_my_work_stands_is_read_whole()
    {
        var lead = await ArriveAsync(Accounts.LeadNepal);
        await PlanPage.OpenAsync(lead.Page, "nepal", "");
        var person = await ArriveAsync(Accounts.FocalNepal, Screen.Phone);
        var tab = person.Page.Locator(".bar.top .tabs [aria-current]");
        await person.Page.GotoAsync("lessons");
        await Assertions.Expect(tab).ToHaveTextAsync("Lessons");
        await Assertions.Expect(tab).ToBeInViewportAsync(new() { Ratio = 0.99f });
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "OgdPlans, all plans" }).TapAsync();
        await Assertions.Expect(tab).ToHaveTextAsync("Plans");
        await Assertions.Expect(tab).ToBeInViewportAsync(new() { Ratio = 0.99f });
        await Accessibility.AssertNoneAsync(person.Page, "home on a phone");

        var page = await PlanPage.OpenAsync(person.Page, "nepal", "");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Group, new() { Name = "In this plan now" }).Locator(".av")).ToHaveCountAsync(2);
        // The outline that closes does not take the next press.
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Outline" }).TapAsync();
        await Assertions.Expect(person.Page.Locator(".side")).ToHaveCSSAsync("pointer-events", "auto");
        await page.Outline.Row("Datasets").GetByRole(AriaRole.Link, new() { IncludeHidden = true }).TapAsync();
        await Assertions.Expect(person.Page.Locator(".side")).ToHaveCSSAsync("pointer-events", "none");
        Assert.Equal(0, await page.State.EvaluateAsync<int>("sync => Math.max(0, ...[sync, ...sync.children].map(one => one.scrollWidth - one.clientWidth))"));
    }

    [Fact]
    public async Task Signs_cells_and_ways_to_save_stand_on_one_line()
    {
        var page = await OpenAsync(Accounts.FocalNepal, "nepal", "datasets");
        var marks = await page.Outline.Tree.Locator(".row.group .marks").EvaluateAllAsync<double[]>("all => all.map(marks => { const at = [...marks.children].map(one => one.getBoundingClientRect()); return Math.max(0, ...at.map(one => one.top)) - Math.min(...at.map(one => one.bottom)); })");
        Assert.NotEmpty(marks);
        Assert.All(marks, gap => Assert.True(gap <= 0, "no mark stands under another"));

        var tops = await page.Main.Locator("tbody tr").First.EvaluateAsync<double[]>("row => [...row.querySelectorAll('.title, td[data-label]')].map(cell => { const words = document.createRange(); words.selectNodeContents(cell); return [...words.getClientRects()].filter(one => one.height > 12 && one.height < 24)[0].top; })");
        Assert.True(tops.Length > 3);
        Assert.InRange(tops.Max() - tops.Min(), 0, 0.5);
        await Accessibility.AssertNoneAsync(page.Page, "datasets");

        page = await PlanPage.OpenAsync(page.Page, "nepal", "coverage");
        var (csv, excel) = ((await page.Main.GetByRole(AriaRole.Link, new() { Name = "Save as CSV" }).BoundingBoxAsync())!, (await page.Main.GetByRole(AriaRole.Link, new() { Name = "Save as Excel" }).BoundingBoxAsync())!);
        Assert.InRange(excel.X - (csv.X + csv.Width), 0, 24);

        var administrator = await ArriveAsync(Accounts.Administrator);
        await administrator.Page.GotoAsync("drafts");
        // What the server drew first is drawn once more when the page wakes.
        await Assertions.Expect(administrator.Page.GetByLabel("The reason")).ToBeEnabledAsync();
        var words = (await administrator.Page.Locator("main p.soft").BoundingBoxAsync())!;
        var reason = (await administrator.Page.GetByLabel("The reason").BoundingBoxAsync())!;
        Assert.True(reason.Width <= 560 && reason.Y - (words.Y + words.Height) > 24, "a form is as wide as what is written in it, and stands by itself");
    }

    [Fact]
    public async Task The_home_page_says_what_waits_and_leads_there()
    {
        var person = await ArriveAsync(Accounts.FocalNepal);
        await person.Page.GotoAsync("");
        var waits = person.Page.GetByRole(AriaRole.Region, new() { Name = "Waiting for you" });
        await Assertions.Expect(waits.GetByRole(AriaRole.Listitem)).Not.ToHaveCountAsync(0);
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Region, new() { NameRegex = new("milestones$") }).GetByRole(AriaRole.Listitem)).Not.ToHaveCountAsync(0);
        await Accessibility.AssertNoneAsync(person.Page, "home");
        await waits.GetByRole(AriaRole.Link, new() { NameRegex = new("^Settle ") }).ClickAsync();
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Article, new() { NameRegex = new("before final$") })).ToBeVisibleAsync();

        var reviewer = await ArriveAsync(Accounts.Reviewer);
        await reviewer.Page.GotoAsync("");
        await reviewer.Page.GetByRole(AriaRole.Region, new() { Name = "Waiting for you" }).GetByRole(AriaRole.Link, new() { Name = "Review the plan" }).First.ClickAsync();
        await Assertions.Expect(reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "Approve…" })).ToBeVisibleAsync();
    }
}
