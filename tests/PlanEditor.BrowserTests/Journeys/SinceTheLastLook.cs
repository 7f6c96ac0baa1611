using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class SinceTheLastLook(Site site) : Journey(site)
{
    private const string Plan = "bangladesh";

    [Fact]
    public async Task What_others_changed_while_one_was_elsewhere_is_marked_until_one_has_looked()
    {
        var plan = await ReadAsync(Plan);
        // The journeys of the timeline count on the days of the first commitment.
        var (first, second) = (plan.Children(PlanCopy.Root, "commitment")[4], plan.Children(PlanCopy.Root, "commitment")[1]);
        var page = await OpenAsync(Accounts.FocalBangladesh, Plan, first);
        await page.Page.GotoAsync($"plans/{Plan}/{second}");
        await page.ExpectAwakeAsync();
        await SetAsync(first, "endDate", "2019-01-17");

        var row = page.Page.Locator($"[role=treeitem][data-key='{first}']");
        await Assertions.Expect(row).ToHaveAccessibleNameAsync(new Regex("changed since you last looked"));
        await row.GetByRole(AriaRole.Link).ClickAsync();
        var mark = page.Main.GetByRole(AriaRole.Link, new() { NameRegex = new("^Ends changed since you last looked, by Plan lead, Bangladesh") });
        await Assertions.Expect(mark).ToBeVisibleAsync();
        await Assertions.Expect(page.Main.GetByRole(AriaRole.Link, new() { NameRegex = new("^Starts changed") })).ToHaveCountAsync(0);
        await Accessibility.AssertNoneAsync(page.Page, "a part with something new");
        await mark.ClickAsync();
        await Assertions.Expect(page.Main).ToContainTextAsync("17 Jan 2019");

        await page.Page.GotoAsync($"plans/{Plan}/{second}");
        await page.ExpectAwakeAsync();
        await Assertions.Expect(row).Not.ToHaveAccessibleNameAsync(new Regex("changed since you last looked"));

        await page.Page.GotoAsync("about:blank");
        await SetAsync(first, "endDate", "2019-01-18");
        await page.Page.GotoAsync($"plans/{Plan}/{second}");
        await Assertions.Expect(page.Page.GetByText("changed since you last looked").First).ToBeVisibleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Mark all as seen" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Mark all as seen" })).ToHaveCountAsync(0);
        await Assertions.Expect(row).Not.ToHaveAccessibleNameAsync(new Regex("changed since you last looked"));
    }

    [Fact]
    public async Task A_reviewer_answers_the_checklist_and_the_country_reads_it_until_it_changes()
    {
        var node = (await ReadAsync(Plan)).Children(PlanCopy.Root, "commitment")[1];
        var reviewer = await OpenAsync(Accounts.Reviewer, Plan, node);
        var verifiable = reviewer.Main.GetByRole(AriaRole.Group, new() { NameRegex = new("^Verifiable") });
        await verifiable.GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        await Assertions.Expect(verifiable.GetByRole(AriaRole.Button, new() { Name = "Yes" })).ToHaveAttributeAsync("aria-pressed", "true");

        var focal = await OpenAsync(Accounts.FocalBangladesh, Plan, node);
        var list = focal.Parts("Reviewers’ checklist");
        await Assertions.Expect(list).ToContainTextAsync("Yes");
        await Assertions.Expect(list.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Accessibility.AssertNoneAsync(focal.Page, "a part with a checklist");
        await SetAsync(node, "endDate", "2019-02-01");
        await Assertions.Expect(list).ToContainTextAsync("changed since");
        await Assertions.Expect(reviewer.Parts("Reviewers’ checklist")).ToContainTextAsync("changed since");
        // What has not stood there for a second may not have been seen.
        await reviewer.Page.WaitForFunctionAsync("since => performance.now() - since > 1500", await reviewer.Page.EvaluateAsync<double>("performance.now()"));
        await verifiable.GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        await Assertions.Expect(list).Not.ToContainTextAsync("changed since");
    }

    private async Task SetAsync(string node, string field, string value)
    {
        await using var hub = await Site.HubAsync(App, Accounts.LeadBangladesh);
        var opened = new PlanCopy(await hub.OpenAsync(Plan));
        var answer = await hub.SubmitAsync(opened.Revision, new JsonObject { ["op"] = "setField", ["node"] = node, ["field"] = field, ["value"] = value });
        Assert.Null(answer["refusal"]);
    }
}
