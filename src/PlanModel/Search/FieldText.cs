using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.Search;

/// <summary>What a field of a node says in words that people search for.</summary>
/// <param name="Node">The node.</param>
/// <param name="Field">The field.</param>
/// <param name="Text">Its words.</param>
public sealed record FieldText(Node Node, Field Field, string Text)
{
    /// <summary>Whether somebody wrote them; else they are the English labels of what was chosen.</summary>
    public bool IsWritten => IsWrittenIn(Field);

    /// <summary>Whether somebody writes the words of a field; else they are the English labels of what is chosen.</summary>
    public static bool IsWrittenIn(Field field) => field is TextField or WordsField or UrlField;

    /// <summary>Whether the pages of a plan show them: of a translation, while the plan has a working language.</summary>
    public bool IsShownIn(Document document) => Field is not TextField { Source: not null } || ActionPlan.WorkingLanguageOf(document) is not null;

    /// <summary>
    /// The words of a node's fields, each text before its translation. Names of other parts are found in those; dates, numbers and yes or no are not words.
    /// </summary>
    public static IEnumerable<FieldText> Of(Node node)
    {
        foreach (var field in node.Kind.Fields)
        {
            if (WordsOf(node, field) is { Length: > 0 } words) yield return new FieldText(node, field, words);
            if (field is TextField { Translation: { } translation } && translation.ReadString(node) is { Length: > 0 } translated) yield return new FieldText(node, translation, translated);
        }
    }

    private static string? WordsOf(Node node, Field field) => field switch
    {
        TextField text => text.ReadString(node),
        UrlField url => url.Read(node),
        ChoiceField { Fixed: false } choice => choice.Read(node) is { } code ? choice.Choices.Label(code) : null,
        WordsField words => string.Join(", ", words.Read(node)),
        ChoicesField choices => string.Join(", ", choices.Read(node).OrderBy(choices.Choices.Order).Select(choices.Choices.Label)),
        _ => null,
    };
}
