using System.Collections.Immutable;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Notices;

/// <summary>
/// Whom a committed change tells of what. Pure. Nobody is told of what he did himself, or of a plan that he may not read as it is after the change; of several things that one
/// change says to one person about one thread or proposal, only the one that says most.
/// </summary>
public static class ChangeNotices
{
    /// <summary>Whether an operation can tell anybody anything. Most of any history does not.</summary>
    public static bool CanTell(Operation operation) => operation is ThreadOperation or SendProposal or DecideProposal or ReopenProposal or ChangeState or ApprovePlan or NoteErratum or PublicationOperation or SetDeadline;

    /// <summary>The notices of a change.</summary>
    /// <param name="before">The document before it.</param>
    /// <param name="change">The change.</param>
    /// <param name="country">The country whose plan it is.</param>
    /// <param name="people">Everybody with an account, with the rights of this moment.</param>
    public static ImmutableArray<Notice> Of(Document before, CommittedChange change, string country, IReadOnlyCollection<Actor> people)
    {
        if (!change.Operations.Any(CanTell)) return [];
        var told = new List<Notice>();
        var now = before;
        foreach (var operation in change.Operations)
        {
            var after = operation.Apply(now);
            if (CanTell(operation) && after != now) told.AddRange(Of(now, after, operation, country, people).Select(notice => notice with { By = change.Author, At = change.At, Revision = change.Revision }));
            now = after;
        }

        var facts = PlanFacts.Of(country, now);
        var readers = people.Where(person => person.User != change.Author && Policy.Refuse(person, facts, PlanAct.Read) is null).Select(person => person.User).ToHashSet();
        return [.. told.Where(notice => readers.Contains(notice.To)).OrderBy(notice => notice.Kind).DistinctBy(notice => (notice.To, notice.Thread, notice.Proposal))];
    }

    /// <summary>Who does what comes next: the reviewers of a submitted plan, else the country's focal points and its lead; of a report all who may comment on it.</summary>
    public static IEnumerable<UserId> Turn(PlanFacts plan, IEnumerable<Actor> people) =>
        people.Where(person => plan.Workflow == PlanWorkflow.Circulation ? Policy.Refuse(person, plan, PlanAct.Comment) is null : plan.State == PlanState.InReview ? IsReviewer(person, plan.Country) : IsWriter(person, plan.Country)).Select(person => person.User);

    /// <summary>What a part is called, without words of the plan: "C2.M3".</summary>
    public static string PlaceOf(Document document, NodeId id) =>
        id == NodeId.Root || document.Find(id) is not { } node ? "" : document.Number(node) is { Length: > 0 } number ? number : node.Kind.Label;

    private static IEnumerable<Notice> Of(Document before, Document after, Operation operation, string country, IReadOnlyCollection<Actor> people)
    {
        var facts = PlanFacts.Of(country, after);
        var isReport = facts.Workflow == PlanWorkflow.Circulation;
        var writers = people.Where(person => isReport ? person.Role == Role.Reviewer : IsWriter(person, country)).Select(person => person.User);
        var all = people.Where(person => IsWriter(person, country) || IsReviewer(person, country)).Select(person => person.User);
        return operation switch
        {
            StartThread start => Said(after, start.Thread, new EntryId(start.Thread.Value), Mentions.In(start.Text), NoticeKind.Commented, writers),
            ReplyToThread reply => Said(after, reply.Thread, reply.Entry, Mentions.In(reply.Text), NoticeKind.Answered, Speakers(before.Threads[reply.Thread])),
            EditEntry edit => Said(after, edit.Thread, edit.Entry, Mentions.In(edit.Text).Except(Mentions.In(before.Threads.Find(edit.Thread)?.Find(edit.Entry)?.Text ?? "")), NoticeKind.Answered, []),
            AssignThread { Person: { } person } assign when before.Threads.Find(assign.Thread) is var was && (was?.Assignee != person || (assign.Due is not null && was?.Due != assign.Due)) =>
                Tell(after, assign.Thread, new EntryId(assign.Thread.Value), NoticeKind.Assigned, [person]).Select(notice => notice with { Day = assign.Due }),
            RateThread rate when KindOf(before.Threads[rate.Thread], after.Threads[rate.Thread]) is { } kind =>
                Tell(after, rate.Thread, new EntryId(rate.Thread.Value), kind, writers.Append(after.Threads[rate.Thread].Asked.By)),
            MarkThread mark => Tell(after, mark.Thread, new EntryId(mark.Thread.Value), KindOf(mark.State), Concerned(after.Threads[mark.Thread])),
            DisposeThread dispose => Tell(after, dispose.Thread, new EntryId(dispose.Thread.Value), NoticeKind.Answered, Concerned(after.Threads[dispose.Thread])),
            SendProposal send => Tell(send.Proposal, NoticeKind.Suggested, writers),
            DecideProposal decide => Tell(decide.Proposal, decide.Accepted ? NoticeKind.SuggestionAccepted : NoticeKind.SuggestionDeclined, [before.Proposals[decide.Proposal].Author]),
            ReopenProposal reopen => Tell(reopen.Proposal, NoticeKind.SuggestionReopened, [before.Proposals[reopen.Proposal].Author]),
            ChangeState step when isReport => OfReport(before, after, step, facts, people),
            ChangeState { To: PlanState.InReview } => Tell(NoticeKind.Submitted, Turn(facts, people)),
            ChangeState { To: PlanState.ChangesRequested } => Tell(NoticeKind.ChangesRequested, writers),
            ChangeState { To: PlanState.Final } => Tell(NoticeKind.MarkedFinal, all),
            ChangeState { To: PlanState.Draft } when before.State == PlanState.Final => Tell(NoticeKind.PlanReopened, all),
            ChangeState { To: PlanState.Draft } when before.State == PlanState.InReview => Tell(NoticeKind.Withdrawn, Turn(PlanFacts.Of(country, before), people)),
            ApprovePlan => Tell(NoticeKind.Approved, writers),
            NoteErratum => Tell(NoticeKind.ErratumNoted, all),
            Unpublish => Tell(NoticeKind.Unpublished, all),
            PublishAgain => Tell(NoticeKind.PublishedAgain, all),
            SetDeadline { Due: { } day } => Tell(NoticeKind.DeadlineSet, Turn(facts, people)).Select(notice => notice with { Day = day }),
            _ => [],
        };
    }

    /// <summary>Who may comment is asked to, who commented is told that it is read now, and of what is published everybody is told.</summary>
    private static IEnumerable<Notice> OfReport(Document before, Document after, ChangeState step, PlanFacts facts, IReadOnlyCollection<Actor> people)
    {
        var reviewers = people.Where(person => person.Role == Role.Reviewer).Select(person => person.User);
        return (before.State, step.To) switch
        {
            (_, PlanState.InReview) => Tell(NoticeKind.Submitted, Turn(facts, people)).Select(notice => notice with { Day = step.Due }),
            (_, PlanState.ChangesRequested) => Tell(NoticeKind.ChangesRequested, after.Threads.SelectMany(Speakers).Concat(reviewers)),
            (_, PlanState.Final) => Tell(NoticeKind.MarkedFinal, people.Select(person => person.User)),
            (PlanState.Final, _) => Tell(NoticeKind.PlanReopened, reviewers),
            // The others do not read it any more.
            (_, PlanState.Draft) => Tell(NoticeKind.Withdrawn, reviewers),
            _ => [],
        };
    }

    private static bool IsWriter(Actor person, string country) => person.Country == country && person.Role is Role.PlanLead or Role.FocalPoint;

    // Nobody reviews the plan of the own country.
    private static bool IsReviewer(Actor person, string country) => person.Role == Role.Reviewer && person.Country != country;

    private static NoticeKind KindOf(CommentState state) => state switch
    {
        CommentState.Addressed => NoticeKind.Addressed,
        CommentState.Resolved => NoticeKind.Confirmed,
        _ => NoticeKind.CommentReopened,
    };

    // Between what might be done and what is asked or praised nothing changes for anybody; nor once it is resolved.
    private static NoticeKind? KindOf(CommentThread before, CommentThread after) => (before.Severity, after.Severity) switch
    {
        _ when after.State == CommentState.Resolved => null,
        (_, Severity.Blocking) => NoticeKind.CommentBlocks,
        (Severity.Blocking, _) => NoticeKind.CommentReleased,
        (Severity.Should, _) or (_, Severity.Should) => NoticeKind.CommentRated,
        _ => null,
    };

    private static IEnumerable<UserId> Speakers(CommentThread thread) =>
        thread.Entries.Where(entry => !entry.Deleted).Select(entry => entry.Said.By).Prepend(thread.Asked.By).Concat(thread.Assignee is { } assignee ? [assignee] : []);

    /// <summary>Who asked, who acted on it, and who was asked to.</summary>
    private static IEnumerable<UserId> Concerned(CommentThread thread) =>
        new[] { thread.Asked.By, thread.Last(CommentState.Addressed)?.Stamp.By, thread.Assignee }.OfType<UserId>();

    private static IEnumerable<Notice> Said(Document after, ThreadId thread, EntryId entry, IEnumerable<UserId> named, NoticeKind kind, IEnumerable<UserId> others) =>
        Tell(after, thread, entry, NoticeKind.Mentioned, named).Concat(Tell(after, thread, entry, kind, others));

    private static IEnumerable<Notice> Tell(Document after, ThreadId thread, EntryId entry, NoticeKind kind, IEnumerable<UserId> to) =>
        Tell(kind, to).Select(notice => notice with { Thread = thread, Entry = entry, Node = after.Threads[thread].Anchor.Node });

    private static IEnumerable<Notice> Tell(ProposalId proposal, NoticeKind kind, IEnumerable<UserId> to) => Tell(kind, to).Select(notice => notice with { Proposal = proposal });

    private static IEnumerable<Notice> Tell(NoticeKind kind, IEnumerable<UserId> to) => to.Select(user => new Notice(user, kind, UserId.Server, default, 0));
}
