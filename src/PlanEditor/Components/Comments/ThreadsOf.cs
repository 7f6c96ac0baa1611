using System.Runtime.CompilerServices;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Review;

namespace PlanEditor.Components.Comments;

/// <summary>The threads of each part, oldest first. Sorted once for each state of the threads, for all who look at them.</summary>
public static class ThreadsOf
{
    private static readonly ConditionalWeakTable<ThreadMap, ILookup<NodeId, CommentThread>> Known = [];

    /// <summary>The threads that hang on a part.</summary>
    public static IEnumerable<CommentThread> Node(Document document, NodeId node) => document.Threads.Count == 0 ? [] : Sorted(document.Threads)[node];

    /// <summary>The threads that hang on a part, as one comes to them in reading: first those on the part as a whole, then by field and place in its text.</summary>
    public static IEnumerable<CommentThread> ByPlace(Document document, NodeId node)
    {
        var kind = document[node].Kind;
        return Node(document, node).OrderBy(thread => thread.Anchor.Field is { } key && kind.Find(key) is { } field ? kind.PlaceOf(field) : -1).ThenBy(thread => thread.Anchor.Range?.From ?? -1);
    }

    /// <summary>The threads that ask for something of one field, or of a part as a whole.</summary>
    public static IEnumerable<CommentThread> PendingAt(Document document, NodeId node, string? field) => Node(document, node).Where(thread => thread.Anchor.Field == field && thread.IsPending);

    /// <summary>How many threads on a part ask for something.</summary>
    public static int PendingOn(Document document, NodeId node) => Node(document, node).Count(thread => thread.IsPending);

    private static ILookup<NodeId, CommentThread> Sorted(ThreadMap threads) =>
        Known.GetValue(threads, static all => all.OrderBy(thread => thread.Asked.Revision).ThenBy(thread => thread.Id.Value).ToLookup(thread => thread.Anchor.Node));
}
