using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Components.Editor;
using PlanEditor.Finals;
using PlanEditor.Tests.Editor;
using PlanEditor.Tests.Storage;
using PlanModel;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Final;

/// <summary>What stands beside a final plan.</summary>
public sealed class FinalNotesTests
{
    [Fact]
    public async Task A_reviewer_notes_an_erratum_and_it_stands_beside_the_final_and_in_the_next_version()
    {
        await using var page = new OpenPage(Final(), Role.Reviewer, null);
        var view = page.Show(PlanTab.BeforeFinal);
        view.FindAll("button").First(button => button.TextContent.Contains("Note an erratum", StringComparison.Ordinal)).Click();
        view.Find(".notes textarea").Input("The year is 2018, not 2017.");
        view.Find(".notes form").Submit();
        Assert.Contains("The year is 2018, not 2017.", view.Find(".errata li").TextContent, StringComparison.Ordinal);
        Assert.Equal(PlanState.Final, page.OnDisk.State);

        page.Other(new ChangeState(PlanState.Draft, "To put it right"));
        Assert.Contains("The year is 2018, not 2017.", view.Find(".errata li").TextContent, StringComparison.Ordinal);
        Assert.Contains("version 1", view.Find(".errata li").TextContent, StringComparison.Ordinal);
        Assert.Contains("The year is 2018, not 2017.", page.Show(PlanTab.Preview).Find(".errata li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_takes_a_final_off_the_public_pages_and_puts_it_back()
    {
        await using var page = new OpenPage(Final(), Role.Administrator, null);
        var view = page.Show(PlanTab.BeforeFinal);
        view.Find(".notes button").Click();
        view.Find(".notes textarea").Input("A person could be recognised.");
        view.Find(".notes form").Submit();
        Assert.Equal((1, "A person could be recognised."), (Assert.Single(page.OnDisk.Standing.Unpublished).Version, page.OnDisk.Standing.Unpublished[0].Reason));
        Assert.Contains("A person could be recognised.", view.Find("[aria-label='Not public']").TextContent, StringComparison.Ordinal);
        page.Other(new PublishAgain("It was blackened."));
        Assert.Empty(view.FindAll("[aria-label='Not public']"));
    }

    [Fact]
    public void What_was_taken_off_stays_off_when_the_plan_is_reopened_and_the_next_final_is_public()
    {
        var plan = Final().Plan;
        plan.Do(new Unpublish("A person could be recognised."));
        plan.Do(new ChangeState(PlanState.Draft, "To blacken it"));
        Assert.NotNull(plan.Document.Standing.UnpublishedOf(1));
        Assert.Null(plan.Document.Standing.UnpublishedOf(2));
    }

    [Fact]
    public async Task A_version_behind_a_draft_or_another_final_gets_an_erratum_and_is_taken_off_and_put_back()
    {
        var whole = Final();
        whole.Plan.Do(new ChangeState(PlanState.Draft, "The budget was cut"));
        Assert.Equal(RefusalCode.NotReady, new NoteErratum(NodeId.Root, "So").Check(whole.Plan.Document)?.Code);
        Assert.Equal(RefusalCode.NotReady, (new Unpublish("So") { Version = 2 }).Check(whole.Plan.Document)?.Code);
        await using (var draft = new OpenPage(whole, Role.Reviewer, null))
        {
            var notes = draft.Show(PlanTab.BeforeFinal);
            Write(notes, "Note an erratum", "The year is 2018.");
            Assert.Equal((1, "The year is 2018."), (Assert.Single(draft.OnDisk.Standing.Errata).Version, draft.OnDisk.Standing.Errata[0].Text));
        }

        MakeFinal(whole);
        await using var page = new OpenPage(whole, Role.Administrator, null);
        var view = page.Show(PlanTab.BeforeFinal);
        view.FindAll(".notes .row button")[0].Click();
        Assert.Equal(["Version 2", "Version 1"], view.FindAll(".notes select option").Select(option => option.TextContent));
        view.Find(".notes select").Change("1");
        view.Find(".notes textarea").Input("A person could be recognised.");
        view.Find(".notes form").Submit();
        Assert.Equal(1, Assert.Single(page.OnDisk.Standing.Unpublished).Version);
        Assert.Contains("Version 1 is not on the public pages.", view.Find("[aria-label='Not public']").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Take off the public pages…", "Put back on the public pages…"], view.FindAll(".notes > .row button").Select(button => button.TextContent));
        Write(view, "Put back", "It was blackened.");
        Assert.Empty(page.OnDisk.Standing.Unpublished);
    }

    [Fact]
    public async Task An_erratum_of_an_older_version_is_about_what_stands_there_and_of_one_that_cannot_be_read_about_the_plan()
    {
        var whole = Final();
        var published = PlanFile.Write(whole.Plan.Document);
        whole.Plan.Do(new ChangeState(PlanState.Draft, "More is planned"));
        whole.Plan.Add("commitment", ("title", "Publish local maps"));
        await using (var unread = new OpenPage(whole, Role.Reviewer, null)) Assert.Equal(["The plan"], Places(unread));

        using var data = new TemporaryDirectory();
        await using var page = new OpenPage(whole, Role.Reviewer, null) { Data = data.Path };
        var content = await page.FinalFiles.WriteAsync("np", 1, "np-v1.json", "JSON", "application/json", file => file.WriteAsync(published).AsTask());
        page.FinalFiles.Publish(ManifestOf(page, content));
        var places = Places(page);
        Assert.Contains($"C1 {whole.Plan.Document.Title(whole.Plan.Document[whole.Commitment])}", places);
        Assert.DoesNotContain(places, place => place.StartsWith("C2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_made_a_plan_final_is_led_to_its_public_page_as_soon_as_it_is_there()
    {
        using var data = new TemporaryDirectory();
        await using var page = new OpenPage(Final(), Role.PlanLead, "NP") { Data = data.Path };
        var view = page.Show(PlanTab.BeforeFinal);
        Assert.Contains("Version 1 comes to the public pages as soon as its files are made.", view.Markup, StringComparison.Ordinal);
        page.FinalFiles.Publish(ManifestOf(page, await page.FinalFiles.WriteAsync("np", 1, "np-v1.json", "JSON", "application/json", file => file.WriteAsync(PlanFile.Write(page.OnDisk)).AsTask())));
        page.Services.GetRequiredService<PublishedFinals>().Load();
        Assert.Equal("Version 1 on the public pages", view.WaitForElement("a[href='public/np/v1']").TextContent);
        page.Other(new Unpublish("A person could be recognised."));
        Assert.Empty(view.FindAll("a[href='public/np/v1']"));
    }

    [Fact]
    public void An_erratum_about_what_a_final_does_not_have_is_told_of_the_plan()
    {
        var whole = Final();
        var final = whole.Plan.Document;
        whole.Plan.Do(new ChangeState(PlanState.Draft, "More is planned"));
        whole.Plan.Do(new NoteErratum(whole.Plan.Add("commitment", ("title", "Publish local maps")), "It was left out.") { Version = 1 });
        Assert.Contains("Open data plan", Assert.Single(FinalBeside.Of(whole.Plan.Document, 1, final).Errata).Part, StringComparison.Ordinal);
    }

    private static FinalManifest ManifestOf(OpenPage page, FinalFile content) =>
        new("np", page.Session.Plan.Id.ToString(), "NP", "Open data plan", "ne", 1, 1, DateTimeOffset.UnixEpoch, new Uri("https://plans.example.org/public/np/v1"), [content], []);

    private static List<string> Places(OpenPage page)
    {
        var view = page.Show(PlanTab.BeforeFinal);
        view.FindAll(".notes .row button").First(button => button.TextContent.StartsWith("Note an erratum", StringComparison.Ordinal)).Click();
        return [.. view.FindAll(".notes select option").Select(option => option.TextContent)];
    }

    private static void Write(IRenderedComponent<PlanView> view, string act, string words)
    {
        view.FindAll(".notes .row button").First(button => button.TextContent.StartsWith(act, StringComparison.Ordinal)).Click();
        view.Find(".notes textarea").Input(words);
        view.Find(".notes form").Submit();
    }

    private static WholePlan Final()
    {
        var whole = new WholePlan();
        MakeFinal(whole);
        return whole;
    }

    private static void MakeFinal(WholePlan whole)
    {
        foreach (var step in new Operation[] { new ChangeState(PlanState.InReview, ""), new ApprovePlan() }) whole.Plan.Do(step);
        whole.Plan.Do(new ChangeState(PlanState.Final, "") { Confirmed = ReviewGate.WarningsOf(Completeness.Of(whole.Plan.Document)) });
    }
}
