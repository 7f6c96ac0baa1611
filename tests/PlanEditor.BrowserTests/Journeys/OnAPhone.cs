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
        var node = (await ReadAsync(Plan)).Commitment("Ambiente y ciudad");
        var page = await PlanPage.OpenAsync(person.Page, Plan, node);

        var small = await page.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('button, [role=button], header a')]
              .filter(target => target.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
              .map(target => ({ target, box: target.getBoundingClientRect() }))
              .filter(({ box }) => box.width > 0 && box.right > 0 && (box.width < 24 || box.height < 24))
              .map(({ target, box }) => `${Math.round(box.width)} x ${Math.round(box.height)} ${target.outerHTML.slice(0, 120)}`)
            """);
        Assert.Empty(small);
    }
}
