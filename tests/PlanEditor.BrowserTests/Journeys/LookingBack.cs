using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class LookingBack(Site site) : Journey(site)
{
    private const string Plan = "nepal";

    [Fact]
    public async Task An_old_change_is_taken_back_while_another_types_in_the_same_text()
    {
        var node = (await ReadAsync(Plan)).Commitment("Budget and spending");
        var nepal = await OpenAsync(Accounts.FocalNepal, Plan, node);
        var text = nepal.Text(node, "causes");
        await text.CaretAtEndAsync();
        await text.TypeAsync(" This was hasty.");
        await nepal.ExpectSavedAsync();
        var cbs = (await OpenAsync(Accounts.FocalCbs, Plan, node)).Text(node, "causes");
        await cbs.CaretAtEndAsync();
        await cbs.TypeAsync(" This stays");

        var history = await HistoryPage.OpenAsync(nepal.Page, Plan, $"?part={node}&field=causes");
        await history.Sitting("You").ClickAsync();
        await Assertions.Expect(history.Beside).ToContainTextAsync("Wrote 3 words");
        await history.Beside.GetByRole(AriaRole.Button, new() { NameRegex = new("^Take back: wrote 3 words in “Causes”") }).ClickAsync();
        await Assertions.Expect(history.Dialog).ToContainTextAsync("This will be done now");
        await cbs.TypeAsync(" and grows");
        await history.Dialog.GetByRole(AriaRole.Button, new() { Name = "Take back", Exact = true }).ClickAsync();

        var kept = await Wait.ForAsync(async () => await cbs.TextAsync(), now => !now.Contains("hasty", StringComparison.Ordinal), "the old words are gone");
        Assert.EndsWith(" This stays and grows", kept, StringComparison.Ordinal);
        await Assertions.Expect(history.Sitting("You")).ToContainTextAsync("took");
    }

    [Fact]
    public async Task A_removed_commitment_comes_back_from_a_comparison_with_a_named_version()
    {
        var node = (await ReadAsync(Plan)).Commitment("Budget and spending");
        var nepal = await ArriveAsync(Accounts.FocalNepal);
        var history = await HistoryPage.OpenAsync(nepal.Page, Plan);
        await nepal.Page.GetByRole(AriaRole.Button, new() { Name = "Name this version" }).ClickAsync();
        await history.Dialog.GetByLabel("Name").FillAsync("Before the cut");
        await history.Dialog.GetByRole(AriaRole.Button, new() { Name = "Name it" }).ClickAsync();
        await Assertions.Expect(history.Sitting("Before the cut")).ToBeVisibleAsync();

        var cbs = await OpenAsync(Accounts.FocalCbs, Plan, node);
        await cbs.Main.GetByRole(AriaRole.Button, new() { NameRegex = new("^What to do with") }).First.ClickAsync();
        await cbs.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Remove" }).ClickAsync();
        await cbs.ExpectSavedAsync();

        await history.Sitting("Before the cut").ClickAsync();
        await Assertions.Expect(history.Beside).ToContainTextAsync("“Before the cut”");
        await history.Act("Compare with now").ClickAsync();
        await Assertions.Expect(history.Beside).ToContainTextAsync("“Before the cut” and now");
        await Assertions.Expect(history.Differences.First).ToBeVisibleAsync();
        await nepal.Page.Keyboard.PressAsync("n");
        await Assertions.Expect(history.Differences.First).ToBeFocusedAsync();
        await Accessibility.AssertNoneAsync(nepal.Page, "history, compared");
        await history.Act("Side by side").ClickAsync();
        await Assertions.Expect(history.Beside.Locator(".row.sides").First).ToBeVisibleAsync();

        await history.Beside.GetByRole(AriaRole.Button, new() { NameRegex = new("^Restore ") }).First.ClickAsync();
        await history.Dialog.GetByRole(AriaRole.Button, new() { Name = "Restore", Exact = true }).ClickAsync();
        await Wait.ForAsync(async () => (await ReadAsync(Plan)).Commitment("Budget and spending"), found => found == node, "the commitment is back");
    }

    [Fact]
    public async Task Everybody_sees_who_wrote_what_and_the_plan_as_it_was()
    {
        var node = (await ReadAsync(Plan)).Commitment("Budget and spending");
        var text = (await OpenAsync(Accounts.FocalCbs, Plan, node)).Text(node, "expectedResults");
        await text.CaretAtEndAsync();
        await text.TypeAsync(" Radios read it out.");
        await Wait.ForAsync(async () => (await ReadAsync(Plan)).Text(node, "expectedResults"), now => now.EndsWith("read it out.", StringComparison.Ordinal), "the server has it");

        var reviewer = await ArriveAsync(Accounts.Reviewer);
        var history = await HistoryPage.OpenAsync(reviewer.Page, Plan, $"?part={node}&field=expectedResults&view=authors");
        await Assertions.Expect(history.Beside).ToContainTextAsync("20 characters");
        await Accessibility.AssertNoneAsync(reviewer.Page, "history, authors");
        await history.Beside.GetByRole(AriaRole.Link).Filter(new() { HasText = "Radios read it out." }).ClickAsync();
        await Assertions.Expect(history.Beside.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToContainTextAsync(Accounts.FocalCbs);
        await Assertions.Expect(reviewer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("Take back") })).ToHaveCountAsync(0);
        await history.Act("See the plan as it was then").ClickAsync();
        await Assertions.Expect(history.Beside.GetByRole(AriaRole.Heading, new() { Name = "The plan as it was" })).ToBeVisibleAsync();
        await Assertions.Expect(history.Beside).ToContainTextAsync("Radios read it out.");
        await Accessibility.AssertNoneAsync(reviewer.Page, "history, as it was");
    }
}
