using System.Collections.Immutable;
using PlanEditor.Collaboration;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Rights;

/// <summary>
/// Everything that changes a plan, by everybody, in each state, over the hub and from a page. What is refused changes nothing; what is allowed does. What
/// changes the rights of others is done in a plan of its own each time.
/// </summary>
public sealed class ActsOnPlans(RightsSite site) : IClassFixture<RightsSite>
{
    public static TheoryData<string> Acts => new(RightsTable.Rows.Where(row => PlanTries.All.ContainsKey(row.Act)).Select(row => row.Act));

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Each_may_what_the_table_says_and_no_more(string act)
    {
        var (row, plan, wrong) = (RightsTable.Find(act), PlanTries.All[act], new Failures(act));
        await using var tries = new Tries(site);
        foreach (var stage in PlanStage.All)
        {
            foreach (var (way, colleague) in Cells(row, stage, allowed: false))
            {
                var ground = await site.ShareAsync(stage, plan);
                var before = ground.Revision;
                wrong.Compare(row[colleague.Index, stage.Index], await tries.DoAsync(way, plan, ground, colleague), colleague, stage, way);
                if (ground.Revision == before) continue;
                wrong.Add(colleague, stage, way, "the plan was changed");
                site.Spoil(ground);
            }

            foreach (var (way, colleague) in Cells(row, stage, allowed: true))
            {
                using var own = plan.Fresh ? await site.NewPlanAsync(stage, plan) : null;
                var on = own ?? await site.ShareAsync(stage, plan);
                var before = on.Revision;
                wrong.Compare(RightsTable.Yes, await tries.DoAsync(way, plan, on, colleague), colleague, stage, way);
                if (on.Revision == before) wrong.Add(colleague, stage, way, "nothing was changed");
            }
        }

        wrong.Assert();
    }

    [Fact]
    public async Task Each_undoes_and_redoes_own_acts_as_far_as_the_rights_of_the_moment_go()
    {
        foreach (var act in new[] { "undo an own act", "redo an own act" })
        {
            var (row, wrong) = (RightsTable.Find(act), new Failures(act));
            foreach (var stage in PlanStage.All)
            {
                using var ground = await site.NewPlanAsync(PlanStage.All[0]);
                var sessions = await ActAsync(ground, undone: act.StartsWith("redo", StringComparison.Ordinal));
                foreach (var step in stage.Steps) await StepAsync(ground, step);
                foreach (var (way, colleague) in Cells(row, stage, allowed: false).Concat(Cells(row, stage, allowed: true)))
                {
                    var before = ground.Revision;
                    var session = sessions.GetValueOrDefault(colleague.Index);
                    var answer = act.StartsWith("undo", StringComparison.Ordinal) ? await ground.Room.UndoAsync(colleague.Id, session) : await ground.Room.RedoAsync(colleague.Id, session);
                    // Nobody has done anything, and who is suspended has no page.
                    var got = answer is { Label: null, Refusal: null } ? "s" : Tries.LetterOf(answer.Refusal);
                    if (colleague.Column == "Suspended" && got == ".") got = "s";
                    wrong.Compare(row[colleague.Index, stage.Index], got, colleague, stage, way);
                    if (got == "Y" != ground.Revision > before) wrong.Add(colleague, stage, way, $"revision {before} became {ground.Revision}");
                }
            }

            wrong.Assert();
        }
    }

    private IEnumerable<(string Way, Colleague Colleague)> Cells(RightsRow row, PlanStage stage, bool allowed) =>
        from way in row.Plain
        from colleague in site.Colleagues
        where row[colleague.Index, stage.Index] == RightsTable.Yes == allowed
        select (way, colleague);

    /// <summary>Lets everybody write in the plan, and takes the right away again.</summary>
    private async Task<Dictionary<int, SessionId>> ActAsync(Ground ground, bool undone)
    {
        var sessions = new Dictionary<int, SessionId>();
        foreach (var colleague in site.Colleagues)
        {
            if (Colleague.Of(colleague.Column) is not { } of) continue;
            await site.BecomeAsync(colleague, Role.FocalPoint, Colleague.Country, suspended: false);
            var session = sessions[colleague.Index] = new SessionId(Guid.NewGuid());
            Assert.Null((await SubmitAsync(ground, colleague.Id, session, new AddToSet(Ground.Whole.Dataset, "keywords", $"word {colleague.Index}"))).Refusal);
            if (undone) Assert.Null((await ground.Room.UndoAsync(colleague.Id, session)).Refusal);
            await site.BecomeAsync(colleague, of.Role, of.Country, of.Suspended);
        }

        return sessions;
    }

    private async Task StepAsync(Ground ground, Operation step)
    {
        if (step is ChangeState { To: PlanState.Final } final) step = final with { Confirmed = ReviewGate.WarningsOf(PlanModel.Schema.Completeness.Of(ground.Document)) };
        var by = step is ApprovePlan or ChangeState { To: PlanState.ChangesRequested } ? "Reviewer" : "Lead";
        Assert.Null((await SubmitAsync(ground, site.Colleagues.Single(one => one.Column == by).Id, new SessionId(Guid.NewGuid()), step)).Refusal);
    }

    private static Task<SubmitAnswer> SubmitAsync(Ground ground, UserId by, SessionId session, Operation operation) =>
        ground.Room.SubmitAsync(new Submission(by, session, ground.Revision, [new Change(new ChangeId(Guid.NewGuid()), [operation])]), default);
}
