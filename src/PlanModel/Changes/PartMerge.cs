using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanModel.Changes;

/// <summary>Makes one part of two that mean the same: what names the one names the other afterwards, and what the other lacks it takes over.</summary>
public static class PartMerge
{
    /// <summary>The operations that merge a part into another of its kind, in order.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="duplicate">The part that goes.</param>
    /// <param name="into">The part that stays.</param>
    /// <exception cref="ArgumentException">They are of two kinds, or one and the same.</exception>
    public static ImmutableArray<Operation> Of(Document document, Node duplicate, Node into)
    {
        if (duplicate.Kind != into.Kind || duplicate.Id == into.Id) throw new ArgumentException($"{duplicate.Id} and {into.Id} are not two parts of one kind", nameof(into));
        var operations = ImmutableArray.CreateBuilder<Operation>();
        var (old, kept) = (duplicate.Id.ToString(), into.Id.ToString());
        foreach (var (node, field) in Uses.Of(document, duplicate.Id))
        {
            // A part that would name itself names nobody.
            var itself = node.Id == into.Id;
            if (field is ReferenceField)
            {
                operations.Add(new SetField(node.Id, field.Key, itself ? null : Scalar.Of(kept)));
                continue;
            }

            operations.Add(new RemoveFromSet(node.Id, field.Key, old));
            if (!itself && !node.Set(field.Key).Contains(kept)) operations.Add(new AddToSet(node.Id, field.Key, kept));
        }

        foreach (var (key, value) in duplicate.Fields)
            operations.AddRange(TakeOver(into, duplicate.Kind.Find(key)!, value));
        foreach (var child in document.Children(duplicate))
            operations.Add(new MoveNode(child.Id, into.Id, into.Children.IsEmpty ? null : into.Children[^1]));
        operations.Add(new RemoveNode(duplicate.Id));
        return operations.ToImmutable();
    }

    private static IEnumerable<Operation> TakeOver(Node into, Field field, FieldValue value)
    {
        // What is said of a value goes where the value goes.
        if (field == NodeKind.StaleTranslations || field.Beside?.IsEmpty(into) == false) return [];
        return value switch
        {
            TextValue text when field.IsEmpty(into) => [new EditText(into.Id, field.Key, Text.TextChangeSet.Of(into.Text(field.Key).Length, (0, 0, text.Text.ToString())))],
            Scalar scalar when field.IsEmpty(into) && scalar.Text != into.Id.ToString() => [new SetField(into.Id, field.Key, scalar)],
            SetValue set => set.Items.Except(into.Set(field.Key)).Where(item => item != into.Id.ToString()).Select(item => new AddToSet(into.Id, field.Key, item)),
            _ => [],
        };
    }
}
