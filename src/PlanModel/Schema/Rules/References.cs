using PlanModel.Documents;

namespace PlanModel.Schema.Rules;

/// <summary>REF: nothing refers to what was removed.</summary>
internal static class References
{
    public static void Check(PlanCheck check)
    {
        foreach (var node in check.Nodes)
            foreach (var field in node.Kind.References)
                foreach (var written in field.ReferencesIn(node)) Check(check, node, field, written);
    }

    private static void Check(PlanCheck check, Node node, Field field, string text)
    {
        if (NodeId.TryParse(text, out var id) && check.Find(id) is not null) return;
        if (id != default && check.Document.Find(id) is { } removed)
            check.Block(
                "REF.removed", node, field,
                $"{check.Name(node)}: “{field.Label}” names {check.Name(removed)}, which was removed. Restore it or choose another.");
        else
            check.Block(
                "REF.unknown", node, field,
                $"{check.Name(node)}: “{field.Label}” names something that is not in this plan. Choose another.");
    }
}
