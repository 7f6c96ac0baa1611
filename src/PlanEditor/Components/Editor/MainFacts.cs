using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor;

/// <summary>The facts by which people know a part in a list.</summary>
public static class MainFacts
{
    private const int ItemsShown = 2;

    public static ImmutableArray<Field> Of(NodeKind kind) => MainFields.Of(kind);

    /// <summary>The tone of the chip in which a state stands; "" is grey, null is no chip.</summary>
    public static string? Tone(Node node, Field field) => field.Key is not ("status" or "progress") || node.Scalar(field.Key)?.Text is not { } state ? null : state switch
    {
        "underWay" or "preparing" or "limited" or "substantial" => "review",
        "delayed" => "should",
        "done" or "published" or "completed" => "final",
        _ => "",
    };

    /// <summary>A field in the cell of a list: "Ministry of Finance", "BBS and 2 more".</summary>
    public static string Words(Document document, Node node, Field field)
    {
        if (field is TextField text) return text.Read(node).ToString();
        var items = ShownItem.Of(document, node, field).Select(item => item.Label).ToArray();
        return items.Length <= ItemsShown ? string.Join(", ", items) : $"{string.Join(", ", items[..ItemsShown])} and {items.Length - ItemsShown} more";
    }
}
