using System.Collections.Immutable;
using PlanEditor.Components.Shared;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor;

/// <summary>The facts by which people know a part in a list.</summary>
public static class MainFacts
{
    private const int ItemsShown = 2;

    /// <summary>The facts of a kind. Where a step begins is set beside when it is due; what is printed has no room for it.</summary>
    public static ImmutableArray<Field> Of(NodeKind kind) => kind == ActionPlan.Milestone.Kind ? [ActionPlan.Milestone.StartDate, .. MainFields.Of(kind)] : MainFields.Of(kind);

    /// <summary>The tone of the chip in which a state stands; "" is grey, null is no chip.</summary>
    public static string? Tone(Node node, Field field) => (field == ActionPlan.Risk.Score && ActionPlan.Risk.ScoreOf(node) is { } score ? ActionPlan.Risk.DegreeOf(score)
        : field.Key is "status" or "progress" or "rating" ? node.Scalar(field.Key)?.Text : null) switch
    {
        null => null,
        "underWay" or "preparing" or "limited" or "substantial" => "review",
        "delayed" or "high" or "yellow" => "should",
        "red" => "blocking",
        "done" or "published" or "completed" or "green" => "final",
        _ => "",
    };

    /// <summary>A field in the cell of a list: "Ministry of Finance", "BBS, SID and 2 more".</summary>
    public static Worded Words(Document document, Node node, Field field)
    {
        if (field is TextField text) return text.IsEmpty(node) ? Worded.None : Worded.Of(text.ReadString(node), TextLanguage.Of(document, node, text));
        var items = ShownItem.Of(document, node, field).ToArray();
        var words = Worded.Join(", ", items.Take(ItemsShown).Select(item => new Worded([new Wording(item.Label, item.LanguageIn(document, field))])));
        return words.And(items.Length > ItemsShown ? $" and {items.Length - ItemsShown} more" : "");
    }
}
