using System.Globalization;
using System.Text.RegularExpressions;
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
        // A commitment of its own: while it is gone, others look for theirs.
        const string title = "A count of the wells";
        await using var hub = await Site.HubAsync(App, Accounts.FocalNepal);
        var node = await hub.AddAsync(Plan, "commitment", PlanCopy.Root, (await ReadAsync(Plan)).Children(PlanCopy.Root, "commitment")[^1], ("title", title));
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

        // Of the whole plan it has what others write in it by now, too; from here on only this part is looked at, and restored.
        var from = Regex.Match(nepal.Page.Url, @"[?&]from=(\d+)").Groups[1].Value;
        history = await HistoryPage.OpenAsync(nepal.Page, Plan, $"?part={node}&from={from}");
        await Assertions.Expect(history.Beside).ToContainTextAsync("“Before the cut” and now");
        await Assertions.Expect(history.Differences.First).ToBeVisibleAsync();
        await nepal.Page.Keyboard.PressAsync("n");
        await Assertions.Expect(history.Differences.First).ToBeFocusedAsync();
        await Accessibility.AssertNoneAsync(nepal.Page, "history, compared");
        await history.Act("Side by side").ClickAsync();
        await Assertions.Expect(history.Beside.Locator(".row.sides").First).ToBeVisibleAsync();

        await history.Beside.GetByRole(AriaRole.Button, new() { Name = $"Restore {title}", Exact = true }).ClickAsync();
        await Wait.ForAsync(() => ReadAsync(Plan), copy => copy.IsRemoved(node), "it is asked before the commitment is back");
        await history.Dialog.GetByRole(AriaRole.Button, new() { Name = "Restore", Exact = true }).ClickAsync();
        await Wait.ForAsync(() => ReadAsync(Plan), copy => !copy.IsRemoved(node), "the commitment is back");
        await hub.DoAsync(Plan, new() { ["op"] = "removeNode", ["node"] = node });
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

    [Fact]
    public async Task Two_revisions_are_walked_through_by_key_and_printed_and_the_plan_slides_back_and_forth()
    {
        const string plan = "bangladesh";
        var before = await ReadAsync(plan);
        var node = before.Commitment("Open contracts");
        await using var hub = await Site.HubAsync(App, Accounts.FocalBangladesh);
        var first = await SetAsync("startDate", "2017-10-23");
        var second = await SetAsync("endDate", "2019-03-23");
        var reader = (await ArriveAsync(Accounts.Reviewer)).Page;
        var history = await HistoryPage.OpenAsync(reader, plan, $"?part={node}&from={first - 1}&to={second}");
        await Assertions.Expect(history.Differences).ToHaveCountAsync(2);
        var to = history.Beside.GetByRole(AriaRole.Textbox, new() { Name = "To revision" });
        foreach (var (revision, differences) in new[] { (first, 1), (second, 2) })
        {
            await to.FillAsync(revision.ToString(CultureInfo.InvariantCulture));
            await to.PressAsync("Enter");
            await Assertions.Expect(history.Differences).ToHaveCountAsync(differences);
            await Assertions.Expect(to).ToBeFocusedAsync();
        }

        await history.Beside.GetByRole(AriaRole.Heading, new() { Level = 2 }).ClickAsync();
        foreach (var (key, focused) in new[] { ("n", 0), ("j", 1), ("n", 1), ("k", 0), ("p", 0) })
        {
            await reader.Keyboard.PressAsync(key);
            await Assertions.Expect(history.Differences.Nth(focused)).ToBeFocusedAsync();
        }

        await history.Beside.GetByRole(AriaRole.Button, new() { Name = "Next change" }).ClickAsync();
        await Assertions.Expect(history.Differences.First).ToBeFocusedAsync();

        await reader.EvaluateAsync("() => { window.print = () => document.documentElement.toggleAttribute('data-printed', true); }");
        await history.Act("Print").ClickAsync();
        await Assertions.Expect(reader.Locator("html[data-printed]")).ToBeAttachedAsync();
        await reader.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var words in new[] { "23 Oct 2017", "23 Mar 2019" }) await Assertions.Expect(history.Beside.GetByText(words).First).ToBeVisibleAsync();
        await Assertions.Expect(history.Beside.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToBeVisibleAsync();
        await Assertions.Expect(history.Beside.GetByText(before.Text(PlanCopy.Root, "title")).First).ToBeVisibleAsync();
        await Assertions.Expect(history.List).ToBeHiddenAsync();
        foreach (var hidden in new[] { history.Act("Print"), reader.GetByRole(AriaRole.Tree), reader.GetByRole(AriaRole.Navigation).First }) await Assertions.Expect(hidden).ToBeHiddenAsync();
        await reader.EmulateMediaAsync(new() { Media = Media.Screen });

        await HistoryPage.OpenAsync(reader, plan, $"?at={second}");
        var slider = history.Beside.GetByRole(AriaRole.Slider, new() { Name = "Earlier or later" });
        await Assertions.Expect(history.Beside).ToContainTextAsync("23 Mar 2019");
        await slider.FocusAsync();
        // However fast one goes, no step is lost.
        foreach (var (key, at) in new[] { ("ArrowLeft", second - 5), ("ArrowRight", second) })
        {
            for (var press = 0; press < 5; press++) await slider.PressAsync(key);
            await Assertions.Expect(reader).ToHaveURLAsync(new Regex($"[?&]at={at}$"));
        }

        await ExpectAsync("23 Mar 2019", true);
        foreach (var (key, isFirst, isSecond) in new[] { ("ArrowLeft", true, false), ("Home", false, false), ("End", true, true) })
        {
            await slider.PressAsync(key);
            await ExpectAsync("23 Oct 2017", isFirst);
            await ExpectAsync("23 Mar 2019", isSecond);
            await Assertions.Expect(slider).ToBeFocusedAsync();
        }

        foreach (var field in new[] { "startDate", "endDate" }) await SetAsync(field, before.Text(node, field));

        Task<long> SetAsync(string field, string value) => hub.DoAsync(plan, new() { ["op"] = "setField", ["node"] = node, ["field"] = field, ["value"] = value });
        Task ExpectAsync(string words, bool isThere) => isThere ? Assertions.Expect(history.Beside).ToContainTextAsync(words) : Assertions.Expect(history.Beside).Not.ToContainTextAsync(words);
    }
}
