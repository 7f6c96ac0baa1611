using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using Xunit;

namespace PlanModel.Tests.Schema;

/// <summary>Each test takes a plan that lacks nothing, breaks one thing, and reads what is found.</summary>
public class CompletenessTests
{
    private readonly WholePlan _whole = new();

    private PlanBuilder Plan => _whole.Plan;

    [Fact]
    public void A_plan_that_lacks_nothing_has_no_findings_and_is_complete()
    {
        Assert.Empty(Found());
        Assert.Equal(100, Completeness.Of(Plan.Document).Percent);
    }

    [Fact]
    public void An_empty_plan_lacks_its_sections_a_commitment_a_group_an_innovation_and_a_lesson()
    {
        var completeness = Completeness.Of(Document.Empty(ActionPlan.Schema));
        Assert.Equal(16, completeness.Findings.Count(finding => finding.Code == "MIN.tooFew"));
        Assert.Equal(4, completeness.Findings.Count(finding => finding.Code == "SDG.gap"));
        Assert.Contains("Plan: there is no commitment, and at least one is needed. Add one.", completeness.Findings.Select(finding => finding.Message));
        Assert.Equal(0, completeness.Percent);
    }

    [Fact]
    public void A_required_field_that_holds_only_white_space_blocks()
    {
        Plan.Set(_whole.Commitment, "problem", " \n\t");
        var finding = Assert.Single(Completeness.Of(Plan.Document).Findings);
        Assert.Equal(new Finding("REQ.empty", FindingLevel.Block, _whole.Commitment, "problem", "C1: “The public problem” is empty. Write it."), finding);
        Assert.Equal("REQ", finding.Rule);
    }

    [Fact]
    public void A_section_is_spoken_of_by_its_name()
    {
        var vision = Plan.Document.Children(Plan.Document.Root, ActionPlan.Section.Vision).Single();
        Plan.Set(vision.Id, ActionPlan.Section.TextKey, null);
        Assert.Equal("“Vision” is empty. Write it.", Assert.Single(Completeness.Of(Plan.Document).Findings).Message);
    }

    [Fact]
    public void The_percentage_counts_required_things_only_and_is_never_100_while_something_blocks()
    {
        Plan.Set(NodeId.Root, "legalBasis", null);
        Assert.Equal(["warn REQ.advised legalBasis"], Found());
        Assert.Equal(100, Completeness.Of(Plan.Document).Percent);
        Plan.Set(_whole.Commitment, "endDate", "2019-12-31");
        Assert.Equal(99, Completeness.Of(Plan.Document).Percent);
    }

    [Fact]
    public void The_percentage_counts_what_blocks_by_any_rule()
    {
        var before = Completeness.Of(Plan.Document);
        Assert.Equal(before.Met, before.Asked);
        Plan.Set(_whole.Commitment, "endDate", "2019-12-31");
        var after = Completeness.Of(Plan.Document);
        Assert.Equal(["block DATE.commitmentOutsidePlan endDate"], Found());
        Assert.Equal((before.Met, before.Met + 1), (after.Met, after.Asked));
    }

    [Theory]
    [InlineData("TBD")]
    [InlineData("To be completed.")]
    [InlineData("[Por definir]")]
    [InlineData("পরে")]
    [InlineData("पछि।")]
    [InlineData("…")]
    [InlineData("A register, its form TBD.")]
    [InlineData("Un registro (TBC)")]
    [InlineData("TODO: a register")]
    [InlineData("Law XXX")]
    [InlineData("Lorem ipsum dolor sit amet")]
    [InlineData("নিবন্ধন TBD।")]
    public void A_placeholder_in_a_required_text_is_a_warning(string text)
    {
        Plan.Set(_whole.Milestone, "deliverable", text);
        Assert.Equal(["warn REQ.placeholder deliverable"], Found());
    }

    [Theory]
    [InlineData("Registro para TODO EL PAÍS, por definir.")]
    [InlineData("A register, later also on paper.")]
    [InlineData("The TBDX system and the tbd of it.")]
    public void Words_of_a_language_are_no_placeholder(string text)
    {
        Plan.Set(_whole.Milestone, "deliverable", text);
        Assert.Empty(Found());
    }

    [Fact]
    public void A_conditional_need_holds_only_under_its_condition()
    {
        Plan.Set(_whole.Dataset, "accessRights", "restricted");
        Assert.Equal(["block REQ.empty restrictionReason"], Found());
        Plan.Set(_whole.Dataset, "accessRights", "public");
        Plan.Set(_whole.Dataset, "plannedRelease", null);
        Assert.Equal(["block DATA.empty plannedRelease"], Found());
        Plan.Set(_whole.Dataset, "currentState", "open");
        Assert.Empty(Found());
    }

    [Fact]
    public void A_commitment_wants_support_from_somebody()
    {
        Plan.Set(_whole.Commitment, "supportingGovernment", null);
        Assert.Equal(["warn REQ.advised supportingGovernment"], Found());
        Plan.Set(_whole.Commitment, "supportingOthers", _whole.Organisation.ToString());
        Assert.Empty(Found());
    }

    [Fact]
    public void An_objective_that_exists_wants_commitments_that_serve_it()
    {
        var objective = Plan.Add("objective", ("title", "People follow public money"));
        Assert.Equal(["warn REQ.advised objective"], Found());
        Plan.Set(_whole.Commitment, "objective", objective.ToString());
        Assert.Empty(Found());
    }

    [Fact]
    public void A_commitment_with_one_milestone_is_warned_and_with_none_blocked()
    {
        Plan.Remove(_whole.SecondMilestone);
        Assert.Equal(["warn MIN.few "], Found());
        Plan.Remove(_whole.Milestone);
        Assert.Equal(["block MIN.tooFew "], Found());
        for (var i = 0; i < 11; i++)
            Plan.Add("milestone", _whole.Commitment, ("title", "Step"), ("deliverable", "A page"), ("dueDate", "2018-12-31"), ("responsible", _whole.Organisation.ToString()));
        Assert.Equal(["warn MIN.many "], Found());
    }

    [Fact]
    public void What_refers_to_a_removed_part_blocks_and_says_what_was_removed()
    {
        Plan.Remove(_whole.Intermediary);
        var finding = Assert.Single(Completeness.Of(Plan.Document).Findings);
        Assert.Equal("REF.removed", finding.Code);
        Assert.Equal("intermediaries", finding.Field);
        Assert.Equal("Vulnerable group “Older persons”: “Intermediaries” names Intermediary “National Information Office”, which was removed. Restore it or choose another.", finding.Message);
    }

    [Fact]
    public void A_removed_part_is_asked_for_nothing()
    {
        var commitment = Plan.Add("commitment");
        Assert.NotEmpty(Found());
        Plan.Remove(commitment);
        Assert.Empty(Found());
    }

    [Fact]
    public void What_blocks_stays_when_its_part_is_removed_until_a_reviewer_confirms()
    {
        var commitment = Plan.Add("commitment", ("title", "Open the budget"));
        Comment(1, Severity.Blocking, commitment, "problem");
        Comment(2, Severity.Should, commitment, null);
        Plan.Remove(commitment);
        var open = Assert.Single(Completeness.Of(Plan.Document).Findings);
        Assert.Equal(("OPEN.blocking", FindingLevel.Block, NodeId.Root, (NodeId?)commitment), (open.Code, open.Level, open.Node, open.Other));
        Assert.Equal("Commitment “Open the budget” was removed, and a blocking comment on it is open. Say there what became of it and mark it addressed; a reviewer confirms.", open.Message);

        Plan.Do(new MarkThread(new ThreadId(1), CommentState.Addressed));
        Assert.Equal("OPEN.unconfirmed", Assert.Single(Completeness.Of(Plan.Document).Findings).Code);
        Plan.Do(new MarkThread(new ThreadId(1), CommentState.Resolved));
        Assert.Empty(Found());
    }

    [Fact]
    public void What_blocks_on_a_milestone_stays_when_its_commitment_is_removed()
    {
        var commitment = Plan.Add("commitment", ("title", "Open the budget"));
        var milestone = Plan.Add("milestone", commitment, ("title", "Publish"));
        Comment(1, Severity.Blocking, milestone, "dueDate");
        Plan.Remove(commitment);
        Assert.StartsWith("Milestone “Publish” was removed", Assert.Single(Completeness.Of(Plan.Document).Findings).Message, StringComparison.Ordinal);
        Plan.Do(new RestoreNode(commitment));
        Assert.Contains(Completeness.Of(Plan.Document).Findings, finding => finding.Code == "OPEN.blocking" && finding.Node == milestone && finding.Other is null);
    }

    [Theory]
    [InlineData("periodEnd", "2017-07-01", "DATE.endBeforeStart")]
    [InlineData("periodEnd", "2017-06-30", "DATE.endBeforeStart")]
    [InlineData("periodEnd", "2017-12-30", "DATE.period")]
    [InlineData("periodEnd", "2022-07-01", "DATE.period")]
    public void The_period_ends_after_it_starts_and_is_neither_short_nor_long(string field, string day, string code)
    {
        Plan.Set(NodeId.Root, field, day);
        Assert.Contains(Completeness.Of(Plan.Document).Findings, finding => finding.Code == code && finding.Node == NodeId.Root);
    }

    [Theory]
    [InlineData("2017-12-31")]
    [InlineData("2022-06-30")]
    public void Six_months_and_sixty_are_no_surprise(string end)
    {
        Plan.Set(NodeId.Root, "periodEnd", end);
        Assert.DoesNotContain(Completeness.Of(Plan.Document).Findings, finding => finding.Code == "DATE.period");
    }

    [Fact]
    public void Dates_lie_within_those_above()
    {
        Plan.Set(_whole.Commitment, "endDate", "2019-07-01");
        Assert.Equal(["block DATE.commitmentOutsidePlan endDate"], Found());
        Plan.Set(_whole.Commitment, "endDate", "2018-06-29");
        Assert.Equal(["block DATE.milestoneOutsideCommitment dueDate"], Found());
        Plan.Set(_whole.Commitment, "endDate", "2017-08-31");
        Assert.Contains("block DATE.endBeforeStart endDate", Found());
    }

    [Fact]
    public void A_milestone_may_end_on_the_day_on_which_its_commitment_ends()
    {
        Plan.Set(_whole.Commitment, "endDate", "2018-06-30");
        Assert.Empty(Found());
    }

    [Fact]
    public void A_milestone_due_before_what_it_waits_for_is_a_warning_and_a_circle_blocks()
    {
        Plan.Set(_whole.Milestone, "dependsOn", _whole.SecondMilestone.ToString());
        Assert.Equal(["warn DATE.order dependsOn"], Found());
        Plan.Set(_whole.SecondMilestone, "dependsOn", _whole.Milestone.ToString());
        Assert.Equal(["block DATE.circle dependsOn", "warn DATE.order dependsOn", "block DATE.circle dependsOn"], Found());
        Plan.Set(_whole.Milestone, "dependsOn", null);
        Assert.Empty(Found());
    }

    [Fact]
    public void A_milestone_that_starts_before_what_it_waits_for_is_done_is_a_warning_until_that_is_done()
    {
        Plan.Set(_whole.SecondMilestone, "dependsOn", _whole.Milestone.ToString());
        Plan.Set(_whole.SecondMilestone, "startDate", "2018-01-31");
        Assert.Empty(Found());
        Plan.Set(_whole.SecondMilestone, "startDate", "2018-01-30");
        var finding = Assert.Single(Completeness.Of(Plan.Document).Findings);
        Assert.Equal("C1.M2 starts on 30 Jan 2018, before C1.M1, which it waits for, is done on 31 Jan 2018. Change one of the dates.", finding.Message);
        Assert.Equal(("DATE.startOrder", FindingLevel.Warn, "startDate", _whole.Milestone), (finding.Code, finding.Level, finding.Field, finding.Other));
        Plan.Set(_whole.Milestone, "status", "done");
        Assert.DoesNotContain(Completeness.Of(Plan.Document).Findings, found => found.Rule == "DATE");
    }

    [Fact]
    public void A_milestone_that_waits_for_a_circle_is_in_none()
    {
        var a = Step();
        var b = Step();
        var c = Step();
        Plan.Set(a, "dependsOn", b.ToString());
        Plan.Set(b, "dependsOn", a.ToString());
        Plan.Set(c, "dependsOn", $"{a},{b}");
        Assert.Equal([a, b], Completeness.Of(Plan.Document).Findings.Where(finding => finding.Code == "DATE.circle").Select(finding => finding.Node));
        Plan.Set(c, "dependsOn", c.ToString());
        Assert.Equal(3, Completeness.Of(Plan.Document).Findings.Count(finding => finding.Code == "DATE.circle"));

        NodeId Step() => Plan.Add(
            "milestone", _whole.Commitment, ("title", "Step"), ("deliverable", "A page"), ("dueDate", "2018-06-30"), ("responsible", _whole.Organisation.ToString()));
    }

    [Fact]
    public void A_core_target_without_a_commitment_blocks_until_the_reason_is_given()
    {
        Plan.Remove(_whole.LastMapping);
        Assert.Equal(["block SDG.gap sdgGapReason"], Found());
        Assert.Equal("No commitment serves SDG target 17.18 Disaggregated data. Map one to it, or say why there is none.", Completeness.Of(Plan.Document).Findings[0].Message);
        Plan.Set(NodeId.Root, "sdgGapReason", "The statistics act is being revised.");
        Assert.Empty(Found());
        Plan.Set(NodeId.Root, "sdgGapReason", "पछि");
        Assert.Equal(["warn SDG.placeholder sdgGapReason"], Found());
        Assert.Equal("Plan: “Why a core target has no commitment” says only “पछि”. Write what it should say.", Completeness.Of(Plan.Document).Findings[0].Message);
        Plan.Set(NodeId.Root, "sdgGapReason", "The reason is TBD with the ministry.");
        Assert.Equal(["warn SDG.placeholder sdgGapReason"], Found());
    }

    [Fact]
    public void A_commitment_has_a_primary_target_and_each_target_once()
    {
        Plan.Set(_whole.FirstMapping, "strength", "secondary");
        Assert.Equal(["warn SDG.noPrimary strength"], Found());
        Plan.Set(_whole.LastMapping, "strength", "primary");
        Plan.Set(_whole.FirstMapping, "indicators", "16.10.2");
        Assert.Equal(["warn SDG.indicator indicators"], Found());
        Plan.Set(_whole.FirstMapping, "indicators", "16.6.2");
        Plan.Add("sdgMapping", _whole.Commitment, ("target", "16.6"), ("strength", "secondary"), ("contribution", "It shows what was spent."));
        Assert.Equal(["warn SDG.repeated target"], Found());
    }

    [Fact]
    public void Target_17_18_asks_by_what_the_data_are_broken_down()
    {
        Plan.Set(_whole.LastMapping, "disaggregation", null);
        Assert.Equal(["block REQ.empty disaggregation"], Found());
    }

    [Fact]
    public void A_group_needs_an_intermediary_a_channel_and_a_commitment()
    {
        Plan.Set(_whole.Group, "intermediaries", null);
        Plan.Set(_whole.Group, "channels", null);
        Plan.Set(_whole.Group, "commitments", null);
        Assert.Equal(["block INCL.empty intermediaries", "block INCL.empty channels", "block INCL.empty commitments"], Found());
    }

    [Fact]
    public void Channels_that_all_need_the_internet_and_needs_that_are_assumed_are_warnings()
    {
        Plan.Set(_whole.Group, "channels", "website,mobileApp");
        Plan.Set(_whole.Group, "howWeKnow", "We assume so from the census.");
        Assert.Equal(["warn INCL.onlineOnly channels", "warn INCL.assumed howWeKnow"], Found());
        Plan.Set(_whole.Group, "channels", "website,frontDesk");
        Assert.Equal(["warn INCL.assumed howWeKnow"], Found());
    }

    [Fact]
    public void A_dataset_needs_licence_publisher_date_and_privacy_screening()
    {
        foreach (var field in new[] { "licence", "publisher", "plannedRelease", "privacy" }) Plan.Set(_whole.Dataset, field, null);
        Assert.Equal(["block DATA.empty publisher", "block DATA.empty licence", "block DATA.empty privacy", "block DATA.empty plannedRelease"], Found());
    }

    [Fact]
    public void A_licence_that_is_not_decided_blocks_and_one_outside_the_list_is_named()
    {
        Plan.Set(_whole.Dataset, "licence", "undecided");
        Assert.Equal(["block DATA.licenceUndecided licence"], Found());
        Plan.Set(_whole.Dataset, "licence", "other");
        Assert.Equal(["block DATA.empty licenceName", "block DATA.empty licenceUrl"], Found());
        Plan.Set(_whole.Dataset, "licenceName", "CC BY-NC 4.0");
        Plan.Set(_whole.Dataset, "licenceUrl", "https://creativecommons.org/licenses/by-nc/4.0/");
        Assert.Equal(["warn DATA.notOpen licenceName"], Found());
        Plan.Set(_whole.Dataset, "licenceName", "Creative Commons");
        Assert.Equal(["warn DATA.notOpen licenceUrl"], Found());
        Plan.Set(_whole.Dataset, "licenceUrl", "https://creativecommons.org/licenses/by/4.0/");
        Assert.Empty(Found());
    }

    [Fact]
    public void Privacy_that_needs_assessment_blocks_unless_a_milestone_does_it()
    {
        Plan.Set(_whole.Dataset, "privacy", "needsAssessment");
        Assert.Empty(Found());
        Plan.Set(_whole.Milestone, "status", "cancelled");
        Assert.Equal(["block DATA.privacy privacy"], Found());
    }

    [Fact]
    public void A_published_dataset_can_be_had_somewhere()
    {
        Plan.Set(_whole.Dataset, "status", "published");
        Assert.Equal(["block DATA.noDistribution status"], Found());
        Plan.Add("distribution", _whole.Dataset, ("accessUrl", "https://example.org/budgets"), ("format", "CSV"), ("licence", "CC-BY-4.0"));
        Assert.Empty(Found());
    }

    [Fact]
    public void Fewer_than_three_stars_are_a_warning()
    {
        Plan.Set(_whole.Dataset, "targetStars", "2");
        Assert.Equal(["warn DATA.fewStars targetStars"], Found());
    }

    [Fact]
    public void An_unknown_baseline_wants_a_milestone_that_measures_it_before_the_target_date()
    {
        var indicator = Plan.Add(
            "indicator",
            ("name", "Municipalities that publish"),
            ("kind", "output"),
            ("unit", "municipalities"),
            ("baselineUnknown", "true"),
            ("targetValue", "753"),
            ("targetDate", "2019-04-30"),
            ("source", "Register"),
            ("commitments", _whole.Commitment.ToString()));
        Assert.Empty(Found());
        Plan.Set(indicator, "targetDate", "2018-01-31");
        Assert.Equal(["warn IND.baselineUnknown baselineUnknown"], Found());
        Plan.Set(indicator, "baselineUnknown", "false");
        Assert.Equal(["warn REQ.advised baselineValue", "warn REQ.advised baselineDate"], Found());
    }

    [Fact]
    public void A_summary_is_short()
    {
        Plan.Set(NodeId.Root, "summary", string.Concat(Enumerable.Repeat("खुला ", 250)));
        Assert.Empty(Found());
        Plan.Set(NodeId.Root, "summary", string.Concat(Enumerable.Repeat("खुला ", 251)));
        Assert.Equal(["warn RANGE.words summary"], Found());
    }

    [Fact]
    public void Numbers_and_ratings_that_cannot_be_are_warnings()
    {
        var consultation = Plan.Add(
            "consultationEvent", ("date", "2017-08-01"), ("title", "Hearing"), ("audience", "public"), ("participants", "10"), ("women", "11"), ("heard", "Much."), ("response", "All of it."));
        Assert.Equal(["warn RANGE.women women"], Found());
        Plan.Remove(consultation);
        Plan.Add("readinessRating", ("dimension", "demand"));
        Plan.Add("readinessRating", ("dimension", "demand"));
        Assert.Equal(["warn RANGE.repeated dimension"], Found());
    }

    [Fact]
    public void Every_field_that_final_asks_for_is_reported_under_some_rule()
    {
        foreach (var kind in ActionPlan.Schema.Kinds)
            foreach (var field in kind.Fields)
                Assert.True(field.NeedRule is not null || field == ActionPlan.Plan.SdgGapReason, $"no rule reports {kind}.{field}");
    }

    [Fact]
    public void Findings_come_in_the_order_of_the_plan()
    {
        Plan.Set(_whole.Dataset, "title", null);
        Plan.Set(_whole.Commitment, "solution", null);
        Plan.Set(_whole.Commitment, "title", null);
        Plan.Set(NodeId.Root, "summary", null);
        Assert.Equal(["block REQ.empty summary", "block REQ.empty title", "block REQ.empty solution", "block REQ.empty title"], Found());
        Assert.Equal(2, Completeness.Of(Plan.Document).At(_whole.Commitment).Count());
    }

    private void Comment(ulong thread, Severity severity, NodeId on, string? field) => Plan.Do(new StartThread(new ThreadId(thread), on, field, null, severity, "Who pays?"));

    private IEnumerable<string> Found() =>
        Completeness.Of(Plan.Document).Findings.Select(finding => $"{finding.Level.ToString().ToLowerInvariant()} {finding.Code} {finding.Field}");
}
