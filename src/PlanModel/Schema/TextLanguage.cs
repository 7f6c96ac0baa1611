using PlanModel.Documents;
using PlanModel.Schema.Vocabularies;
using PlanModel.Text;

namespace PlanModel.Schema;

/// <summary>
/// The language of a text, for fonts, hyphenation and speech: the plan's, unless the text is written in a script that the plan's language does
/// not use, or is marked as being in another. Only the first letters are looked at.
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
        return ofSchema ? null : node.Kind.NameField is { } name && Marked(node, name) is { } marked && name.ReadString(node) == title ? marked : Of(document, title);
    }

    /// <summary>The language of a text of a part: what it is marked as; else, of a translation, the working language; else the plan's.</summary>
    public static string Of(Document document, Node node, TextField field) =>
        Marked(node, field) ?? Of(field.Source is null ? OfPlan(document) : ActionPlan.WorkingLanguageOf(document) ?? OfPlan(document), field.ReadString(node));

    /// <summary>What a text is marked as being in; null while it is not.</summary>
    public static string? Marked(Node node, TextField field) => field.Language?.Read(node) is { } code && Languages.OfPlans.Find(code) is not null ? code : null;

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
