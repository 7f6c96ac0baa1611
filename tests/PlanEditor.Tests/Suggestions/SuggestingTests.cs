using PlanEditor.Components.Suggestions;
using PlanEditor.Tests.Editor;
using PlanModel;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Suggestions;

public sealed class SuggestingTests
{
    [Fact]
    public async Task What_a_contributor_does_while_suggesting_shows_to_him_and_changes_nothing()
    {
        await using var page = new OpenPage(role: Role.Contributor);
        var session = page.Session;
        Assert.False(session.MayEdit);
        session.SetSuggesting(true);
        Assert.True(session.MayEdit);
        var added = new InsertNode(new NodeId(0x7001), "milestone", page.Whole.Commitment, null, Node.NoFields);
        Assert.Null(await session.DoAsync(new SetField(page.Whole.Milestone, "status", Scalar.Of("done"))));
        Assert.Null(await session.DoAsync(added));
        Assert.Null(await session.DoAsync(new EditText(added.Node, "title", TextChangeSet.Of(0, (0, 0, "A hearing")))));
        Assert.Null(await session.SuggestTextAsync(session.Shown.Revision, new EditText(page.Whole.Milestone, "title", TextChangeSet.Of(9, (0, 3, "Two")))));
        Assert.Equal(("done", "A hearing", "Two chart"), (session.Document[page.Whole.Milestone].Scalar("status")?.Text, session.Document.Title(session.Document[added.Node]), session.Document.Title(session.Document[page.Whole.Milestone])));
        Assert.Null(page.OnDisk[page.Whole.Milestone].Scalar("status"));
        Assert.Null(page.OnDisk.Find(added.Node));
        Assert.Equal(3, session.Draft!.Parts.Length);

        Assert.Equal(RefusalCode.BadValue, (await session.SendDraftAsync(" "))?.Code);
        Assert.Null(await session.SendDraftAsync("The districts asked for it."));
        session.SetSuggesting(false);
        Assert.Null(session.Document[page.Whole.Milestone].Scalar("status"));
        Assert.Equal(RefusalCode.NotAllowed, (await session.AcceptAsync(page.OnDisk.Proposals.Single().Id))?.Code);
    }

    [Fact]
    public async Task A_focal_point_accepts_one_part_in_place_and_declines_the_rest()
    {
        await using var page = new OpenPage();
        var (session, id) = (page.Session, new ProposalId(9));
        var (date, text) = (new SetField(page.Whole.Milestone, "dueDate", Scalar.Of("2018-03-12")), new EditText(page.Whole.Milestone, "title", TextChangeSet.Of(9, (4, 9, "chart of all accounts"))));
        Assert.Null(await session.DoAsync(new Suggest(id, [date, text], [])));
        Assert.Null(await session.DoAsync(new SendProposal(id, "So.")));
        var shown = SuggestedPart.Of(session.Itself, session.Itself, OpenSuggestions.Of(session.Itself).At(page.Whole.Milestone, "title").Single().Part, "np");
        Assert.Equal([("One ", PieceFate.Kept), ("chart", PieceFate.Removed), ("chart of all accounts", PieceFate.Added)], shown.Pieces.Select(piece => (piece.Text, piece.Fate)));
        Assert.Null(await session.AcceptAsync(id, [ProposalPart.KeyOf(date)]));
        Assert.Equal("2018-03-12", page.OnDisk[page.Whole.Milestone].Scalar("dueDate")?.Text);
        Assert.Null(await session.DeclineAsync(id, [ProposalPart.KeyOf(text)], "It is one account."));
        Assert.Equal((ProposalState.Closed, "One chart"), (page.OnDisk.Proposals.Find(id)!.State, page.OnDisk.Title(page.OnDisk[page.Whole.Milestone])));
    }

    [Fact]
    public async Task While_suggesting_an_answer_is_an_answer_and_a_comment_a_comment()
    {
        await using var page = new OpenPage();
        page.Session.SetSuggesting(true);
        Assert.Null(await page.Session.DoAsync(new StartThread(new ThreadId(8), page.Whole.Milestone, null, null, Severity.Could, "Hm.")));
        Assert.Equal(1, page.OnDisk.Threads.Count);
        Assert.Equal(0, page.OnDisk.Proposals.Count);
    }
}
