using PlanModel.Documents;
using PlanModel.Review;

namespace PlanModel.Schema.Rules;

/// <summary>OPEN: a blocking comment is resolved, and confirmed to be, before final; of any other that is open one is told. What hangs on a removed part went with it.</summary>
internal static class ThreadRules
{
    public static void Check(PlanCheck check)
    {
        foreach (var thread in check.Document.Threads.Where(thread => thread.IsPending).OrderBy(thread => thread.Asked.At).ThenBy(thread => thread.Id.Value))
            if (check.Find(thread.Anchor.Node) is { } node) Check(check, thread, Name(check, node, thread.Anchor.Field));
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
