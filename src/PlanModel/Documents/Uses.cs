using PlanModel.Schema;

namespace PlanModel.Documents;

/// <summary>Who names whom in a plan.</summary>
public static class Uses
{
    /// <summary>The visible nodes that refer to a node, in order, each with the fields that do.</summary>
    public static IEnumerable<(Node Node, Field Field)> Of(Document document, NodeId id)
    {
        if (!document.IsNamed(id)) yield break;
        var written = id.ToString();
        foreach (var node in document.Visible(document.Root))
        {
            if (node.Id == id) continue;
            foreach (var field in node.Kind.References)
                if (field.ReferencesIn(node).Contains(written)) yield return (node, field);
        }
    }
}
