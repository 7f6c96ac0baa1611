using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Suggestions;
using PlanEditor.Export;
using PlanEditor.Identity;
using PlanEditor.Tests.Editor;
using PlanEditor.Tests.Storage;
using PlanModel;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
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
    public async Task What_others_left_no_room_for_stands_in_nobodys_way()
    {
        await using var page = new OpenPage(role: Role.Contributor);
        page.Show(page.Whole.Milestone);
        var (session, title) = (page.Session, page.Whole.Milestone);
        session.SetSuggesting(true);
        Assert.Null(await session.DoAsync(new EditText(title, "title", TextChangeSet.Of(9, (9, 9, new string('x', 140))))));
        page.Other(new EditText(title, "title", TextChangeSet.Of(9, (0, 0, new string('y', 140)))));
        Assert.Equal(149, session.Document[title].Text("title").Length);
        Assert.Null(await session.DoAsync(new EditText(title, "title", TextChangeSet.Of(149, (0, 140, "")))));
        Assert.Equal("One chart", session.Document[title].Text("title").ToString());
    }

    [Fact]
    public async Task What_was_suggested_on_another_device_is_told_to_the_one_that_does_not_know_it()
    {
        await using var page = new OpenPage(role: Role.Contributor);
        page.Show(page.Whole.Milestone);
        var (session, title) = (page.Session, (page.Whole.Milestone, "title"));
        var (none, two, more) = (TextChangeSet.Empty(9), TextChangeSet.Of(9, (0, 3, "Two")), TextChangeSet.Of(9, (0, 3, "Two"), (9, 9, " more")));
        session.SetSuggesting(true);
        Assert.Null(await session.DoAsync(new SetField(page.Whole.Milestone, "status", Scalar.Of("done"))));
        Assert.Null(Unknown(none));
        Assert.Null(await session.SuggestTextAsync(session.Shown.Revision, new EditText(page.Whole.Milestone, "title", more)));
        Assert.Equal(("One chart", more.ToString()), (Unknown(none)?.Text, Unknown(none)?.Edit));
        Assert.NotNull(Unknown(two));
        Assert.Null(Unknown(more));

        // What others write moves what is suggested; it is the same all the same.
        var before = session.Shown.Revision;
        page.Other(new EditText(page.Whole.Milestone, "title", TextChangeSet.Of(9, (3, 3, " common"))));
        Assert.Null(Unknown(more, before));
        Assert.NotNull(Unknown(two, before));
        Assert.Equal("One common chart", Unknown(none, before)?.Text);
        // Nobody else's draft is one's own.
        Assert.Null(SuggestedNow.Unknown(new RoomState(before, page.OnDisk), new UserId(Guid.NewGuid()), title, before, TextChangeSet.Empty(16)));

        SuggestedNow? Unknown(TextChangeSet known, long? revision = null) => SuggestedNow.Unknown(new RoomState(session.Shown.Revision, page.OnDisk), session.Person.Actor.User, title, revision ?? session.Shown.Revision, known);
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
    public async Task Whoever_declines_in_place_is_asked_why_and_can_think_again()
    {
        using var directory = new TemporaryDirectory();
        await using var store = await TestStore.OpenSqliteAsync(Path.Combine(directory.Path, "plans.db"));
        await using var page = new OpenPage();
        page.Show(page.Whole.Milestone);
        var (id, date) = (new ProposalId(9), new SetField(page.Whole.Milestone, "dueDate", Scalar.Of("2018-03-12")));
        page.Other(new Suggest(id, [date], []), new SendProposal(id, "So."));
        using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddSingleton(new PeopleOfPlan(new Actors(store.Databases, null!, TimeProvider.System)));
        var shown = SuggestedPart.Of(page.OnDisk, page.OnDisk, OpenSuggestions.Of(page.OnDisk).At(page.Whole.Milestone, "dueDate").Single().Part, "np");
        var item = context.Render<SuggestedItem>(one => one.AddCascadingValue(page.Session).Add(some => some.Row, new SuggestedHere.Row(id, page.OnDisk.Proposals[id].Author, shown, false)).Add(some => some.MayDecide, true));
        item.FindAll("button").Single(button => button.TextContent == "Decline…").Click();
        Assert.Equal("Why not? Somebody who has left will read it.", item.Find("form label").TextContent);
        item.Find("form").KeyDown("Escape");
        Assert.Empty(item.FindAll("form"));
        Assert.Equal(ProposalState.Open, page.OnDisk.Proposals[id].State);

        item.FindAll("button").Single(button => button.TextContent == "Decline…").Click();
        item.Find("textarea").Change(" The courts are closed then. ");
        item.Find("form").Submit();
        item.WaitForAssertion(() => Assert.Equal((PartState.Declined, "The courts are closed then."), (page.OnDisk.Proposals[id].Parts.Single().State, page.OnDisk.Proposals[id].Parts.Single().Note)));
    }

    [Fact]
    public async Task What_is_suggested_and_not_sent_when_the_plan_becomes_final_is_said_to_be_kept()
    {
        await using var page = new OpenPage(role: Role.Contributor);
        var view = page.Show(page.Whole.Commitment);
        page.Session.SetSuggesting(true);
        Assert.Null(await page.Session.DoAsync(new SetField(page.Whole.Milestone, "status", Scalar.Of("done"))));
        page.Other(new ChangeState(PlanState.Final, ""));
        const string words = "This plan is final. To change it, the plan’s lead or an administrator reopens it. What you suggest and have not sent is kept: one change.";
        Assert.Equal(words, view.Find(".suggesting [role=alert]").TextContent);
        Assert.DoesNotContain(view.FindAll(".suggesting button"), button => button.TextContent is "Send" or "Discard");
        page.Session.SetSuggesting(false);
        Assert.Equal((words, 0), (view.Find(".why span").TextContent, view.FindAll(".why button").Count));
        page.Other(new ChangeState(PlanState.Draft, "The dates moved."));
        Assert.Equal(("You suggest one change and have not sent that yet.", "Go on"), (view.Find(".why span").TextContent, view.Find(".why button").TextContent));
    }

    [Fact]
    public async Task All_that_is_suggested_is_said_as_what_is_asked_for()
    {
        await using var page = new OpenPage();
        var (whole, document) = (page.Whole, page.OnDisk);
        Operation[] all =
        [
            new SetField(whole.Milestone, "dueDate", Scalar.Of("2018-03-12")), new SetField(whole.Milestone, "dueDate", null), new AddToSet(whole.Commitment, "values", "participation"), new RemoveFromSet(whole.Commitment, "values", "transparency"),
            new RemoveNode(whole.Milestone), new MoveNode(whole.Milestone, whole.Commitment, whole.SecondMilestone), new InsertNode(new NodeId(0x7001), "milestone", whole.Commitment, null, Node.NoFields),
            new EditText(whole.Milestone, "title", TextChangeSet.Of(9, (0, 3, "Two"))), new EditText(whole.Milestone, "title", TextChangeSet.Of(9, (0, 9, ""))), new EditText(whole.Milestone, "title", TextChangeSet.Of(9, (9, 9, "s"))),
        ];
        Assert.Equal(["Set", "Empty", "Add", "Take", "Remove", "Move", "Add", "Edit", "Empty", "Write"], all.Select(operation => SuggestedPart.Sentence(document, operation).Split(' ')[0]));
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

    [Fact]
    public async Task Typing_elsewhere_works_out_no_suggestion_again_and_a_part_that_is_suggested_shows_in_its_list()
    {
        await using var page = new OpenPage();
        var (session, id, added) = (page.Session, new ProposalId(9), new NodeId(0x7001));
        Assert.Null(await session.DoAsync(new Suggest(id, [new InsertNode(added, "milestone", page.Whole.Commitment, null, Node.NoFields.Add("title", Scalar.Of("A hearing")).Add("dueDate", Scalar.Of("2018-03-12")))], [])));
        Assert.Null(await session.DoAsync(new SendProposal(id, "So.")));
        var before = OpenSuggestions.Of(page.OnDisk);
        Assert.Null(await session.DoAsync(new EditText(page.Whole.SecondMilestone, "title", TextChangeSet.Of(page.OnDisk[page.Whole.SecondMilestone].Text("title").Length, (0, 0, "x")))));
        var after = OpenSuggestions.Of(page.OnDisk);
        Assert.NotSame(before, after);
        Assert.True(before.All[0].Applied.Parts == after.All[0].Applied.Parts);
        Assert.Equal("x", page.OnDisk[page.Whole.SecondMilestone].Text("title").ToString()[..1]);
        Assert.StartsWith("x", after.All[0].Applied.Document.Title(after.All[0].Applied.Document[page.Whole.SecondMilestone]), StringComparison.Ordinal);

        var list = PartsView.Of(page.OnDisk, page.OnDisk[page.Whole.Commitment], ActionPlan.Milestone.Kind, PlanMarks.Of(page.OnDisk), "np");
        Assert.Equal(("A hearing", id, true), (list.Ghosts.Single().Part.Title, list.Ghosts.Single().Proposal, list.Ghosts.Single().Part.Cells.Any(cell => cell.ToString() == "12 Mar 2018")));
        Assert.DoesNotContain(list.Rows, row => row.Id == added);
        Assert.Null(await session.AcceptAsync(id));
        list = PartsView.Of(page.OnDisk, page.OnDisk[page.Whole.Commitment], ActionPlan.Milestone.Kind, PlanMarks.Of(page.OnDisk), "np");
        Assert.Equal((0, true), (list.Ghosts.Length, list.Rows.Any(row => row.Id == added)));
    }

    [Fact]
    public async Task What_a_suggestion_would_add_gives_no_other_number_to_what_is_there()
    {
        await using var page = new OpenPage();
        var session = page.Session;
        session.SetSuggesting(true);
        var due = new SetField(page.Whole.Milestone, "dueDate", Scalar.Of("2018-03-12"));
        Assert.Null(await session.DoAsync(new InsertNode(new NodeId(77), "commitment", NodeId.Root, null, Node.NoFields)));
        Assert.Null(await session.DoAsync(due));
        Assert.Null(await session.SendDraftAsync("Another one first."));
        Assert.Contains(SuggestionRow.Of(page.OnDisk), row => SuggestedPart.Sentence(row).StartsWith("Set “Due” of C1.M1 to 12 Mar 2018", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_suggestion_answers_a_comment_and_the_comment_says_what_became_of_it()
    {
        await using var page = new OpenPage();
        var (session, asked) = (page.Session, new ThreadId(8));
        var due = new SetField(page.Whole.Milestone, "dueDate", Scalar.Of("2018-03-12"));
        Assert.Null(await session.DoAsync(new StartThread(asked, page.Whole.Milestone, null, null, Severity.Could, "That is too early.")));
        session.SetAnswering(asked);
        Assert.True(session.Suggesting);
        Assert.Null(await session.DoAsync(due));
        Assert.Null(await session.SendDraftAsync("As you asked."));
        Assert.Null(session.Answering);
        var proposal = page.OnDisk.Proposals.Single();
        Assert.Equal((asked, "waits for an answer", true), (proposal.Thread, Shown().Words, Shown().IsTaken));

        session.SetAnswering(asked);
        Assert.Null(await session.DoAsync(new SetField(page.Whole.Milestone, "dueDate", Scalar.Of("2018-04-30"))));
        Assert.Equal(RefusalCode.BadValue, (await session.SendDraftAsync("Or so."))?.Code);
        session.SetSuggesting(false);
        Assert.Null(await session.AcceptAsync(proposal.Id));
        var row = SuggestionRow.Of(page.OnDisk).Single();
        Assert.Equal($"accepted at revision {row.Part.Decided!.Revision}", Shown().Words);
        Assert.Equal(("As you asked.", PartState.Accepted, "Set “Due” of C1.M1 to 12 Mar 2018"), (row.Proposal.Reason, row.Part.State, SuggestedPart.Sentence(row)));
        var lines = ResponseTable.Of(page.OnDisk, _ => "Me", _ => false).ToList();
        Assert.Equal((3, "Me: As you asked."), (lines.Count, lines[1][9]));
        Assert.Equal(("Suggestion", "accepted", "As you asked.", $"{row.Part.Decided!.Revision}"), (lines[2][4], lines[2][5], lines[2][8], lines[2][13]));
        Assert.All(lines, line => Assert.Equal(lines[0].Count, line.Count));

        ThreadSuggestion Shown() => ThreadView.Of(page.OnDisk, page.OnDisk.Threads[asked], "np").Suggestion!;
    }

    [Fact]
    public async Task The_response_matrix_and_its_files_say_how_many_older_suggestions_only_the_history_has()
    {
        await using var page = new OpenPage();
        page.Show(page.Whole.Milestone);
        var due = new SetField(page.Whole.Milestone, "dueDate", Scalar.Of("2018-03-12"));
        var ids = Enumerable.Range(1_000, Limits.ProposalsAnsweredMax + 2).Select(at => new ProposalId((ulong)at)).ToArray();
        page.Other([.. ids.SelectMany(id => new Operation[] { new Suggest(id, [due], []), new SendProposal(id, "So."), new DecideProposal(id, [ProposalPart.KeyOf(due)], false, "") })]);

        // Nobody is named in an empty one.
        using var context = new BunitContext();
        context.Services.AddSingleton(new PeopleOfPlan(null!));
        var older = context.Render<ResponseMatrix>(matrix => matrix.Add(shown => shown.Rows, []).Add(shown => shown.Suggestions, []).Add(shown => shown.Forgotten, page.OnDisk.Proposals.Forgotten).Add(shown => shown.Slug, "np")).Find("tr.older");
        Assert.Equal(("And two older suggestions, answered long ago: in the history", "plans/np/history?kind=said"), (older.TextContent.Trim(), older.QuerySelector("a")!.GetAttribute("href")));
        Assert.Contains("two older suggestions", ResponseTable.Of(page.OnDisk, _ => "Me", _ => false).Last()[8], StringComparison.Ordinal);
    }
}
