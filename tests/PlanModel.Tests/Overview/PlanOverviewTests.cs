using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Overview;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Overview;

public class PlanOverviewTests
{
    private readonly WholePlan _whole = new();

    [Fact]
    public void A_plan_is_summed_up()
    {
        var overview = PlanOverview.Of(_whole.Plan.Document);
        Assert.Equal(("Open data plan", "ne", PlanState.Draft, false, 100, 0), (overview.Title, overview.Language, overview.State, overview.OpenToPeers, overview.Percent, overview.Blocks));
        Assert.Equal(["16.6", "16.7", "16.10", "17.18"], overview.Targets);
    }

    [Fact]
    public void A_target_that_no_commitment_serves_is_missing()
    {
        _whole.Plan.Remove(_whole.LastMapping);
        Assert.Equal(["16.6", "16.7", "16.10"], PlanOverview.Of(_whole.Plan.Document).Targets);
    }

    [Fact]
    public void Milestones_stand_by_date_without_those_that_are_done_cancelled_or_have_none()
    {
        var commitment = _whole.Commitment;
        _whole.Plan.Add("milestone", commitment, ("title", "Done"), ("dueDate", "2018-02-28"), ("status", "done"));
        _whole.Plan.Add("milestone", commitment, ("title", "Cancelled"), ("dueDate", "2018-02-28"), ("status", "cancelled"));
        _whole.Plan.Add("milestone", commitment, ("title", "Some day"));
        _whole.Plan.Add("milestone", commitment, ("title", "Early"), ("dueDate", "2017-10-31"), ("status", "delayed"));
        Assert.Equal(["C1.M6 Early 2017-10-31", "C1.M1 One chart 2018-01-31", "C1.M2 All publish 2018-06-30"], PlanOverview.Of(_whole.Plan.Document).Milestones.Select(one => $"{one.Number} {one.Title} {one.Due:yyyy-MM-dd}"));
    }

    [Fact]
    public void Comments_that_somebody_is_to_see_to_stand_by_day_and_those_without_one_last_without_those_that_were_acted_on()
    {
        var person = new UserId(new Guid(1, 0, 0, new byte[8]));
        foreach (var (id, day) in new (ulong, int?)[] { (70, null), (71, 31), (72, 20), (73, 10) })
        {
            _whole.Plan.Do(new StartThread(new ThreadId(id), _whole.Milestone, null, null, Severity.Could, "Who?"));
            _whole.Plan.Do(new AssignThread(new ThreadId(id), person, day is { } due ? new DateOnly(2017, 10, due) : null));
        }

        _whole.Plan.Do(new MarkThread(new ThreadId(73), CommentState.Addressed));
        Assert.Equal([(72ul, "C1.M1", 20), (71ul, "C1.M1", 31), (70ul, "C1.M1", (int?)null)], PlanOverview.Of(_whole.Plan.Document).Comments.Select(one => (one.Thread.Value, one.Place, one.Due?.Day)));
        Assert.NotEqual(PlanOverview.Of(new WholePlan().Plan.Document), PlanOverview.Of(_whole.Plan.Document));
    }

    [Fact]
    public void What_was_suggested_and_waits_for_an_answer_is_counted()
    {
        Assert.Equal(0, PlanOverview.Of(_whole.Plan.Document).Suggestions);
        _whole.Plan.Do(new Suggest(new ProposalId(81), [new SetField(_whole.Milestone, "dueDate", Scalar.Of("2018-02-28"))], []));
        Assert.Equal(0, PlanOverview.Of(_whole.Plan.Document).Suggestions);
        _whole.Plan.Do(new SendProposal(new ProposalId(81), "Later."));
        Assert.Equal(1, PlanOverview.Of(_whole.Plan.Document).Suggestions);
        Assert.NotEqual(PlanOverview.Of(new WholePlan().Plan.Document), PlanOverview.Of(_whole.Plan.Document));
    }

    [Fact]
    public void Equal_plans_have_equal_overviews()
    {
        var other = new WholePlan();
        Assert.Equal(PlanOverview.Of(_whole.Plan.Document), PlanOverview.Of(other.Plan.Document));
        other.Plan.Set(other.Milestone, "dueDate", "2018-02-01");
        Assert.NotEqual(PlanOverview.Of(_whole.Plan.Document), PlanOverview.Of(other.Plan.Document));
    }

    [Fact]
    public void A_document_without_anything_has_an_overview() => Assert.Equal(("", "en"), (PlanOverview.Of(Document.Empty(ActionPlan.Schema)).Title, PlanOverview.Of(Document.Empty(ActionPlan.Schema)).Language));
}
