using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanModel.Changes;

/// <summary>
/// Makes a part of another kind of one that was begun as the wrong one. Fields of the same key and type keep their values; what the new kind has no field for goes as text
/// under its own heading into the first long text, so that nothing is lost. The old part is removed and can be restored.
/// </summary>
public static class PartConversion
{
    private static readonly ImmutableArray<(string From, string To)> Sensible =
    [
        (ActionPlan.Milestone.Key, ActionPlan.Commitment.Key),
        (ActionPlan.Objective.Key, ActionPlan.Commitment.Key),
        (ActionPlan.Commitment.Key, ActionPlan.Objective.Key),
        (ActionPlan.CustomSection.Key, ActionPlan.Objective.Key),
        (ActionPlan.Objective.Key, ActionPlan.CustomSection.Key),
        (ActionPlan.Innovation.Key, ActionPlan.Lesson.Key),
        (ActionPlan.Lesson.Key, ActionPlan.Innovation.Key),
    ];

    /// <summary>The kinds that a part can become.</summary>
    public static IEnumerable<NodeKind> KindsFor(Document document, Node part) =>
        Sensible.Where(pair => pair.From == part.Kind.Key).Select(pair => document.Schema.Find(pair.To)).OfType<NodeKind>();

    /// <summary>The operations that convert a part, in order; the first makes the new one.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="part">The part.</param>
    /// <param name="kind">One of <see cref="KindsFor"/>.</param>
    /// <param name="id">An id that was not used before.</param>
    public static ImmutableArray<Operation> Of(Document document, Node part, NodeKind kind, NodeId id)
    {
        var parent = document.Above(part).First(above => PlanSchema.MayHold(above.Kind, kind));
        var fields = kind.InitialFields(document, parent).ToBuilder();
        var left = new List<string>();
        foreach (var field in part.Kind.Fields)
        {
            if (part.Value(field.Key) is not { } value) continue;
            if (PlaceOf(part, field, kind) is { } place) fields[place.Key] = value is TextValue text ? Scalar.Of(text.Text.ToString()) : value;
            else left.Add($"**{field.Label}**\n\n{Words(document, field, value)}");
        }

        if (left.Count > 0 && kind.Fields.OfType<TextField>().FirstOrDefault(field => field.Markdown) is { } rest)
        {
            var before = fields.TryGetValue(rest.Key, out var there) && there is Scalar { Text: { } said } ? said + "\n\n" : "";
            var all = before + string.Join("\n\n", left);
            if (all.Length <= rest.LengthMax) fields[rest.Key] = Scalar.Of(all);
        }

        var after = part.Parent == parent.Id ? part.Id : parent.Children.LastOrDefault() is { Value: not 0 } last ? last : (NodeId?)null;
        var operations = ImmutableArray.CreateBuilder<Operation>();
        operations.Add(new InsertNode(id, kind.Key, parent.Id, after, fields.ToImmutable()));
        NodeId? previous = null;
        foreach (var child in document.Children(part).Where(child => PlanSchema.MayHold(kind, child.Kind)))
        {
            operations.Add(new MoveNode(child.Id, id, previous));
            previous = child.Id;
        }

        foreach (var (node, field) in Uses.Of(document, part.Id).Where(use => KindsOf(use.Field).Contains(kind.Key)))
        {
            if (field is ReferenceField)
            {
                operations.Add(new SetField(node.Id, field.Key, Scalar.Of(id)));
                continue;
            }

            operations.Add(new RemoveFromSet(node.Id, field.Key, part.Id.ToString()));
            operations.Add(new AddToSet(node.Id, field.Key, id.ToString()));
        }

        operations.Add(new RemoveNode(part.Id));
        return operations.ToImmutable();
    }

    private static ImmutableArray<string> KindsOf(Field field) => field switch
    {
        ReferenceField reference => reference.Kinds,
        ItemsField items => items.Kinds,
        _ => [],
    };

    private static Field? PlaceOf(Node part, Field field, NodeKind kind)
    {
        if (kind.Find(field.Key) is { } same && same.GetType() == field.GetType() && Fits(part, field, same)) return same;
        // What names the one names the other.
        return field == part.Kind.NameField && kind.NameField is { } title && Fits(part, field, title) ? title : null;
    }

    private static bool Fits(Node part, Field field, Field place) => (field, place) switch
    {
        (TextField text, TextField there) => (there.Markdown || !text.Markdown) && text.Read(part).Length <= there.LengthMax,
        (ChoiceField choice, ChoiceField there) => choice.Choices == there.Choices,
        (ItemsField items, ItemsField there) => items.Choices == there.Choices && items.Kinds.SequenceEqual(there.Kinds),
        (ReferenceField reference, ReferenceField there) => reference.Kinds.SequenceEqual(there.Kinds),
        _ => true,
    };

    private static string Words(Document document, Field field, FieldValue value) => value switch
    {
        TextValue text => text.Text.ToString(),
        SetValue set => string.Join(", ", set.Items.Select(item => field.ShowItem(document, item))),
        Scalar scalar => field.Show(document, scalar),
        _ => "",
    };
}
