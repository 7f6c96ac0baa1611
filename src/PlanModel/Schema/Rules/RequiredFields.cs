using System.Collections.Frozen;
using System.Text.RegularExpressions;
using PlanModel.Documents;

namespace PlanModel.Schema.Rules;

/// <summary>REQ, and what fields ask under the name of another rule: what is needed is there, and is no placeholder.</summary>
internal static partial class RequiredFields
{
    private const int PlaceholderUnitsMax = 40;
    private const int ShortUnitsMax = TextField.LineUnitsMax;

    private static readonly FrozenSet<string> Placeholders = new[]
    {
        "tbd", "tba", "tbc", "todo", "to do", "xxx", "n/a",
        "to be completed", "to be defined", "to be decided", "to be determined", "to be confirmed", "to be added", "to come", "coming soon", "later", "lorem ipsum",
        "por definir", "por completar", "por determinar", "por confirmar", "pendiente", "a definir", "a completar", "más tarde",
        "পরে", "পরে লেখা হবে", "পরে যোগ করা হবে", "নির্ধারিত হয়নি",
        "पछि", "पछि लेखिने", "पछि थपिने", "तय भएको छैन",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static void Check(PlanCheck check, Node node)
    {
        foreach (var field in node.Kind.Fields) Check(check, node, field);
    }

    /// <summary>Whether a text says only that something will be written.</summary>
    public static bool IsPlaceholder(TextField field, Node node) =>
        field.Read(node).Length <= PlaceholderUnitsMax
        && field.ReadString(node).Trim().Trim('.', '…', '।', '?', '-', '–', '[', ']', '(', ')', '*', '_', ' ') is var text
        && (text.Length == 0 || Placeholders.Contains(text));

    /// <summary>Whether a text that is needed and not empty says something.</summary>
    public static void CheckPlaceholder(PlanCheck check, string code, Node node, TextField text)
    {
        if (IsPlaceholder(text, node)) check.Warn(code, node, text, $"{check.Name(node, text)} says only “{text.ReadString(node).Trim()}”. Write what it should say.");
        else if (PlaceholderIn(text, node) is { } mark) check.Warn(code, node, text, $"{check.Name(node, text)} says “{mark}”. Write what should stand there.");
    }

    /// <summary>What stands in a short text for something that is still to be written; null: nothing does.</summary>
    private static string? PlaceholderIn(TextField field, Node node) =>
        field.Read(node).Length <= ShortUnitsMax && Mark().Match(field.ReadString(node)) is { Success: true } found ? found.Value : null;

    // Only what is a word of no language that plans are written in: "todo" is "all" in Spanish.
    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])(?:TBD|TBA|TBC|TODO(?=\s*[:\])])|X{3,}|(?i:lorem ipsum))(?![\p{L}\p{Nd}])", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    private static void Check(PlanCheck check, Node node, Field field)
    {
        if (field.NeedRule is not { } rule) return;
        var need = field.NeedIn(check.Document, node);
        if (need == Need.Optional) return;
        var empty = field.IsEmpty(node);
        if (need == Need.Required && !empty) check.Meet();
        if (empty && need == Need.Required)
            check.Block($"{rule}.empty", node, field, $"{check.Name(node, field)} is empty. {ToDo(field)}");
        else if (empty)
            check.Warn(
                $"{rule}.advised", node, field,
                $"{check.Name(node, field)} is empty. It is not required, but readers will miss it.");
        else if (need == Need.Required && field is TextField text)
            CheckPlaceholder(check, $"{rule}.placeholder", node, text);
    }

    private static string ToDo(Field field) => field switch
    {
        TextField => "Write it.",
        DateField => "Give a day.",
        NumberField => "Give a number.",
        UrlField => "Give an address.",
        ItemsField => "Choose at least one.",
        _ => "Choose one.",
    };
}
