using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>
/// Counts characters, whoever merged them: in the end each must stand as often as it was there before, was typed, and was not deleted. What was typed is taken from
/// those who typed, not from the log; only what was deleted is, as deletions shrink when two people delete the same.
/// </summary>
internal static class Characters
{
    /// <returns>Everything that is wrong.</returns>
    public static List<string> Check(IReadOnlyList<CommittedChange> log, IReadOnlyList<Editor> editors)
    {
        var made = editors.SelectMany(editor => editor.Client.Made).ToHashSet();
        var counts = new long[char.MaxValue + 1];
        var document = Document.Empty(ActionPlan.Schema);
        foreach (var change in log)
        {
            // What others wrote, and the sample's history, is taken as it stands.
            var own = made.Contains(change.Id);
            foreach (var operation in change.Operations)
            {
                if (!own) Typed(operation, counts, 1);
                if (operation is EditText edit) Deleted(edit, document, counts);
                document = operation.Apply(document);
            }
        }

        foreach (var editor in editors)
        {
            foreach (var operation in editor.Done) Typed(operation, counts, 1);
            foreach (var operation in editor.Client.Tray.SelectMany(change => change.Operations)) Typed(operation, counts, -1);
        }

        foreach (var node in document.All())
            foreach (var field in Texts(node.Kind))
                Count(field.ReadString(node), counts, -1);
        return [.. counts.Index().Where(count => count.Item != 0).Select(count => $"U+{count.Index:X4} {(count.Item > 0 ? "is missing" : "is too often there")}: {Math.Abs(count.Item)} times")];
    }

    private static void Typed(Operation operation, long[] counts, int sign)
    {
        switch (operation)
        {
            case EditText edit:
                foreach (var range in edit.Edit.ChangedRanges()) Count(range.Inserted, counts, sign);
                break;
            case InsertNode insert:
                foreach (var field in Texts(ActionPlan.Schema.Find(insert.Kind)!))
                    if (insert.Fields.GetValueOrDefault(field.Key) is Scalar { Text: { } text }) Count(text, counts, sign);
                break;
        }
    }

    private static void Deleted(EditText edit, Document document, long[] counts)
    {
        var text = document[edit.Node].Text(edit.Field).ToString();
        foreach (var range in edit.Edit.ChangedRanges()) Count(text.AsSpan(range.FromA, range.ToA - range.FromA), counts, -1);
    }

    private static IEnumerable<TextField> Texts(NodeKind kind) => kind.Fields.OfType<TextField>().SelectMany(text => text.Translation is { } translation ? [text, translation] : new[] { text });

    private static void Count(ReadOnlySpan<char> text, long[] counts, int sign)
    {
        foreach (var unit in text) counts[unit] += sign;
    }
}
