using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanModel.Changes;

/// <summary>
/// What taking back, and another working language, do to <see cref="NodeKind.StaleTranslations"/>. Whoever takes back an edit has looked at no translation: the marks become what they were before that
/// edit, and one that others gave rise to since stays. Whoever chooses another working language leaves translations in the one before, which somebody has to look at.
/// </summary>
public static class TranslationMarks
{
    /// <summary>What must follow some operations where they give the plan a working language that it did not have: marks on all translations that were there, but those of which the operations say something.</summary>
    /// <param name="before">The document before them.</param>
    /// <param name="after">The document after them.</param>
    /// <param name="operations">What was done.</param>
    public static ImmutableArray<Operation> OfLanguage(Document before, Document after, ImmutableArray<Operation> operations)
    {
        var field = ActionPlan.Plan.WorkingLanguage;
        if (!operations.Any(operation => operation is SetField set && set.Node == NodeId.Root && set.Field == field.Key)) return [];
        if (field.Read(after.Root) is not { } language || language == field.Read(before.Root)) return [];
        var said = operations.OfType<AddToSet>().Select(add => (add.Node, add.Field, add.Item))
            .Concat(operations.OfType<RemoveFromSet>().Select(remove => (remove.Node, remove.Field, remove.Item)))
            .Where(mark => mark.Field == NodeKind.StaleTranslations.Key).Select(mark => new Mark(mark.Node, mark.Item)).ToHashSet();
        if (EditsOf(after, operations) is { } edits) said.UnionWith(edits.Keys);
        return [.. Translated(before).Where(mark => !said.Contains(mark) && !mark.IsSet(after)).Select(mark => mark.Set)];
    }

    /// <summary>How many translations, in parts that were not removed, another working language leaves to be looked at.</summary>
    public static int Count(Document document) => Translated(document).Count(mark => document.IsVisible(document[mark.Node]));

    /// <summary>What must follow the inverse of some edits for the marks to be those of before.</summary>
    /// <param name="before">The document before the edits.</param>
    /// <param name="after">The document after them.</param>
    /// <param name="inverse">What takes the edits back but for the marks.</param>
    public static ImmutableArray<Operation> Back(Document before, Document after, IReadOnlyList<Operation> inverse)
    {
        if (EditsOf(after, inverse) is not { Count: > 0 } edits) return [];
        var undone = Change.Apply(after, [.. inverse]);
        return [.. edits.Keys.Where(mark => before.Find(mark.Node) is not null && mark.IsSet(before) != mark.IsSet(undone)).Select(mark => mark.IsSet(before) ? mark.Set : mark.Clear)];
    }

    /// <summary>What takes something back, after others made a change: of the marks that they moved it moves none, and clears none that they set.</summary>
    /// <param name="document">One that has the nodes.</param>
    /// <param name="own">What takes something back, moved over the change.</param>
    /// <param name="committed">The change.</param>
    public static IEnumerable<Operation> After(Document document, IReadOnlyCollection<Operation> own, ImmutableArray<Operation> committed)
    {
        if (EditsOf(document, committed) is not { Count: > 0 } theirs) return own;
        var written = EditsOf(document, own.Where(operation => operation is EditText { Edit.LengthAfter: > 0 } edit && IsTranslation(document, edit)));
        return own
            .Where(operation => !theirs.Keys.Any(mark => operation == mark.Set || operation == mark.Clear))
            .Concat(theirs.Where(their => !IsTranslation(document, their.Value) && written?.ContainsKey(their.Key) == true).Select(their => their.Key.Set));
    }

    /// <summary>The marks that edits of texts move, each with the last edit that does.</summary>
    private static Dictionary<Mark, EditText>? EditsOf(Document document, IEnumerable<Operation> operations)
    {
        Dictionary<Mark, EditText>? edits = null;
        foreach (var operation in operations)
        {
            if (operation is EditText edit && FieldOf(document, edit) is { } field && (field.Source ?? (field.Translation is null ? null : field)) is { } source)
                (edits ??= [])[new Mark(edit.Node, source.Key)] = edit;
        }

        return edits;
    }

    // Those of removed parts too, which may be restored.
    private static IEnumerable<Mark> Translated(Document document) =>
        from node in document.All()
        from text in node.Kind.Fields.OfType<TextField>()
        where text.Translation is { } translation && !translation.IsEmpty(node)
        select new Mark(node.Id, text.Key);

    private static bool IsTranslation(Document document, EditText edit) => FieldOf(document, edit)?.Source is not null;

    private static TextField? FieldOf(Document document, EditText edit) => document.Find(edit.Node)?.Kind.Find(edit.Field) as TextField;

    private readonly record struct Mark(NodeId Node, string Source)
    {
        public Operation Set => new AddToSet(Node, NodeKind.StaleTranslations.Key, Source);

        public Operation Clear => new RemoveFromSet(Node, NodeKind.StaleTranslations.Key, Source);

        public bool IsSet(Document document) => document[Node].Set(NodeKind.StaleTranslations.Key).Contains(Source);
    }
}
