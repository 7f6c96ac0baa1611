using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Tests.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Workflow;

public class ReviewGateTests
{
    /// <summary>From each state (rows) to each (columns: draft, in review, changes requested, final), by hand.</summary>
    private const string Table = """
        Draft             - Y - -
        InReview          Y - Y Y
        ChangesRequested  Y Y - -
        Final             Y - - -
        """;

    [Fact]
    public void A_plan_goes_from_state_to_state_as_the_table_says()
    {
        foreach (var row in Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            foreach (var to in Enum.GetValues<PlanState>())
                Assert.Equal($"{row[0]} to {to}: {row[1 + (int)to]}", $"{row[0]} to {to}: {(PlanWorkflow.Review.Find(Enum.Parse<PlanState>(row[0]), to) is not null ? "Y" : "-")}");
    }

    [Fact]
    public void A_draft_with_something_that_submission_asks_for_is_not_submitted_and_the_refusal_leads_there()
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Commitment, "problem", null);
        var refusal = To(PlanState.InReview).Check(whole.Plan.Document);
        Assert.Equal((RefusalCode.NotReady, whole.Commitment, "problem"), (refusal!.Code, refusal.Node, refusal.Field));
    }

    [Fact]
    public void What_only_final_asks_for_does_not_keep_a_plan_from_the_reviewers_but_from_final()
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Dataset, "licence", null);
        var found = Completeness.Of(whole.Plan.Document);
        Assert.Contains(found.Blocks, block => block.Rule == "DATA");
        Assert.DoesNotContain(found.Findings.Where(PlanWorkflow.Review.Find(PlanState.Draft, PlanState.InReview)!.IsAsked), block => block.Rule == "DATA");
        Assert.Equal(found.Blocks, found.Findings.Where(PlanWorkflow.Review.Find(PlanState.InReview, PlanState.Final)!.IsAsked));
    }

    [Fact]
    public void A_whole_plan_goes_through_two_rounds_to_final_and_on_to_its_second_version()
    {
        var document = new WholePlan().Plan.Document;
        document = Take(document, To(PlanState.InReview, "Please read"));
        Assert.Equal((1, 1, "Please read"), (document.Standing.Version, document.Standing.Round, document.Standing.Note));
        document = Take(document, To(PlanState.ChangesRequested, "More dates"));
        document = Take(document, To(PlanState.InReview));
        Assert.Equal(2, document.Standing.Round);
        Assert.Equal(RefusalCode.NotReady, Final(document).Check(document)?.Code);
        document = Approve(document);
        document = Take(document, Final(document));
        Assert.Equal(PlanState.Final, document.State);
        Assert.Equal(RefusalCode.NotReady, To(PlanState.InReview).Check(document)?.Code);
        document = Take(document, To(PlanState.Draft, "A ministry was renamed"));
        Assert.Equal((PlanState.Draft, 2, 0), (document.State, document.Standing.Version, document.Standing.Round));
        Assert.Empty(document.Standing.Approvals);
        Assert.Equal(document.Standing, DocumentJson.Read(DocumentJson.ToUtf8(document), ActionPlan.Schema).Standing);
    }

    [Fact]
    public void What_reviewers_demand_is_acted_on_before_the_plan_is_submitted_again()
    {
        var demanded = SentBack();
        Assert.Equal((RefusalCode.NotReady, "problem"), (To(PlanState.InReview).Check(demanded)?.Code, To(PlanState.InReview).Check(demanded)?.Field));
        Assert.Null(To(PlanState.InReview).Check(SentBack(CommentState.Addressed)));
        // Taken back to draft first, by the request or from the round itself, it is asked for no less.
        Assert.Equal((RefusalCode.NotReady, "problem"), Again(Take(demanded, To(PlanState.Draft))));
        Assert.Equal((RefusalCode.NotReady, "problem"), Again(Take(Submitted(), To(PlanState.Draft))));
        Assert.Null(To(PlanState.InReview).Check(Take(SentBack(CommentState.Addressed), To(PlanState.Draft))));

        static (RefusalCode?, string?) Again(Document document) => (To(PlanState.InReview).Check(document)?.Code, To(PlanState.InReview).Check(document)?.Field);

        static Document SentBack(params CommentState[] then) => Take(Submitted(then), To(PlanState.ChangesRequested, "More dates"));

        static Document Submitted(params CommentState[] then)
        {
            var whole = new WholePlan();
            whole.Plan.Do(To(PlanState.InReview));
            RuleExample.Comment(whole, Severity.Blocking, then);
            return whole.Plan.Document;
        }
    }

    [Fact]
    public void A_request_and_a_reopening_say_why()
    {
        var document = Take(new WholePlan().Plan.Document, To(PlanState.InReview));
        Assert.Equal(RefusalCode.NotReady, To(PlanState.ChangesRequested, " \n").Check(document)?.Code);
        document = Approve(document);
        document = Take(document, Final(document));
        Assert.Equal(RefusalCode.NotReady, To(PlanState.Draft).Check(document)?.Code);
        Assert.Equal(RefusalCode.TooLong, To(PlanState.Draft, new string('x', ReviewGate.NoteUnitsMax + 1)).Check(document)?.Code);
    }

    [Fact]
    public void Who_marks_a_plan_final_has_seen_the_warnings_that_it_has()
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Commitment, "problem", "TBD");
        var document = Approve(Take(whole.Plan.Document, To(PlanState.InReview)));
        var warnings = ReviewGate.WarningsOf(Completeness.Of(document));
        Assert.Contains(warnings, warning => warning.StartsWith("REQ.", StringComparison.Ordinal) && warning.EndsWith(" problem", StringComparison.Ordinal));
        Assert.Equal(RefusalCode.NotReady, To(PlanState.Final).Check(document)?.Code);
        Assert.Equal(RefusalCode.NotReady, (Final(document) with { Confirmed = [.. warnings.Skip(1)] }).Check(document)?.Code);
        Assert.Equal(PlanState.Final, Take(document, Final(document)).State);
        Assert.Equal(RefusalCode.BadValue, (To(PlanState.Draft) with { Confirmed = warnings }).Check(document)?.Code);
    }

    [Fact]
    public void An_approval_is_of_the_plan_as_it_is_and_stale_once_its_content_changes()
    {
        var whole = new WholePlan();
        Assert.Equal(RefusalCode.NotReady, new ApprovePlan().Check(whole.Plan.Document)?.Code);
        whole.Plan.Do(To(PlanState.InReview));
        whole.Plan.Do(Approval);
        whole.Plan.Do(new OpenToPeers(true));
        Assert.Equal([new Approval(Approval.Stamp, false)], whole.Plan.Document.Standing.Approvals);
        Assert.Equal(whole.Plan.Document.Standing, DocumentJson.Read(DocumentJson.ToUtf8(whole.Plan.Document), ActionPlan.Schema).Standing);
        whole.Plan.Set(whole.Commitment, "problem", "Still nobody.");
        Assert.Equal([new Approval(Approval.Stamp, true)], whole.Plan.Document.Standing.Approvals);
        Assert.Contains(Completeness.Of(whole.Plan.Document).Blocks, block => block.Code == "APPR.stale");
        whole.Plan.Do(Approval with { Stamp = Approval.Stamp with { Revision = 9 } });
        Assert.Equal(9, Assert.Single(whole.Plan.Document.Standing.Approvals).Stamp.Revision);
        Assert.DoesNotContain(Completeness.Of(whole.Plan.Document).Blocks, block => block.Rule == "APPR");
    }

    [Fact]
    public void A_plan_that_is_too_large_to_be_published_does_not_become_final()
    {
        var whole = new WholePlan();
        var words = new string('ক', ActionPlan.Objective.Description.LengthMax);
        var added = new Stack<NodeId>();
        while (PlanFile.Write(whole.Plan.Document).Length <= PlanFile.SizeBytesMax)
            for (var at = 0; at < 20; at++) added.Push(whole.Plan.Add("objective", ("title", "Open"), ("description", words)));
        whole.Plan.Do(To(PlanState.InReview));
        whole.Plan.Do(Approval);
        Assert.Equal(RefusalCode.TooLong, Final(whole.Plan.Document).Check(whole.Plan.Document)?.Code);
        while (PlanFile.Write(whole.Plan.Document).Length > PlanFile.SizeBytesMax) whole.Plan.Remove(added.Pop());
        whole.Plan.Do(Approval);
        Assert.Null(Final(whole.Plan.Document).Check(whole.Plan.Document));
    }

    [Fact]
    public void What_was_approved_before_changes_were_asked_for_is_approved_again_after_the_next_submission()
    {
        var document = Approve(Take(new WholePlan().Plan.Document, At(1, To(PlanState.InReview))));
        Assert.Equal(1, document.Standing.FreshApprovals);
        document = Take(Take(document, At(8, To(PlanState.ChangesRequested, "More dates"))), At(9, To(PlanState.InReview)));
        Assert.Equal(0, document.Standing.FreshApprovals);
        Assert.Equal(RefusalCode.NotReady, Final(document).Check(document)?.Code);
        document = (Approval with { Stamp = Approval.Stamp with { Revision = 10 } }).Apply(document);
        Assert.Equal(1, document.Standing.FreshApprovals);
        document = Take(document, At(11, Final(document)));
        Assert.Equal(1, document.Standing.FreshApprovals);

        static ChangeState At(long revision, ChangeState step) => step with { Stamp = Approval.Stamp with { Revision = revision } };
    }

    [Fact]
    public void As_many_reviewers_approve_as_the_operator_says()
    {
        var whole = new WholePlan();
        whole.Plan.Do(To(PlanState.InReview));
        Assert.Equal("Approval: 2 reviewers have to approve the plan.", Asks());
        whole.Plan.Do(Approval);
        Assert.Equal("Approval: one more reviewer has to approve the plan.", Asks());
        Assert.DoesNotContain(Completeness.Of(whole.Plan.Document).Blocks, block => block.Rule == "APPR");
        whole.Plan.Do(Approval with { Stamp = Approval.Stamp with { By = new UserId(new Guid(8, 0, 0, new byte[8])) } });
        Assert.Null(Asks());
        whole.Plan.Set(whole.Commitment, "problem", "Still nobody.");
        Assert.StartsWith("Approval: the plan changed after it was approved, so 2 reviewers have to", Asks(), StringComparison.Ordinal);

        string? Asks()
        {
            var document = DocumentJson.Read(DocumentJson.ToUtf8(whole.Plan.Document), ActionPlan.Schema.On(new FinalTerms(Approvals: 2)));
            return Completeness.Of(document).Blocks.SingleOrDefault(block => block.Rule == "APPR")?.Message;
        }
    }

    [Fact]
    public void What_a_reviewer_finds_of_a_commitment_is_stale_once_it_or_what_it_holds_changes()
    {
        var whole = new WholePlan();
        var stamp = new Stamp(new UserId(new Guid(7, 0, 0, new byte[8])), DateTimeOffset.UnixEpoch, 7);
        whole.Plan.Do(new AssessPart(whole.Commitment, ChecklistPoint.Verifiable, true) { Stamp = stamp });
        whole.Plan.Do(new AssessPart(whole.Commitment, ChecklistPoint.Potential, false) { Stamp = stamp });
        Assert.Equal(new ChecklistAnswer(whole.Commitment, ChecklistPoint.Verifiable, true, stamp, false), Find(ChecklistPoint.Verifiable));
        Assert.Equal(whole.Plan.Document.Standing, DocumentJson.Read(DocumentJson.ToUtf8(whole.Plan.Document), ActionPlan.Schema).Standing);
        whole.Plan.Set(whole.Dataset, "description", "Something else.");
        Assert.False(Find(ChecklistPoint.Verifiable)!.Stale);
        whole.Plan.Set(whole.Milestone, "deliverable", "Two charts.");
        Assert.True(Find(ChecklistPoint.Verifiable)!.Stale);
        whole.Plan.Do(new AssessPart(whole.Commitment, ChecklistPoint.Verifiable, true) { Stamp = stamp with { Revision = 9 } });
        Assert.Equal((false, 9), (Find(ChecklistPoint.Verifiable)!.Stale, Find(ChecklistPoint.Verifiable)!.Stamp.Revision));
        Assert.True(Find(ChecklistPoint.Potential)!.Stale);
        whole.Plan.Do(new AssessPart(whole.Commitment, ChecklistPoint.Potential, null) { Stamp = stamp });
        Assert.Null(Find(ChecklistPoint.Potential));
        Assert.Equal(RefusalCode.UnknownKind, new AssessPart(whole.Milestone, ChecklistPoint.Relevant, true).Check(whole.Plan.Document)?.Code);

        ChecklistAnswer? Find(ChecklistPoint point) => whole.Plan.Document.Standing.Checklist.Find(whole.Commitment, point);
    }

    private static ApprovePlan Approval { get; } = new() { Stamp = new Stamp(new UserId(new Guid(7, 0, 0, new byte[8])), DateTimeOffset.UnixEpoch, 7) };

    private static Document Approve(Document document)
    {
        Assert.Null(Approval.Check(document));
        return Approval.Apply(document);
    }

    private static ChangeState To(PlanState to, string note = "") => new(to, note);

    private static ChangeState Final(Document document) => To(PlanState.Final) with { Confirmed = ReviewGate.WarningsOf(Completeness.Of(document)) };

    private static Document Take(Document document, ChangeState step)
    {
        Assert.Null(step.Check(document));
        return step.Apply(document);
    }
}
