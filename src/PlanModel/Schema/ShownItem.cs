using PlanModel.Documents;

namespace PlanModel.Schema;

/// <summary>One value, or one item of a set, as people read it.</summary>
/// <param name="Value">What is stored, in its written form.</param>
/// <param name="Label">What people read.</param>
/// <param name="Node">The node that it names, if it names one that is there.</param>
/// <param name="Gone">Whether it names a node that was removed.</param>
public sealed record ShownItem(string Value, string Label, NodeId? Node = null, bool Gone = false)
{
    /// <summary>The items of a field, in the order in which people expect them.</summary>
    public static IEnumerable<ShownItem> Of(Document document, Node node, Field field) => (field, node.Value(field.Key)) switch
    {
        (ItemsField { Choices: { } choices } items, SetValue set) => set.Items.OrderBy(choices.Order).Select(item => new ShownItem(item, items.ShowItem(document, item))),
        (ItemsField { Kinds.IsEmpty: false }, SetValue set) => set.Items.Select(item => OfReference(document, item)).OrderBy(item => item.Label, StringComparer.InvariantCultureIgnoreCase),
        (PlacesField places, SetValue set) => set.Items.Select(item => new ShownItem(item, places.ShowItem(document, item))).OrderBy(item => item.Label, StringComparer.InvariantCultureIgnoreCase),
        (ItemsField, SetValue set) => set.Items.Select(item => new ShownItem(item, item)).OrderBy(item => item.Label, StringComparer.InvariantCultureIgnoreCase),
        (ReferenceField, Scalar { Text: { } id }) => [OfReference(document, id)],
        (NumberField number, Scalar { Number: not null } scalar) => [new ShownItem("", $"{number.Show(document, scalar)} {NumberUnits.Of(document, node.Id, number)}".TrimEnd())],
        (_, Scalar scalar) => [new ShownItem(scalar.Text ?? "", field.Show(document, scalar))],
        _ => [],
    };

    private static ShownItem OfReference(Document document, string item)
    {
        if (!NodeId.TryParse(item, out var id) || document.Find(id) is not { } node) return new ShownItem(item, item, Gone: true);
        var (number, title) = (document.Number(node), document.Title(node));
        return new ShownItem(item, number.Length > 0 ? $"{number} {title}" : title, id, !document.IsVisible(node));
    }
}
