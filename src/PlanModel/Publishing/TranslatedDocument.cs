using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.Publishing;

/// <summary>
/// A plan in its working language: every text that has a translation is that translation, also where other parts name it, and the language of the plan is
/// the working language. Only for reading.
/// </summary>
public static class TranslatedDocument
{
    /// <summary>The plan in its working language; the plan itself when it has none.</summary>
    public static Document Of(Document document) =>
        ActionPlan.WorkingLanguageOf(document) is { } working
            ? Document.Of(document.Schema, document.Standing, document.All().Select(node => Of(node, document, working)), document.Threads, document.Proposals)
            : document;

    private static Node Of(Node node, Document document, string working)
    {
        var fields = node.Fields;
        foreach (var text in node.Kind.Fields.OfType<TextField>())
            if (text.Translation is { } translation && !translation.IsEmpty(node)) fields = fields.SetItem(text.Key, fields[translation.Key]).Remove(text.Language!.Key);
        if (node == document.Root) fields = fields.SetItem(ActionPlan.Plan.Language.Key, Scalar.Of(working));
        return fields == node.Fields ? node : new Node(node.Id, node.Kind, node.Parent, node.Removed, node.Children, fields);
    }
}
