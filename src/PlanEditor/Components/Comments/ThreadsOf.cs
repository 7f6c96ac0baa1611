using System.Runtime.CompilerServices;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Schema;

namespace PlanEditor.Components.Comments;

/// <summary>The threads of each part, oldest first. Sorted once for each state of the threads, for all who look at them.</summary>
public static class ThreadsOf
{
    private static readonly ConditionalWeakTable<ThreadMap, ILookup<NodeId, CommentThread>> Known = [];

    /// <summary>The threads that hang on a part.</summary>
    public static IEnumerable<CommentThread> Node(Document document, NodeId node) => document.Threads.Count == 0 ? [] : Sorted(document.Threads)[node];

    /// <summary>
    /// The threads on what the page of a part shows, as one comes to them in reading: first those on the part as a whole, then by field and place in its text, then those on the fields
    /// of its SDG targets, whose cards stand on its page.
    /// </summary>
    public static IEnumerable<CommentThread> ByPlace(Document document, NodeId node) => document.Threads.Count == 0 ? [] :
    [
        .. InPart(document, document[node]),
        .. document.Children(document[node], ActionPlan.SdgMapping.Kind).SelectMany(child => InPart(document, child)).Where(thread => thread.Anchor.Field is not null),
    ];

    /// <summary>Whether what is said of a part, or a field of it, stands beside the page of a part.</summary>
    public static bool IsBeside(Document document, NodeId page, NodeId node, string? field) =>
        node == page || (field is not null && document.Find(node) is { } part && part.Parent == page && part.Kind == ActionPlan.SdgMapping.Kind);

    /// <summary>The threads that ask for something of one field, or of a part as a whole.</summary>
    public static IEnumerable<CommentThread> PendingAt(Document document, NodeId node, string? field) => Node(document, node).Where(thread => thread.Anchor.Field == field && Asks(document, thread));

    /// <summary>How many threads on a part ask for something.</summary>
    public static int PendingOn(Document document, NodeId node) => Node(document, node).Count(thread => Asks(document, thread));

    /// <summary>How many threads of a document ask for something.</summary>
    public static int AskingIn(Document document) => document.Threads.Count(thread => Asks(document, thread));

    /// <summary>Whether something is still to be done about a thread.</summary>
    public static bool Asks(Document document, CommentThread thread) => thread.AsksIn(document.Schema.Workflow);

    private static IEnumerable<CommentThread> InPart(Document document, Node node) =>
        Node(document, node.Id).OrderBy(thread => thread.Anchor.Field is { } key && node.Kind.Find(key) is { } field ? node.Kind.PlaceOf(field) : -1).ThenBy(thread => thread.Anchor.Range?.From ?? -1);

    private static ILookup<NodeId, CommentThread> Sorted(ThreadMap threads) =>
        Known.GetValue(threads, static all => all.OrderBy(thread => thread.Asked.Revision).ThenBy(thread => thread.Id.Value).ToLookup(thread => thread.Anchor.Node));
}
