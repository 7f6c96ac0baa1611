using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>A server without sample content, on which a country's first plan is started and written.</summary>
[Trait("Runs", "long")]
public sealed partial class FromTheTemplate(Site site) : OwnAppJourney(site, sample: false)
{
    private const string Password = "four unrelated long words";
    private const int ThingsMax = 120;

    // Codes, days and parts by the field that asks for them; a text says a sentence of its own.
    private static readonly Dictionary<string, string> Answers = new()
    {
        ["leadOrganisation"] = "National Data Office",
        ["responsible"] = "National Data Office",
        ["organisation"] = "National Data Office",
        ["intermediaries"] = "Radio Association",
        ["commitments"] = "Dar base legal",
        ["serviceAreas"] = "Health",
        ["channels"] = "Community radio",
        ["group"] = "Older persons",
    };

    [Fact]
    public async Task A_plan_is_written_to_the_last_thing_before_final_by_keyboard_alone()
    {
        var page = await JoinAsLeadAsync("Uruguay");
        await AwaitAwakeAsync(page);
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "New plan…" }));
        // Who goes by keyboard is where the dialog begins.
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Radio).First).ToBeFocusedAsync();
        await Keyboard.TabToAsync(page, page.GetByRole(AriaRole.Textbox, new() { NameRegex = TitleField() }));
        await Accessibility.AssertNoneAsync(page, "new plan");
        await page.Keyboard.TypeAsync("Plan de datos abiertos");
        await Keyboard.TabToAsync(page, page.GetByLabel("First day"));
        await page.Keyboard.TypeAsync("1 jul 2017");
        await Keyboard.TabToAsync(page, page.GetByLabel("Last day"));
        await page.Keyboard.TypeAsync("30 jun 2019");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/plans/uruguay-2017");
        var plan = new PlanPage(page);
        await plan.ExpectSavedAsync();
        await plan.ExpectAwakeAsync();

        // One of the template's commitments is enough for a first plan.
        await Keyboard.TabToAsync(page, plan.Outline.Tree.Locator("[tabindex='0']"));
        await WalkToAsync(page, plan.Outline.Row("C2"));
        foreach (var left in new[] { 3, 2, 1 })
        {
            await page.Keyboard.PressAsync("Delete");
            await Assertions.Expect(plan.Outline.Row($"C{left + 1}")).ToBeHiddenAsync();
            await WalkToAsync(page, left > 1 ? plan.Outline.Row("C2") : plan.Outline.Row("C1"));
        }

        await WriteAllAsync(plan);
        await Assertions.Expect(plan.Main.GetByText("100 %")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Nothing stands before submission" })).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(page, "nothing before final");
    }

    [Theory]
    [MemberData(nameof(Screens.Views), MemberType = typeof(Screens))]
    public async Task A_first_plan_is_started_and_each_view_of_it_is_empty_and_says_so(string size, ColorScheme colours)
    {
        var view = $"{size}-{colours.ToString().ToLowerInvariant()}";
        var page = await JoinAsLeadAsync("Bangladesh", size == "wide" ? Screen.Wide : Screen.Phone, colours);
        await AwaitAwakeAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "New plan…" }).ClickAsync();
        await page.GetByLabel("Sections only").CheckAsync();
        await page.GetByLabel("Title").FillAsync("উন্মুক্ত সরকারি উপাত্ত");
        await page.GetByLabel("Language", new() { Exact = false }).First.SelectOptionAsync("বাংলা");
        await page.GetByLabel("First day").FillAsync("১ জুলাই ২০১৭");
        await page.GetByLabel("Last day").FillAsync("৩০ জুন ২০১৯");
        await Screens.TakeAsync(page, "new-plan", view);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the plan" }).ClickAsync();
        await page.WaitForURLAsync("**/plans/bangladesh-2017");
        var plan = new PlanPage(page);
        await plan.ExpectSavedAsync();
        foreach (var tab in new[] { "", "narrative", "commitments", "datasets", "groups", "organisations", "final", "timeline", "timeline?as=table", "coverage", "comments", "comments?as=matrix", "suggestions", "preview", "history", "export", "import" })
        {
            await PlanPage.OpenAsync(page, "bangladesh-2017", tab);
            await Screens.TakeAsync(page, $"empty-{(tab.Length > 0 ? tab.Replace("?as=", "-", StringComparison.Ordinal) : "plan")}", view);
        }
    }

    [Fact]
    public async Task A_plan_begins_with_the_file_that_another_was_saved_as_and_has_all_of_it()
    {
        await using var elsewhere = await Site.Browser.NewContextAsync(new() { BaseURL = Site.App.Address.ToString(), StorageState = await Site.SignedInAsync(Site.App, Accounts.FocalUruguay) });
        var given = await (await elsewhere.APIRequest.GetAsync("plans/uruguay/plan.json")).BodyAsync();

        var page = await JoinAsLeadAsync("Uruguay");
        await AwaitAwakeAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "New plan…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        var file = dialog.GetByLabel("Or begin with a plan’s JSON file");
        await file.SetInputFilesAsync(new FilePayload { Name = "half.json", MimeType = "application/json", Buffer = given[..(given.Length / 2)] });
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("it is no sound JSON");
        await file.SetInputFilesAsync(new FilePayload { Name = "uruguay.json", MimeType = "application/json", Buffer = given });
        await Assertions.Expect(dialog.GetByText("The plan starts with all that is in uruguay.json")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Start the plan" }).ClickAsync();
        await page.WaitForURLAsync("**/plans/uruguay-2017");
        await new PlanPage(page).ExpectSavedAsync();
        await Assertions.Expect(new PlanPage(page).Outline.Row("C1")).ToBeVisibleAsync();
        Assert.Equal(Encoding.UTF8.GetString(given), await (await page.APIRequest.GetAsync("plans/uruguay-2017/plan.json")).TextAsync());
    }

    /// <summary>Takes the first thing of the list, writes what it asks for, and comes back, until nothing is left.</summary>
    private static async Task WriteAllAsync(PlanPage plan)
    {
        var page = plan.Page;
        for (var done = 0; done < ThingsMax; done++)
        {
            await new Palette(page).TypeAsync("go to before final");
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForURLAsync("**/final");
            var heading = plan.Main.Locator("#road-name");
            await Assertions.Expect(heading).ToHaveTextAsync(Before());
            if ((await heading.InnerTextAsync()).StartsWith("Nothing", StringComparison.Ordinal)) return;
            var thing = plan.Main.Locator("article.road li a").First;
            var (words, address) = (await thing.InnerTextAsync(), (await thing.GetAttributeAsync("href"))!);
            await PressAsync(page, thing);
            await page.WaitForURLAsync($"**/{address}");
            await WriteAsync(page, address.Split('/')[^1]);
            await plan.ExpectSavedAsync();
            await Wait.ForAsync(async () => await plan.Main.GetByText(words).CountAsync(), count => count == 0, words);
        }

        Assert.Fail($"there is something before final after {ThingsMax} things");
    }

    private static async Task WriteAsync(IPage page, string field)
    {
        // A text is written at once; the rest opens by Enter: a control, a list to choose from, or a new part, whose name is asked for first.
        var kind = await Wait.ForAsync(() => FocusAsync(page), focus => focus is "text" or "button", $"the focus is in {field}");
        if (kind == "button")
        {
            var here = page.Url;
            await page.Keyboard.PressAsync("Enter");
            kind = await Wait.ForAsync(() => FocusAsync(page), focus => focus is "text" or "line" or "list" || page.Url != here, $"{field} is open");
            if (page.Url != here)
            {
                // A new part, with the focus where its writing begins: that is asked for next.
                await Wait.ForAsync(() => FocusAsync(page), focus => focus is "text" or "button", $"the focus is in the new {field}");
                return;
            }
        }

        var answer = Answers.GetValueOrDefault(field);
        if (kind == "text") await page.Keyboard.TypeAsync($"Lo que se dice de {field}.");
        else if (kind == "line") await page.Keyboard.TypeAsync(field is "dueDate" ? "30 jun 2018" : "1 ago 2017");
        else if (answer is null) await page.Keyboard.PressAsync("ArrowDown");
        else await page.Keyboard.TypeAsync(answer);
        if (kind == "text") return;
        if (kind == "list" && answer is not null) await Assertions.Expect(page.GetByRole(AriaRole.Option).Filter(new() { HasText = answer }).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Wait.ForAsync(() => FocusAsync(page), focus => focus != "line", $"{field} is taken");
        if (await FocusAsync(page) == "list") await page.Keyboard.PressAsync("Escape");
    }

    private static Task<string> FocusAsync(IPage page) => page.EvaluateAsync<string>("""
        () => {
          const at = document.activeElement;
          return at?.closest('.cm-content') ? 'text' : at?.matches('[role=combobox]') ? 'list' : at?.matches('input') ? 'line' : at?.matches('main button') ? 'button' : '';
        }
        """);

    private static async Task PressAsync(IPage page, ILocator wanted)
    {
        await Keyboard.TabToAsync(page, wanted);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task WalkToAsync(IPage page, ILocator row)
    {
        await Assertions.Expect(row).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Home");
        for (var step = 0; step < Keyboard.StopsMax && !await Keyboard.IsFocusedAsync(row); step++) await page.Keyboard.PressAsync("ArrowDown");
    }

    // The first administrator comes by the link in the data directory, and invites the country's plan lead.
    private async Task<IPage> JoinAsLeadAsync(string country, Screen? screen = null, ColorScheme colours = ColorScheme.Light)
    {
        var administrator = (await ArriveAsync(null)).Page;
        var file = await Wait.ForAsync(() => Task.FromResult(LinkFile().Match(App.Log).Value), text => text.Length > 0, "where the link for the first administrator is, is printed");
        var link = JoinLink().Match(await File.ReadAllTextAsync(file)).Value;
        await JoinAsync(administrator, link, "admin@example.org");
        await administrator.GotoAsync("people");
        await AwaitAwakeAsync(administrator);
        await administrator.GetByRole(AriaRole.Button, new() { Name = "Invite…" }).ClickAsync();
        await administrator.GetByLabel("Email address").FillAsync("lead@example.org");
        await administrator.GetByLabel("Role").SelectOptionAsync("Plan lead");
        await administrator.GetByLabel("Country").SelectOptionAsync(country);
        await administrator.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var invitation = await administrator.GetByLabel("Link for lead@example.org").InputValueAsync();

        var lead = (await ArriveAsync(null, screen, colours: colours)).Page;
        await JoinAsync(lead, JoinLink().Match(invitation).Value, null);
        return lead;
    }

    // Finding opens as soon as the page hears keys.
    private static async Task AwaitAwakeAsync(IPage page)
    {
        var palette = new Palette(page);
        await palette.OpenAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(palette.Dialog).ToBeHiddenAsync();
    }

    private static async Task JoinAsync(IPage page, string link, string? email)
    {
        await page.GotoAsync(link);
        if (email is not null) await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Name that others see").FillAsync("Somebody");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("join", StringComparison.Ordinal));
    }

    [GeneratedRegex("/\\S+/first-administrator.txt")]
    private static partial Regex LinkFile();

    [GeneratedRegex("account/join/\\S+")]
    private static partial Regex JoinLink();

    [GeneratedRegex("^Title")]
    private static partial Regex TitleField();

    [GeneratedRegex("final$")]
    private static partial Regex Before();
}
