using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor;

/// <summary>Who names whom in a plan.</summary>
public static class References
{
    /// <summary>The visible nodes that refer to a node, in order.</summary>
    public static IEnumerable<Node> To(Document document, NodeId id)
    {
        foreach (var node in document.Visible(document.Root))
            if (node.Id != id && node.Kind.Fields.Any(field => Names(field, node, id))) yield return node;
    }

    private static bool Names(Field field, Node node, NodeId id) => field switch
    {
        ReferenceField reference => reference.Read(node) == id,
        ItemsField { Kinds.IsEmpty: false } items => items.ReadReferences(node).Contains(id),
        _ => false,
    };
}
