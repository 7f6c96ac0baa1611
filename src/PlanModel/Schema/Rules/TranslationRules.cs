using PlanModel.Documents;

namespace PlanModel.Schema.Rules;

/// <summary>TRANS: what a plan must say stands in its working language too, and what stands there is not older than its source.</summary>
internal static class TranslationRules
{
    private const int NamedMax = 2;

    public static void Check(PlanCheck check, Node node)
    {
        if (ActionPlan.WorkingLanguageOf(check.Document) is not { } working) return;
        var language = ActionPlan.Plan.WorkingLanguage.Choices.Label(working);
        CheckMissing(check, node, working, language);
        var document = check.Document;
        foreach (var key in NodeKind.StaleTranslations.Read(node))
            if (node.Kind.Find(key) is TextField { Translation: not null } text)
                check.Find("TRANS.stale", LevelOf(document, text.NeedIn(document, node) == Need.Required), node, text, $"{check.Name(node)}: “{text.Label}”, or the working language, changed after its translation was written. Look at the {language}, or say that it still fits.");
    }

    private static FindingLevel LevelOf(Document document, bool isRequired) => isRequired && document.Schema.Terms.TranslationsBlock ? FindingLevel.Block : FindingLevel.Warn;

    private static void CheckMissing(PlanCheck check, Node node, string working, string language)
    {
        var missing = node.Kind.Fields.OfType<TextField>().Where(text => IsMissing(check.Document, node, text, working)).ToList();
        if (missing.Count == 0) return;
        var names = string.Join(", ", missing.Take(NamedMax).Select(text => $"“{text.Label}”"));
        var more = missing.Count > NamedMax ? $" and {missing.Count - NamedMax} more" : "";
        var have = missing.Count == 1 ? "has" : "have";
        check.Find("TRANS.missing", LevelOf(check.Document, isRequired: true), node, missing[0].Translation!, $"{check.Name(node)}: {names}{more} {have} no {language} yet.");
    }

    // What is written in the working language as it is needs no other one.
    private static bool IsMissing(Document document, Node node, TextField text, string working) =>
        text.Translation is { } translation
        && text.NeedIn(document, node) == Need.Required
        && !text.IsEmpty(node)
        && !RequiredFields.IsPlaceholder(text, node)
        && translation.IsEmpty(node)
        && TextLanguage.Of(document, node, text) != working;
}
