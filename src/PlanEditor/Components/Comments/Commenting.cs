using PlanModel;
using PlanModel.Documents;

namespace PlanEditor.Components.Comments;

/// <summary>What of a page's comments is open: the one that is being written, or the thread that is being read.</summary>
public sealed class Commenting
{
    /// <summary>Raised after what is open changed.</summary>
    public event Action? Changed;

    /// <summary>The place that somebody is about to comment on.</summary>
    public CommentPlace? Place { get; private set; }

    /// <summary>The thread that stands out.</summary>
    public ThreadId? Active { get; private set; }

    public void Start(CommentPlace place)
    {
        (Place, Active) = (place, null);
        Changed?.Invoke();
    }

    /// <summary>Opens what is pending at a place, or begins a comment there.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="place">The place.</param>
    /// <param name="may">Whether this person may comment.</param>
    public void Begin(Document document, CommentPlace place, bool may)
    {
        var first = ThreadsOf.PendingAt(document, place.Node, place.Field).FirstOrDefault();
        if (first is not null && Active != first.Id) Open(first.Id);
        else if (may) Start(place);
    }

    public void Open(ThreadId? thread)
    {
        (Place, Active) = (null, thread);
        Changed?.Invoke();
    }
}

/// <summary>A place to comment on.</summary>
/// <param name="Node">The part.</param>
/// <param name="Field">The key of the field; null: the part as a whole.</param>
/// <param name="Label">What it is called.</param>
public sealed record CommentPlace(NodeId Node, string? Field, string Label)
{
    /// <summary>A stretch of the field's text; null: the field as a whole.</summary>
    public (int From, int To)? Range { get; init; }

    /// <summary>The revision at which the stretch is that.</summary>
    public long Revision { get; init; }

    /// <summary>What stands there.</summary>
    public string Quote { get; init; } = "";
}
