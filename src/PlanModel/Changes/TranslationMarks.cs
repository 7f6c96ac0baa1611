using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanModel.Changes;

/// <summary>
/// What taking back does to <see cref="NodeKind.StaleTranslations"/>. Whoever takes back an edit has looked at no translation: the marks become what they were before that edit, and
/// one that others gave rise to since stays.
/// </summary>
internal static class TranslationMarks
{
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

    private static bool IsTranslation(Document document, EditText edit) => FieldOf(document, edit)?.Source is not null;

    private static TextField? FieldOf(Document document, EditText edit) => document.Find(edit.Node)?.Kind.Find(edit.Field) as TextField;

    private readonly record struct Mark(NodeId Node, string Source)
    {
        public Operation Set => new AddToSet(Node, NodeKind.StaleTranslations.Key, Source);

        public Operation Clear => new RemoveFromSet(Node, NodeKind.StaleTranslations.Key, Source);

        public bool IsSet(Document document) => document[Node].Set(NodeKind.StaleTranslations.Key).Contains(Source);
    }
}
