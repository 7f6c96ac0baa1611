using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;

namespace PlanModel.Publishing;

/// <summary>
/// What readers get of a document that is final: without the parts that are not published, such as what a workshop did not agree on, and without values that readers do not see, such as
/// the part of a draft that a recommendation rests on.
/// </summary>
public static class PublishedCopy
{
    /// <summary>The document as it is published; while it is not final, the document itself.</summary>
    public static Document Of(Document document)
    {
        if (document.State != Workflow.PlanState.Final) return document;
        var copy = document;
        foreach (var node in document.Visible(document.Root))
            copy = node.Kind.Published(node) ? node.Fields.Keys.Where(key => !IsKept(document, node, key)).Aggregate(copy, (left, key) => Without(left, node.Id, key)) : copy.With(copy[node.Id].WithRemoved(true));
        return copy == document ? document : copy.With(document.Standing);
    }

    /// <summary>Whether readers see a value, or what it says something of, or need it.</summary>
    private static bool IsKept(Document document, Node node, string key)
    {
        var stored = node.Kind.Find(key)!;
        var field = stored.Beside ?? (stored as TextField)?.Source ?? stored;
        return field.Published(document, node) || field.ReadingNeeds;
    }

    // Threads and suggestions go with the text that they hang on.
    private static Document Without(Document document, NodeId node, string key) =>
        document[node].Text(key) is { Length: > 0 } text ? new EditText(node, key, TextChangeSet.Of(text.Length, (0, text.Length, ""))).Apply(document) : document.With(document[node].With(key, null));
}
