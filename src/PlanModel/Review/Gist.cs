using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Text;

namespace PlanModel.Review;

/// <summary>What a plan keeps of a suggestion that was answered: where it was and how its words begin, so that a plan does not grow with all that was ever suggested. All of it stays in the log.</summary>
internal static class Gist
{
    /// <summary>About as much is kept of the words of one proposal, in UTF-16 units.</summary>
    public const int UnitsOfProposal = 8_000;

    /// <summary>At most as much of those of one part.</summary>
    public const int UnitsMax = 1_000;

    /// <summary>At least as much of those of one part.</summary>
    public const int UnitsMin = 80;

    private const int ItemsMax = 20;

    /// <summary>The operation with its words cut to a length; itself when they are no longer. Twice is as good as once.</summary>
    public static Operation Of(Operation operation, int units) => operation switch
    {
        EditText edit when edit.Edit.UnitsInserted > units => edit with { Edit = Of(edit.Edit, units) },
        SetField { Value.Text: { } text } set when text.Length > units => set with { Value = Scalar.Of(Cut(text, units)) },
        InsertNode insert => Of(insert, Math.Max(UnitsMin, units / Math.Max(1, insert.Fields.Count))),
        _ => operation,
    };

    private static TextChangeSet Of(TextChangeSet edit, int units)
    {
        var kept = new List<(int From, int To, string Insert)>();
        foreach (var range in edit.ChangedRanges())
        {
            var insert = range.Inserted.Length <= units ? range.Inserted : Cut(range.Inserted, units);
            units -= insert.Length;
            kept.Add((range.FromA, range.ToA, insert));
        }

        return TextChangeSet.Of(edit.LengthBefore, [.. kept]);
    }

    private static InsertNode Of(InsertNode insert, int units)
    {
        var fields = insert.Fields;
        foreach (var (key, value) in insert.Fields)
        {
            if (value is Scalar { Text: { } text } && text.Length > units) fields = fields.SetItem(key, Scalar.Of(Cut(text, units)));
            else if (value is SetValue { Items: { Count: > ItemsMax } items }) fields = fields.SetItem(key, new SetValue(SetValue.None.Union(items.Take(ItemsMax))));
        }

        return fields == insert.Fields ? insert : insert with { Fields = fields };
    }

    // Never between the halves of a pair.
    private static string Cut(string words, int units) =>
        units == 0 ? "" : words[..(units > 1 && char.IsHighSurrogate(words[units - 2]) ? units - 2 : units - 1)] + "…";
}
