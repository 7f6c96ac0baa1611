using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Review;

/// <summary>That "accepted" always means that what was suggested was done, and that undoing it leaves the suggestion where it stood.</summary>
public sealed class AcceptanceTests : WithProposals
{
    private static ImmutableArray<string> Keys(params Operation[] parts) => [.. parts.Select(ProposalPart.KeyOf)];

    private static DecideProposal Accepted(params Operation[] parts) => new(Id, Keys(parts), true, "");

    [Fact]
    public void Nobody_says_accepted_without_doing_it_or_does_something_else_with_it()
    {
        var (due, text, added) = (Due("2018-03-12"), Write("In every district. "), Milestone());
        Suggest(due, text, added);
        Send();
        foreach (var change in new Operation[][]
        {
            [Accepted(due)],
            [Accepted(due), Due("2018-03-13")],
            [Accepted(due), due, Due("2018-03-13")],
            [Accepted(due), due, new RemoveNode(Whole.SecondMilestone)],
            [Accepted(due, text), due],
            [Accepted(due, text), due, due],
            [Accepted(text), Write("In no district. ")],
            [Accepted(text), Edit(Text.Length, Text.Length, "In every district. ")],
            [Accepted(added), added with { Fields = added.Fields.SetItem("title", Scalar.Of("Other")) }],
            [Accepted(added), added with { Node = Below }],
            [Accepted(added), added with { After = Whole.Milestone }],
            [Accepted(due), due, Accepted(text), text],
        })
            Assert.Equal(RefusalCode.BadValue, Try(Focal, change));
        Assert.Equal(3, Proposal.OpenParts.Count());
        Do(Focal, Accepted(due, text), due, text);
        Do(Focal, new DecideProposal(Id, Keys(added), false, "No."));
        Assert.Equal(ProposalState.Closed, Proposal.State);
    }

    [Fact]
    public void What_was_accepted_is_done_again_only_as_it_was_suggested()
    {
        Suggest(Due("2018-03-12"), Write("In every district. "), Milestone());
        Send();
        Accept();
        Undo();
        Do(Focal, [.. Undos.Redo]);
        Assert.Equal((ProposalState.Closed, "2018-03-12", true), (Proposal.State, Field("dueDate"), Plan.IsVisible(Plan[New])));
    }

    [Fact]
    public void Where_others_changed_what_was_accepted_it_is_not_said_to_be_accepted_again()
    {
        Suggest(Due("2018-03-12"), Write("In every district. "));
        Send();
        Accept();
        Undo();
        Others(Due("2018-05-01"));
        Assert.Equal(RefusalCode.BadValue, Try(Focal, [.. Undos.Redo]));
        Assert.Equal((2, "2018-05-01"), (Proposal.OpenParts.Count(), Field("dueDate")));
    }

    [Theory]
    [InlineData(0, 0, "Now: ")]
    [InlineData(5, 8, "XX")]
    [InlineData(0, 19, "")]
    [InlineData(19, 21, "")]
    [InlineData(30, 30, " By June.")]
    public void Undoing_leaves_the_suggestion_where_it_would_stand_had_nobody_accepted_it(int from, int to, string insert)
    {
        Suggest(Write("In every district. "));
        Send();
        Accept();
        var suggested = "In every district. ".Length;
        Others(Edit(from, to, insert));
        Undo();
        var undone = Assert.IsType<EditText>(Assert.Single(Proposal.OpenParts).Operation);

        // The same edit as it falls on the text that never had the suggestion.
        var edit = TextChangeSet.Of("A directive.".Length, (Math.Max(0, from - suggested), Math.Max(0, to - suggested), insert));
        var never = Assert.IsType<EditText>(new EditText(Whole.Milestone, "deliverable", TextChangeSet.Of("A directive.".Length, (0, 0, "In every district. "))).Rebase(new EditText(Whole.Milestone, "deliverable", edit), before: false));
        Assert.Equal(edit.Apply(PlanText.Of("A directive.")).ToString(), Text);
        Assert.True(never.Edit.ContentEquals(undone.Edit), $"{undone.Edit} is not {never.Edit}");
    }
}
