using PlanModel.Documents;
using PlanModel.Schema.Vocabularies;
using PlanModel.Text;

namespace PlanModel.Schema.Rules;

/// <summary>LANG: prose is written in the script of the plan's language, or of the one that it is marked as being in. Names and other single lines may be in any.</summary>
internal static class LanguageRules
{
    private const int LettersLeast = 40;

    public static void Check(PlanCheck check, Node node)
    {
        var language = ActionPlan.Plan.Language.Read(check.Document.Root) ?? "";
        foreach (var field in node.Kind.Fields)
        {
            if (field is not TextField { Markdown: true } text) continue;
            var marked = TextLanguage.Marked(node, text);
            var script = Languages.ScriptOf(marked ?? language);
            if (script == Script.None || !IsInAnother(text.Read(node), script)) continue;
            var ought = marked is null
                ? $"the plan is in {Languages.EnglishName(language)}. Write it in the plan’s language."
                : $"is marked as {Languages.EnglishName(marked)}. Take the mark away, or write it in {Languages.EnglishName(marked)}.";
            check.Warn("LANG.script", node, field, $"{check.Name(node, field)} is written in {text.Read(node).Scripts.Main} letters, and {ought}");
        }
    }

    // A text with fewer units than that has fewer letters.
    private static bool IsInAnother(PlanText text, Script script) =>
        text.Length >= LettersLeast && text.Scripts is var count && count.Letters >= LettersLeast && count.In(script) * 2 < count.Letters;
}
