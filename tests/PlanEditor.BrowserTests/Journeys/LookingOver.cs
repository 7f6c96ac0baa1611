using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class LookingOver(Site site) : Journey(site)
{
    [Fact]
    public async Task The_dashboard_sorts_filters_and_follows()
    {
        var reviewer = await ArriveAsync(Accounts.Reviewer);
        var page = reviewer.Page;
        await page.GotoAsync("");
        await page.GetByRole(AriaRole.Link, new() { Name = "Dashboard" }).ClickAsync();
        var rows = page.Locator("tr.plan-row");
        await Assertions.Expect(rows).ToHaveCountAsync(4);
        await Assertions.Expect(rows.First).ToContainTextAsync("Bangladesh");
        await Accessibility.AssertNoneAsync(page, "dashboard");

        await page.GetByRole(AriaRole.Button, new() { Name = "Country" }).ClickAsync();
        await Assertions.Expect(rows.First).ToContainTextAsync("Uruguay");
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Country" })).ToHaveAttributeAsync("aria-sort", "descending");

        var plan = await OpenAsync(Accounts.FocalUruguay, "uruguay", "");
        var uruguay = rows.Filter(new() { HasText = "Uruguay" });
        await Assertions.Expect(uruguay.GetByLabel(Accounts.FocalUruguay)).ToBeVisibleAsync();
        await plan.Text(PlanCopy.Root, "legalBasis").CaretAtEndAsync();
        await plan.Text(PlanCopy.Root, "legalBasis").TypeAsync(" más");
        await Assertions.Expect(uruguay).ToContainTextAsync("on 1 day");
        await uruguay.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = Accounts.FocalUruguay })).ToBeVisibleAsync();

        await page.GetByLabel("State").SelectOptionAsync("Final");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows.First).ToContainTextAsync("Panama");
        await page.GetByLabel("Country").SelectOptionAsync("NP");
        await Assertions.Expect(page.GetByText("No plan fits")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_sees_one_plan_only_gets_no_link()
    {
        var administrator = await ArriveAsync(Accounts.Administrator);
        await administrator.Page.GotoAsync("");
        await Assertions.Expect(administrator.Page.GetByRole(AriaRole.Link, new() { Name = "People" })).ToBeVisibleAsync();
        await Assertions.Expect(administrator.Page.GetByRole(AriaRole.Link, new() { Name = "Dashboard" })).ToBeHiddenAsync();
    }
}
