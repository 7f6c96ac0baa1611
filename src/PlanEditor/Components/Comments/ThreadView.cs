using PlanEditor.Components.Editor;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Review;

namespace PlanEditor.Components.Comments;

/// <summary>A thread as it is shown.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Part">What the part is called: "C2", "“Vision”".</param>
/// <param name="Field">The label of the field; null: the part as a whole.</param>
/// <param name="Address">Where it stands.</param>
/// <param name="Removed">Whether the part was removed.</param>
public sealed record ThreadView(CommentThread Thread, string Part, string? Field, string Address, bool Removed)
{
    /// <summary>Part and field.</summary>
    public string Place => Field is null ? Part : $"{Part}: {Field}";

    /// <summary>Whether the words that it was on are gone.</summary>
    public bool IsGone => Thread.Anchor.Range is { IsGone: true };

    /// <summary>The element in the page that it stands beside.</summary>
    public string? ElementId => Thread.Anchor.Field is { } key ? PlanAddress.ElementId(Thread.Anchor.Node, key) : null;

    /// <summary>Everybody whose name it shows.</summary>
    public IEnumerable<UserId> People =>
        Thread.Entries.Select(entry => entry.Said.By).Concat(Thread.Entries.SelectMany(entry => Mentions.In(entry.Text))).Concat(Thread.Steps.Select(step => step.Stamp.By)).Concat(Thread.Assignee is { } one ? [one] : []);

    public static ThreadView Of(Document document, CommentThread thread, string slug)
    {
        var node = document[thread.Anchor.Node];
        var field = thread.Anchor.Field is { } key ? node.Kind.Find(key) : null;
        var visible = document.IsVisible(node);
        return new ThreadView(thread, node.Parent is null ? "The plan" : visible ? document.Name(node) : document.Title(node), field?.Label, $"{PlanAddress.Of(slug, node.Id)}?thread={thread.Id}", !visible);
    }

    // Where its stretch is, is the islands' matter.
    public bool Equals(ThreadView? other) =>
        other is not null && Part == other.Part && Field == other.Field && Address == other.Address && Removed == other.Removed && IsGone == other.IsGone
        && Thread.Id == other.Thread.Id && Thread.Severity == other.Thread.Severity && Thread.Assignee == other.Thread.Assignee && Thread.Due == other.Thread.Due
        && Thread.Entries == other.Thread.Entries && Thread.Steps == other.Thread.Steps;

    public override int GetHashCode() => HashCode.Combine(Thread.Id, Thread.Steps.Length, Thread.Entries.Length);
}
