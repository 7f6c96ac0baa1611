using PlanModel.Documents;
using PlanModel.Review;

namespace PlanModel.Schema.Rules;

/// <summary>
/// OPEN: a blocking comment is resolved, and confirmed to be, before final; of any other that is open one is told. Who removes a part takes the other comments on it away, but not what blocks: that is for a
/// reviewer to lift.
/// </summary>
internal static class ThreadRules
{
    public static void Check(PlanCheck check)
    {
        foreach (var thread in check.Document.Threads.Where(thread => thread.IsPending).OrderBy(thread => thread.Asked.Revision).ThenBy(thread => thread.Id.Value))
        {
            if (check.Find(thread.Anchor.Node) is { } node) Check(check, thread, Name(check, node, thread.Anchor.Field));
            else if (thread.Severity == Severity.Blocking) CheckRemoved(check, thread, check.Document[thread.Anchor.Node]);
        }
    }

    private static void CheckRemoved(PlanCheck check, CommentThread thread, Node removed)
    {
        var (kind, title) = (removed.Kind.Label, check.Document.Title(removed));
        if (thread.State == CommentState.Addressed)
            check.Find("OPEN.unconfirmed", FindingLevel.Block, thread, $"{kind} “{title}” was removed, and a blocking comment on it addressed. A reviewer has to confirm it.");
        else
            check.Find("OPEN.blocking", FindingLevel.Block, thread, $"{kind} “{title}” was removed, and a blocking comment on it is open. Say there what became of it and mark it addressed; a reviewer confirms.");
    }

    private static void Check(PlanCheck check, CommentThread thread, string name)
    {
        var addressed = thread.State == CommentState.Addressed;
        if (thread.Severity != Severity.Blocking)
            check.Find("OPEN.open", FindingLevel.Warn, thread, addressed ? $"{name}: a comment was addressed and nobody confirmed it yet." : (FormattableString)$"{name}: a comment is open. Answer it, or have it resolved.");
        else if (addressed)
            check.Find("OPEN.unconfirmed", FindingLevel.Block, thread, $"{name}: a blocking comment was addressed. A reviewer has to confirm it.");
        else
            check.Find("OPEN.blocking", FindingLevel.Block, thread, $"{name}: a blocking comment is open. Act on it and mark it addressed; a reviewer confirms.");
    }

    private static string Name(PlanCheck check, Node node, string? field) => field is not null && node.Kind.Find(field) is { } known ? check.Name(node, known) : check.Name(node);
}
