using PlanModel.Schema;

namespace PlanModel.Documents;

/// <summary>Who names whom in a plan.</summary>
public static class Uses
{
    /// <summary>The visible nodes that refer to a node, in order, each with the fields that do.</summary>
    public static IEnumerable<(Node Node, Field Field)> Of(Document document, NodeId id)
    {
        var written = id.ToString();
        foreach (var node in document.Visible(document.Root))
        {
            if (node.Id == id) continue;
            foreach (var (key, value) in node.Fields)
                if (Names(node.Kind.Find(key), value, written)) yield return (node, node.Kind.Find(key)!);
        }
    }

    private static bool Names(Field? field, FieldValue value, string id) => (field, value) switch
    {
        (ReferenceField, Scalar { Text: { } text }) => text == id,
        (ItemsField { Kinds.IsEmpty: false }, SetValue set) => set.Items.Contains(id),
        _ => false,
    };
}
