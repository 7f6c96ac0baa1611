using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>The workshop's report, from its circulation on.</summary>
public sealed class Reporting(Site site) : Journey(site)
{
    private const string Report = "workshop-report";

    [Fact]
    public async Task A_circulated_report_is_published_when_each_comment_has_its_disposition()
    {
        var peer = await OpenAsync(Accounts.Peer, Report, "final");
        var reviewer = await OpenAsync(Accounts.Reviewer, Report, "final");
        foreach (var page in new[] { peer, reviewer }) await ExpectAsync(page, "The report is circulated.");
        await Assertions.Expect(peer.Main.GetByRole(AriaRole.Button, new() { Name = "Close the circulation…" })).ToHaveCountAsync(0);
        await Assertions.Expect(reviewer.Main.GetByText("A quoted text has changed since it was quoted")).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(reviewer.Page, "before publication");
        await StepAsync(reviewer, "Close the circulation");
        await ExpectAsync(peer, "The report is being revised.");

        await reviewer.Page.GetByRole(AriaRole.Link, new() { Name = "Comments" }).First.ClickAsync();
        foreach (var (words, outcome) in new[] { ("given to the Prime Minister", "Accepted in part"), ("what we needed a page for", "Noted"), ("Did all of them come", "Declined") })
        {
            var card = reviewer.Main.Locator("article.thread").Filter(new() { HasText = words });
            await card.ClickAsync();
            await card.GetByRole(AriaRole.Button, new() { Name = "Dispose of it…" }).ClickAsync();
            await card.GetByLabel("What became of it").SelectOptionAsync(new SelectOptionValue { Label = outcome });
            await card.GetByLabel("The reason").FillAsync("It was looked at.");
            await card.GetByRole(AriaRole.Button, new() { Name = "Dispose of it", Exact = true }).ClickAsync();
            // What is resolved is no longer among what is not.
            await Assertions.Expect(card).ToHaveCountAsync(0);
        }

        await reviewer.Page.GetByRole(AriaRole.Link, new() { Name = "Before publication" }).First.ClickAsync();
        // A circulation has its last day.
        await reviewer.Main.GetByRole(AriaRole.Button, new() { Name = "Circulate again…", Exact = true }).ClickAsync();
        var step = reviewer.Main.Locator("form.step");
        await step.GetByRole(AriaRole.Button, new() { Name = "Circulate again", Exact = true }).ClickAsync();
        await Assertions.Expect(step.GetByRole(AriaRole.Alert)).ToContainTextAsync("Set the day until which comments are taken.");
        await step.GetByLabel("Comments are taken until", new() { Exact = true }).FillAsync("31 Dec 2017");
        await step.GetByRole(AriaRole.Button, new() { Name = "Circulate again", Exact = true }).ClickAsync();
        await ExpectAsync(peer, "The report is circulated.");
        await Assertions.Expect(peer.Main.GetByText("Comments are taken until 31 Dec 2017")).ToBeVisibleAsync();
        await StepAsync(reviewer, "Close the circulation");
        await ExpectAsync(peer, "The report is being revised.");
        // A recommendation is only proposed: it is seen that it is not published.
        await StepAsync(reviewer, "Publish", confirms: true);
        foreach (var page in new[] { peer, reviewer }) await ExpectAsync(page, "The report is published.");
    }

    private static Task ExpectAsync(PlanPage page, string where) =>
        Assertions.Expect(page.Main.GetByRole(AriaRole.Heading, new() { Name = where, Exact = true })).ToBeVisibleAsync();

    private static async Task StepAsync(PlanPage page, string label, bool confirms = false)
    {
        await page.Main.GetByRole(AriaRole.Button, new() { Name = $"{label}…", Exact = true }).ClickAsync();
        if (confirms) await page.Main.Locator("form.step").GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.Main.Locator("form.step").GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).ClickAsync();
        await Assertions.Expect(page.Main.Locator("form.step")).ToHaveCountAsync(0);
    }
}
