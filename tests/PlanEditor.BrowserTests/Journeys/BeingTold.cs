using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>What people are told of, and how it leads them there.</summary>
public sealed class BeingTold(Site site) : Journey(site)
{
    private const string Plan = "nepal";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mention_rings_the_bell_on_the_others_open_page_and_leads_to_the_thread(bool phone)
    {
        var plan = await ReadAsync(Plan);
        // A part of its own for each: where there is a comment already, the sign shows it.
        var node = plan.Children(plan.Commitment("खुला"), "milestone")[phone ? 1 : 0];
        var reviewer = await OpenAsync(Accounts.Reviewer, Plan, node);
        var focal = await ArriveAsync(Accounts.FocalCbs, phone ? Screen.Phone : null);
        await focal.Page.GotoAsync("");
        var bell = focal.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Notices") });
        await Assertions.Expect(bell).ToBeVisibleAsync();
        var before = await bell.GetAttributeAsync("aria-label");

        var words = $"Who keeps the profiles up to date{(phone ? ", and where" : "")}?";
        await Assertions.Expect(reviewer.Page.Locator("html[data-awake]")).ToBeAttachedAsync();
        await reviewer.Main.GetByRole(AriaRole.Button, new() { Name = "Comment on " }).First.ClickAsync();
        var form = reviewer.Page.Locator("[data-margin]").GetByRole(AriaRole.Form);
        await form.GetByRole(AriaRole.Textbox).FillAsync($"@{Accounts.FocalCbs} {words}");
        await form.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        await Wait.UntilAsync(async () => await bell.GetAttributeAsync("aria-label") != before, "the bell says that there is something new");
        await Accessibility.AssertNoneAsync(focal.Page, "a page with a bell");

        await bell.FocusAsync();
        await focal.Page.Keyboard.PressAsync("Enter");
        var notices = focal.Page.GetByRole(AriaRole.Region, new() { Name = "Notices" });
        var notice = notices.GetByRole(AriaRole.Link).Filter(new() { HasText = words });
        await Assertions.Expect(notice).ToContainTextAsync($"{Accounts.Reviewer} named you in a comment");
        await Accessibility.AssertNoneAsync(focal.Page, "the notices");
        await notice.FocusAsync();
        await focal.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(notices).ToBeHiddenAsync();
        await Assertions.Expect(focal.Page.Locator("[data-margin]").GetByRole(AriaRole.Article).Filter(new() { HasText = words })).ToBeVisibleAsync();
        await Wait.UntilAsync(async () => await bell.GetAttributeAsync("aria-label") == before, "the notice is read");
    }

    [Fact]
    public async Task What_one_is_told_of_is_chosen_plan_by_plan()
    {
        var person = await ArriveAsync(Accounts.Peer);
        await person.Page.GotoAsync("notices");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Heading, new() { Name = "What you are told of" })).ToBeVisibleAsync();
        var plan = person.Page.GetByRole(AriaRole.Combobox, new() { NameRegex = new("^Nepal") });
        // The first choice may come before the page hears it.
        await Wait.UntilAsync(
            async () =>
            {
                await plan.SelectOptionAsync(new SelectOptionValue { Index = 0 });
                await plan.SelectOptionAsync("Personal");
                return await person.Page.GetByText("Kept.").CountAsync() > 0;
            },
            "the choice is kept");
        await person.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new("^Nothing") }).CheckAsync();
        await Assertions.Expect(person.Page.GetByText("Kept.")).ToBeAttachedAsync();
        await person.Page.ReloadAsync();
        await Assertions.Expect(plan).ToHaveValueAsync("Personal");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new("^Nothing") })).ToBeCheckedAsync();
        await Accessibility.AssertNoneAsync(person.Page, "notices and choices");
    }

    [Fact]
    public async Task An_administrator_looks_up_what_somebody_did_and_others_find_no_such_page()
    {
        var administrator = await ArriveAsync(Accounts.Administrator);
        await administrator.Page.GotoAsync("audit");
        var entries = administrator.Page.GetByRole(AriaRole.Table);
        await Assertions.Expect(entries).ToContainTextAsync("Signed in");
        // A step is written down behind the commit.
        await using (var hub = await Site.HubAsync(App, Accounts.LeadNepal)) await hub.DoAsync("nepal", new() { ["op"] = "openToPeers", ["open"] = true });
        await Wait.UntilAsync(
            async () =>
            {
                await administrator.Page.GotoAsync("audit?kind=PlanStep");
                await Assertions.Expect(administrator.Page.GetByRole(AriaRole.Combobox, new() { Name = "What" })).ToHaveValueAsync("PlanStep");
                return await entries.Filter(new() { HasText = "Opened to peers" }).CountAsync() > 0;
            },
            "the step is written down");
        await Assertions.Expect(entries).Not.ToContainTextAsync("Signed in");
        await Accessibility.AssertNoneAsync(administrator.Page, "the audit");

        var lead = await ArriveAsync(Accounts.LeadNepal);
        await lead.Page.GotoAsync("audit");
        await Assertions.Expect(lead.Page.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();
    }
}
