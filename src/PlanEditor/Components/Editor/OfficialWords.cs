using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Sdg;

namespace PlanEditor.Components.Editor;

/// <summary>What an SDG target says, in the plan's language where the UN has it in that, else in English.</summary>
/// <param name="Text">The official text.</param>
/// <param name="Language">The language it is in.</param>
/// <param name="Ours">Where that is not the plan's: a short name of ours in the plan's, which is not official; or null.</param>
public sealed record OfficialWords(string Text, string Language, string? Ours)
{
    /// <summary>The words of a target; null for a code that is none.</summary>
    public static OfficialWords? Of(Document document, string? code)
    {
        if (SdgTargets.Find(code ?? "") is not { } target) return null;
        var language = TextLanguage.OfPlan(document);
        return target.Text.In(language) is { } own ? new OfficialWords(own, language, null) : new OfficialWords(target.Text.English, "en", target.ShortLabel?.In(language));
    }
}
