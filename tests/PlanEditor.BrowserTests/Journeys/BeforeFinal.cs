using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class BeforeFinal(Site site) : Journey(site)
{
    // What has the focus, up to the element of a field or of a button that adds.
    private const string Focused = "last => document.activeElement?.closest(`[id$='-${last}']`)?.id ?? ''";

    [Theory]
    [InlineData(Accounts.FocalUruguay, "uruguay", "there is no lesson", "Add a lesson")]
    [InlineData(Accounts.FocalUruguay, "uruguay", "C5: none of its SDG targets is primary", "Strength ")]
    [InlineData(Accounts.FocalUruguay, "uruguay", "“Disaggregation” is empty", "Disaggregation ")]
    [InlineData(Accounts.FocalNepal, "nepal", "privacy needs assessment", "Privacy ")]
    [InlineData(Accounts.FocalUruguay, "uruguay", "“Planned release” is empty", "Planned release ")]
    [InlineData(Accounts.FocalUruguay, "uruguay", "“Target” is empty", "Target ")]
    [InlineData(Accounts.FocalNepal, "nepal", "“Responsible” is empty", "Responsible ")]
    [InlineData(Accounts.FocalNepal, "nepal", "starts on 1 Jun 2018, before C4.M2", "Starts ")]
    [InlineData(Accounts.FocalBangladesh, "bangladesh", "the licence is not decided yet", "Licence ")]
    [InlineData(Accounts.FocalBangladesh, "bangladesh", "privacy needs assessment", "Privacy ")]
    public async Task What_is_planted_in_a_sample_is_found_and_reached_by_one_click(string account, string plan, string words, string control)
    {
        var page = await OpenAsync(account, plan, "final");
        await page.Thing(words).ClickAsync();
        await Assertions.Expect(page.Main.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{Regex.Escape(control)}") }).First).ToBeFocusedAsync();
    }

    [Fact]
    [Trait("Runs", "long")]
    public Task Everything_before_final_and_every_kind_of_warning_leads_to_its_field_with_the_focus_in_it() => LeadsToAllAsync(Accounts.FocalUruguay, "uruguay");

    [Theory]
    [Trait("Runs", "long")]
    [InlineData(Accounts.FocalNepal, "nepal")]
    [InlineData(Accounts.FocalBangladesh, "bangladesh")]
    public Task It_does_in_the_other_samples(string account, string plan) => LeadsToAllAsync(account, plan);

    [Theory]
    [Trait("Runs", "long")]
    [InlineData(Accounts.FocalNepal, "nepal")]
    [InlineData(Accounts.FocalBangladesh, "bangladesh")]
    [InlineData(Accounts.FocalUruguay, "uruguay")]
    [InlineData(Accounts.FocalPanama, "panama")]
    public async Task Every_hole_of_the_samples_leads_to_where_it_is_closed_with_the_focus_in_it(string account, string plan)
    {
        var page = await OpenAsync(account, plan, "coverage");
        await AssertFramesFitAsync(page.Page);
        var cures = await page.Main.Locator(".holes a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.NotEmpty(cures);
        foreach (var address in cures.Distinct())
        {
            await page.Page.GetByRole(AriaRole.Navigation, new() { Name = "Views" }).GetByRole(AriaRole.Link, new() { Name = "Coverage" }).ClickAsync();
            await page.Main.Locator($".holes a[href='{address}']").First.ClickAsync();
            await ExpectFocusAtAsync(page, address);
        }
    }

    // On a screen as wide as this nothing needs to be scrolled sideways.
    private static async Task AssertFramesFitAsync(IPage page) =>
        Assert.Empty(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.frame')].filter(frame => frame.scrollWidth > frame.clientWidth).map(frame => `${frame.closest('section').querySelector('h2').textContent}: ${frame.scrollWidth} of ${frame.clientWidth} px`)"));

    private static async Task ExpectFocusAtAsync(PlanPage page, string address)
    {
        await page.Page.WaitForURLAsync($"**/{address}");
        await Wait.ForAsync(() => page.Page.EvaluateAsync<string>(Focused, address.Split('/')[^1]), id => id.Length > 0, $"the focus is at {address}");
    }

    private async Task LeadsToAllAsync(string account, string plan)
    {
        var page = await OpenAsync(account, plan, "final");
        var blocks = await AddressesAsync("article > section:not(.warnings) li a");
        Assert.NotEmpty(blocks);
        foreach (var address in blocks.Concat(await AddressesAsync("article > .warnings li a")).DistinctBy(address => blocks.Contains(address) ? address : address.Split('/')[^1]))
        {
            await page.Page.GetByRole(AriaRole.Navigation, new() { Name = "Views" }).GetByRole(AriaRole.Link, new() { Name = "Before final" }).ClickAsync();
            var link = page.Main.Locator($"article li a[href='{address}']").First;
            await Assertions.Expect(link).ToBeAttachedAsync();
            await page.ShowWarningsAsync();
            await link.ClickAsync();
            await ExpectFocusAtAsync(page, address);
        }

        // Comments and suggestions lead to themselves, and other journeys make and answer them meanwhile.
        async Task<string[]> AddressesAsync(string links) =>
            [.. (await page.Main.Locator(links).EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))")).Where(address => !address.Contains("?thread=", StringComparison.Ordinal) && !address.Contains("?proposal=", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task The_sample_that_is_final_lacks_nothing()
    {
        var page = await OpenAsync(Accounts.Reviewer, "panama", "final");
        await Assertions.Expect(page.Main.Locator("article > section:not(.warnings, .confirmed)")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Main.GetByText("It had all that final asks for")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_missing_lesson_is_found_and_reached_by_keyboard_alone()
    {
        var page = await OpenAsync(Accounts.FocalUruguay, "uruguay", "");
        var count = page.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Before final \\d+$") });
        await Keyboard.TabToAsync(page.Page, count);
        await page.Page.Keyboard.PressAsync("Enter");
        await Keyboard.TabToAsync(page.Page, page.Thing("there is no lesson"));
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Main.GetByRole(AriaRole.Button, new() { Name = "Add a lesson" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_list_of_targets_is_open_with_the_focus_in_it_after_one_more_key()
    {
        var node = (await ReadAsync("uruguay")).Commitment("Ambiente y ciudad");
        var page = await OpenAsync(Accounts.FocalUruguay, "uruguay", $"{node}/sdgMapping");
        await Assertions.Expect(page.Main.GetByRole(AriaRole.Button, new() { Name = "Add an SDG target" })).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Choices("SDG target")).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Main.GetByRole(AriaRole.Button, new() { Name = "Add an SDG target" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Who_only_reads_is_led_to_the_same_places()
    {
        var page = await OpenAsync(Accounts.Reviewer, "uruguay", "final");
        await page.Thing("there is no lesson").ClickAsync();
        await Assertions.Expect(page.Main.GetByText("Lessons", new() { Exact = true })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_cell_of_the_matrix_leads_to_the_mapping_and_a_hole_to_its_cure()
    {
        var page = await OpenAsync(Accounts.FocalUruguay, "uruguay", "coverage");
        await AssertFramesFitAsync(page.Page);
        await page.Main.GetByRole(AriaRole.Link, new() { Name = "C5, 17.18: Secondary only" }).ClickAsync();
        await Assertions.Expect(page.Fact("Strength")).ToBeFocusedAsync();
        await page.Page.GoBackAsync();
        var holes = page.Main.GetByRole(AriaRole.Complementary, new() { NameRegex = new Regex("holes$") });
        await holes.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "C5: none of its SDG targets is primary" }).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Fact("Strength")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Coverage_is_saved_as_a_file_and_compared_across_countries()
    {
        var page = await OpenAsync(Accounts.Reviewer, "uruguay", "coverage");
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Main.GetByRole(AriaRole.Link, new() { Name = "Save as CSV" }).ClickAsync());
        Assert.Equal("uruguay-coverage.csv", download.SuggestedFilename);
        await page.Main.GetByRole(AriaRole.Link, new() { Name = "All countries" }).ClickAsync();
        await Assertions.Expect(page.Main.GetByRole(AriaRole.Rowheader, new() { Name = "Nepal" }).First).ToBeVisibleAsync();
        await AssertFramesFitAsync(page.Page);
        await page.Main.GetByRole(AriaRole.Table).First.GetByRole(AriaRole.Link, new() { Name = "Uruguay", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Main.GetByRole(AriaRole.Heading, new() { Name = "Which commitments move which targets" })).ToBeVisibleAsync();
    }
}
