using System.Text;
using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Review;

public class ThreadTests
{
    private static readonly ThreadId Thread = new(70);
    private static readonly Actor Reviewer = new(User(1), Role.Reviewer, null);
    private static readonly Actor Lead = new(User(2), Role.PlanLead, "NP");
    private static readonly Actor Focal = new(User(3), Role.FocalPoint, "NP");
    private static readonly Actor Peer = new(User(4), Role.Peer, null);

    private Document _document = new OpenToPeers(true).Apply(Document.Empty(TestSchema.Schema));
    private long _revision;

    [Fact]
    public void A_blocking_comment_is_answered_addressed_and_confirmed()
    {
        Do(Reviewer, Start(Severity.Blocking));
        Do(Focal, new ReplyToThread(Thread, new EntryId(71), "Added."));
        Do(Focal, new MarkThread(Thread, CommentState.Addressed));
        Assert.Equal(RefusalCode.NotAllowed, Try(Lead, new MarkThread(Thread, CommentState.Resolved)));
        Do(Reviewer, new MarkThread(Thread, CommentState.Resolved));
        var thread = _document.Threads.Find(Thread)!;
        Assert.Equal([Reviewer.User, Focal.User], thread.Entries.Select(entry => entry.Said.By));
        Assert.Equal([(CommentState.Open, 1L), (CommentState.Addressed, 3), (CommentState.Resolved, 4)], thread.Steps.Select(step => (step.State, step.Stamp.Revision)));
        Do(Focal, new MarkThread(Thread, CommentState.Reopened));
        Assert.True(_document.Threads.Find(Thread)!.IsPending);
    }

    [Fact]
    public void Nobody_lowers_a_demand_that_he_could_not_confirm()
    {
        Do(Reviewer, Start(Severity.Blocking));
        Assert.Equal(RefusalCode.NotAllowed, Try(Lead, new RateThread(Thread, Severity.Could)));
        Assert.Equal(RefusalCode.NotAllowed, Try(Focal, new RateThread(Thread, Severity.Praise)));
        Do(Reviewer, new RateThread(Thread, Severity.Should));
        Do(Lead, new RateThread(Thread, Severity.Could));
    }

    [Fact]
    public void A_peer_discusses_and_demands_nothing()
    {
        Assert.Equal(RefusalCode.NotAllowed, Try(Peer, Start(Severity.Should)));
        Do(Peer, Start(Severity.Could));
        Assert.Equal(RefusalCode.NotAllowed, Try(Peer, new RateThread(Thread, Severity.Blocking)));
        Assert.Equal(RefusalCode.NotAllowed, Try(Focal, new RateThread(Thread, Severity.Praise)));
        Do(Peer, new RateThread(Thread, Severity.Praise));
        Do(Peer, new MarkThread(Thread, CommentState.Resolved));
    }

    [Fact]
    public void What_is_changed_or_deleted_says_so_and_only_its_author_may()
    {
        Do(Reviewer, Start(Severity.Question));
        Assert.Equal(RefusalCode.NotAllowed, Try(Lead, new EditEntry(Thread, new EntryId(Thread.Value), "")));
        Do(Reviewer, new EditEntry(Thread, new EntryId(Thread.Value), "By when?"));
        Assert.Equal(("By when?", 2L), (Entry.Text, Entry.Edited!.Revision));
        Do(Reviewer, new EditEntry(Thread, new EntryId(Thread.Value), ""));
        Assert.True(Entry.Deleted);
    }

    [Fact]
    public void Who_acted_is_what_the_room_stamps_and_not_what_was_sent()
    {
        var forged = Start(Severity.Question) with { Stamp = new Stamp(Reviewer.User, DateTimeOffset.UnixEpoch, 9) };
        var stamped = Change.Stamped([new OpenToPeers(true), forged], new Stamp(Peer.User, DateTimeOffset.UnixEpoch.AddDays(1), 3));
        Assert.Equal(Peer.User, Assert.IsType<StartThread>(stamped[1]).Stamp.By);
    }

    [Fact]
    public void What_is_said_is_not_taken_back_by_undo()
    {
        var history = UndoHistory.Empty.Made(_document, [Start(Severity.Question)]);
        Assert.Null(history.UndoLabel);
    }

    [Fact]
    public void A_final_plan_takes_no_comment()
    {
        Do(Reviewer, Start(Severity.Question));
        _document = new ChangeState(PlanState.Final, "").Apply(_document);
        foreach (var actor in new[] { Reviewer, Lead, Focal, Peer }) Assert.Equal(RefusalCode.PlanLocked, Try(actor, new ReplyToThread(Thread, new EntryId(71), "Late")));
    }

    [Fact]
    public void The_answer_is_the_countrys_whoever_remarks_on_it_before_and_after()
    {
        Do(Reviewer, Start(Severity.Should));
        Assert.Null(Answer());
        Do(Peer, new ReplyToThread(Thread, new EntryId(71), "We have one."));
        Assert.Null(Answer());
        Do(Lead, new ReplyToThread(Thread, new EntryId(72), "We look for it."));
        Assert.Equal("We look for it.", Answer());
        Do(Focal, new ReplyToThread(Thread, new EntryId(73), "Added."));
        Do(Focal, new MarkThread(Thread, CommentState.Addressed));
        Do(Peer, new ReplyToThread(Thread, new EntryId(74), "I agree."));
        Do(Lead, new ReplyToThread(Thread, new EntryId(75), "Thank you."));
        Assert.Equal("Added.", Answer());
        Do(Focal, new EditEntry(Thread, new EntryId(73), ""));
        Assert.Equal("Thank you.", Answer());

        string? Answer() => ResponseRow.Of(_document, user => user == Lead.User || user == Focal.User).Single().Answer?.Text;
    }

    [Fact]
    public void Nothing_waits_for_what_was_deleted_unless_it_blocks()
    {
        Do(Reviewer, Start(Severity.Should));
        Do(Peer, new ReplyToThread(Thread, new EntryId(71), "Yes, where?"));
        Do(Reviewer, new EditEntry(Thread, new EntryId(Thread.Value), ""));
        Assert.True(_document.Threads.Find(Thread)!.IsPending);
        Do(Peer, new EditEntry(Thread, new EntryId(71), ""));
        Assert.False(_document.Threads.Find(Thread)!.IsPending);
        Do(Reviewer, new RateThread(Thread, Severity.Blocking));
        Assert.True(_document.Threads.Find(Thread)!.IsPending);
    }

    [Fact]
    public void One_person_begins_some_threads_that_nobody_else_resolved_and_no_more()
    {
        for (var at = 0; at < Limits.ThreadsOfOneMax; at++) Do(Peer, Numbered(at));
        Do(Peer, new MarkThread(Numbered(0).Thread, CommentState.Resolved));
        Do(Peer, new EditEntry(Numbered(1).Thread, new EntryId(Numbered(1).Thread.Value), ""));
        Assert.Equal(RefusalCode.TooMany, Try(Peer, Start(Severity.Could)));
        Do(Reviewer, new MarkThread(Numbered(2).Thread, CommentState.Resolved));
        Do(Peer, Start(Severity.Could));
        foreach (var (at, actor) in new[] { Reviewer, Lead, Focal }.Index()) Do(actor, Numbered(1_000 + at));
    }

    [Fact]
    public void One_person_says_so_much_in_all_comments_of_a_plan()
    {
        Do(Reviewer, Start(Severity.Blocking));
        var words = new string('x', Limits.StringUnitsMax);
        var first = new EntryId(100);
        for (var at = 0; at < Limits.SaidUnitsOfOneMax / words.Length; at++)
            _document = (new ReplyToThread(Thread, new EntryId(first.Value + (ulong)at), words) { Stamp = new Stamp(Peer.User, DateTimeOffset.UnixEpoch, 1) }).Apply(_document);
        Assert.Equal(RefusalCode.TooMany, Try(Peer, Numbered(1)));
        Do(Reviewer, Numbered(2));
        Do(Peer, new EditEntry(Thread, first, "No."));
        Do(Peer, Numbered(1));
        Assert.Equal(RefusalCode.TooMany, Try(Peer, new EditEntry(Thread, first, words)));
        _document.Check();
    }

    [Fact]
    public void The_last_threads_of_a_plan_are_for_reviewers_and_the_country()
    {
        for (var at = 0; at < Limits.ThreadsMax - Limits.ThreadsKept; at++) _document = (Numbered(at) with { Stamp = new Stamp(User(100 + (at / 100)), DateTimeOffset.UnixEpoch, 1) }).Apply(_document);
        Assert.Equal(RefusalCode.TooMany, Try(Peer, Start(Severity.Could)));
        foreach (var (at, actor) in new[] { Reviewer, Lead, Focal }.Index()) Do(actor, Numbered(5_000 + at));
    }

    [Fact]
    public void One_person_says_so_much_in_one_thread_and_one_change_so_much_at_all()
    {
        Do(Reviewer, Start(Severity.Blocking));
        for (var at = 0; at < Limits.EntriesOfOneMax; at++) Do(Peer, new ReplyToThread(Thread, new EntryId(100 + (ulong)at), "No."));
        Assert.Equal(RefusalCode.TooMany, Try(Peer, new ReplyToThread(Thread, new EntryId(71), "No.")));
        Do(Reviewer, new ReplyToThread(Thread, new EntryId(71), "Yes."));

        Operation[] many = [.. Enumerable.Range(0, Limits.CommentsInChangeMax + 1).Select(Numbered)];
        Assert.Equal(RefusalCode.TooMany, Change.TryApply(_document, [.. many], Reviewer, "NP", out _)?.Code);
        Assert.Null(Change.TryApply(_document, [.. many[1..]], Reviewer, "NP", out _));
    }

    [Theory]
    [InlineData(0, 9, RefusalCode.BadEdit)]
    [InlineData(-1, 1, RefusalCode.BadEdit)]
    [InlineData(2, 1, RefusalCode.BadEdit)]
    [InlineData(0, 1, RefusalCode.BadEdit)]
    [InlineData(int.MaxValue, int.MinValue, RefusalCode.BadEdit)]
    public void A_stretch_that_there_is_not_is_refused_wherever_it_is_moved(int from, int to, RefusalCode code)
    {
        var edit = new EditText(NodeId.Root, "title", TextChangeSet.Of(0, (0, 0, "😀 ok")));
        var document = edit.Apply(_document);
        var start = Start(Severity.Question) with { Field = "title", Range = (from, to) };
        Assert.Equal(code, start.Check(document)?.Code);
        Assert.NotNull(start.Rebase(new EditText(NodeId.Root, "title", TextChangeSet.Of(5, (5, 5, "!"))), false));
    }

    [Fact]
    public void A_document_without_threads_is_written_as_ever()
    {
        Assert.DoesNotContain("threads", Encoding.UTF8.GetString(DocumentJson.ToUtf8(_document)), StringComparison.Ordinal);
        Do(Reviewer, Start(Severity.Blocking) with { Node = NodeId.Root });
        Do(Focal, new AssignThread(Thread, Focal.User, new DateOnly(2018, 1, 31)));
        var written = DocumentJson.ToUtf8(_document);
        Assert.Equal(written, DocumentJson.ToUtf8(DocumentJson.Read(written, TestSchema.Schema)));
    }

    [Fact]
    public void People_are_named_by_their_ids()
    {
        var text = $"{Mentions.Write(Lead.User)}, see {Mentions.Write(Focal.User)}. Not a@{Peer.User}, @short, {Mentions.Write(Lead.User)}x";
        Assert.Equal([Lead.User, Focal.User], Mentions.In(text));
        Assert.StartsWith("<2>, see <3>.", Mentions.Replace(text, user => user == Lead.User ? "<2>" : "<3>"), StringComparison.Ordinal);
    }

    private ThreadEntry Entry => _document.Threads.Find(Thread)!.Entries[0];

    private static UserId User(int at) => new(new Guid(at, 0, 0, new byte[8]));

    private static StartThread Numbered(int at) => Start(Severity.Could) with { Thread = new ThreadId(10_000 + (ulong)at) };

    private static StartThread Start(Severity severity) => new(Thread, NodeId.Root, null, null, severity, "Where is the baseline?");

    private void Do(Actor actor, Operation operation) => Assert.Null(Try(actor, operation));

    private RefusalCode? Try(Actor actor, Operation operation)
    {
        var stamped = Change.Stamped([operation], new Stamp(actor.User, DateTimeOffset.UnixEpoch.AddHours(_revision), _revision + 1));
        var refusal = Change.TryApply(_document, stamped, actor, "NP", out _document);
        if (refusal is null) _revision++;
        return refusal?.Code;
    }
}
