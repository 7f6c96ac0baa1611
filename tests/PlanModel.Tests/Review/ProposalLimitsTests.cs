using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Review;

/// <summary>A plan does not grow with all that was ever suggested, and nobody fills it up.</summary>
public sealed class ProposalLimitsTests : WithProposals
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("In every district and every ward. ", 100));

    [Fact]
    public void Of_what_was_answered_the_plan_keeps_how_it_begins_and_undo_brings_all_of_it_back()
    {
        Suggest(Due("2018-03-12"), Write(Long), Milestone() with { Fields = Node.NoFields.Add("title", Scalar.Of("New")).Add("deliverable", Scalar.Of(Long)) });
        Send();
        var waits = DocumentJson.ToUtf8(Plan).Length;
        var operations = Proposal.Parts.Select(part => part.Operation).ToArray();
        Do(Focal, new DecideProposal(Id, [.. Proposal.Parts.Select(part => part.Key)], false, "Later."));
        Assert.InRange(waits - DocumentJson.ToUtf8(Plan).Length, 4_000, waits);
        Assert.Equal(operations.Select(ProposalPart.KeyOf), Proposal.Parts.Select(part => part.Key));
        Assert.Equal(1_000, Assert.IsType<EditText>(Proposal.Parts[1].Operation).Edit.UnitsInserted);
        Assert.EndsWith("…", Assert.IsType<InsertNode>(Proposal.Parts[2].Operation).Fields["deliverable"] is Scalar { Text: { } text } ? text : "", StringComparison.Ordinal);
        var written = DocumentJson.ToUtf8(Plan);
        Assert.Equal(written, DocumentJson.ToUtf8(DocumentJson.Read(written, ActionPlan.Schema)));

        Do(Focal, new ReopenProposal(Id, [.. operations]));
        Assert.Equal(operations, Proposal.Parts.Select(part => part.Operation));
        Accept();
        Assert.StartsWith(Long, Text, StringComparison.Ordinal);
        Undo();
        Assert.Equal(Long.Length, Assert.IsType<EditText>(Proposal.Parts[1].Operation).Edit.UnitsInserted);
    }

    [Fact]
    public void What_was_withdrawn_leaves_its_reason_and_what_was_answered_of_it()
    {
        Suggest(Due("2018-03-12"), Write(Long));
        Send();
        Do(Focal, new DecideProposal(Id, [ProposalPart.KeyOf(Due(""))], false, "No."));
        Do(Contributor, new WithdrawProposal(Id));
        Assert.Equal((ProposalState.Withdrawn, "The districts asked for it."), (Proposal.State, Proposal.Reason));
        Assert.Equal(PartState.Declined, Assert.Single(Proposal.Parts).State);
    }

    [Fact]
    public void Suggesting_and_withdrawing_for_ever_fills_nothing_and_lets_the_plan_forget_no_answer()
    {
        Suggest(Due("2018-03-12"));
        Send();
        Do(Focal, new DecideProposal(Id, [ProposalPart.KeyOf(Due(""))], false, "No."));
        for (var at = 0; at < Limits.ProposalsMax + Limits.ProposalsAnsweredMax; at++)
        {
            var id = new ProposalId(1_000 + (ulong)at);
            Do(Contributor, new Suggest(id, [Due("2018-03-12")], []));
            Do(Contributor, new SendProposal(id, "So."));
            Do(Contributor, new WithdrawProposal(id));
        }

        Assert.Equal((Limits.ProposalsAnsweredMax, 0), (Plan.Proposals.Count, Plan.Proposals.Forgotten));
        Assert.Equal(ProposalState.Closed, Proposal.State);
        Assert.Null(Plan.Proposals.Find(new ProposalId(1_000)));
        Assert.NotNull(Plan.Proposals.Find(new ProposalId(1_000 + Limits.ProposalsMax + Limits.ProposalsAnsweredMax - 1)));
    }

    [Fact]
    public void The_plan_knows_how_many_answers_only_the_log_has_and_which_suggestions_answer_a_comment()
    {
        var thread = new ThreadId(60);
        Do(Reviewer, new StartThread(thread, NodeId.Root, null, null, Severity.Could, "Why?"));
        for (var at = 0; at < Limits.ProposalsAnsweredMax + 3; at++)
        {
            var id = new ProposalId(1_000 + (ulong)at);
            Do(Contributor, new Suggest(id, [Due("2018-03-12")], []));
            Do(Contributor, new SendProposal(id, "So.") { Thread = at % 2 == 0 ? thread : null });
            Do(Focal, new DecideProposal(id, [ProposalPart.KeyOf(Due(""))], false, "No."));
            Assert.Equal(new ProposalId(id.Value - (ulong)(at % 2)), Plan.Proposals.On(thread)?.Id);
        }

        Assert.Equal((Limits.ProposalsAnsweredMax, 3), (Plan.Proposals.Count, Plan.Proposals.Forgotten));
        var read = DocumentJson.Read(DocumentJson.ToUtf8(Plan), ActionPlan.Schema);
        Assert.Equal((3, Plan.Proposals.On(thread)?.Id), (read.Proposals.Forgotten, read.Proposals.On(thread)?.Id));
        Assert.Equal(DocumentJson.Hash(Plan), DocumentJson.Hash(read));
    }

    [Fact]
    public void One_person_has_some_that_wait_and_no_more()
    {
        for (var at = 0; at < Limits.ProposalsOfOneMax; at++)
        {
            Do(Contributor, new Suggest(new ProposalId(1_000 + (ulong)at), [Due("2018-03-12")], []));
            Do(Contributor, new SendProposal(new ProposalId(1_000 + (ulong)at), "So."));
        }

        Assert.Equal(RefusalCode.TooMany, Try(Contributor, new Suggest(Id, [Due("2018-03-12")], [])));
        Do(Reviewer, new Suggest(Id, [Due("2018-03-12")], []));
        Do(Contributor, new WithdrawProposal(new ProposalId(1_000)));
        Do(Contributor, new Suggest(new ProposalId(900), [Due("2018-03-12")], []));
    }

    [Fact]
    public void One_change_suggests_a_few_times_only()
    {
        var many = Enumerable.Range(0, Limits.SuggestionsInChangeMax + 1).Select(at => (Operation)new Suggest(Id, [Due($"2018-03-{1 + at:00}")], [])).ToArray();
        Assert.Equal(RefusalCode.TooMany, Try(Contributor, many));
        Do(Contributor, many[1..]);
    }

    [Fact]
    public void Typing_elsewhere_leaves_what_was_worked_out_of_a_suggestion_as_it_is()
    {
        Suggest(Due("2018-03-12"), Write("In every district. "), Milestone());
        Send();
        var applied = AppliedProposal.Of(Plan, Proposal);
        Do(Focal, new EditText(Whole.SecondMilestone, "title", TextChangeSet.Of(Plan[Whole.SecondMilestone].Text("title").Length, (0, 0, "x"))));
        var after = applied.On(Plan);
        Assert.True(after?.Parts == applied.Parts);
        Assert.Equal(DocumentJson.Hash(AppliedProposal.Of(Plan, Proposal).Document), DocumentJson.Hash(after!.Document));
        Assert.Equal(AppliedProposal.Of(Plan, Proposal).Accept(), after.Accept(), (one, other) => ProposalPart.KeyOf(one) == ProposalPart.KeyOf(other));

        Do(Focal, new EditText(Whole.Commitment, "title", TextChangeSet.Of(Plan[Whole.Commitment].Text("title").Length, (0, 0, "x"))));
        Assert.Null(applied.On(Plan));
        applied = AppliedProposal.Of(Plan, Proposal);
        Do(Focal, new RemoveNode(Whole.SecondMilestone));
        Assert.Null(applied.On(Plan));
    }
}
