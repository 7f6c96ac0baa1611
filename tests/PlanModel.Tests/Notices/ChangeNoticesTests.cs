using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Notices;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Notices;

/// <summary>Whom a change of Nepal's plan tells of what.</summary>
public class ChangeNoticesTests
{
    private static readonly ThreadId Thread = new(70);
    private static readonly Dictionary<string, Actor> People = new()
    {
        ["reviewer"] = Person(1, Role.Reviewer),
        ["reviewer2"] = Person(2, Role.Reviewer),
        ["own"] = Person(3, Role.Reviewer, "NP"),
        ["lead"] = Person(4, Role.PlanLead, "NP"),
        ["focal"] = Person(5, Role.FocalPoint, "NP"),
        ["contributor"] = Person(6, Role.Contributor, "NP"),
        ["peer"] = Person(7, Role.Peer),
        ["abroad"] = Person(8, Role.FocalPoint, "BD"),
        ["admin"] = Person(9, Role.Administrator),
        ["gone"] = Person(10, Role.FocalPoint, "NP") with { Suspended = true },
    };

    private Document _document = Document.Empty(TestSchema.Schema);
    private long _revision;

    [Fact]
    public void A_comment_tells_those_who_write_and_an_answer_those_who_spoke()
    {
        Assert.Equal("focal:Commented lead:Commented", Do("reviewer", Start("Where is the baseline?")));
        Assert.Equal("reviewer:Answered", Do("focal", new ReplyToThread(Thread, new EntryId(71), "Added.")));
        Assert.Equal("focal:Answered reviewer:Answered", Do("contributor", new ReplyToThread(Thread, new EntryId(72), "And the source.")));
        Assert.Equal("contributor:Answered focal:Answered", Do("reviewer", new ReplyToThread(Thread, new EntryId(73), "Thanks.")));
    }

    [Fact]
    public void Who_deleted_what_he_said_is_not_told_of_answers_to_it()
    {
        Do("reviewer", Start("Where is the baseline?"));
        Do("contributor", new ReplyToThread(Thread, new EntryId(71), "In the annex."));
        Do("contributor", new EditEntry(Thread, new EntryId(71), ""));
        Assert.Equal("reviewer:Answered", Do("focal", new ReplyToThread(Thread, new EntryId(72), "Added.")));
    }

    [Fact]
    public void Who_is_named_is_told_that_and_nothing_less()
    {
        Assert.Equal("contributor:Mentioned focal:Mentioned lead:Commented", Do("reviewer", Start($"Ask {Named("focal")} and {Named("contributor")}, {Named("focal")}")));
        Assert.Equal("reviewer:Mentioned", Do("focal", new ReplyToThread(Thread, new EntryId(71), $"{Named("reviewer")} {Named("focal")}: done")));
    }

    [Fact]
    public void Naming_somebody_later_tells_only_who_was_not_named_before()
    {
        Do("reviewer", Start(Named("focal")));
        Assert.Equal("lead:Mentioned", Do("reviewer", new EditEntry(Thread, new EntryId(70), $"{Named("focal")} {Named("lead")}")));
        Assert.Equal("", Do("reviewer", new EditEntry(Thread, new EntryId(70), "")));
    }

    [Fact]
    public void Nobody_is_told_of_a_plan_that_he_may_not_read()
    {
        Assert.Equal("focal:Commented lead:Commented", Do("reviewer", Start($"{Named("peer")} {Named("abroad")} {Named("admin")} {Named("gone")}")));
        Do("lead", new OpenToPeers(true));
        Assert.Equal("abroad:Mentioned peer:Mentioned reviewer:Answered", Do("focal", new ReplyToThread(Thread, new EntryId(71), $"{Named("peer")} {Named("abroad")} {Named("admin")} {Named("gone")}")));
        Assert.Equal("focal:Answered reviewer:Answered", Do("lead", new ReplyToThread(Thread, new EntryId(72), Named("peer")), new OpenToPeers(false)));
    }

    [Fact]
    public void Who_asked_hears_what_becomes_of_it_and_who_acted_that_it_is_open_again()
    {
        Do("reviewer", Start("Where?"));
        Assert.Equal("focal:Assigned", Do("reviewer", new AssignThread(Thread, People["focal"].User, new DateOnly(2018, 1, 31))));
        Assert.Equal("focal:Assigned", Do("reviewer", new AssignThread(Thread, People["focal"].User, new DateOnly(2018, 2, 28))));
        Assert.Equal("", Do("reviewer", new AssignThread(Thread, People["focal"].User, new DateOnly(2018, 2, 28))));
        Assert.Equal("", Do("reviewer", new AssignThread(Thread, People["focal"].User, null)));
        Assert.Equal("reviewer:Addressed", Do("focal", new MarkThread(Thread, CommentState.Addressed)));
        Assert.Equal("focal:CommentReopened", Do("reviewer", new MarkThread(Thread, CommentState.Reopened)));
        Assert.Equal("focal:Confirmed reviewer:Confirmed", Do("reviewer2", new MarkThread(Thread, CommentState.Resolved)));
        Assert.Equal("", Do("reviewer2", new MarkThread(Thread, CommentState.Resolved)));
    }

    [Fact]
    public void That_a_comment_begins_to_block_or_no_longer_does_is_told_to_who_writes_and_who_asked()
    {
        Do("reviewer", Start("Where?"));
        Assert.Equal("focal:CommentBlocks lead:CommentBlocks reviewer:CommentBlocks", Do("reviewer2", new RateThread(Thread, Severity.Blocking)));
        Assert.Equal("", Do("reviewer2", new RateThread(Thread, Severity.Blocking)));
        Assert.Equal("focal:CommentReleased lead:CommentReleased", Do("reviewer", new RateThread(Thread, Severity.Should)));
        Assert.Equal("focal:CommentRated reviewer:CommentRated", Do("lead", new RateThread(Thread, Severity.Could)));
        Assert.Equal("", Do("reviewer", new RateThread(Thread, Severity.Question)));
        Assert.Equal("focal:CommentRated lead:CommentRated", Do("reviewer", new RateThread(Thread, Severity.Should)));
        Do("reviewer", new MarkThread(Thread, CommentState.Resolved));
        Assert.Equal("", Do("reviewer2", new RateThread(Thread, Severity.Blocking)));
    }

    [Fact]
    public void A_suggestion_tells_those_who_answer_and_the_answer_whoever_made_it()
    {
        var proposal = new ProposalId(80);
        var suggested = new InsertNode(new NodeId(500), "chapter", NodeId.Root, null, Node.NoFields);
        var keys = new[] { ProposalPart.KeyOf(suggested) };
        Assert.Equal("", Do("reviewer", new Suggest(proposal, [suggested], [])));
        Assert.Equal("focal:Suggested lead:Suggested", Do("reviewer", new SendProposal(proposal, "The law asks for it.")));
        Assert.Equal("reviewer:SuggestionDeclined", Do("focal", new DecideProposal(proposal, [.. keys], false, "Not now")));
        Assert.Equal("reviewer:SuggestionReopened", Do("focal", new ReopenProposal(proposal, [suggested])));
        Assert.Equal("reviewer:SuggestionAccepted", Do("lead", new DecideProposal(proposal, [.. keys], true, ""), suggested));
        Do("contributor", new Suggest(new ProposalId(81), [suggested with { Node = new NodeId(501) }], []));
        Assert.Equal("", Do("contributor", new WithdrawProposal(new ProposalId(81))));
    }

    [Fact]
    public void Who_suggested_hears_of_the_answer_even_when_the_plan_forgets_the_suggestion_with_it()
    {
        var ids = Enumerable.Range(1_000, Limits.ProposalsAnsweredMax + 1).Select(at => new ProposalId((ulong)at)).ToArray();
        foreach (var id in ids) Do("contributor", new Suggest(id, [new InsertNode(new NodeId(500), "chapter", NodeId.Root, null, Node.NoFields)], []), new SendProposal(id, "So."));
        var keys = new[] { ProposalPart.KeyOf(new InsertNode(new NodeId(500), "chapter", NodeId.Root, null, Node.NoFields)) };
        Assert.Equal(string.Join(' ', ids.Select(_ => "contributor:SuggestionDeclined")), Do("focal", [.. ids.Reverse().Select(id => new DecideProposal(id, [.. keys], false, ""))]));
        Assert.Null(_document.Proposals.Find(ids[0]));
        Assert.Equal(1, _document.Proposals.Forgotten);
    }

    [Fact]
    public void Who_suggests_and_may_answer_is_not_told_of_the_own_suggestion()
    {
        Do("focal", new Suggest(new ProposalId(80), [new InsertNode(new NodeId(500), "chapter", NodeId.Root, null, Node.NoFields)], []));
        Assert.Equal("lead:Suggested", Do("focal", new SendProposal(new ProposalId(80), "So that nobody forgets.")));
    }

    [Fact]
    public void The_steps_of_the_review_tell_whose_turn_it_is()
    {
        Assert.Equal("reviewer2:Submitted reviewer:Submitted", Do("lead", new ChangeState(PlanState.InReview, "")));
        Assert.Equal("reviewer2:Withdrawn reviewer:Withdrawn", Do("lead", new ChangeState(PlanState.Draft, "A ministry wants to read it first")));
        Do("lead", new ChangeState(PlanState.InReview, ""));
        Assert.Equal("reviewer2:DeadlineSet reviewer:DeadlineSet", Do("lead", new SetDeadline(new DateOnly(2017, 10, 20))));
        Assert.Equal("focal:ChangesRequested lead:ChangesRequested", Do("reviewer", new ChangeState(PlanState.ChangesRequested, "More")));
        Assert.Equal("focal:DeadlineSet lead:DeadlineSet", Do("reviewer", new SetDeadline(new DateOnly(2017, 11, 1))));
        Assert.Equal("", Do("reviewer", new SetDeadline(null)));
        Do("lead", new ChangeState(PlanState.InReview, ""));
        Assert.Equal("focal:Approved lead:Approved", Do("reviewer", new ApprovePlan()));
        Assert.Equal("focal:MarkedFinal reviewer2:MarkedFinal reviewer:MarkedFinal", Do("lead", new ChangeState(PlanState.Final, "")));
        Assert.Equal("focal:PlanReopened lead:PlanReopened reviewer2:PlanReopened reviewer:PlanReopened", Do("admin", new ChangeState(PlanState.Draft, "The law")));
    }

    [Fact]
    public void The_steps_of_a_report_tell_who_may_comment_who_did_and_in_the_end_everybody()
    {
        _document = Document.Empty(AnalyticalReport.Schema);
        Assert.Equal(
            "abroad:Submitted contributor:Submitted focal:Submitted lead:Submitted own:Submitted peer:Submitted reviewer2:Submitted",
            Do("reviewer", new ChangeState(PlanState.InReview, "") { Due = new DateOnly(2017, 10, 31) }));
        Assert.Equal("own:Withdrawn reviewer2:Withdrawn", Do("reviewer", new ChangeState(PlanState.Draft, "")));
        Do("reviewer", new ChangeState(PlanState.InReview, "") { Due = new DateOnly(2017, 10, 31) });
        Do("peer", Start("Did all of them come?"));
        Assert.Equal("own:ChangesRequested peer:ChangesRequested reviewer2:ChangesRequested", Do("reviewer", new ChangeState(PlanState.ChangesRequested, "")));
        Do("reviewer", new DisposeThread(Thread, DispositionOutcome.Noted, "Most did."));
        Assert.Equal(
            "abroad:MarkedFinal admin:MarkedFinal contributor:MarkedFinal focal:MarkedFinal lead:MarkedFinal own:MarkedFinal peer:MarkedFinal reviewer2:MarkedFinal",
            Do("reviewer", new ChangeState(PlanState.Final, "")));
        Assert.Equal("own:PlanReopened reviewer2:PlanReopened reviewer:PlanReopened", Do("admin", new ChangeState(PlanState.Draft, "A figure")));
    }

    [Fact]
    public void What_changes_content_only_is_passed_over() => Laws.Hold(2_000, random =>
    {
        var editor = new RandomEditor(random);
        var before = Seen.Grow(editor, 8);
        var operation = editor.Next(before);
        var change = new CommittedChange(9, default, People["reviewer"].User, default, DateTimeOffset.UnixEpoch, Change.Stamped([operation], new Stamp(People["reviewer"].User, DateTimeOffset.UnixEpoch, 9)));
        var notices = ChangeNotices.Of(before, change, "NP", People.Values);
        if (!ChangeNotices.CanTell(operation)) Assert.Empty(notices);
        Assert.DoesNotContain(notices, notice => notice.To == People["reviewer"].User || notice.Revision != 9);
        Assert.Equal(notices.Length, notices.DistinctBy(notice => (notice.To, notice.Thread, notice.Proposal)).Count());
    });

    [Theory]
    [InlineData(-5, null)]
    [InlineData(-4, null)]
    [InlineData(-3, NoticeKind.DueSoon)]
    [InlineData(-2, NoticeKind.DueSoon)]
    [InlineData(-1, NoticeKind.DueNext)]
    [InlineData(0, NoticeKind.DueNext)]
    [InlineData(1, NoticeKind.Overdue)]
    [InlineData(60, NoticeKind.Overdue)]
    [InlineData(61, null)]
    public void The_calendar_reminds_three_days_and_a_day_before_and_when_it_is_over(int day, NoticeKind? kind)
    {
        var due = new DateOnly(2017, 10, 20);
        Assert.Equal(kind, DeadlineNotices.KindOn(due, new DateOnly(2017, 9, 1), due.AddDays(day)));
    }

    [Fact]
    public void On_the_day_on_which_it_was_set_nobody_is_reminded()
    {
        var (due, set) = (new DateOnly(2017, 10, 20), new DateOnly(2017, 10, 18));
        Assert.Null(DeadlineNotices.KindOn(due, set, set));
        Assert.Equal(NoticeKind.DueNext, DeadlineNotices.KindOn(due, set, set.AddDays(1)));
    }

    [Fact]
    public void A_day_is_that_of_the_reader()
    {
        // A quarter to seven in the evening in Greenwich, and half past midnight of the next day in Nepal.
        var set = new Stamp(People["admin"].User, new DateTimeOffset(2017, 10, 16, 18, 45, 0, TimeSpan.Zero), 7);
        var deadline = new Deadline(new DateOnly(2017, 10, 20), set);
        Assert.Equal("reviewer3", Told(new DateTimeOffset(2017, 10, 17, 9, 0, 0, TimeSpan.Zero)));
        Assert.Equal("reviewer reviewer2 reviewer3", Told(new DateTimeOffset(2017, 10, 17, 18, 30, 0, TimeSpan.Zero)));

        string Told(DateTimeOffset now)
        {
            var people = People.Values.Append(Person(11, Role.Reviewer, "UY")).ToArray();
            var notices = DeadlineNotices.Of(deadline, new PlanFacts("NP", PlanState.InReview, false), now, (at, country) => DateOnly.FromDateTime(at.AddMinutes(country == "NP" ? 345 : -180).DateTime), people);
            return string.Join(' ', notices.Select(notice => People.FirstOrDefault(person => person.Value.User == notice.To).Key ?? "reviewer3").Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("focal", -1, false)]
    [InlineData("focal", 0, true)]
    [InlineData("focal", 60, true)]
    [InlineData("focal", 61, false)]
    [InlineData("abroad", 0, false)]
    [InlineData("gone", 0, false)]
    public void Who_was_to_see_to_a_comment_by_a_day_is_reminded_when_it_has_come(string name, int late, bool reminded)
    {
        var day = new DateOnly(2017, 10, 20);
        Do("reviewer", Start("Where?"), new AssignThread(Thread, People[name].User, day));
        var now = new DateTimeOffset(day.AddDays(late), new TimeOnly(1, 0), TimeSpan.Zero);
        var reminder = DeadlineNotices.Of(DueComment.In(_document), new PlanFacts("NP", PlanState.Draft, false), 9, now, (at, _) => DateOnly.FromDateTime(at.DateTime), People.Values).SingleOrDefault();
        Assert.Equal(reminded ? (NoticeKind.CommentDue, People[name].User, Thread, day) : default, reminder is null ? default : (reminder.Kind, reminder.To, reminder.Thread!.Value, reminder.Day!.Value));
        Do("focal", new MarkThread(Thread, CommentState.Addressed));
        Assert.Empty(DueComment.In(_document));
    }

    [Fact]
    public void Who_was_to_see_to_a_comment_without_a_day_is_found_and_not_reminded()
    {
        Do("reviewer", Start("Where?"), new AssignThread(Thread, People["focal"].User, null));
        var comment = Assert.Single(DueComment.In(_document));
        Assert.Equal((Thread, People["focal"].User, null), (comment.Thread, comment.Person, comment.Due));
        Assert.Empty(DeadlineNotices.Of([comment], new PlanFacts("NP", PlanState.Draft, false), 9, DateTimeOffset.UnixEpoch, (at, _) => DateOnly.FromDateTime(at.DateTime), People.Values));
        Do("focal", new MarkThread(Thread, CommentState.Addressed));
        Assert.Empty(DueComment.In(_document));
    }

    [Theory]
    [InlineData(Severity.Should, false)]
    [InlineData(Severity.Blocking, true)]
    public void Nobody_is_reminded_of_a_comment_that_went_away_with_its_part(Severity severity, bool stays)
    {
        var part = new NodeId(77);
        Do("focal", new InsertNode(part, "chapter", NodeId.Root, null, Node.NoFields));
        Do("reviewer", Start("Where?") with { Node = part, Severity = severity }, new AssignThread(Thread, People["focal"].User, new DateOnly(2017, 10, 20)));
        Assert.Single(DueComment.In(_document));
        Do("focal", new RemoveNode(part));
        Assert.Equal(stays, DueComment.In(_document).Any());
    }

    [Theory]
    [InlineData(PlanState.InReview, "reviewer reviewer2")]
    [InlineData(PlanState.ChangesRequested, "focal lead")]
    public void It_reminds_whose_turn_it_is(PlanState state, string names)
    {
        var deadline = new Deadline(new DateOnly(2017, 10, 20), Stamp.None);
        var notices = DeadlineNotices.Of(deadline, new PlanFacts("NP", state, false), new DateTimeOffset(2017, 10, 19, 9, 0, 0, TimeSpan.Zero), (at, _) => DateOnly.FromDateTime(at.DateTime), People.Values);
        Assert.Equal(names, string.Join(' ', notices.Select(notice => NameOf(notice.To)).Order(StringComparer.Ordinal)));
    }

    private static string Named(string name) => Mentions.Write(People[name].User);

    private static StartThread Start(string text) => new(Thread, NodeId.Root, null, null, Severity.Could, text);

    private string Do(string by, params Operation[] operations)
    {
        var stamp = new Stamp(People[by].User, new DateTimeOffset(2017, 10, 12, 9, 0, 0, TimeSpan.Zero), ++_revision);
        var change = new CommittedChange(_revision, default, stamp.By, default, stamp.At, Change.Stamped([.. operations], stamp));
        var notices = ChangeNotices.Of(_document, change, _document.Schema == AnalyticalReport.Schema ? "" : "NP", People.Values);
        _document = Change.Apply(_document, change.Operations);
        Assert.All(notices, notice => Assert.Equal((stamp.By, stamp.At, stamp.Revision), (notice.By, notice.At, notice.Revision)));
        return string.Join(' ', notices.Select(notice => $"{NameOf(notice.To)}:{notice.Kind}").Order(StringComparer.Ordinal));
    }

    private static string NameOf(UserId user) => People.First(person => person.Value.User == user).Key;

    private static Actor Person(byte id, Role role, string? country = null) => new(new UserId(new Guid(0, 0, 0, [0, 0, 0, 0, 0, 0, 0, id])), role, country);
}
