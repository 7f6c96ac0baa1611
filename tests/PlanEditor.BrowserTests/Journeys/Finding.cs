using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class Finding(Site site) : Journey(site)
{
    [Fact]
    public async Task A_bengali_word_that_somebody_has_just_typed_is_found_from_another_plan()
    {
        const string Word = "চরবাসী";
        var there = (await ReadAsync("bangladesh")).Children(PlanCopy.Root, "commitment")[1];
        var other = await OpenAsync(Accounts.FocalBangladesh, "bangladesh", there);
        await other.Text(there, "causes").CaretAtEndAsync();
        await other.Text(there, "causes").TypeAsync($" {Word}দের কথা");
        await other.ExpectSavedAsync();

        var plan = await OpenAsync(Accounts.Reviewer, "nepal", "");
        var palette = new Palette(plan.Page);
        // English words of a Nepali text lead to its translation.
        var first = (await ReadAsync("nepal")).Children(PlanCopy.Root, "commitment")[0];
        await palette.TypeAsync("section 19 tables to fill in");
        await Assertions.Expect(palette.Option("The solution, translated")).ToBeVisibleAsync();
        await plan.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(plan.Text(first, "solutionTranslation").Content).ToBeFocusedAsync();

        await palette.TypeAsync(Word);
        await Assertions.Expect(palette.Option("Bangladesh C2").Locator("mark")).ToHaveTextAsync(Word);
        // The text around it is English.
        await Assertions.Expect(palette.Option("Bangladesh C2").Locator("mark")).ToHaveAttributeAsync("lang", "bn");
        await plan.Page.Keyboard.PressAsync("Enter");

        var found = plan.Text(there, "causes");
        await found.ExpectAsync(Word);
        await Assertions.Expect(found.Content).ToBeFocusedAsync();
        // The other plan is followed as the first one was.
        await other.Text(there, "causes").TypeAsync(" আরও");
        await found.ExpectAsync("আরও");
        await palette.TypeAsync("go to datasets");
        await Assertions.Expect(palette.Options.First).ToContainTextAsync("datasets", new() { IgnoreCase = true });
        await plan.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(plan.Page).ToHaveURLAsync(new Regex("/plans/bangladesh/datasets$"));
    }

    [Fact]
    public async Task A_number_goes_to_its_part_also_from_inside_a_text()
    {
        var node = (await ReadAsync("nepal")).Commitment("Budget and spending");
        var plan = await OpenAsync(Accounts.FocalNepal, "nepal", node);
        await plan.Text(node, "problem").CaretAtEndAsync();
        var palette = new Palette(plan.Page);

        await palette.TypeAsync("C2.M3");
        await plan.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(palette.Dialog).ToBeHiddenAsync();
        await Assertions.Expect(plan.Main.GetByLabel("Where this is").GetByText("C2.M3")).ToBeVisibleAsync();
        await Assertions.Expect(plan.Main).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_double_click_on_what_is_done_does_it_once()
    {
        var node = (await ReadAsync("nepal")).Commitment("Reconstruction data");
        var before = (await ReadAsync("nepal")).Children(node, "milestone").Count;
        var plan = await OpenAsync(Accounts.FocalNepal, "nepal", node);
        var palette = new Palette(plan.Page);

        await palette.TypeAsync("add milestone");
        await palette.Option("Add milestone").First.DblClickAsync();
        await Assertions.Expect(plan.Page.Locator("h2 .cm-content")).ToBeFocusedAsync();
        await plan.ExpectSavedAsync();
        Assert.Equal(before + 1, (await ReadAsync("nepal")).Children(node, "milestone").Count);
    }

    [Fact]
    public async Task Add_milestone_adds_one_and_undo_takes_it_back()
    {
        var node = (await ReadAsync("nepal")).Commitment("Statistics by sex");
        var before = (await ReadAsync("nepal")).Children(node, "milestone").Count;
        var plan = await OpenAsync(Accounts.FocalNepal, "nepal", node);
        var palette = new Palette(plan.Page);

        await palette.TypeAsync("add milestone");
        await plan.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(plan.Page.Locator("h2 .cm-content")).ToBeFocusedAsync();
        await Wait.UntilAsync(async () => (await ReadAsync("nepal")).Children(node, "milestone").Count == before + 1, "the milestone is there");

        await palette.TypeAsync("undo");
        await plan.Page.Keyboard.PressAsync("Enter");
        await Wait.UntilAsync(async () => (await ReadAsync("nepal")).Children(node, "milestone").Count == before, "the milestone is gone");
    }

    [Fact]
    public async Task Escape_leads_back_to_where_one_was()
    {
        var node = (await ReadAsync("nepal")).Commitment("Budget and spending");
        var plan = await OpenAsync(Accounts.FocalNepal, "nepal", node);
        await plan.Text(node, "problem").CaretAtEndAsync();
        var palette = new Palette(plan.Page);
        await palette.TypeAsync("radio");
        await Assertions.Expect(palette.Options.First).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(plan.Page, "the palette");
        await plan.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(palette.Dialog).ToBeHiddenAsync();
        await Assertions.Expect(plan.Text(node, "problem").Content).ToBeFocusedAsync();
    }

    [Fact]
    public async Task On_a_phone_it_is_as_wide_as_the_screen_and_what_is_tapped_large_enough()
    {
        var plan = await OpenAsync(Accounts.FocalUruguay, "uruguay", "", Screen.Phone);
        await plan.Page.GetByRole(AriaRole.Button, new() { Name = "Find in this plan" }).TapAsync();
        var palette = new Palette(plan.Page);
        await palette.Input.FillAsync("agua");
        await Assertions.Expect(palette.Options.First).ToBeVisibleAsync();
        var box = (await palette.Dialog.BoundingBoxAsync())!;
        Assert.Equal(Screen.Phone.Width, box.Width);
        var option = (await palette.Options.First.BoundingBoxAsync())!;
        Assert.True(option.Height >= 44, $"{option.Height}");
        await palette.Options.First.TapAsync();
        await Assertions.Expect(palette.Dialog).ToBeHiddenAsync();
    }

    [Fact]
    public async Task From_home_plans_and_their_texts_are_found_but_not_those_of_others()
    {
        var peer = await ArriveAsync(Accounts.Peer);
        await peer.Page.GotoAsync("");
        var palette = new Palette(peer.Page);
        await palette.TypeAsync("ambiente y ciudad");
        await Assertions.Expect(palette.Dialog.GetByText("Nothing is called or says").First).ToBeVisibleAsync();
        await palette.Input.FillAsync("panama");
        await Assertions.Expect(palette.Options.First).ToContainTextAsync("Panama");
        await palette.Options.First.ClickAsync();
        await Assertions.Expect(peer.Page).ToHaveURLAsync(new Regex("/plans/panama$"));
    }

    [Fact]
    public async Task On_a_slow_line_what_is_typed_in_one_go_is_found()
    {
        await using var line = new Line(App.Address);
        var node = (await ReadAsync("nepal")).Children(PlanCopy.Root, "commitment")[0];
        var plan = await OpenAsync(Accounts.FocalNepal, "nepal", node, line: line);
        var palette = new Palette(plan.Page);
        await palette.OpenAsync();
        // More pictures are on their way than the server sends without hearing that they came.
        line.Delay = TimeSpan.FromMilliseconds(60);
        await plan.Page.Keyboard.TypeAsync("of this there is nothing anywhere");
        await Assertions.Expect(palette.Dialog.GetByText("Nothing is called or says").First).ToBeVisibleAsync();
    }
}
