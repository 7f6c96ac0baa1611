using PlanModel.Documents;
using PlanModel.Schema.Vocabularies;

namespace PlanModel.Schema;

/// <summary>One value, or one item of a set, as people read it.</summary>
/// <param name="Value">What is stored, in its written form.</param>
/// <param name="Label">What people read.</param>
/// <param name="Node">The node that it names, if it names one that is there.</param>
/// <param name="Gone">Whether it names a node that was removed.</param>
public sealed record ShownItem(string Value, string Label, NodeId? Node = null, bool Gone = false)
{
    /// <summary>Whether somebody wrote the words beside what is stored.</summary>
    public bool Written { get; init; }

    /// <summary>The items of a field, in the order in which people expect them.</summary>
    public static IEnumerable<ShownItem> Of(Document document, Node node, Field field) => (field, node.Value(field.Key)) switch
    {
        (ComputedField computed, _) => computed.Read(node) is { } words ? [new ShownItem("", words)] : [],
        (ItemsField { Choices: { } choices } items, SetValue set) => set.Items.OrderBy(choices.Order).Select(item => new ShownItem(item, items.ShowItem(document, item))),
        (ItemsField { Kinds.IsEmpty: false }, SetValue set) => set.Items.Select(item => OfReference(document, item)).OrderBy(item => item.Label, ContentOrder.Of(document)),
        (PlacesField places, SetValue set) => set.Items.Select(item => new ShownItem(item, places.ShowItem(document, item))).OrderBy(item => item.Label, ContentOrder.Of(document)),
        (ItemsField, SetValue set) => set.Items.Select(item => new ShownItem(item, item)).OrderBy(item => item.Label, ContentOrder.Of(document)),
        (ReferenceField, Scalar { Text: { } id }) => [OfReference(document, id)],
        (SourceField source, Scalar) when source.Read(node) is { } read => [new ShownItem(read.Address, read.Words)],
        (NumberField number, Scalar { Number: not null } scalar) => [new ShownItem("", $"{number.Show(document, scalar)} {NumberUnits.Of(document, node.Id, number)}".TrimEnd())],
        (DateField { AsWritten: var written }, Scalar day) when written.Read(node) is { } words => [new ShownItem(day.Text ?? "", field.Show(document, day)), new ShownItem(words, words) { Written = true }],
        (_, Scalar scalar) => [new ShownItem(scalar.Text ?? "", field.Show(document, scalar))],
        _ => [],
    };

    /// <summary>The language of the words where somebody wrote them, and of a language that is called by its own name; null where they are words of the schema.</summary>
    public string? LanguageIn(Document document, Field field) =>
        Node is { } id ? TextLanguage.OfTitle(document, document[id])
        : Written || field is WordsField ? TextLanguage.Of(document, Label)
        : field is ChoiceField choice && choice.Choices == Languages.OfPlans ? Value
        : null;

    private static ShownItem OfReference(Document document, string item)
    {
        if (!NodeId.TryParse(item, out var id) || document.Find(id) is not { } node) return new ShownItem(item, item, Gone: true);
        var (number, title) = (document.Number(node), document.Title(node));
        return new ShownItem(item, number.Length > 0 ? $"{number} {title}" : title, id, !document.IsVisible(node));
    }
}
