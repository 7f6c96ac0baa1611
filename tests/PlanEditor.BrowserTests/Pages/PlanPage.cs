using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Pages;

/// <summary>The page of a plan, open at one of its parts.</summary>
public sealed partial class PlanPage(IPage page)
{
    public IPage Page => page;

    /// <summary>The state of this person's own work, in words.</summary>
    public ILocator State => page.Locator("plan-sync");

    /// <summary>The slim banners under the bars.</summary>
    public ILocator Banner => page.Locator("plan-banner");

    public ILocator Undo => page.Locator("plan-undo").GetByRole(AriaRole.Button, new() { Name = "Undo" });

    public ILocator Redo => page.Locator("plan-undo").GetByRole(AriaRole.Button, new() { Name = "Redo" });

    public Outline Outline => new(page);

    /// <summary>The page of the part that is open.</summary>
    public ILocator Main => page.GetByRole(AriaRole.Main);

    public static async Task<PlanPage> OpenAsync(IPage page, string plan, string node)
    {
        var opened = new PlanPage(page);
        await page.GotoAsync($"plans/{plan}/{node}");
        await opened.ExpectSavedAsync();
        await opened.ExpectAwakeAsync();
        return opened;
    }

    /// <summary>A text of a node, by its field.</summary>
    public TextIsland Text(string node, string field) => new(page, page.Locator($"[id='f-{node}-{field}']"));

    /// <summary>The value of a fact, which a click turns into its control.</summary>
    public ILocator Fact(string label) => Main.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{Regex.Escape(label)} ") });

    /// <summary>The control of a fact that somebody went into.</summary>
    public ILocator Input(string label) => Main.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });

    /// <summary>The list that a fact with choices turns into.</summary>
    public ILocator Choices(string label) => Main.GetByRole(AriaRole.Combobox, new() { Name = label, Exact = true });

    /// <summary>What stands before final, or a warning, by some of its words.</summary>
    public ILocator Thing(string words) => Main.GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Link).Filter(new() { HasText = words }).First;

    /// <summary>Unfolds all warnings.</summary>
    public Task ShowWarningsAsync() => Main.Locator("details").EvaluateAllAsync<int>("all => { for (const one of all) one.open = true; return all.length; }");

    /// <summary>The parts of one kind under the part that is open.</summary>
    public ILocator Parts(string heading) => Main.GetByRole(AriaRole.Region, new() { Name = heading });

    /// <summary>Chooses from the list of a fact by typing.</summary>
    public async Task ChooseAsync(string label, string typed)
    {
        await Fact(label).ClickAsync();
        await Choices(label).FillAsync(typed);
        await Main.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option).Filter(new() { HasText = typed }).First.ClickAsync();
    }

    /// <summary>Sets a date by typing it.</summary>
    public async Task TypeDateAsync(string label, string typed)
    {
        await Fact(label).ClickAsync();
        await Input(label).FillAsync(typed);
        await Input(label).PressAsync("Enter");
    }

    /// <summary>Adds a part under the part that is open and waits until its page is there.</summary>
    /// <returns>The id of the new part.</returns>
    public async Task<string> AddAsync(string words)
    {
        var button = Main.GetByRole(AriaRole.Button, new() { Name = words, Exact = true });
        // Where it is seen, the address of its page has come too: taken any earlier, it could be that of the page before, and the wait below would end with this one's.
        await button.WaitForAsync();
        var before = page.Url;
        await button.ClickAsync();
        await page.WaitForURLAsync(url => url != before);
        return new Uri(page.Url).Segments[3].TrimEnd('/');
    }

    /// <summary>Adds a step to the table of the part that is open and waits until the focus is in its name.</summary>
    /// <returns>The id of the new step.</returns>
    public async Task<string> AddStepAsync()
    {
        await Main.GetByRole(AriaRole.Button, new() { Name = "Add a milestone", Exact = true }).ClickAsync();
        return (await StepBeingNamed.GetAttributeAsync("node"))!;
    }

    /// <summary>The name, in its table, of the step in which the focus is.</summary>
    public ILocator StepBeingNamed => Main.Locator("td plan-text[field=title]:focus-within");

    /// <summary>The row of a step that was added here.</summary>
    public ILocator Step(string node) => Main.Locator("tr").Filter(new() { Has = page.Locator($"[id='f-{node}-title']") });

    /// <summary>Sets a date of a step that was added here, in its row.</summary>
    public async Task TypeDateAsync(string step, string label, string typed)
    {
        await Step(step).GetByRole(AriaRole.Button, new() { Name = $", {label}: " }).ClickAsync();
        var input = Step(step).GetByRole(AriaRole.Textbox, new() { NameRegex = new Regex($", {Regex.Escape(label)}$") });
        await input.FillAsync(typed);
        await input.PressAsync("Enter");
    }

    /// <summary>Opens the page of a step that was added here.</summary>
    public async Task OpenStepAsync(string step)
    {
        await Step(step).GetByRole(AriaRole.Link).First.ClickAsync();
        await page.WaitForURLAsync($"**/{step}");
    }

    /// <summary>Adds a part that is known by one choice, such as an SDG target.</summary>
    public async Task AddChosenAsync(string words, string label, string typed)
    {
        await Main.GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).ClickAsync();
        await Choices(label).FillAsync(typed);
        await Main.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option).Filter(new() { HasText = typed }).First.ClickAsync();
    }

    /// <summary>The buttons and lists work.</summary>
    public Task ExpectAwakeAsync() => Assertions.Expect(page.Locator("html[data-awake]")).ToBeAttachedAsync();

    /// <summary>All that this person did is on the server's disk.</summary>
    public Task ExpectSavedAsync() => Assertions.Expect(State).ToHaveTextAsync(Saved());

    /// <summary>All that this person did and that waits for the line is on this device's disk.</summary>
    public Task ExpectKeptAsync() => Assertions.Expect(State).ToHaveTextAsync(Kept());

    [GeneratedRegex("^Offline: [0-9]+ changes? kept on this device$")]
    private static partial Regex Kept();

    [GeneratedRegex("^(Saved|Guardado)$")]
    private static partial Regex Saved();
}
