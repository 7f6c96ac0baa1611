using PlanModel.Documents;

namespace PlanModel.Schema.Rules;

/// <summary>REF: nothing refers to what was removed.</summary>
internal static class References
{
    public static void Check(PlanCheck check)
    {
        foreach (var node in check.Nodes)
            foreach (var (key, value) in node.Fields)
            {
                if (node.Kind.Find(key) is not { } field) continue;
                if (field is ReferenceField && value is Scalar { Text: { } text })
                    Check(check, node, field, text);
                else if (field is ReferencesField && value is SetValue set)
                    foreach (var item in set.Items) Check(check, node, field, item);
            }
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
