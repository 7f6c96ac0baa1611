using PlanEditor.Components.Editor.Fields;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Import;

/// <summary>What a cell means for a field.</summary>
/// <param name="Value">The value; null when the cell is empty, or wrong.</param>
/// <param name="Problem">What is wrong and what would be right, in words; null when nothing is.</param>
public readonly record struct CellMeaning(FieldValue? Value, string? Problem)
{
    /// <summary>Parts that are named and stand in the same file, by the row; they get their ids when they are brought in.</summary>
    public IReadOnlyList<int> Rows { get; init; } = [];
}

/// <summary>Reads cells for the fields of a kind: days and numbers as people type them, choices by label or code, parts by name, several with semicolons between them.</summary>
/// <param name="document">The plan.</param>
/// <param name="kind">The kind that the rows are of.</param>
/// <param name="titles">The rows of the file by their titles.</param>
/// <param name="order">What comes first in days of numbers; null: it is not known.</param>
public sealed class CellReading(Document document, NodeKind kind, ILookup<string, int> titles, DayOrder? order = null)
{
    private const int ChoicesListed = 8;
    private const int ProblemUnitsMax = 500;

    private static readonly HashSet<string> Errors = new(StringComparer.Ordinal) { "#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!" };
    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase) { "yes", "true", "y", "x", "1", "sí", "si", "হ্যাঁ", "हो", "छ" };
    private static readonly HashSet<string> No = new(StringComparer.OrdinalIgnoreCase) { "no", "false", "n", "0", "না", "होइन", "छैन" };

    private readonly Dictionary<string, NamedParts> _parts = new(StringComparer.Ordinal);

    public CellMeaning Read(Field field, Cell cell, int row)
    {
        if (cell.IsEmpty) return default;
        var text = cell.Text.Trim();
        if (Errors.Contains(text)) return Wrong($"The spreadsheet could not work this cell out ({text}). Write the value itself");
        return field switch
        {
            TextField line => OfText(line, cell.Text),
            DateField date => DateText.TryParse(text, out var day, order) is { } problem ? Wrong(problem) : Checked(date, DateField.Write(day)),
            NumberField number => OfNumber(number, cell),
            FlagField => OfFlag(NativeDigits.ToAscii(text)),
            ChoiceField choice => FindChoice(choice.Choices, text) is { } one ? new(Scalar.Of(one.Code), null) : Wrong(NotInList(choice.Choices, text)),
            ReferenceField reference => OfParts(reference.Kinds, [text], row, single: true),
            ItemsField items => OfItems(items, text, row),
            _ => Checked(field, Scalar.Of(text)),
        };
    }

    /// <summary>Finds the part that a row goes under.</summary>
    public string? FindParent(NodeKind parent, string name, out NodeId? node) => PartsOf([parent.Key]).Find(name.Trim(), out node);

    private static CellMeaning OfText(TextField field, string text)
    {
        var value = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();
        return field.Refuse(default, value) is { } refusal ? Wrong(refusal.Words.TrimEnd('.')) : new(Scalar.Of(value), null);
    }

    private static CellMeaning OfFlag(string answer) =>
        Yes.Contains(answer) ? new(Scalar.Of(true), null) : No.Contains(answer) ? new(Scalar.Of(false), null) : Wrong("Write yes or no");

    private CellMeaning OfNumber(NumberField field, Cell cell)
    {
        var number = cell.Number;
        if (number is null && NumberText.TryParse(cell.Text, NumberField.FormatOf(document), out number, fromFile: true) is { } problem) return Wrong(problem);
        return number is { } value ? Checked(field, Scalar.Of(value)) : default;
    }

    private CellMeaning OfItems(ItemsField field, string text, int row)
    {
        var pieces = text.Split([';', '\n', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (pieces.Length > ItemsField.CountMax) return Wrong($"{field.Label} holds at most {ItemsField.CountMax}");
        if (!field.Kinds.IsEmpty) return OfParts(field.Kinds, pieces, row, single: false);
        var items = SetValue.None;
        foreach (var piece in pieces)
        {
            var item = piece;
            if (field.Choices is { } choices)
            {
                if (FindChoice(choices, piece) is not { } choice) return Wrong(NotInList(choices, piece));
                item = choice.Code;
            }

            if (field.ItemProblem(document, item) is { } problem) return Wrong(problem);
            items = items.Add(item);
        }

        return new(new SetValue(items), null);
    }

    private CellMeaning OfParts(IReadOnlyCollection<string> kinds, IEnumerable<string> names, int row, bool single)
    {
        var (found, rows) = (SetValue.None, new List<int>());
        foreach (var name in names)
        {
            if (PartsOf(kinds).Find(name, out var node) is not { } problem)
            {
                found = found.Add(node!.Value.ToString());
                continue;
            }

            // A part of the plan comes first; else a row of this file with that title.
            var same = kinds.Contains(kind.Key) ? titles[NamedParts.Plain(name)].Where(one => one != row).Take(2).ToArray() : [];
            if (same.Length == 0) return Wrong(problem);
            if (same.Length > 1) return Wrong($"“{Quoted.Short(name)}” is the title of several rows of this file. Give them different titles");
            rows.Add(same[0]);
        }

        FieldValue? value = found.IsEmpty ? null : single ? Scalar.Of(found[0]) : new SetValue(found);
        return new(value, null) { Rows = rows };
    }

    private NamedParts PartsOf(IReadOnlyCollection<string> kinds)
    {
        var key = string.Join(' ', kinds);
        return _parts.TryGetValue(key, out var parts) ? parts : _parts[key] = NamedParts.Of(document, kinds);
    }

    private CellMeaning Checked(Field field, Scalar? value) => value is not null && field.Problem(document, value) is { } problem ? Wrong(problem) : new(value, null);

    private static Choice? FindChoice(ChoiceList choices, string text)
    {
        var name = NamedParts.Plain(text);
        return choices.Choices.FirstOrDefault(choice => Same(choice.Code, name) || Same(choice.Label, name));
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string NotInList(ChoiceList choices, string text)
    {
        var labels = choices.Choices.Select(choice => choice.Label).ToArray();
        var more = labels.Length > ChoicesListed ? $" and {labels.Length - ChoicesListed} more" : "";
        return $"“{Quoted.Short(text)}” is not in the list. Write one of: {string.Join(", ", labels.Take(ChoicesListed))}{more}";
    }

    private static CellMeaning Wrong(string problem) => new(null, Quoted.Short(problem, ProblemUnitsMax));
}
