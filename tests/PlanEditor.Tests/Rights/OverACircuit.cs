using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Timeline;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Rights;

/// <summary>Some rows of the table over the very line of a page: what the other tests try in process is what comes out there.</summary>
public sealed class OverACircuit(RightsSite site) : IClassFixture<RightsSite>
{
    private const string Timeline = "TimelineTab.razor.js";
    private const string Page = "ogdPlans.attach";

    [Fact]
    public async Task Who_sets_a_value_on_an_open_page_does_so_as_the_table_says()
    {
        var (row, wrong) = (RightsTable.Find("set a value"), new Failures("set a value"));
        foreach (var stage in PlanStage.All.Where(stage => stage.Name is "draft" or "final"))
        {
            using var ground = await site.NewPlanAsync(stage);
            foreach (var colleague in site.Colleagues.Where(one => one.Column is "Lead" or "Contributor" or "Reviewer"))
            {
                var (before, allowed) = (ground.Revision, row[colleague.Index, stage.Index] == RightsTable.Yes);
                await using var page = await CircuitPage.OpenAsync(site, colleague, Address(ground));
                var done = await MoveAsync(page, ground);
                if (done != allowed) wrong.Add(colleague, stage, "circuit", $"the page says {done}");
                if (ground.Revision != before + (allowed ? 1 : 0)) wrong.Add(colleague, stage, "circuit", $"revision {before} became {ground.Revision}");
            }
        }

        wrong.Assert();
    }

    [Fact]
    public async Task Whoever_loses_the_right_while_the_page_is_open_neither_writes_nor_undoes_there()
    {
        using var ground = await site.NewPlanAsync(PlanStage.All[0]);
        var person = await site.JoinAsync(Role.FocalPoint, Colleague.Country);
        await using var page = await CircuitPage.OpenAsync(site, person, Address(ground));
        Assert.True(await MoveAsync(page, ground));
        Assert.StartsWith("Undid: ", await StepAsync(page, "Undo"), StringComparison.Ordinal);
        Assert.StartsWith("Did again: ", await StepAsync(page, "Redo"), StringComparison.Ordinal);

        var before = ground.Revision;
        await site.BecomeAsync(person, Role.Contributor, Colleague.Country, suspended: false);
        var said = await StepAsync(page, "Undo");
        Assert.NotNull(said);
        Assert.DoesNotContain("Undid", said, StringComparison.Ordinal);
        Assert.False(await MoveAsync(page, ground));
        Assert.Equal(before, ground.Revision);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_step_is_taken_on_an_open_page_by_who_may_take_it_when_the_button_is_pressed(bool may)
    {
        var lead = site.Colleagues.Single(one => one.Column == "Lead");
        Assert.Equal(RightsTable.Yes, RightsTable.Find("open the plan to peers")[lead.Index, 0]);
        using var ground = await site.NewPlanAsync(PlanStage.All[0]);
        var person = await site.JoinAsync(Role.PlanLead, Colleague.Country);
        await using var page = await CircuitPage.OpenAsync(site, person, Address(ground));
        var toPeers = await page.FindAsync(element => element is { Name: "input" } && element["role"] == "switch");
        if (!may) await site.BecomeAsync(person, Role.Contributor, Colleague.Country, suspended: false);
        try
        {
            await page.ChangeAsync(toPeers, true);
        }
        catch (InvalidOperationException) when (!may)
        {
            // The page had heard of it, and the switch was gone.
        }

        Assert.Equal(may, ground.Document.OpenToPeers);
    }

    [Fact]
    public async Task The_longest_suggestion_for_a_text_is_handed_over_together_with_the_one_before()
    {
        using var ground = await site.NewPlanAsync(PlanStage.All[0]);
        await using var page = await CircuitPage.OpenAsync(site, site.Colleagues.Single(one => one.Column == "Contributor"), $"plans/{ground.Slug}");
        Assert.True((await page.CallAsync(Page, "ResumeSuggesting", (string?)null))!.GetValue<bool>());
        var length = ground.Document[Ground.Whole.Commitment].Text("problem").Length;
        TextChangeSet Words(int count) => TextChangeSet.Of(length, (0, 0, new string('ক', count)));
        var known = TextChangeSet.Empty(length);
        foreach (var edit in new[] { Words(TextField.MarkdownUnitsMax - length - 1), Words(TextField.MarkdownUnitsMax - length) })
        {
            var answer = (await page.CallAsync(Page, "SuggestText", Ground.Whole.Commitment.ToString(), "problem", ground.Revision, edit.ToString(), known.ToString()))!;
            Assert.Null(answer["refusal"]);
            known = edit;
        }
    }

    private static string Address(Ground ground) => $"plans/{ground.Slug}/timeline";

    private static async Task<string?> StepAsync(CircuitPage page, string step) => (await page.CallAsync(Page, step))?.GetValue<string>();

    /// <summary>Gives a milestone another due date, as somebody does who moves its bar.</summary>
    private static async Task<bool> MoveAsync(CircuitPage page, Ground ground)
    {
        var dates = TimelineDates.Of(ground.Document[Ground.Whole.Milestone]);
        var (start, due) = (dates.Start?.DayNumber, dates.Due!.Value.DayNumber);
        return (await page.CallAsync(Timeline, "Move", Ground.Whole.Milestone.ToString(), start, due, start, due + 1))!.GetValue<bool>();
    }
}
