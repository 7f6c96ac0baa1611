using Bunit;
using OgdPlans.Tests;
using PlanEditor.Components.Editor;
using PlanEditor.Tests.Editor;
using PlanModel.Operations;
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
        Assert.Empty(view.FindAll(".notes"));
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
        Assert.Equal((1, "A person could be recognised."), (page.OnDisk.Unpublished!.Version, page.OnDisk.Unpublished.Reason));
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
        Assert.Null(plan.Document.Unpublished);
    }

    private static WholePlan Final()
    {
        var whole = new WholePlan();
        foreach (var step in new Operation[] { new ChangeState(PlanState.InReview, ""), new ApprovePlan() }) whole.Plan.Do(step);
        whole.Plan.Do(new ChangeState(PlanState.Final, "") { Confirmed = ReviewGate.WarningsOf(Completeness.Of(whole.Plan.Document)) });
        return whole;
    }
}
