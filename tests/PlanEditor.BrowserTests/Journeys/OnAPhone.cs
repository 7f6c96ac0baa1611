using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class OnAPhone(Site site) : Journey(site)
{
    private const string Plan = "uruguay";

    [Fact]
    public async Task The_outline_is_a_drawer_and_a_date_is_set_on_the_way()
    {
        var node = (await ReadAsync(Plan)).Commitment("Ambiente y ciudad");
        var person = await ArriveAsync(Accounts.FocalUruguay, Screen.Phone);
        var page = await PlanPage.OpenAsync(person.Page, Plan, "");
        var outline = page.Page.GetByRole(AriaRole.Button, new() { Name = "Outline" });

        await Assertions.Expect(page.Outline.Tree).Not.ToBeInViewportAsync();
        await outline.TapAsync();
        await Assertions.Expect(page.Outline.Tree).ToBeInViewportAsync();
        await page.Outline.Row("C5").GetByRole(AriaRole.Link, new() { IncludeHidden = true }).TapAsync();
        await Assertions.Expect(page.Outline.Tree).Not.ToBeInViewportAsync();
        await page.Text(node, "problem").ExpectAsync("La calidad del agua");

        await page.TypeDateAsync("Ends", "15/8/2019");
        await Assertions.Expect(page.Fact("Ends")).ToContainTextAsync("15 Aug 2019");
        var text = page.Text(node, "contactRole");
        await text.Content.TapAsync();
        await text.TypeAsync("Coordinación");
        await page.ExpectSavedAsync();
        Assert.True(await page.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "nothing scrolls sideways");
    }

    [Fact]
    public async Task What_is_tapped_is_large_enough()
    {
        var person = await ArriveAsync(Accounts.FocalUruguay, Screen.Phone);
        var plan = await ReadAsync(Plan);
        await person.Page.GotoAsync("");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await AssertLargeAsync(person.Page, "home");
        foreach (var (kind, node) in plan.OneOfEachKind().Concat([("group", "datasets"), ("tab", "final"), ("tab", "coverage"), ("tab", "timeline"), ("tab", "timeline?as=table")]))
        {
            await PlanPage.OpenAsync(person.Page, Plan, node);
            await AssertLargeAsync(person.Page, kind);
        }

        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Outline" }).TapAsync();
        await Assertions.Expect(new Outline(person.Page).Tree).ToBeInViewportAsync();
        await AssertLargeAsync(person.Page, "outline");
    }

    [Fact]
    public async Task The_heading_of_a_text_says_who_is_in_it()
    {
        var node = (await ReadAsync(Plan)).Commitment("Ambiente y ciudad");
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, node, Screen.Phone);
        var other = await OpenAsync(Accounts.FocalIne, Plan, node);
        await other.Text(node, "solution").CaretAtEndAsync();

        var heading = page.Main.GetByRole(AriaRole.Region, new() { Name = "The solution" }).GetByRole(AriaRole.Heading);
        await Assertions.Expect(heading.GetByText($"{Accounts.FocalIne} is here")).ToBeVisibleAsync();
        await other.Text(node, "problem").CaretAtEndAsync();
        await Assertions.Expect(heading.GetByText($"{Accounts.FocalIne} is here")).ToBeHiddenAsync();
    }

    // A link that covers its row or card is as large as that; a switch is as large as its label.
    private static async Task AssertLargeAsync(IPage page, string where)
    {
        var small = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('button, a[href], [role=button], [role=treeitem], label.switch, select')]
              .filter(target => target.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !target.matches('.skip'))
              .map(target => ({ target, box: (getComputedStyle(target, '::after').position === 'absolute' ? target.closest('tr, article') : target).getBoundingClientRect() }))
              .filter(({ box }) => box.width > 0 && box.right > 0 && (box.width < 44 || box.height < 44))
              .map(({ target, box }) => `${box.width} x ${box.height} ${target.outerHTML.slice(0, 120)}`)
            """);
        Assert.True(small.Length == 0, $"{where}\n{string.Join('\n', small)}");
    }
}
