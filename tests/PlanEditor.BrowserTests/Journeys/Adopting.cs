using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>What one country's plan has, another takes over.</summary>
public sealed class Adopting(Site site) : Journey(site)
{
    [Fact]
    public async Task A_commitment_of_another_country_is_suggested_accepted_and_says_where_it_is_from()
    {
        var source = (await ReadAsync("panama")).Commitment("Agua y salud");
        var own = (await ReadAsync("uruguay")).Children(PlanCopy.Root, "commitment").Count;
        var focal = await OpenAsync(Accounts.FocalUruguay, "panama", source);
        await focal.Main.GetByRole(AriaRole.Link, new() { Name = "Adopt C4" }).ClickAsync();
        await Assertions.Expect(focal.Page.GetByRole(AriaRole.Heading, new() { Name = "Agua y salud para las comarcas" })).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(focal.Page, "adopt");
        await focal.Page.GetByRole(AriaRole.Button, new() { Name = "Suggest it for our plan" }).ClickAsync();

        var card = focal.Main.GetByRole(AriaRole.Article, new() { Name = "Suggestion by Focal point, Uruguay" });
        await Assertions.Expect(card).ToContainTextAsync("Adapted from Panama’s plan");
        await card.GetByRole(AriaRole.Button, new() { Name = "Accept all" }).ClickAsync();
        var accepted = await Wait.ForAsync(() => ReadAsync("uruguay"), plan => plan.Children(PlanCopy.Root, "commitment").Count == own + 1, "the commitment is in the plan");
        var copy = accepted.Commitment("Agua y salud");
        Assert.Equal(3, accepted.Children(copy, "milestone").Count);
        var page = await PlanPage.OpenAsync(focal.Page, "uruguay", copy);
        var from = page.Main.GetByRole(AriaRole.Link, new() { Name = "Panama’s plan" });
        await Assertions.Expect(from).ToContainTextAsync("version 1, commitment C4 “Agua y salud para las comarcas”");
        await Assertions.Expect(from).ToHaveAttributeAsync("href", new Regex($"/public/panama/v1#p-{source}$"));

        // As the others found it.
        await using var hub = await Site.HubAsync(App, Accounts.FocalUruguay);
        var opened = await hub.OpenAsync("uruguay");
        Assert.Null((await hub.SubmitAsync(opened["revision"]!.GetValue<long>(), new JsonObject { ["op"] = "removeNode", ["node"] = copy }))["refusal"]);
    }
}
