namespace PlanModel.Schema.Rules;

/// <summary>DISP: every comment on a report has its disposition before the report is published.</summary>
internal static class DispositionRules
{
    public static void Check(PlanCheck check)
    {
        foreach (var thread in check.Document.Threads.Where(thread => thread.AwaitsDisposition).OrderBy(thread => thread.Asked.Revision).ThenBy(thread => thread.Id.Value))
            check.Find("DISP.open", FindingLevel.Block, thread, $"{Name(check, thread.Anchor.Node)}: a comment has no disposition yet. Say what became of it, and why.");
    }

    // A comment on what was removed since waits for its disposition just so.
    private static string Name(PlanCheck check, NodeId node) => check.Find(node) is { } there ? check.Name(there) : check.Document.Title(check.Document[node]);
}
