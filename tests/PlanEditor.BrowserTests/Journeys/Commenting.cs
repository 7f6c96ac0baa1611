using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>What is said beside the texts of a plan.</summary>
public sealed class Commenting(Site site) : Journey(site)
{
    private const string Plan = "nepal";
    private const string Words = "After the earthquakes of 2015";

    [Fact]
    public async Task A_reviewer_comments_on_words_that_are_rewritten_answered_addressed_and_confirmed()
    {
        var node = (await ReadAsync(Plan)).Commitment("Reconstruction data");
        var reviewer = await OpenAsync(Accounts.Reviewer, Plan, node);
        var focal = await OpenAsync(Accounts.FocalNepal, Plan, node);
        foreach (var page in new[] { reviewer, focal }) await page.Text(node, "problem").ExpectAsync(Words);
        await reviewer.Text(node, "problem").SelectAsync(Words);
        await reviewer.Page.Keyboard.PressAsync("Control+Alt+m");
        await SayAsync(reviewer, "Which of them, and *where*?", "should");
        await ExpectMarkedAsync(focal.Text(node, "problem"), Words);

        await focal.Text(node, "problem").SelectAsync(Words);
        await focal.Text(node, "problem").TypeAsync("Since April 2015 in 14 districts");
        await focal.ExpectSavedAsync();
        await ExpectMarkedAsync(reviewer.Text(node, "problem"), "Since April 2015 in 14 districts");

        await focal.Text(node, "problem").Element.Locator(".cm-thread").First.ClickAsync();
        var card = Card(focal, "Which of them");
        await card.GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();
        await focal.Page.GetByRole(AriaRole.Textbox, new() { Name = "Answer Reviewer, DPADM" }).FillAsync("Named them.");
        await card.GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Mark as addressed" }).ClickAsync();
        await Assertions.Expect(Card(reviewer, "Which of them")).ToContainTextAsync("Named them.");
        await DeleteAsync(focal.Page, card, "Named them.");
        await ConfirmByKeyboardAsync(reviewer, "Which of them");
        await Assertions.Expect(Card(focal, "Which of them")).ToContainTextAsync("Resolved by Reviewer, DPADM");
        await Accessibility.AssertNoneAsync(reviewer.Page, "a thread");
        await reviewer.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Card(reviewer, "Which of them")).ToHaveCountAsync(0);
        await Assertions.Expect(reviewer.Text(node, "problem").Content).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_comment_on_half_a_sentence_is_assigned_with_a_day_and_survives_the_removal_of_its_commitment_and_its_return()
    {
        const string plan = "bangladesh";
        const string half = "nobody hears of it in time";
        await using var hub = await Site.HubAsync(App, Accounts.FocalBangladesh);
        var node = await hub.AddAsync(plan, "commitment", PlanCopy.Root, (await ReadAsync(plan)).Children(PlanCopy.Root, "commitment")[^1], ("title", "Rain by radio"), ("problem", $"Rain is measured in forty places, and {half}."));
        var reviewer = await OpenAsync(Accounts.Reviewer, plan, node);
        var focal = await OpenAsync(Accounts.FocalBbs, plan, node);
        await reviewer.Text(node, "problem").ExpectAsync(half);
        await reviewer.Text(node, "problem").SelectAsync(half);
        await reviewer.Page.Keyboard.PressAsync("Control+Alt+m");
        await SayAsync(reviewer, "Who should hear of it?", "should");
        var card = Card(reviewer, "Who should hear of it?");
        await reviewer.Text(node, "problem").Element.Locator(".cm-thread").First.ClickAsync();
        await card.GetByText("More", new() { Exact = true }).ClickAsync();
        await card.GetByRole(AriaRole.Combobox, new() { Name = "Assigned to" }).SelectOptionAsync(new SelectOptionValue { Label = Accounts.FocalBbs });
        await Assertions.Expect(card).ToContainTextAsync($"For {Accounts.FocalBbs}");
        await card.GetByRole(AriaRole.Textbox, new() { Name = "Due" }).FillAsync("15 Jan 2018");
        await card.GetByRole(AriaRole.Textbox, new() { Name = "Due" }).PressAsync("Enter");
        await Assertions.Expect(Card(focal, "Who should hear of it?")).ToContainTextAsync($"For {Accounts.FocalBbs}, by 15 Jan 2018");

        await focal.Text(node, "problem").CaretAfterAsync("forty places");
        await focal.Text(node, "problem").TypeAsync(" of the delta");
        await focal.ExpectSavedAsync();
        await focal.Main.GetByRole(AriaRole.Button, new() { NameRegex = new("^What to do with") }).First.ClickAsync();
        await focal.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Remove" }).ClickAsync();
        await Wait.ForAsync(() => ReadAsync(plan), copy => copy.IsRemoved(node), "it is removed");
        await focal.Outline.RestoreAsync("Rain by radio");
        await Wait.ForAsync(() => ReadAsync(plan), copy => !copy.IsRemoved(node), "it is back");

        await reviewer.Page.ReloadAsync();
        await reviewer.ExpectAwakeAsync();
        await ExpectMarkedAsync(reviewer.Text(node, "problem"), half);
        await Assertions.Expect(card).ToContainTextAsync($"For {Accounts.FocalBbs}, by 15 Jan 2018");
        await Assertions.Expect(card).Not.ToContainTextAsync("is gone");
        await hub.DoAsync(plan, new JsonObject { ["op"] = "removeNode", ["node"] = node });
    }

    [Fact]
    public async Task A_comment_on_an_SDG_target_stands_beside_its_card_and_a_link_to_a_comment_far_below_shows_all_of_it_however_many_there_are()
    {
        const string plan = "bangladesh";
        await using var hub = await Site.HubAsync(App, Accounts.FocalBangladesh);
        var problem = string.Join("\n\n", Enumerable.Range(1, 160).Select(at => $"Well {at}."));
        var node = await hub.AddAsync(plan, "commitment", PlanCopy.Root, (await ReadAsync(plan)).Children(PlanCopy.Root, "commitment")[^1], ("title", "Wells by number"), ("problem", problem));
        var target = await hub.AddAsync(plan, "sdgMapping", node, null, ("target", "16.10"), ("contribution", "Whoever has a radio hears of it."));
        var reviewer = await OpenAsync(Accounts.Reviewer, plan, node);
        await reviewer.Text(target, "contribution").ExpectAsync("Whoever has a radio hears of it.");
        await reviewer.Text(target, "contribution").SelectAsync("has a radio");
        await reviewer.Page.Keyboard.PressAsync("Control+Alt+m");
        var box = reviewer.Page.Locator("[data-margin]").GetByRole(AriaRole.Form);
        await box.GetByRole(AriaRole.Textbox).FillAsync(new string('a', 4_000));
        await Assertions.Expect(box).ToContainTextAsync("at most 4000 characters");
        await SayAsync(reviewer, "How many have one?", "should");
        var card = Card(reviewer, "How many have one?");
        await Assertions.Expect(card).ToBeVisibleAsync();
        await reviewer.Page.Keyboard.PressAsync("Escape");
        await reviewer.Text(target, "contribution").Element.Locator(".cm-thread").First.ClickAsync();
        await Assertions.Expect(card.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true })).ToBeVisibleAsync();

        var from = problem.IndexOf("Well 150.", StringComparison.Ordinal);
        var thread = await StartAsync("problem", new JsonArray(from, from + 9), string.Join("\n\n", Enumerable.Repeat("Say more here.", 6)));
        await reviewer.Page.GotoAsync($"plans/{plan}/{node}?thread={thread}");
        await reviewer.ExpectAwakeAsync();
        await Assertions.Expect(Card(reviewer, "Say more here.")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Assertions.Expect(reviewer.Text(node, "problem").Element.Locator(".cm-thread")).ToBeInViewportAsync();

        for (var at = 0; at < 25; at++) await StartAsync(null, null, $"One of many, {at}");
        var first = await StartAsync("problem", new JsonArray(0, 7), "The first?");
        await reviewer.Page.GotoAsync($"plans/{plan}/{node}");
        await reviewer.ExpectAwakeAsync();
        await reviewer.Text(node, "problem").Element.Locator($".cm-thread[data-thread='{first}']").ClickAsync();
        await Assertions.Expect(Card(reviewer, "The first?")).ToBeInViewportAsync(new() { Ratio = 1 });
        await reviewer.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Card(reviewer, "The first?").GetByText("The public problem")).ToBeVisibleAsync();
        await Assertions.Expect(Card(reviewer, "One of many, 0").GetByText("The whole part")).ToBeHiddenAsync();
        await hub.DoAsync(plan, new JsonObject { ["op"] = "removeNode", ["node"] = node });

        async Task<string> StartAsync(string? field, JsonArray? range, string words)
        {
            var id = BareHub.NewId(8);
            await hub.DoAsync(plan, new JsonObject { ["op"] = "startThread", ["thread"] = id, ["node"] = node, ["field"] = field, ["range"] = range, ["severity"] = "could", ["text"] = words });
            return id;
        }
    }

    [Fact]
    public async Task What_was_begun_and_not_sent_is_shown_where_it_was_begun_and_among_the_comments_and_is_gone_on_with()
    {
        const string plan = "bangladesh";
        const string half = "the third tide";
        await using var hub = await Site.HubAsync(App, Accounts.FocalBangladesh);
        var node = await hub.AddAsync(plan, "commitment", PlanCopy.Root, (await ReadAsync(plan)).Children(PlanCopy.Root, "commitment")[^1], ("title", "Tides by radio"), ("problem", $"Nobody hears of {half} in time."));
        var reviewer = await OpenAsync(Accounts.Reviewer, plan, node);
        await reviewer.Text(node, "problem").ExpectAsync(half);
        await reviewer.Text(node, "problem").SelectAsync(half);
        await reviewer.Page.Keyboard.PressAsync("Control+Alt+m");
        var form = reviewer.Page.Locator("[data-margin]").GetByRole(AriaRole.Form);
        await form.GetByRole(AriaRole.Textbox).FillAsync("Which one is that?");
        await ReloadAsync();

        await Assertions.Expect(form).ToHaveCountAsync(0);
        var draft = reviewer.Page.GetByRole(AriaRole.Region, new() { Name = "Comment that was not sent" });
        foreach (var words in new[] { "Draft", half, "Which one is that?" }) await Assertions.Expect(draft).ToContainTextAsync(words);
        await Accessibility.AssertNoneAsync(reviewer.Page, "a draft");
        await reviewer.Page.GotoAsync($"plans/{plan}/comments");
        await reviewer.ExpectAwakeAsync();
        var listed = reviewer.Page.GetByRole(AriaRole.Region, new() { Name = "Not sent yet" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(listed).ToContainTextAsync("Which one is that?");
        await listed.GetByRole(AriaRole.Link).ClickAsync();
        await draft.GetByRole(AriaRole.Button, new() { Name = "Go on writing" }).ClickAsync();
        await Assertions.Expect(form.GetByRole(AriaRole.Textbox)).ToHaveValueAsync("Which one is that?");
        await Assertions.Expect(draft).ToHaveCountAsync(0);
        // What no text may hold is left out as one pastes it.
        await SayAsync(reviewer, "Which one\u0002 is that,\u000b and when?", "could");
        await ExpectMarkedAsync(reviewer.Text(node, "problem"), half);

        var card = Card(reviewer, "Which one is that, and when?");
        await card.GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();
        await card.GetByRole(AriaRole.Textbox).FillAsync("I mean the one of May.");
        await reviewer.Page.GotoAsync($"plans/{plan}/{node}");
        await reviewer.ExpectAwakeAsync();
        await Assertions.Expect(card.Locator(".begun")).ToContainTextAsync("I mean the one of May.");
        await card.ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Go on with your answer" }).ClickAsync();
        await Assertions.Expect(card.GetByRole(AriaRole.Textbox)).ToHaveValueAsync("I mean the one of May.");
        await card.GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();
        await Assertions.Expect(card.Locator(".begun")).ToHaveCountAsync(0);
        await ReloadAsync();
        await Assertions.Expect(Card(reviewer, "I mean the one of May.")).ToBeVisibleAsync();
        await Assertions.Expect(reviewer.Page.Locator(".begun")).ToHaveCountAsync(0);
        await hub.DoAsync(plan, new JsonObject { ["op"] = "removeNode", ["node"] = node });

        async Task ReloadAsync()
        {
            await reviewer.Page.ReloadAsync();
            await reviewer.ExpectAwakeAsync();
        }
    }

    [Fact]
    public async Task On_a_phone_comments_are_a_sheet_and_who_may_not_demand_is_refused_by_the_server()
    {
        var node = (await ReadAsync(Plan)).Commitment("Budget and spending");
        var peer = await OpenAsync(Accounts.Peer, Plan, node, Screen.Phone);
        await peer.Main.GetByRole(AriaRole.Button, new() { Name = "Comment on " }).First.ClickAsync();
        await SayAsync(peer, "We read them aloud by radio. Would that help?", null);
        await Assertions.Expect(Card(peer, "by radio")).ToBeVisibleAsync();
        await peer.Page.GetByRole(AriaRole.Button, new() { Name = "Close comments" }).ClickAsync();
        await Assertions.Expect(Card(peer, "by radio")).ToBeHiddenAsync();
        await using var hub = await Site.HubAsync(App, Accounts.Peer);
        var opened = await hub.OpenAsync(Plan);
        var demand = new JsonObject { ["op"] = "startThread", ["thread"] = BareHub.NewId(8), ["node"] = node, ["field"] = null, ["range"] = null, ["severity"] = "blocking", ["text"] = "Now" };
        Assert.Equal("notAllowed", (await hub.SubmitAsync(opened["revision"]!.GetValue<long>(), demand))["refusal"]!["code"]!.GetValue<string>());
    }

    /// <summary>Deletes what one said: asked first, it is kept by Escape.</summary>
    private static async Task DeleteAsync(IPage page, ILocator card, string words)
    {
        var delete = card.Locator(".entry").Filter(new() { HasText = words }).GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true });
        await delete.ClickAsync();
        await Assertions.Expect(card.GetByRole(AriaRole.Button, new() { Name = "Keep it" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(delete).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await card.GetByRole(AriaRole.Group, new() { Name = "Delete what you said?" }).GetByRole(AriaRole.Button, new() { Name = "Delete it" }).ClickAsync();
        await Assertions.Expect(card).ToContainTextAsync("Deleted by its author.");
        await Assertions.Expect(card).ToBeFocusedAsync();
    }

    // The comment was written here, and is open.
    private static async Task ConfirmByKeyboardAsync(PlanPage page, string words)
    {
        var fold = Card(page, words).GetByRole(AriaRole.Button, new() { NameRegex = new("^Should by Reviewer, DPADM on ") });
        var confirm = Card(page, words).GetByRole(AriaRole.Button, new() { Name = "Confirm" });
        await Keyboard.TabToAsync(page.Page, fold);
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(fold).ToHaveAttributeAsync("aria-expanded", "false");
        await Assertions.Expect(confirm).ToHaveCountAsync(0);
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(fold).ToHaveAttributeAsync("aria-expanded", "true");
        await Keyboard.TabToAsync(page.Page, confirm);
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(fold).ToBeFocusedAsync();
    }

    // Others' carets divide what is marked.
    private static Task ExpectMarkedAsync(TextIsland text, string words) =>
        Wait.ForAsync(async () => string.Concat(await text.Element.Locator(".cm-thread").AllTextContentsAsync()), marked => marked == words, $"marked is: {words}");

    private static ILocator Card(PlanPage page, string words) => page.Page.Locator("[data-margin]").GetByRole(AriaRole.Article).Filter(new() { HasText = words });

    private static async Task SayAsync(PlanPage page, string words, string? severity)
    {
        var form = page.Page.Locator("[data-margin]").GetByRole(AriaRole.Form);
        await form.GetByRole(AriaRole.Textbox).FillAsync(words);
        if (severity is not null) await form.GetByRole(AriaRole.Combobox, new() { Name = "What it asks" }).SelectOptionAsync(severity);
        await form.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0);
    }
}
