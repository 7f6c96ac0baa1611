using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanModel.Changes;

/// <summary>
/// Makes a part of another kind of one that was begun as the wrong one. Fields of the same key and type keep their values; what the new kind has no field for goes as text
/// under its own heading into the first long text, translations into its translation. What finds no room there refuses the conversion: nothing is left behind. The old part is
/// removed and can be restored.
/// </summary>
/// <param name="Operations">The operations that convert the part, in order; the first makes the new one.</param>
/// <param name="Gathered">The label of the text that took in what has no field of its own; null when there was none of that.</param>
public sealed record PartConversion(ImmutableArray<Operation> Operations, string? Gathered)
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

    /// <summary>Converts a part; null when something would be left behind.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="part">The part.</param>
    /// <param name="kind">One of <see cref="KindsFor"/>.</param>
    /// <param name="id">An id that was not used before.</param>
    /// <param name="refusal">What would be left behind, and what to do about it.</param>
    public static PartConversion? Of(Document document, Node part, NodeKind kind, NodeId id, out Refusal? refusal)
    {
        var homeless = document.Children(part).Where(child => !PlanSchema.MayHold(kind, child.Kind)).GroupBy(child => child.Kind).Select(group => $"{group.Count()} {(group.Count() == 1 ? group.Key.Noun : group.Key.Nouns)}").ToArray();
        if (homeless.Length > 0)
        {
            refusal = new Refusal(RefusalCode.NotHere, $"{document.Name(part)} holds {string.Join(" and ", homeless)}, for which there is no place in {kind.Nouns}. Move or remove them first.", part.Id);
            return null;
        }

        var parent = document.Above(part).First(above => PlanSchema.MayHold(above.Kind, kind));
        var fields = kind.InitialFields(document, parent).ToBuilder();
        var stale = SetValue.None;
        var gathering = kind.Fields.OfType<TextField>().First(field => field.Markdown);
        var (left, leftTranslated) = (new List<string>(), new List<string>());
        foreach (var field in part.Kind.Fields)
        {
            var place = PlaceOf(part, field, kind);
            if (part.Value(field.Key) is { } value)
            {
                if (place is not null) fields[place.Key] = value is TextValue text ? Scalar.Of(text.Text.ToString()) : value;
                else left.Add(Headed(field, Words(document, field, value)));
            }

            if (NodeKind.BesideOf(field) is { } beside && place is not null && NodeKind.BesideOf(place) is { } thereBeside && beside.GetType() == thereBeside.GetType() && part.Value(beside.Key) is { } said) fields[thereBeside.Key] = said;
            if (field is not TextField { Translation: { } translation }) continue;
            if (NodeKind.StaleTranslations.Read(part).Contains(field.Key)) stale = stale.Add((place ?? gathering).Key);
            if (translation.IsEmpty(part)) continue;
            if (place is TextField { Translation: { } there }) fields[there.Key] = Scalar.Of(translation.ReadString(part));
            else leftTranslated.Add(Headed(field, translation.ReadString(part)));
        }

        refusal = Gather(fields, gathering, left, part.Id) ?? (gathering.Translation is { } translated ? Gather(fields, translated, leftTranslated, part.Id) : null);
        if (refusal is not null) return null;
        if (!stale.IsEmpty) fields[NodeKind.StaleTranslations.Key] = new SetValue(stale);

        var after = part.Parent == parent.Id ? part.Id : parent.Children.LastOrDefault() is { Value: not 0 } last ? last : (NodeId?)null;
        var operations = ImmutableArray.CreateBuilder<Operation>();
        operations.Add(new InsertNode(id, kind.Key, parent.Id, after, fields.ToImmutable()));
        NodeId? previous = null;
        foreach (var child in document.Children(part))
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
        return new PartConversion(operations.ToImmutable(), left.Count + leftTranslated.Count > 0 ? gathering.Label : null);
    }

    private static string Headed(Field field, string words) => $"**{field.Label}**\n\n{words}";

    private static Refusal? Gather(ImmutableSortedDictionary<string, FieldValue>.Builder fields, TextField into, List<string> left, NodeId part)
    {
        if (left.Count == 0) return null;
        if (fields.TryGetValue(into.Key, out var there) && there is Scalar { Text: { } said }) left.Insert(0, said);
        var all = string.Join("\n\n", left);
        if (into.Refuse(part, all) is { } refusal) return refusal with { Field = null };
        fields[into.Key] = Scalar.Of(all);
        return null;
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
        (TextField text, TextField there) => (there.Markdown || !text.Markdown) && there.Fits(text.Read(part)),
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
