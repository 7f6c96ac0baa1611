using PlanModel.Documents;
using PlanModel.Schema.Vocabularies;
using PlanModel.Text;

namespace PlanModel.Schema;

/// <summary>
/// The language of a text, for fonts, hyphenation and speech: the plan's, unless the text is written in a script that the plan's language does
/// not use. Only the first letters are looked at.
/// </summary>
public static class TextLanguage
{
    private const int LettersLooked = 40;

    /// <summary>The language of a text in a plan, as web pages write it.</summary>
    public static string Of(Document document, ReadOnlySpan<char> text) => Of(OfPlan(document), text);

    /// <summary>The language of a part's title; null where it is words of the schema.</summary>
    public static string? OfTitle(Document document, Node node)
    {
        var title = document.Title(node);
        var ofSchema = node.Kind.Fixed || title == node.Kind.Label || node.Kind.Fields.Any(field => field is ChoiceField choice && choice.AsTitle(document, node) == title);
        return ofSchema ? null : Of(document, title);
    }

    /// <summary>The language that a plan is written in.</summary>
    public static string OfPlan(Document document) => ActionPlan.Plan.Language.Read(document.Root) ?? "en";

    /// <summary>The language of a text in a plan that is written in a language.</summary>
    public static string Of(string plan, ReadOnlySpan<char> text) =>
        ScriptCount.Of(text, LettersLooked).Main switch
        {
            Script.Devanagari => "ne",
            Script.Bengali => "bn",
            Script.Latin when Languages.ScriptOf(plan) != Script.Latin => "en",
            _ => plan,
        };
}
