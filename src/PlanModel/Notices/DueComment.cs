using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Notices;

/// <summary>A comment that somebody was asked to see to, and that nobody acted on yet.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Node">The part that it hangs on.</param>
/// <param name="Place">What the part is called, without words of the plan.</param>
/// <param name="Person">Who was asked.</param>
/// <param name="Due">By which day; null: none was set.</param>
public sealed record DueComment(ThreadId Thread, NodeId Node, string Place, UserId Person, DateOnly? Due)
{
    /// <summary>Those of a plan, the earliest first and those without a day last; of a final one, in which nothing is acted on, none.</summary>
    public static ImmutableArray<DueComment> In(Document document) => document.State == PlanState.Final ? [] :
    [
        .. from thread in document.Threads
           where thread is { WaitsToBeActedOn: true, Assignee: not null } && Stands(document, thread)
           orderby thread.Awaited is null, thread.Awaited, thread.Id.Value
           select new DueComment(thread.Id, thread.Anchor.Node, ChangeNotices.PlaceOf(document, thread.Anchor.Node), thread.Assignee!.Value, thread.Awaited),
    ];

    // Others go with their part; what blocks does not.
    private static bool Stands(Document document, CommentThread thread) =>
        thread.Severity == Severity.Blocking || (document.Find(thread.Anchor.Node) is { } part && document.IsVisible(part));
}
