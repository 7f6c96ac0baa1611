using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>Changes that are suggested instead of made.</summary>
public sealed class Suggesting(Site site) : Journey(site)
{
    private const string Plan = "nepal";
    private const string Typed = " Heard in May in three districts.";

    [Fact]
    public async Task A_contributors_date_text_and_new_milestone_are_accepted_with_one_click_and_undone_with_one()
    {
        var before = await ReadAsync(Plan);
        var node = before.Commitment("Statistics by sex");
        var milestones = before.Children(node, "milestone").Count;
        var contributor = await OpenAsync(Accounts.ContributorNepal, Plan, node);
        var focal = await OpenAsync(Accounts.FocalNepal, Plan, node);
        await contributor.Page.GetByRole(AriaRole.Button, new() { Name = "Suggest changes" }).ClickAsync();
        var bar = contributor.Page.GetByRole(AriaRole.Region, new() { Name = "Suggesting" });
        await contributor.TypeDateAsync("Ends", "12 March 2019");
        await Assertions.Expect(contributor.Fact("Ends")).ToBeFocusedAsync();
        await Assertions.Expect(bar).ToContainTextAsync("one change");
        await contributor.Text(node, "problem").CaretAtEndAsync();
        await contributor.Text(node, "problem").TypeAsync(Typed);
        await Assertions.Expect(bar).ToContainTextAsync("two changes");
        var added = await contributor.AddStepAsync();
        await Assertions.Expect(contributor.Text(added, "title").Content).ToBeFocusedAsync();
        await contributor.Text(added, "title").CaretAtEndAsync();
        await contributor.Text(added, "title").TypeAsync("Hearings in the districts");
        await bar.GetByRole(AriaRole.Button, new() { Name = "three changes" }).ClickAsync();
        await Assertions.Expect(bar).ToContainTextAsync("Hearings in the districts");
        Assert.Equal(before.Text(node, "problem"), (await ReadAsync(Plan)).Text(node, "problem"));
        await Accessibility.AssertNoneAsync(contributor.Page, "suggesting");

        await bar.GetByRole(AriaRole.Textbox).FillAsync("The districts asked for it.");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(contributor.Page.GetByText("Sent. The country’s focal points answer it.")).ToBeVisibleAsync();

        await Assertions.Expect(focal.Text(node, "problem").Element.Locator("ins.cm-suggested-in")).ToHaveTextAsync(Typed);
        await Assertions.Expect(focal.Main.GetByRole(AriaRole.List, new() { Name = "Suggested" }).Filter(new() { HasText = "12 Mar 2019" })).ToBeVisibleAsync();
        await Assertions.Expect(focal.Page.GetByRole(AriaRole.Treeitem, new() { Name = "Hearings in the districts, suggested" })).ToBeVisibleAsync();
        await focal.Page.GetByRole(AriaRole.Link, new() { Name = "Suggestions" }).ClickAsync();
        var card = focal.Main.GetByRole(AriaRole.Article, new() { Name = "Suggestion by Contributor, Nepal" });
        await Assertions.Expect(card).ToContainTextAsync("Hearings in the districts");
        await Accessibility.AssertNoneAsync(focal.Page, "suggestions");
        await card.GetByRole(AriaRole.Button, new() { Name = "Accept all" }).PressAsync("Enter");
        // On the next suggestion, or where there is none on the list's name.
        await Assertions.Expect(focal.Main.Locator(":is(article, #suggestions-name):focus")).ToHaveCountAsync(1);
        await Wait.ForAsync(() => ReadAsync(Plan), plan => plan.Text(node, "endDate") == "2019-03-12", "the date is the one that was suggested");
        var accepted = await ReadAsync(Plan);
        Assert.Equal((before.Text(node, "problem") + Typed, milestones + 1, "Hearings in the districts"), (accepted.Text(node, "problem"), accepted.Children(node, "milestone").Count, accepted.Text(added, "title")));

        await focal.Undo.ClickAsync();
        await Wait.ForAsync(() => ReadAsync(Plan), plan => plan.Text(node, "endDate") == before.Text(node, "endDate"), "the date is the old one again");
        var undone = await ReadAsync(Plan);
        Assert.Equal((before.Text(node, "problem"), milestones), (undone.Text(node, "problem"), undone.Children(node, "milestone").Count));
        await Assertions.Expect(card.GetByRole(AriaRole.Button, new() { Name = "Accept all" })).ToBeVisibleAsync();

        await card.GetByRole(AriaRole.Button, new() { Name = "Decline all" }).PressAsync("Enter");
        await Assertions.Expect(card.GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await card.GetByRole(AriaRole.Textbox).FillAsync("After the elections.");
        await card.GetByRole(AriaRole.Button, new() { Name = "Decline", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(card.GetByRole(AriaRole.Button, new() { Name = "Accept all" })).ToHaveCountAsync(0);
        await Assertions.Expect(focal.Main.Locator(":is(article, #suggestions-name):focus")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_was_typed_as_a_suggestion_survives_a_reload_and_others_typing_and_the_server_refuses_whom_it_must()
    {
        var node = (await ReadAsync(Plan)).Commitment("Reconstruction data");
        var reviewer = await OpenAsync(Accounts.Reviewer, Plan, node);
        var focal = await OpenAsync(Accounts.FocalNepal, Plan, node);
        await reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "Suggest changes" }).ClickAsync();
        await reviewer.Text(node, "solution").CaretAtEndAsync();
        await reviewer.Text(node, "solution").TypeAsync(" Where?");
        await focal.Text(node, "solution").CaretAtEndAsync();
        await focal.Text(node, "solution").TypeAsync(" By ward.");
        await focal.ExpectSavedAsync();
        await reviewer.Text(node, "solution").ExpectAsync(" By ward. Where?");
        // Whether the server has it by then or only this browser.
        await reviewer.Page.ReloadAsync();
        await reviewer.ExpectAwakeAsync();
        await reviewer.Text(node, "solution").ExpectAsync(" By ward. Where?");
        await focal.Text(node, "solution").ExpectNotAsync("Where?");
        await reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await reviewer.Text(node, "solution").ExpectNotAsync("Where?");

        foreach (var (account, operation) in new[]
        {
            (Accounts.Peer, new JsonObject { ["op"] = "suggest", ["proposal"] = BareHub.NewId(8), ["parts"] = new JsonArray(new JsonObject { ["op"] = "setField", ["node"] = node, ["field"] = "endDate", ["value"] = "2019-03-12" }), ["drop"] = new JsonArray() }),
            (Accounts.ContributorNepal, new JsonObject { ["op"] = "decideProposal", ["proposal"] = BareHub.NewId(8), ["keys"] = new JsonArray("x"), ["accepted"] = true, ["note"] = "" }),
        })
        {
            await using var hub = await Site.HubAsync(App, account);
            var opened = await hub.OpenAsync(Plan);
            Assert.Equal("notAllowed", (await hub.SubmitAsync(opened["revision"]!.GetValue<long>(), operation))["refusal"]!["code"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task What_is_suggested_in_answer_to_a_comment_answers_it_also_after_the_page_was_loaded_anew()
    {
        const string plan = "bangladesh";
        var (node, thread) = ((await ReadAsync(plan)).Commitment("Open contracts"), BareHub.NewId(8));
        await using var hub = await Site.HubAsync(App, Accounts.Reviewer);
        await hub.DoAsync(plan, new JsonObject { ["op"] = "startThread", ["thread"] = thread, ["node"] = node, ["field"] = null, ["range"] = null, ["severity"] = "could", ["text"] = "That begins before the tenders are read." });
        var reviewer = await OpenAsync(Accounts.Reviewer, plan, "comments");
        var card = reviewer.Main.GetByRole(AriaRole.Article).Filter(new() { HasText = "before the tenders are read" }).Last;
        await card.ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Suggest a change" }).ClickAsync();
        var bar = reviewer.Page.GetByRole(AriaRole.Region, new() { Name = "Suggesting" });
        await Assertions.Expect(bar).ToContainTextAsync("In answer to a comment on");
        await reviewer.TypeDateAsync("Starts", "12 March 2018");
        await Assertions.Expect(bar).ToContainTextAsync("one change");
        await reviewer.Page.ReloadAsync();
        await reviewer.ExpectAwakeAsync();
        await Assertions.Expect(bar).ToContainTextAsync("In answer to a comment on");
        await bar.GetByRole(AriaRole.Textbox).FillAsync("After they are read.");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(reviewer.Page.GetByText("Sent. The country’s focal points answer it.")).ToBeVisibleAsync();
        var proposals = (await hub.OpenAsync(plan))["document"]!["proposals"]!.AsObject();
        Assert.Contains(proposals, one => one.Value!["thread"]?.GetValue<string>() == thread);
    }

    [Fact]
    [Trait("Runs", "long")]
    public async Task Another_order_a_move_and_a_removal_are_suggested_stand_in_the_timeline_are_accepted_and_undone()
    {
        const string plan = "bangladesh";
        await using var hub = await Site.HubAsync(App, Accounts.FocalBangladesh);
        var last = (await ReadAsync(plan)).Children(PlanCopy.Root, "commitment")[^1];
        var from = await hub.AddAsync(plan, "commitment", PlanCopy.Root, last, ("title", "Wells and pumps"));
        var to = await hub.AddAsync(plan, "commitment", PlanCopy.Root, from, ("title", "Ponds and canals"));
        var milestones = new List<string>();
        foreach (var (title, due) in new[] { ("Count the wells", "2018-01-31"), ("Test the water", "2018-04-30"), ("Map the ponds", "2018-09-30"), ("Print the posters", "2018-11-30") })
            milestones.Add(await hub.AddAsync(plan, "milestone", from, milestones.LastOrDefault(), ("title", title), ("dueDate", due)));

        var reviewer = await OpenAsync(Accounts.Reviewer, plan, from);
        await reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "Suggest changes" }).ClickAsync();
        var bar = reviewer.Page.GetByRole(AriaRole.Region, new() { Name = "Suggesting" });
        await reviewer.Outline.DoAsync("M1 Count the wells", "Move down");
        await Assertions.Expect(bar).ToContainTextAsync("one change");
        await reviewer.Outline.DoAsync("M3 Map the ponds", "Move to…");
        await reviewer.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button).Filter(new() { HasText = "Ponds and canals" }).ClickAsync();
        await Assertions.Expect(bar).ToContainTextAsync("two changes");
        await reviewer.Outline.DoAsync("M3 Print the posters", "Remove");
        await Assertions.Expect(bar).ToContainTextAsync("three changes");
        await bar.GetByRole(AriaRole.Button, new() { Name = "three changes" }).ClickAsync();
        await bar.GetByRole(AriaRole.Textbox).FillAsync("Ponds first.");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(reviewer.Page.GetByText("Sent. The country’s focal points answer it.")).ToBeVisibleAsync();
        Assert.Equal(milestones, (await ReadAsync(plan)).Children(from, "milestone"));

        var focal = await OpenAsync(Accounts.FocalBbs, plan, $"timeline?commitment={from}");
        foreach (var words in new[] { "Suggested: move", "Suggested: remove" }) await Assertions.Expect(focal.Main.GetByRole(AriaRole.Link, new() { NameRegex = new($"^{words}") }).First).ToBeVisibleAsync();
        await focal.Main.GetByRole(AriaRole.Link, new() { NameRegex = new("^Suggested: remove") }).PressAsync("Enter");
        var card = focal.Main.GetByRole(AriaRole.Article, new() { Name = "Suggestion by Reviewer, DPADM" }).Filter(new() { HasText = "Ponds first." });
        await card.GetByRole(AriaRole.Button, new() { Name = "Accept all" }).PressAsync("Enter");
        await Wait.ForAsync(() => ReadAsync(plan), copy => copy.IsRemoved(milestones[3]), "the milestone is removed");
        var accepted = await ReadAsync(plan);
        Assert.Equal([milestones[1], milestones[0]], accepted.Children(from, "milestone"));
        Assert.Equal([milestones[2]], accepted.Children(to, "milestone"));

        await focal.Undo.ClickAsync();
        await Wait.ForAsync(() => ReadAsync(plan), copy => copy.Children(from, "milestone").SequenceEqual(milestones), "all is as it was");
        await hub.DoAsync(plan, new JsonObject { ["op"] = "removeNode", ["node"] = from });
        await hub.DoAsync(plan, new JsonObject { ["op"] = "removeNode", ["node"] = to });
    }

    [Fact]
    public async Task What_the_server_does_not_take_is_told_wherever_its_text_is_until_it_is_given_up()
    {
        var plan = await ReadAsync(Plan);
        var reviewer = await OpenAsync(Accounts.Reviewer, Plan, plan.Commitment("Statistics by sex"));
        // As an earlier day left it on this device, for a part that the plan does not have.
        await reviewer.Page.EvaluateAsync(
            "at => localStorage.setItem(`ogdplans-suggested ${localStorage.getItem('ogdplans-user')} nepal AAAAAAAAAHc.problem`, JSON.stringify({ label: 'Problem', text: '', edit: [[0, 'Heard in May.']], known: [], at, added: false }))",
            plan.Revision);
        await reviewer.Page.ReloadAsync();
        await Assertions.Expect(reviewer.Banner).ToContainTextAsync("1 change could not be sent");
        await reviewer.Banner.GetByRole(AriaRole.Button, new() { Name = "Show" }).PressAsync("Enter");
        await Assertions.Expect(reviewer.Banner).ToContainTextAsync("Heard in May.");
        await Accessibility.AssertNoneAsync(reviewer.Page, "a suggestion that was refused");
        await reviewer.Banner.GetByRole(AriaRole.Button, new() { Name = "Discard" }).PressAsync("Enter");
        await Assertions.Expect(reviewer.Banner).Not.ToContainTextAsync("could not be sent");
    }
}
