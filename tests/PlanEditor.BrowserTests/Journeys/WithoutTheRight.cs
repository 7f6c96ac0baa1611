using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class WithoutTheRight(Site site) : Journey(site)
{
    private const string Plan = "nepal";

    [Theory]
    [InlineData(Accounts.Peer)]
    [InlineData(Accounts.ContributorNepal)]
    [InlineData(Accounts.Reviewer)]
    public async Task Who_may_not_edit_gets_no_control_and_the_hub_refuses_the_same_act(string account)
    {
        var before = await ReadAsync(Plan);
        var node = before.Commitment("Reconstruction data");
        var page = await OpenAsync(account, Plan, node);
        await page.Text(node, "problem").ExpectAsync(before.Text(node, "problem")[..30]);

        var main = page.Page.GetByRole(AriaRole.Main);
        await Assertions.Expect(main.Locator("[contenteditable=true], input:not([type=search]), select, textarea")).ToHaveCountAsync(0);
        foreach (var act in new[] { "Add", "Remove", "Move", "Undo", "Redo", "Restore" })
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = act })).ToHaveCountAsync(0);
        await page.Text(node, "problem").Content.ClickAsync();
        await page.Page.Keyboard.TypeAsync("nothing");

        await using var hub = await Site.HubAsync(App, account);
        var opened = new PlanCopy(await hub.OpenAsync(Plan));
        foreach (var operation in Acts(node))
            Assert.Equal("notAllowed", (await hub.SubmitAsync(opened.Revision, operation))["refusal"]!["code"]!.GetValue<string>());
        Assert.Equal(before.Text(node, "problem"), (await ReadAsync(Plan)).Text(node, "problem"));
    }

    [Fact]
    public async Task A_plan_that_is_not_mine_to_see_is_not_found_by_the_hub_either()
    {
        await using var hub = await Site.HubAsync(App, Accounts.Peer);
        var hidden = await hub.OpenAsync("uruguay");
        var missing = await hub.OpenAsync("atlantis");
        Assert.Equal("notFound", hidden["refusal"]!["code"]!.GetValue<string>());
        Assert.Equal(hidden.ToJsonString(), missing.ToJsonString());
    }

    [Fact]
    public async Task The_final_plan_is_read_by_everybody_and_changed_by_nobody()
    {
        var person = await ArriveAsync("Plan lead, Panama");
        await person.Page.GotoAsync("plans/panama");
        await Assertions.Expect(person.Page.GetByText("Final").First).ToBeVisibleAsync();
        await Assertions.Expect(person.Page.Locator("[contenteditable=true]")).ToHaveCountAsync(0);
        await using var hub = await Site.HubAsync(App, "Plan lead, Panama");
        var opened = new PlanCopy(await hub.OpenAsync("panama"));
        var answer = await hub.SubmitAsync(opened.Revision, new JsonObject { ["op"] = "removeNode", ["node"] = opened.Children(PlanCopy.Root, "commitment")[0] });
        Assert.Equal("planLocked", answer["refusal"]!["code"]!.GetValue<string>());
    }

    private static IEnumerable<JsonObject> Acts(string node)
    {
        yield return new() { ["op"] = "setField", ["node"] = node, ["field"] = "startDate", ["value"] = "2017-12-01" };
        yield return new() { ["op"] = "removeNode", ["node"] = node };
        yield return new() { ["op"] = "insertNode", ["node"] = BareHub.NewId(8), ["kind"] = "milestone", ["parent"] = node, ["after"] = null, ["fields"] = new JsonObject() };
        yield return new() { ["op"] = "openToPeers", ["open"] = false };
    }

    [Fact]
    public async Task An_administrator_reads_a_draft_for_a_reason_and_every_page_of_it_closes_with_words_when_that_ends()
    {
        var person = await ArriveAsync(Accounts.Administrator);
        await person.Page.GotoAsync("plans/nepal");
        await Assertions.Expect(person.Page.GetByText("There is no such page")).ToBeVisibleAsync();
        await person.Page.GotoAsync("drafts");
        await person.Page.GetByLabel("Whose plan").SelectOptionAsync("Nepal");
        await person.Page.GetByLabel("The reason").FillAsync("A complaint came in about C1");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();
        await Assertions.Expect(person.Page.GetByText("You read this draft as an administrator until")).ToBeVisibleAsync();

        var other = await PlanPage.OpenAsync(await person.NewTabAsync(), "nepal", "final");
        await Assertions.Expect(other.Main.GetByRole(AriaRole.Button, new() { Name = "Mark final" })).ToHaveCountAsync(0);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Stop reading" }).ClickAsync();
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Heading, new() { Name = "You no longer read this draft" })).ToBeVisibleAsync();
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Heading, new() { Name = "Action plans" })).ToBeVisibleAsync();
        await person.Page.GotoAsync("audit");
        await Assertions.Expect(person.Page.GetByText("For 8 hours: A complaint came in about C1")).ToBeVisibleAsync();
    }
}
