using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.History;

public class SittingTests
{
    private readonly PlanBuilder _plan = new();
    private readonly NodeId _first;
    private readonly NodeId _second;
    private readonly NodeId _milestone;

    public SittingTests()
    {
        _first = _plan.Add("commitment", ("title", "Open the budget"), ("problem", "Nobody can read it."));
        _second = _plan.Add("commitment", ("title", "Open the schools"));
        _milestone = _plan.Add("milestone", _first, ("title", "Publish"), ("dueDate", "2018-01-31"));
    }

    [Fact]
    public void It_says_what_was_done_and_counts_what_stayed()
    {
        var log = new Log(_plan.Document);
        log.Add(Log.Asha, 0, new MoveNode(_milestone, _second, null));
        Type(log, Log.Asha, 1, _first, "problem", 19, " It is a printed book of 900 pages.");
        log.Add(Log.Asha, 2, Edit(log, _first, "problem", 54, 54, "xx"));
        log.Add(Log.Asha, 3, Edit(log, _first, "problem", 54, 56, ""));
        log.Add(Log.Asha, 4, new SetField(_milestone, "dueDate", Scalar.Of("2018-02-28")));
        log.Add(Log.Asha, 5, new SetField(_milestone, "dueDate", Scalar.Of("2018-03-31")));
        var sitting = Assert.Single(Sittings(log));
        Assert.Equal(
            ["moved C1.M1 to C2", "wrote 8 words in “The public problem” of C1", "set “Due” of C2.M1 to 31 Mar 2018 (was 31 Jan 2018)"],
            sitting.Lines.Select(line => line.Words));
        Assert.Equal(ActKinds.Parts | ActKinds.Texts | ActKinds.Values, sitting.Kinds);
    }

    [Fact]
    public void A_long_break_begins_another_and_two_people_at_once_have_one_each()
    {
        var log = new Log(_plan.Document);
        for (var at = 0; at < 6; at++)
        {
            log.Add(Log.Asha, at, Edit(log, _first, "problem", 0, 0, "a "));
            log.Add(Log.Bimal, at, Edit(log, _first, "problem", 0, 0, "b "));
        }

        log.Add(Log.Asha, 60, Edit(log, _first, "problem", 0, 0, "later "));
        var sittings = Sittings(log);
        Assert.Equal([(Log.Asha, 13L, 13L, 1), (Log.Bimal, 2L, 12L, 6), (Log.Asha, 1L, 11L, 6)], sittings.Select(one => (one.Author, one.First, one.Last, one.Changes)));
        Assert.Equal("wrote 6 words in “The public problem” of C1", Assert.Single(sittings[1].Lines).Words);
    }

    [Fact]
    public void A_clock_that_is_set_back_ends_no_sitting_and_hides_no_break_after_it()
    {
        var log = new Log(_plan.Document);
        foreach (var minute in new[] { 70, 72, 12, 14, 50 }) log.Add(Log.Asha, minute, Edit(log, _first, "problem", 0, 0, "a "));
        var sittings = Sittings(log);
        Assert.Equal([(5L, 5L, 1), (1L, 4L, 4)], sittings.Select(one => (one.First, one.Last, one.Changes)));
        Assert.True(sittings[1].From <= sittings[1].To);
    }

    [Fact]
    public void A_part_that_was_added_is_one_line_and_what_came_back_is_none()
    {
        var log = new Log(_plan.Document);
        var added = new NodeId(9_001);
        log.Add(Log.Asha, 0, new InsertNode(added, "milestone", _second, null, Node.NoFields));
        log.Add(Log.Asha, 1, Edit(log, added, "title", 0, 0, "Train the clerks"));
        log.Add(Log.Asha, 2, new SetField(added, "dueDate", Scalar.Of("2018-03-31")));
        log.Add(Log.Asha, 3, new SetField(_milestone, "dueDate", null));
        log.Add(Log.Asha, 4, new SetField(_milestone, "dueDate", Scalar.Of("2018-01-31")));
        Assert.Equal(["added milestone C2.M1 “Train the clerks”"], Assert.Single(Sittings(log)).Lines.Select(line => line.Words));
    }

    [Fact]
    public void Taking_back_keeps_what_came_later_and_says_what_stays()
    {
        var log = new Log(_plan.Document);
        log.Add(Log.Asha, 0, Edit(log, _first, "problem", 0, 0, "Honestly: "), new SetField(_milestone, "dueDate", Scalar.Of("2018-02-28")), new SetField(_milestone, "startDate", Scalar.Of("2018-01-01")));
        log.Add(Log.Bimal, 1, Edit(log, _first, "problem", 10, 16, "Few"));
        log.Add(Log.Bimal, 2, new SetField(_milestone, "dueDate", Scalar.Of("2018-04-30")));
        var plan = TakeBackOf(log, change => change.Author == Log.Asha);
        Assert.Equal(["edited “The public problem” of C1", "emptied “Starts” of C1.M1 (was 1 Jan 2018)"], plan.Does.Order());
        var left = Assert.Single(plan.Left);
        Assert.Equal(("“Due” of C1.M1 was changed again since", Log.Bimal), (left.Words, left.By));
        log.Add(Log.Asha, 3, plan.Operations);
        Assert.Equal("Few can read it.", log.Now[_first].Text("problem").ToString());
        Assert.Equal("2018-04-30", log.Now[_milestone].Scalar("dueDate")?.Text);
    }

    [Fact]
    public void Words_that_others_wrote_over_are_said_all_of_them_or_some()
    {
        var log = new Log(_plan.Document);
        log.Add(Log.Asha, 0, Edit(log, _first, "problem", 0, 0, "Honestly: "), Edit(log, _second, "problem", 0, 0, "Parents cannot compare."));
        log.Add(Log.Bimal, 1, Edit(log, _second, "problem", 0, 23, "Nobody knows."));
        var plan = TakeBackOf(log, change => change.Author == Log.Asha);
        Assert.Equal(["edited “The public problem” of C1"], plan.Does);
        Assert.Equal([("what was written in “The public problem” of C2 was changed again since", (UserId?)Log.Bimal)], plan.Left.Select(left => (left.Words, left.By)));

        log.Add(Log.Bimal, 2, Edit(log, _first, "problem", 0, 8, "Frankly"));
        plan = TakeBackOf(log, change => change.Author == Log.Asha);
        Assert.Equal(
            ["some of what was written in “The public problem” of C1 was changed again since", "what was written in “The public problem” of C2 was changed again since"],
            plan.Left.Select(left => left.Words).Order());
        log.Add(Log.Asha, 3, plan.Operations);
        Assert.Equal(("FranklyNobody can read it.", "Nobody knows."), (log.Now[_first].Text("problem").ToString(), log.Now[_second].Text("problem").ToString()));
    }

    [Fact]
    public void What_was_said_and_suggested_is_not_taken_back_and_each_is_called_what_it_is()
    {
        var log = new Log(_plan.Document);
        log.Add(
            Log.Asha, 0, new StartThread(new ThreadId(1), _first, "problem", null, Severity.Question, "Who?"), new MarkThread(new ThreadId(1), CommentState.Addressed),
            new Suggest(new ProposalId(2), [new SetField(_milestone, "dueDate", Scalar.Of("2018-02-28"))], []), new OpenToPeers(true));
        var plan = TakeBackOf(log, _ => true);
        Assert.Empty(plan.Operations);
        Assert.Equal(
            [
                "“commented on “The public problem” of C1” is something said, which is not taken back here: who said it changes or deletes it",
                "“addressed a comment on “The public problem” of C1” is what became of a comment, which is not taken back here: it is changed at the comment",
                "“worked on a suggestion” is a suggestion, which is not taken back here: who made it changes or withdraws it",
                "“opened the plan to peers” is a step of the plan, which is not taken back here",
            ],
            plan.Left.Select(left => left.Words));
    }

    [Fact]
    public void Parts_that_go_are_called_as_they_are_now_and_by_their_titles()
    {
        var log = new Log(_plan.Document);
        foreach (var (id, title) in new[] { (9_001ul, "Train the clerks"), (9_002ul, "Pay the clerks") })
            log.Add(Log.Asha, 0, new InsertNode(new NodeId(id), "milestone", _second, id == 9_001 ? null : new NodeId(9_001), Node.NoFields.Add("title", Scalar.Of(title))));
        Assert.Equal(["removed C2.M1 “Train the clerks”", "removed C2.M2 “Pay the clerks”"], TakeBackOf(log, change => change.Author == Log.Asha).Does.Order());
    }

    [Fact]
    public void What_others_wrote_in_a_part_goes_with_it_and_is_said()
    {
        var log = new Log(_plan.Document);
        var added = new NodeId(9_001);
        log.Add(Log.Asha, 0, new InsertNode(added, "milestone", _second, null, Node.NoFields));
        log.Add(Log.Bimal, 1, Edit(log, added, "title", 0, 0, "Train the clerks"));
        var plan = TakeBackOf(log, change => change.Author == Log.Asha);
        Assert.Equal(["removed C2.M1 “Train the clerks”"], plan.Does);
        Assert.StartsWith("C2.M1 was worked on since", Assert.Single(plan.Also), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_comes_back_stays_with_who_wrote_it()
    {
        var log = new Log(_plan.Document);
        log.Add(Log.Asha, 0, Edit(log, _second, "problem", 0, 0, "Parents cannot compare schools."));
        log.Add(Log.Bimal, 1, Edit(log, _second, "problem", 8, 31, ""));
        log.Add(Log.Bimal, 2, Edit(log, _second, "problem", 8, 8, "cannot compare schools."));
        log.Add(Log.Bimal, 3, Edit(log, _second, "problem", 31, 31, " Nor can we."));
        var authorship = Authorship(log, "problem");
        Assert.Equal([(31, Log.Asha), (12, Log.Bimal)], authorship.Runs.GroupBy(run => run.Author).Select(runs => (runs.Sum(run => run.Length), runs.Key)));
    }

    [Fact]
    public void A_word_that_somebody_else_had_deleted_is_of_who_writes_it_now()
    {
        var log = new Log(_plan.Document);
        log.Add(Log.Asha, 0, Edit(log, _second, "problem", 0, 0, "Parents have data, and ask."));
        log.Add(Log.Asha, 1, Edit(log, _second, "problem", 13, 17, ""));
        log.Add(Log.Bimal, 500, Edit(log, _second, "problem", 13, 13, "data"));
        Assert.Equal(["Asha: Parents have ", "Bimal: data", "Asha: , and ask."], Authors(log, "problem"));
        Assert.Equal(3, Authorship(log, "problem").Runs[1].Last);
    }

    [Fact]
    public void What_its_deleter_undoes_and_what_moves_within_one_change_stays_with_who_wrote_it()
    {
        var log = new Log(_plan.Document);
        log.Add(Log.Asha, 0, Edit(log, _second, "problem", 0, 0, "open data and maps"));
        log.Add(Log.Bimal, 1, Edit(log, _second, "problem", 5, 9, "figures"));
        log.Add(Log.Asha, 2, Edit(log, _second, "problem", 0, 0, "The "));
        log.Add(Log.Bimal, 3, Edit(log, _second, "problem", 9, 16, "data"));
        Assert.Equal(["Asha: The open data and maps"], Authors(log, "problem"));
        // "maps" goes before "open".
        log.Add(Log.Bimal, 4, new EditText(_second, "problem", TextChangeSet.Of(22, (4, 4, "maps"), (18, 22, ""))));
        Assert.Equal(["Asha: The mapsopen data and "], Authors(log, "problem"));
    }

    [Fact]
    public void A_paragraph_that_somebody_restores_stays_with_who_wrote_it()
    {
        var log = new Log(_plan.Document);
        log.Add(Log.Asha, 0, Edit(log, _second, "problem", 0, 0, "One.\n\nNobody publishes the budgets of schools.\n\nThree."));
        log.Add(Log.Bimal, 100, Edit(log, _second, "problem", 6, 48, ""));
        log.Add(new UserId(new Guid(3, 0, 0, new byte[8])), 200, Restoration.OfField(log.Now, log.At(1), _second, "problem").Operations);
        Assert.Equal(log.At(1)[_second].Text("problem").ToString(), log.Now[_second].Text("problem").ToString());
        Assert.All(Authorship(log, "problem").Runs, run => Assert.Equal((Log.Asha, 1L), (run.Author, run.Last)));
    }

    [Fact]
    public void What_was_accepted_is_of_who_suggested_it_also_when_it_is_taken_back_and_accepted_again()
    {
        var log = new Log(_plan.Document);
        log.Add(Log.Bimal, 0, Edit(log, _second, "problem", 0, 0, "Parents ask. "));
        Suggest(log, Edit(log, _second, "problem", 13, 13, "Nobody publishes what schools spend. "), new SetField(_milestone, "dueDate", Scalar.Of("2018-03-31")));
        for (var time = 0; time < 2; time++)
        {
            log.Add(Log.Bimal, 20 + time, AppliedProposal.Of(log.Now, log.Now.Proposals[Proposal]).Accept());
            Assert.Equal(["Bimal: Parents ask. ", "Asha: Nobody publishes what schools spend. "], Authors(log, "problem"));
            // The first acceptance, which put it there.
            Assert.Equal(4, Authorship(log, "problem").Runs[^1].Last);
            if (time == 0) log.Add(Log.Bimal, 20, PlanModel.Changes.Change.Invert(log.At(log.Changes.Count - 1), log.Changes[^1].Operations));
        }

        log.Add(Log.Bimal, 30, Edit(log, _second, "problem", 50, 50, "Nor do we."));
        Assert.Equal("Bimal: Nor do we.", Authors(log, "problem")[^1]);
    }

    [Fact]
    public void An_acceptance_is_one_line_that_says_whose_it_was()
    {
        var log = new Log(_plan.Document);
        Suggest(log, [Edit(log, _second, "problem", 0, 0, "Nobody publishes what schools spend."), .. Enumerable.Range(0, 24).Select(at => new InsertNode(new NodeId(9_100 + (ulong)at), "milestone", _second, null, Node.NoFields))]);
        var parts = log.Now.Proposals[Proposal].Parts.Select(part => part.Key).ToArray();
        log.Add(Log.Bimal, 20, AppliedProposal.Of(log.Now, log.Now.Proposals[Proposal], parts[..2]).Accept());
        log.Add(Log.Bimal, 21, new DecideProposal(Proposal, [parts[2]], false, ""));
        log.Add(Log.Bimal, 22, AppliedProposal.Of(log.Now, log.Now.Proposals[Proposal]).Accept());
        var sitting = Assert.Single(Sittings(log), one => one.Author == Log.Bimal);
        Assert.Equal(["accepted 2 suggested changes", "declined a suggested change", "accepted 22 suggested changes"], sitting.Lines.Select(line => line.Words));
        Assert.All(sitting.Lines, line => Assert.Equal(Log.Asha, line.SuggestedBy));
        Assert.Contains(new Act(ActKinds.Texts, _second, "problem"), sitting.Lines[0].Acts);
    }

    [Fact]
    public void Order_and_moves_are_compared_as_what_they_are()
    {
        var log = new Log(_plan.Document);
        log.Add(Log.Asha, 0, new MoveNode(_second, NodeId.Root, null), new MoveNode(_milestone, _second, null), new RemoveNode(_first));
        var parts = PlanComparison.Of(log.At(0), log.Now);
        Assert.Equal(["removed", "from “Open the budget” to “Open the schools”"], parts.Select(part => part.Fate == PartFate.Removed ? "removed" : part.Moved));
        log.Add(Log.Bimal, 1, new RestoreNode(_first));
        parts = PlanComparison.Of(log.At(0), log.Now);
        Assert.Contains("up, from C2 to C1", parts.Select(part => part.Moved));
    }

    private static ProposalId Proposal { get; } = new(70);

    private static void Suggest(Log log, params Operation[] parts)
    {
        log.Add(Log.Asha, 10, new Suggest(Proposal, [.. parts], []) { Stamp = new Stamp(Log.Asha, DateTimeOffset.UnixEpoch, 1) });
        log.Add(Log.Asha, 11, new SendProposal(Proposal, "They asked for it.") { Stamp = new Stamp(Log.Asha, DateTimeOffset.UnixEpoch, 2) });
    }

    private static EditText Edit(Log log, NodeId node, string field, int from, int to, string insert) =>
        new(node, field, TextChangeSet.Of(log.Now[node].Text(field).Length, (from, to, insert)));

    private static void Type(Log log, UserId author, double minutes, NodeId node, string field, int at, string text)
    {
        foreach (var letter in text)
        {
            log.Add(author, minutes, Edit(log, node, field, at, at, letter.ToString()));
            at++;
        }
    }

    private TextAuthorship Authorship(Log log, string field)
    {
        var authorship = new TextAuthorship(_second, field);
        foreach (var change in log.Changes) authorship.Add(change);
        return authorship;
    }

    /// <summary>Who wrote what, with what one person wrote side by side taken together.</summary>
    private List<string> Authors(Log log, string field)
    {
        var authorship = Authorship(log, field);
        var (authors, at, last) = (new List<string>(), 0, default(UserId));
        foreach (var run in authorship.Runs)
        {
            var text = authorship.Text.Slice(at, at += run.Length);
            if (authors.Count > 0 && run.Author == last) authors[^1] += text;
            else authors.Add($"{(run.Author == Log.Asha ? "Asha" : "Bimal")}: {text}");
            last = run.Author;
        }

        return authors;
    }

    private static System.Collections.Immutable.ImmutableArray<Sitting> Sittings(Log log)
    {
        var fold = new SittingFold(log.At(0));
        foreach (var change in log.Changes) fold.Add(change);
        return fold.End();
    }

    private static TakeBackPlan TakeBackOf(Log log, Func<PlanModel.Changes.CommittedChange, bool> chosen)
    {
        var takeBack = new TakeBack(log.At(0));
        foreach (var change in log.Changes) takeBack.Add(change, _ => chosen(change));
        return takeBack.End();
    }
}
