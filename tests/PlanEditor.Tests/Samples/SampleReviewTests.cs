using PlanEditor.Identity;
using PlanEditor.Samples;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Samples;

/// <summary>Who first looks at the samples finds a review that is under way.</summary>
public sealed class SampleReviewTests
{
    private static readonly IReadOnlyDictionary<string, Document> Told = SampleFile.ReadAll().ToDictionary(file => file.Slug, file => SampleHistory.Of(file, ActionPlan.Schema).Document);

    [Fact]
    public void Comments_of_every_severity_are_in_every_state_on_parts_fields_and_words()
    {
        var threads = Told.Values.SelectMany(plan => plan.Threads).ToList();
        Assert.Equal(Enum.GetValues<Severity>(), threads.Select(thread => thread.Severity).Distinct().Order());
        Assert.Equal(Enum.GetValues<CommentState>(), threads.Select(thread => thread.State).Distinct().Order());
        Assert.Contains(threads, thread => thread.Anchor.Field is null);
        Assert.Contains(threads, thread => thread.Anchor is { Field: not null, Range: null });
        Assert.Contains(threads, thread => thread.Anchor.Range is not null);
        Assert.Contains(threads, thread => thread is { Assignee: not null, Due: not null });
        Assert.Contains(threads.SelectMany(thread => thread.Entries), entry => Mentions.In(entry.Text).Any());
        Assert.DoesNotContain(threads.SelectMany(thread => thread.Entries), entry => SampleAccounts.All.Any(account => entry.Text.Contains($"@{account.Key}", StringComparison.Ordinal)));
        Assert.All(Told.Values, plan => Assert.InRange(plan.Threads.Count, 3, 12));
    }

    [Theory]
    [InlineData("nepal", "peer.mn")]
    [InlineData("panama", "peer.cr")]
    [InlineData("bangladesh", "peer.cr")]
    [InlineData("uruguay", "contributor.uy")]
    public void Reviewers_peers_and_the_country_answer_one_another(string slug, string other)
    {
        var plan = Told[slug];
        Assert.Contains(plan.Threads, thread => By(thread.Asked, other) && (thread.Entries.Length > 1 || thread.Severity == Severity.Praise));
        Assert.Contains(plan.Threads, thread => (By(thread.Asked, "reviewer") || By(thread.Asked, "reviewer2")) && thread.Entries.Any(entry => RoleOf(entry.Said) is Role.FocalPoint));
    }

    [Fact]
    public void Suggestions_wait_and_were_accepted_whole_or_in_part_and_declined_with_a_word()
    {
        var proposals = Told.Values.SelectMany(plan => plan.Proposals).ToList();
        Assert.True(proposals.Count(proposal => proposal.State == ProposalState.Open) >= 4);
        Assert.DoesNotContain(Told["panama"].Proposals, proposal => proposal.State == ProposalState.Open);
        Assert.Contains(proposals, proposal => proposal.Parts.Length > 1 && proposal.Parts.Select(part => part.State).Distinct().Count() > 1);
        Assert.Contains(proposals, proposal => proposal.Parts.All(part => part.State == PartState.Accepted));
        Assert.Contains(proposals, proposal => proposal.Parts.All(part => part is { State: PartState.Declined, Note.Length: > 0 }));
        Assert.Contains(proposals, proposal => proposal.Thread is not null && proposal.State == ProposalState.Open);
        // What waits can still be done.
        foreach (var plan in Told.Values)
            Assert.All(plan.Proposals.Open, proposal => Assert.All(AppliedProposal.Of(plan, proposal).Parts, part => Assert.Null(part.WhyNot?.Words)));
    }

    [Fact]
    public void Each_plan_has_a_version_with_a_name_and_blocking_comments_stand_where_the_review_goes_on()
    {
        Assert.All(Told.Values, plan => Assert.True(plan.Versions.Count >= 1));
        foreach (var slug in (string[])["bangladesh", "nepal"])
            Assert.Contains(Told[slug].Threads, thread => thread is { Severity: Severity.Blocking, IsPending: true });
        Assert.DoesNotContain(Told["panama"].Threads, thread => thread is { Severity: Severity.Blocking, IsPending: true });
    }

    [Fact]
    public void Peers_and_countries_talk_on_the_board_of_questions()
    {
        var (changes, board) = SampleBoard.Tell();
        Assert.Equal(changes.Count, changes[^1].Revision);
        Assert.Equal(4, board.Threads.Count);
        Assert.Contains(board.Threads, thread => RoleOf(thread.Asked) == Role.Peer);
        Assert.All(board.Threads, thread => Assert.True(thread.Entries.Length > 1));
    }

    private static bool By(Stamp stamp, string account) => stamp.By == SampleAccounts.Find(account)!.Id;

    private static Role RoleOf(Stamp stamp) => SampleAccounts.All.Single(account => account.Id == stamp.By).Role;
}
