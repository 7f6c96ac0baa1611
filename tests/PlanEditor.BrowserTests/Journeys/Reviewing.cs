using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class Reviewing(Site site) : OwnAppJourney(site)
{
    private const string Plan = "panama";
    private const string Unsent = " Escrito sin conexión.";

    [Fact]
    public async Task A_final_plan_is_reopened_and_goes_through_two_rounds_to_its_second_version()
    {
        var lead = await OpenAsync(Accounts.LeadPanama, Plan, "final");
        var reviewer = await OpenAsync(Accounts.Reviewer, Plan, "final");
        var node = (await ReadAsync(Plan)).Children(PlanCopy.Root, "commitment")[0];
        var focal = await OpenAsync(Accounts.FocalPanama, Plan, node);
        await Assertions.Expect(focal.Text(node, "problem").Content).ToHaveAttributeAsync("contenteditable", "false");
        await ExpectAsync(lead, "Version 1 is final.");
        await Accessibility.AssertNoneAsync(lead.Page, "before final");

        await ReopenAsync(lead, 2, "Cambió la ley de presupuesto.");
        await ExpectAsync(reviewer, "Version 2 is a draft.");
        await Assertions.Expect(reviewer.Main.GetByText("Cambió la ley de presupuesto.")).ToBeVisibleAsync();
        await Assertions.Expect(focal.Text(node, "problem").Content).ToHaveAttributeAsync("contenteditable", "true");
        await focal.Text(node, "problem").CaretAtEndAsync();
        await focal.Text(node, "problem").TypeAsync(" Desde 2018, con la nueva ley.");
        await focal.ExpectSavedAsync();

        await Wait.ForAsync(async () => (await ReadAsync(Plan)).Text(node, "problem"), text => text.EndsWith("con la nueva ley.", StringComparison.Ordinal), "the server has it");
        var history = await HistoryPage.OpenAsync((await ArriveAsync(Accounts.Reviewer)).Page, Plan);
        await history.Sitting("Final, version 1").ClickAsync();
        await Assertions.Expect(history.Beside).ToContainTextAsync("“Final, version 1”");
        await history.Act("Compare with now").ClickAsync();
        await Assertions.Expect(history.Beside).ToContainTextAsync("“Final, version 1” and now");
        await Assertions.Expect(history.Differences.Filter(new() { HasText = "Desde 2018, con la nueva ley." }).First).ToBeVisibleAsync();

        await StepAsync(lead, "Submit for review", "");
        await ExpectAsync(reviewer, "Version 2 is with the reviewers.");
        var deadline = reviewer.Main.GetByRole(AriaRole.Form, new() { Name = "Deadline" });
        await deadline.GetByRole(AriaRole.Textbox).FillAsync("2099-12-15");
        await deadline.GetByRole(AriaRole.Textbox).PressAsync("Tab");
        await deadline.GetByRole(AriaRole.Button, new() { Name = "Set the deadline" }).ClickAsync();
        await Assertions.Expect(lead.Main.GetByRole(AriaRole.Form, new() { Name = "Deadline" }).GetByRole(AriaRole.Textbox)).ToHaveValueAsync("15 Dec 2099");
        await StepAsync(reviewer, "Ask for changes", "Falta la fecha del segundo hito.");
        await ExpectAsync(lead, "The reviewers asked for changes in round 1.");
        await Assertions.Expect(lead.Main.GetByText("Falta la fecha del segundo hito.")).ToBeVisibleAsync();
        await StepAsync(lead, "Submit again", "");
        await ExpectAsync(lead, "Version 2 is with the reviewers, round 2.");

        await Assertions.Expect(lead.Main.GetByText("Approval: a reviewer has to approve the plan.")).ToBeVisibleAsync();
        await StepAsync(reviewer, "Approve");
        await Assertions.Expect(lead.Main.GetByText("A reviewer approves it as it is.")).ToBeVisibleAsync();
        var approvals = lead.Main.GetByRole(AriaRole.List, new() { Name = "Approvals" });
        await Assertions.Expect(approvals).ToContainTextAsync(Accounts.Reviewer);
        await focal.Text(node, "problem").TypeAsync(" Y desde 2019.");
        await Assertions.Expect(lead.Main.GetByText("It was approved, and changed since.")).ToBeVisibleAsync();
        await Assertions.Expect(approvals).ToContainTextAsync("the plan changed since");
        await focal.ExpectSavedAsync();
        await StepAsync(reviewer, "Approve again");
        await Assertions.Expect(lead.Main.GetByText("A reviewer approves it as it is.")).ToBeVisibleAsync();

        await MarkFinalAsync(lead);
        await ExpectAsync(lead, "Version 2 is final.");
        await ExpectAsync(reviewer, "Version 2 is final.");
        await Assertions.Expect(focal.Text(node, "problem").Content).ToHaveAttributeAsync("contenteditable", "false");

        await using var late = await Site.HubAsync(App, Accounts.FocalPanama);
        var opened = await late.OpenAsync(Plan);
        var answer = await late.SubmitAsync(opened["revision"]!.GetValue<long>(), new JsonObject { ["op"] = "setField", ["node"] = node, ["field"] = "endDate", ["value"] = "2019-01-31" });
        Assert.Equal("planLocked", answer["refusal"]!["code"]!.GetValue<string>());

        // Anybody reads it, downloads all of it and finds it whole.
        var reader = (await ArriveAsync(null)).Page;
        var published = await PublicFinal.OpenAsync(reader, Plan, 2);
        await Assertions.Expect(reader.GetByText("Desde 2018, con la nueva ley. Y desde 2019.").First).ToBeVisibleAsync();
        await published.VerifyDownloadsAsync();
        await reader.GotoAsync($"public/{Plan}/compare/1/2");
        await Assertions.Expect(reader.GetByText("Desde 2018, con la nueva ley.").First).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(reader, "what differs between two finals");
    }

    [Fact]
    [Trait("Runs", "long")]
    public async Task What_was_written_without_a_line_meets_the_final_is_kept_and_goes_in_when_it_is_reopened()
    {
        await using var line = new Line(App.Address);
        var lead = await OpenAsync(Accounts.LeadPanama, Plan, "final");
        await ReopenAsync(lead, 2, "Cambió la ley.");
        var node = (await ReadAsync(Plan)).Children(PlanCopy.Root, "commitment")[1];
        var focal = await OpenAsync(Accounts.FocalPanama, Plan, node, line: line);
        await focal.Text(node, "problem").CaretAtEndAsync();
        line.Cut();
        await Assertions.Expect(focal.State).ToContainTextAsync("Offline");
        await focal.Text(node, "problem").TypeAsync(Unsent);
        await focal.ExpectKeptAsync();

        await StepAsync(lead, "Submit for review", "");
        await StepAsync(await OpenAsync(Accounts.Reviewer, Plan, "final"), "Approve");
        await Assertions.Expect(lead.Main.GetByText("A reviewer approves it as it is.")).ToBeVisibleAsync();
        await MarkFinalAsync(lead);
        await ExpectAsync(lead, "Version 2 is final.");
        line.Mend();
        await Assertions.Expect(focal.Banner).ToContainTextAsync("could not be sent, but");
        await Assertions.Expect(focal.Banner).ToContainTextAsync("kept on this device: This plan is final. To change it, the plan’s lead or an administrator reopens it.");
        Assert.DoesNotContain(Unsent, (await ReadAsync(Plan)).Text(node, "problem"), StringComparison.Ordinal);

        await focal.Page.ReloadAsync();
        await focal.ExpectAwakeAsync();
        await focal.Banner.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(focal.Banner).ToContainTextAsync(Unsent.Trim());
        await ReopenAsync(lead, 3, "Falta una frase.");
        await Assertions.Expect(focal.Text(node, "problem").Content).ToHaveAttributeAsync("contenteditable", "true");
        await focal.Banner.GetByRole(AriaRole.Button, new() { Name = "Try again" }).First.ClickAsync();
        await Wait.ForAsync(async () => (await ReadAsync(Plan)).Text(node, "problem"), text => text.Split(Unsent).Length == 2, "it is in the third version once");
        await Assertions.Expect(focal.Banner).Not.ToContainTextAsync("could not be sent");
        await focal.Text(node, "problem").ExpectAsync(Unsent);
    }

    [Fact]
    [Trait("Runs", "long")]
    public async Task Who_may_not_take_a_step_has_no_button_for_it_and_the_server_refuses_it()
    {
        var focal = await OpenAsync(Accounts.FocalBangladesh, "bangladesh", "final");
        await ExpectAsync(focal, "The plan is with the reviewers.");
        await Assertions.Expect(focal.Main.GetByRole(AriaRole.Button, new() { Name = "Mark final" })).ToHaveCountAsync(0);
        foreach (var (account, to, code) in new[] { (Accounts.FocalBangladesh, "final", "notAllowed"), (Accounts.Reviewer, "final", "notAllowed"), (Accounts.FocalBangladesh, "changesRequested", "notAllowed"), (Accounts.LeadBangladesh, "final", "notReady") })
        {
            await using var hub = await Site.HubAsync(App, account);
            var opened = await hub.OpenAsync("bangladesh");
            var answer = await hub.SubmitAsync(opened["revision"]!.GetValue<long>(), new JsonObject { ["op"] = "changeState", ["to"] = to, ["note"] = "now" });
            Assert.Equal((account, code), (account, answer["refusal"]!["code"]!.GetValue<string>()));
        }
    }

    private static async Task ReopenAsync(PlanPage lead, int version, string reason)
    {
        await StepAsync(lead, $"Reopen as version {version}", null);
        await Assertions.Expect(lead.Main.GetByLabel("The reason for reopening it")).ToBeFocusedAsync();
        await lead.Main.GetByLabel("The reason for reopening it").FillAsync(reason);
        await lead.Main.Locator("form.step").GetByRole(AriaRole.Button, new() { Name = $"Reopen as version {version}" }).ClickAsync();
        await ExpectAsync(lead, $"Version {version} is a draft.");
    }

    private static async Task MarkFinalAsync(PlanPage lead)
    {
        await StepAsync(lead, "Mark final", null);
        await Assertions.Expect(lead.Main.Locator("form.step")).ToBeVisibleAsync();
        var warnings = lead.Main.GetByRole(AriaRole.Checkbox);
        var warned = await warnings.CountAsync() > 0;
        if (warned) await warnings.CheckAsync();
        await lead.Main.Locator("form.step").GetByRole(AriaRole.Button, new() { Name = "Mark final" }).ClickAsync();
        if (warned) await Assertions.Expect(lead.Main.GetByRole(AriaRole.Region, new() { Name = "Confirmed warnings" })).ToContainTextAsync(Accounts.LeadPanama);
    }

    private static Task ExpectAsync(PlanPage page, string where) =>
        Assertions.Expect(page.Main.GetByRole(AriaRole.Heading, new() { Name = where, Exact = true })).ToBeVisibleAsync();

    private static async Task StepAsync(PlanPage page, string label)
    {
        await StepAsync(page, label, null);
        await page.Main.Locator("form.step").GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).ClickAsync();
        await Assertions.Expect(page.Main.Locator("form.step")).ToHaveCountAsync(0);
    }

    private static async Task StepAsync(PlanPage page, string label, string? note)
    {
        await page.Main.GetByRole(AriaRole.Button, new() { Name = $"{label}…", Exact = true }).ClickAsync();
        if (note is null) return;
        await page.Main.Locator("form.step").GetByRole(AriaRole.Textbox).FillAsync(note);
        await page.Main.Locator("form.step").GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).ClickAsync();
        await Assertions.Expect(page.Main.Locator("form.step")).ToHaveCountAsync(0);
    }
}
