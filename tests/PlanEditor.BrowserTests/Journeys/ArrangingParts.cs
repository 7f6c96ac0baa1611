using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class ArrangingParts(Site site) : Journey(site)
{
    private const string Plan = "uruguay";

    [Fact]
    public async Task A_commitment_is_duplicated_and_one_undo_takes_the_whole_copy_away()
    {
        var before = await ReadAsync(Plan);
        var node = before.Commitment("Salud comparable");
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, node);
        await page.Outline.DoAsync("C3", "Duplicate");
        await Assertions.Expect(page.Outline.Row("C4 Salud comparable (2)")).ToBeVisibleAsync();
        await page.ExpectSavedAsync();
        var copy = (await ReadAsync(Plan)).Commitment("Salud comparable (2)");
        Assert.Equal(before.Children(node, "milestone").Count, (await ReadAsync(Plan)).Children(copy, "milestone").Count);

        await page.Undo.ClickAsync();
        await Assertions.Expect(page.Outline.Row("C4 Salud comparable (2)")).ToBeHiddenAsync();
        await page.ExpectSavedAsync();
        Assert.True((await ReadAsync(Plan)).IsRemoved(copy));
    }

    [Fact]
    public async Task Several_milestones_are_removed_at_once_and_one_undo_brings_all_back()
    {
        var before = await ReadAsync(Plan);
        var node = before.Commitment("Datos abiertos por defecto");
        var steps = before.Children(node, "milestone");
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, node);
        var list = page.Parts("Milestones");
        await list.GetByRole(AriaRole.Button, new() { Name = "Choose several" }).ClickAsync();
        await list.GetByRole(AriaRole.Checkbox).Nth(0).CheckAsync();
        await list.GetByRole(AriaRole.Checkbox).Nth(1).CheckAsync();
        await Assertions.Expect(list.GetByText("2 chosen")).ToBeVisibleAsync();
        await list.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#mud-snackbar-container").GetByText("Removed 2 milestones")).ToBeVisibleAsync();
        await Wait.ForAsync(() => ReadAsync(Plan), plan => plan.Children(node, "milestone").Count == steps.Count - 2, "two milestones fewer");

        await page.Undo.ClickAsync();
        await Wait.ForAsync(() => ReadAsync(Plan), plan => plan.Children(node, "milestone").SequenceEqual(steps), "all milestones back in their places");
    }

    [Fact]
    public async Task A_date_and_a_status_are_set_in_the_table_of_milestones()
    {
        var plan = await ReadAsync(Plan);
        var node = plan.Commitment("Recursos sociales");
        var step = plan.Children(node, "milestone")[0];
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, node);
        var row = page.Parts("Milestones").GetByRole(AriaRole.Row).Nth(1);
        await row.GetByRole(AriaRole.Button, new() { Name = ", Due: " }).ClickAsync();
        // Side by side, as on the page of the step.
        var (month, quarter) = (await row.GetByRole(AriaRole.Button, new() { Name = "End of month" }).BoundingBoxAsync(), await row.GetByRole(AriaRole.Button, new() { Name = "End of quarter" }).BoundingBoxAsync());
        Assert.True(month!.X + month.Width <= quarter!.X || month.Y + month.Height <= quarter.Y, "the ends of month and quarter can be read and pressed");
        var input = row.GetByRole(AriaRole.Textbox, new() { NameRegex = new(", Due$") });
        await input.FillAsync("15 May 2018");
        await input.PressAsync("Enter");
        await Wait.ForAsync(() => ReadAsync(Plan), now => now.Text(step, "dueDate") == "2018-05-15", "the new due date is stored");
        await Assertions.Expect(row.GetByText("15 May 2018")).ToBeVisibleAsync();

        var (status, responsible) = (plan.Text(step, "status"), plan.Text(step, "responsible"));
        await ChooseAsync("Status", "Delayed", "Delayed");
        await ChooseAsync("Responsible", "Montevideo", "Intendencia de Montevideo");
        var now = await Wait.ForAsync(() => ReadAsync(Plan), now => now.Text(step, "responsible") != responsible, "another body is responsible");
        Assert.Equal("delayed", now.Text(step, "status"));
        foreach (var _ in Enumerable.Range(0, 2)) await page.Undo.ClickAsync();
        await Wait.ForAsync(() => ReadAsync(Plan), after => (after.Text(step, "status"), after.Text(step, "responsible")) == (status, responsible), "both are as they were");

        async Task ChooseAsync(string field, string typed, string shown)
        {
            await row.GetByRole(AriaRole.Button, new() { Name = $", {field}: " }).ClickAsync();
            await row.GetByRole(AriaRole.Combobox).FillAsync(typed);
            await row.GetByRole(AriaRole.Option).Filter(new() { HasText = shown }).First.ClickAsync();
            await Assertions.Expect(row.GetByRole(AriaRole.Button, new() { Name = $", {field}: {shown}" })).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Several_milestones_are_moved_at_once_and_one_undo_brings_all_back()
    {
        var before = await ReadAsync(Plan);
        var (from, to) = (before.Commitment("Presupuesto y compras"), before.Commitment("Salud comparable"));
        var (steps, others) = (before.Children(from, "milestone"), before.Children(to, "milestone"));
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, from);
        var list = page.Parts("Milestones");
        await list.GetByRole(AriaRole.Button, new() { Name = "Choose several" }).ClickAsync();
        await list.GetByRole(AriaRole.Checkbox).Nth(0).CheckAsync();
        await list.GetByRole(AriaRole.Checkbox).Nth(1).CheckAsync();
        await list.GetByRole(AriaRole.Button, new() { Name = "Move to…" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button).Filter(new() { HasText = "Salud comparable" }).ClickAsync();
        await Wait.ForAsync(
            () => ReadAsync(Plan),
            plan => plan.Children(to, "milestone").SequenceEqual(others.Concat(steps.Take(2))) && plan.Children(from, "milestone").SequenceEqual(steps.Skip(2)),
            "two milestones stand under the other commitment, in their order");

        await page.Undo.ClickAsync();
        await Wait.ForAsync(
            () => ReadAsync(Plan), plan => plan.Children(from, "milestone").SequenceEqual(steps) && plan.Children(to, "milestone").SequenceEqual(others), "all milestones are back in their places");
    }

    [Fact]
    public async Task Commitments_are_put_first_by_keyboard_and_one_undo_puts_them_back()
    {
        var before = (await ReadAsync(Plan)).Children(PlanCopy.Root, "commitment");
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, "commitments");
        await Keyboard.TabToAsync(page.Page, page.Main.GetByRole(AriaRole.Button, new() { Name = "Choose several" }));
        await page.Page.Keyboard.PressAsync("Enter");
        foreach (var at in new[] { 1, 3 })
        {
            await Keyboard.TabToAsync(page.Page, page.Main.GetByRole(AriaRole.Checkbox).Nth(at));
            await page.Page.Keyboard.PressAsync("Space");
        }

        var move = page.Main.GetByRole(AriaRole.Button, new() { Name = "Move…" });
        await Keyboard.TabToAsync(page.Page, move, "Shift+Tab");
        await page.Page.Keyboard.PressAsync("Enter");
        await Keyboard.TabToAsync(page.Page, page.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Before C1 " }));
        await Accessibility.AssertNoneAsync(page.Page, "where to move");
        await page.Page.Keyboard.PressAsync("Enter");
        await Wait.ForAsync(
            () => ReadAsync(Plan), plan => plan.Children(PlanCopy.Root, "commitment").Where(before.Contains).SequenceEqual([before[1], before[3], before[0], before[2], .. before.Skip(4)]), "the second and the fourth come first");

        await page.Undo.ClickAsync();
        await Wait.ForAsync(() => ReadAsync(Plan), plan => plan.Children(PlanCopy.Root, "commitment").Where(before.Contains).SequenceEqual(before), "all stand as they stood");
    }

    [Fact]
    public async Task An_organisation_in_use_is_not_removed_but_merged()
    {
        var page = await OpenAsync(Accounts.FocalUruguay, Plan, "organisations");
        await page.Main.GetByRole(AriaRole.Searchbox, new() { Name = "Find in this list" }).FillAsync("agesic");
        var row = page.Main.GetByRole(AriaRole.Row).Filter(new() { HasText = "AGESIC" }).First;
        await Assertions.Expect(row).ToBeVisibleAsync();
        await row.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.Parts("Used in").GetByRole(AriaRole.Link).First).ToBeVisibleAsync();

        await MenuAsync(page, "Remove");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "is in use" })).ToBeVisibleAsync();

        await MenuAsync(page, "Duplicate");
        await Assertions.Expect(page.Main.Locator("#node-name")).ToContainTextAsync("(2)");
        await MenuAsync(page, "Merge into…");
        var dialog = page.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button).Filter(new() { HasText = "Agencia para el Desarrollo" }).First.ClickAsync();
        await Assertions.Expect(page.Main.Locator("#node-name")).Not.ToContainTextAsync("(2)");
        await Assertions.Expect(page.Parts("Used in").GetByRole(AriaRole.Link).First).ToBeVisibleAsync();
    }

    private static async Task MenuAsync(Pages.PlanPage page, string act)
    {
        await page.Main.Locator(".crumb").GetByRole(AriaRole.Button, new() { NameRegex = new("^What to do with") }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Menuitem, new() { Name = act }).ClickAsync();
    }
}
