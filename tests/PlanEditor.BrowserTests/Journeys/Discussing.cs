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

    [Fact]
    public async Task What_is_being_written_stands_there_again_after_the_page_was_loaded_anew()
    {
        var page = (await ArriveAsync(Accounts.FocalUruguay)).Page;
        await page.GotoAsync("questions/lessons");
        await page.GetByRole(AriaRole.Button, new() { Name = "Say something" }).ClickAsync();
        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "What you have to say to this question" });
        await box.FillAsync("Half a sentence, and");
        await page.ReloadAsync();
        await Assertions.Expect(box).ToHaveValueAsync("Half a sentence, and");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(box).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Say something" })).ToBeVisibleAsync();
        await Assertions.Expect(box).ToBeHiddenAsync();
    }

    private static ILocator AnswerIn(IPage page) =>
        page.GetByRole(AriaRole.Region, new() { Name = "Answers of peer countries" }).GetByRole(AriaRole.Article, new() { Name = "By Peer, Mongolia" });
}
