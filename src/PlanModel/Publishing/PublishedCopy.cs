using PlanModel.Documents;

namespace PlanModel.Publishing;

/// <summary>What readers get of a document that is final: without the parts that are not published, such as what a workshop did not agree on.</summary>
public static class PublishedCopy
{
    /// <summary>The document as it is published; while it is not final, the document itself.</summary>
    public static Document Of(Document document)
    {
        if (document.State != Workflow.PlanState.Final) return document;
        var hidden = document.Visible(document.Root).Where(node => !node.Kind.Published(node)).ToArray();
        return hidden.Length == 0 ? document : hidden.Aggregate(document, (copy, node) => copy.With(node.WithRemoved(true))).With(document.Standing);
    }
}
