using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Workflow;

namespace PlanModel.Changes;

/// <summary>
/// Makes a part of another kind of one that was begun as the wrong one. Fields of the same key and type keep their values; what the new kind has no field for goes as text
/// under its own heading into the first long text, translations into its translation. What is said beside a value (how else a day is written, in which language a text is) goes
/// with it. What finds no room there refuses the conversion: nothing is left behind. The old part is removed and can be restored.
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

    // What a kind calls otherwise.
    private static readonly ImmutableArray<(Field From, Field To)> Answering = [(ActionPlan.Milestone.DueDate, ActionPlan.Commitment.EndDate)];

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
        var (left, leftTranslated) = (new List<Leftover>(), new List<Leftover>());
        foreach (var field in part.Kind.Fields)
        {
            var place = PlaceOf(part, field, kind);
            if (part.Value(field.Key) is { } value)
            {
                if (place is not null) fields[place.Key] = value is TextValue text ? Scalar.Of(text.Text.ToString()) : value;
                else left.Add(new Leftover(field, Words(document, part, field, value), value is TextValue ? TextLanguage.Marked(part, (TextField)field) : null));
            }

            if (NodeKind.BesideOf(field) is { } beside && place is not null && NodeKind.BesideOf(place) is { } thereBeside && beside.GetType() == thereBeside.GetType() && part.Value(beside.Key) is { } said) fields[thereBeside.Key] = said;
            if (field is not TextField { Translation: { } translation }) continue;
            if (NodeKind.StaleTranslations.Read(part).Contains(field.Key)) stale = stale.Add((place ?? gathering).Key);
            if (translation.IsEmpty(part)) continue;
            if (place is TextField { Translation: { } there }) fields[there.Key] = Scalar.Of(translation.ReadString(part));
            else leftTranslated.Add(new Leftover(field, translation.ReadString(part), null));
        }

        refusal = Gather(document, fields, gathering, left, part.Id) ?? (gathering.Translation is { } translated ? Gather(document, fields, translated, leftTranslated, part.Id) : null);
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

    private static Refusal? Gather(Document document, ImmutableSortedDictionary<string, FieldValue>.Builder fields, TextField into, List<Leftover> left, NodeId part)
    {
        if (left.Count == 0) return null;
        var own = fields.TryGetValue(into.Key, out var there) && there is Scalar { Text: { } said } ? said : null;
        var mark = Mark(fields, into, own is not null, left);
        var all = string.Join("\n\n", left.Select(one => one.Headed(document, mark)).Prepend<string?>(own).OfType<string>());
        if (into.Refuse(part, all) is { } refusal) return refusal with { Field = null };
        fields[into.Key] = Scalar.Of(all);
        return null;
    }

    // Where all that was gathered is in one language, the whole is marked as being in it.
    private static string? Mark(ImmutableSortedDictionary<string, FieldValue>.Builder fields, TextField into, bool hasOwn, List<Leftover> left)
    {
        if (into.Language is not { } language) return null;
        if (hasOwn) return (fields.GetValueOrDefault(language.Key) as Scalar)?.Text;
        fields.Remove(language.Key);
        if (left.Where(one => one.Field is TextField).Select(one => one.Mark).Distinct().ToArray() is not [{ } only]) return null;
        fields[language.Key] = Scalar.Of(only);
        return only;
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
        if (Answering.FirstOrDefault(pair => pair.From == field && kind.Fields.Contains(pair.To)).To is { } answering) return answering;
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

    private static string Words(Document document, Node part, Field field, FieldValue value) => value switch
    {
        TextValue text => text.Text.ToString(),
        Scalar day when field is DateField { AsWritten: var written } && written.Read(part) is { } words => $"{field.Show(document, day)} ({words})",
        SetValue set => string.Join(", ", set.Items.Select(item => field.ShowItem(document, item))),
        Scalar scalar => field.Show(document, scalar),
        _ => "",
    };

    /// <summary>What has no field of its own.</summary>
    /// <param name="Field">The field that it was in.</param>
    /// <param name="Words">What was in it.</param>
    /// <param name="Mark">The language that a text was marked as being in; null: none.</param>
    private sealed record Leftover(Field Field, string Words, string? Mark)
    {
        /// <summary>The words under the name of their field, with their language where it is not that of the text they go into.</summary>
        public string Headed(Document document, string? mark) =>
            $"**{Field.Label}**{(Field is TextField && Mark != mark ? $" ({Languages.OfPlans.Label(Mark ?? TextLanguage.OfPlan(document))})" : "")}\n\n{Words}";
    }
}
