using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>The workshop's report, from its draft to its public page.</summary>
public sealed class Reporting(Site site) : Journey(site)
{
    private const string Report = "workshop-report";
    private const string LastDay = "31 Dec 2099";
    private const string Moved = "A quoted text has changed since it was quoted";

    [Fact]
    public async Task A_report_is_circulated_commented_on_and_published_when_each_comment_has_its_disposition()
    {
        var reviewer = await OpenAsync(Accounts.Reviewer, Report, "final");
        await ExpectAsync(reviewer, "The report is circulated.");
        await Assertions.Expect(reviewer.Main.GetByText(Moved)).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(reviewer.Page, "before publication");

        await StepAsync(reviewer, "Take back to drafting");
        await ExpectAsync(reviewer, "The report is being drafted.");
        // A circulation has its last day, and that is still to come.
        await CirculateAsync(reviewer, "Circulate for comment", "", "Set the day until which comments are asked for.");
        await CirculateAsync(reviewer, "Circulate for comment", "31 Dec 2017", "31 Dec 2017 is over.");
        await CirculateAsync(reviewer, "Circulate for comment", LastDay, null);
        await ExpectAsync(reviewer, "The report is circulated.");

        var chapter = await ChapterAsync("Bangladesh ties");
        var peer = await OpenAsync(Accounts.Peer, Report, chapter);
        await peer.Text(chapter, "text").SelectAsync("schools and clinics");
        await peer.Page.Keyboard.PressAsync("Control+Alt+m");
        var form = peer.Page.Locator("[data-margin]").GetByRole(AriaRole.Form);
        await form.GetByRole(AriaRole.Textbox).FillAsync("Are colleges among the schools?");
        await form.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0);
        await CommentAsync(Accounts.FocalBangladesh, chapter, "The river islands have a name: chars.");
        await CommentAsync(Accounts.LeadPanama, await ChapterAsync("Panama is the first"), "There are thirty-one institutions by now.");
        await peer.Page.GetByRole(AriaRole.Link, new() { Name = "Before publication" }).First.ClickAsync();
        await ExpectAsync(peer, "The report is circulated.");
        await Assertions.Expect(peer.Main.GetByText($"Comments are asked for until {LastDay}")).ToBeVisibleAsync();
        await Assertions.Expect(peer.Main.GetByRole(AriaRole.Button, new() { Name = "Close the circulation…" })).ToHaveCountAsync(0);
        await StepAsync(reviewer, "Close the circulation");
        await ExpectAsync(peer, "The report is being revised.");

        await reviewer.Page.GetByRole(AriaRole.Link, new() { Name = "Comments" }).First.ClickAsync();
        foreach (var (words, outcome) in new[]
        {
            ("colleges among the schools", "Accepted"), ("have a name: chars", "Accepted in part"), ("thirty-one institutions", "Declined"),
            ("given to the Prime Minister", "Accepted in part"), ("what we needed a page for", "Noted"), ("Did all of them come", "Declined"),
        })
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
        await CirculateAsync(reviewer, "Circulate again", LastDay, null);
        await ExpectAsync(peer, "The report is circulated.");
        await StepAsync(reviewer, "Close the circulation");
        await ExpectAsync(peer, "The report is being revised.");
        // A recommendation is only proposed: it is seen that it is not published.
        await StepAsync(reviewer, "Publish", confirms: true);
        foreach (var page in new[] { peer, reviewer }) await ExpectAsync(page, "The report is published.");

        var reader = (await ArriveAsync(null)).Page;
        await PublicFinal.OpenAsync(reader, Report, 1);
        await Assertions.Expect(reader.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("report of the workshop");
        await Accessibility.AssertNoneAsync(reader, "the published report");
        await reader.GetByRole(AriaRole.Link, new() { Name = "Versions and check" }).First.ClickAsync();
        await Accessibility.AssertNoneAsync(reader, "the report's versions");
    }

    private async Task<string> ChapterAsync(string words)
    {
        var report = await ReadAsync(Report);
        return report.Children(PlanCopy.Root, "countryChapter").Single(node => report.Text(node, "text").StartsWith(words, StringComparison.Ordinal));
    }

    private async Task CommentAsync(string account, string node, string words)
    {
        await using var hub = await Site.HubAsync(App, account);
        await hub.DoAsync(Report, new JsonObject { ["op"] = "startThread", ["thread"] = BareHub.NewId(8), ["node"] = node, ["field"] = "text", ["range"] = null, ["severity"] = "could", ["text"] = words });
    }

    /// <summary>Circulates it until a day, or is told why not.</summary>
    private static async Task CirculateAsync(PlanPage page, string label, string day, string? whyNot)
    {
        var step = page.Main.Locator("form.step");
        if (await step.CountAsync() == 0) await page.Main.GetByRole(AriaRole.Button, new() { Name = $"{label}…", Exact = true }).ClickAsync();
        await step.GetByLabel("Comments are asked for until", new() { Exact = true }).FillAsync(day);
        await step.GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).ClickAsync();
        if (whyNot is null) await Assertions.Expect(step).ToHaveCountAsync(0);
        else await Assertions.Expect(step.GetByRole(AriaRole.Alert)).ToContainTextAsync(whyNot);
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
