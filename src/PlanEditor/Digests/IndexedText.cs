using PlanModel;
using PlanModel.Documents;
using PlanModel.Search;

namespace PlanEditor.Digests;

/// <summary>The words of one field, as they are found in plans that nobody has open.</summary>
/// <param name="Node">The node.</param>
/// <param name="Kind">The key of its kind.</param>
/// <param name="Field">The key of the field.</param>
/// <param name="Number">The node's number, or "".</param>
/// <param name="Title">The node's title.</param>
/// <param name="Text">The words.</param>
public sealed record IndexedText(NodeId Node, string Kind, string Field, string Number, string Title, string Text)
{
    /// <summary>All words of a plan.</summary>
    public static IEnumerable<IndexedText> In(Document document) =>
        from node in document.Visible(document.Root)
        let number = document.Number(node)
        let title = document.Title(node)
        from text in FieldText.Of(node)
        where text.IsShownIn(document)
        select Of(text, number, title);

    public static IndexedText Of(FieldText text, string number, string title) => new(text.Node.Id, text.Node.Kind.Key, text.Field.Key, number, title, text.Text);
}
