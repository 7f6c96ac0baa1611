using System.Collections.Immutable;
using PlanModel.Documents;

namespace PlanModel.Review;

/// <summary>A line of the response matrix: what was asked, what was answered, what was done, and who confirmed it.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Part">What the part is called.</param>
/// <param name="Field">The label of the field; null: the part as a whole.</param>
/// <param name="Answer">What was said last by who addressed it, else by somebody who answers for the plan and did not ask; null: nothing yet.</param>
/// <param name="Was">The words that it was about; null where it was about no words.</param>
/// <param name="Now">What stands in their place; empty when nothing does.</param>
public sealed record ResponseRow(CommentThread Thread, string Part, string? Field, ThreadEntry? Answer, string? Was, string? Now)
{
    /// <summary>The revisions between which it was acted on: the one that asked, and the one that said so; null while nobody did.</summary>
    public (long From, long To)? Change => Thread.State is CommentState.Addressed or CommentState.Resolved && Addressed is { } step ? (Thread.Asked.Revision, step.Stamp.Revision) : null;

    /// <summary>Who said that it was addressed, if it is.</summary>
    public ThreadStep? Addressed => Thread.State is CommentState.Addressed or CommentState.Resolved ? Thread.Last(CommentState.Addressed) : null;

    /// <summary>Who confirmed it, and at which revision; null while it is not resolved.</summary>
    public Stamp? Confirmed => Thread.State == CommentState.Resolved ? Thread.Steps[^1].Stamp : null;

    /// <summary>All lines, the oldest comment first.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="answers">Whether somebody answers for those whose plan it is; rights live beside the document.</param>
    public static ImmutableArray<ResponseRow> Of(Document document, Func<UserId, bool> answers) =>
        [.. document.Threads.OrderBy(thread => thread.Asked.Revision).ThenBy(thread => thread.Id.Value).Select(thread => Of(document, thread, answers))];

    private static ResponseRow Of(Document document, CommentThread thread, Func<UserId, bool> answers)
    {
        var anchor = thread.Anchor;
        var node = document[anchor.Node];
        return new ResponseRow(
            thread,
            node.Parent is null ? $"The {document.Schema.Workflow.Noun}" : document.IsVisible(node) ? document.Name(node) : $"{document.Title(node)} (removed)",
            anchor.Field is { } key ? node.Kind.Find(key)?.Label ?? key : null,
            AnswerOf(thread, answers),
            anchor.Range?.Quote,
            anchor.Range is { } range ? node.Text(anchor.Field!).Slice(range.From, range.To) : null);
    }

    // What others remark on it, before and after, is no answer.
    private static ThreadEntry? AnswerOf(CommentThread thread, Func<UserId, bool> answers)
    {
        var said = thread.Entries.Skip(1).Where(entry => !entry.Deleted).ToList();
        var addressedBy = thread.State is CommentState.Addressed or CommentState.Resolved ? thread.Last(CommentState.Addressed)?.Stamp.By : null;
        return said.FindLast(entry => entry.Said.By == addressedBy) ?? said.FindLast(entry => entry.Said.By != thread.Asked.By && answers(entry.Said.By));
    }
}
