using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>What is said to a question of the workshop, beside the countries' answers.</summary>
public sealed class Discussing(Site site) : Journey(site)
{
    [Fact]
    public async Task A_peer_answers_a_question_and_a_focal_point_answers_back_both_live()
    {
        var peer = (await ArriveAsync(Accounts.Peer)).Page;
        var focal = (await ArriveAsync(Accounts.FocalNepal)).Page;
        foreach (var page in new[] { peer, focal }) await page.GotoAsync("questions/innovations");
        await Assertions.Expect(focal.GetByRole(AriaRole.Button, new() { Name = "Say something" })).ToBeVisibleAsync();
        await peer.GetByRole(AriaRole.Button, new() { Name = "Post your country’s answer" }).ClickAsync();
        await peer.GetByRole(AriaRole.Textbox, new() { Name = "Your country’s answer to this question" }).FillAsync("Herders hear the price of wool on the radio.");
        await peer.GetByRole(AriaRole.Button, new() { Name = "Post", Exact = true }).ClickAsync();

        var seen = AnswerIn(focal);
        await Assertions.Expect(seen).ToContainTextAsync("Herders hear the price of wool on the radio.");
        await seen.ClickAsync();
        await seen.GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();
        await seen.GetByRole(AriaRole.Textbox, new() { Name = "Answer Peer, Mongolia" }).FillAsync("In which languages?");
        await seen.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).ClickAsync();

        await Assertions.Expect(AnswerIn(peer)).ToContainTextAsync("In which languages?");
        // One answer for each peer.
        await Assertions.Expect(peer.GetByRole(AriaRole.Button, new() { Name = "Post your country’s answer" })).ToBeHiddenAsync();
        await Accessibility.AssertNoneAsync(focal, "question");
    }

    private static ILocator AnswerIn(IPage page) =>
        page.GetByRole(AriaRole.Region, new() { Name = "Answers of peer countries" }).GetByRole(AriaRole.Article, new() { Name = "By Peer, Mongolia" });
}
