using System.Collections.Immutable;
using PlanModel.Documents;

namespace PlanModel.Review;

/// <summary>A line of the response matrix: what was asked, what was answered, what was done, and who confirmed it.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Part">What the part is called.</param>
/// <param name="Field">The label of the field; null: the part as a whole.</param>
/// <param name="Answer">The last that was said by another than who asked; null: nothing yet.</param>
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
    public static ImmutableArray<ResponseRow> Of(Document document) =>
        [.. document.Threads.OrderBy(thread => thread.Asked.At).ThenBy(thread => thread.Id.Value).Select(thread => Of(document, thread))];

    private static ResponseRow Of(Document document, CommentThread thread)
    {
        var anchor = thread.Anchor;
        var node = document[anchor.Node];
        var asked = thread.Asked.By;
        return new ResponseRow(
            thread,
            node.Parent is null ? $"The {document.Schema.Workflow.Noun}" : document.IsVisible(node) ? document.Name(node) : $"{document.Title(node)} (removed)",
            anchor.Field is { } key ? node.Kind.Find(key)?.Label ?? key : null,
            thread.Entries.LastOrDefault(entry => !entry.Deleted && entry.Said.By != asked),
            anchor.Range?.Quote,
            anchor.Range is { } range ? node.Text(anchor.Field!).Slice(range.From, range.To) : null);
    }
}
