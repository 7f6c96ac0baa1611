using System.Collections.Frozen;
using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor;

/// <summary>The facts by which people know a part in a list. Where none are named here: the first that final asks for.</summary>
public static class MainFacts
{
    private const int ColumnsMax = 3;
    private const int ItemsShown = 2;

    private static readonly FrozenDictionary<string, string[]> ByKind = new Dictionary<string, string[]>
    {
        ["commitment"] = ["leadOrganisation", "startDate", "endDate"],
        ["milestone"] = ["dueDate", "responsible", "status"],
        ["dataset"] = ["publisher", "frequency", "plannedRelease"],
        ["indicator"] = ["baselineValue", "targetValue", "targetDate"],
        ["organisation"] = ["acronym", "kind", "level"],
        ["resource"] = ["kind", "amount", "certainty"],
        ["vulnerableGroup"] = ["channels", "commitments"],
        ["consultationEvent"] = ["date", "method", "participants"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ImmutableArray<Field> Of(NodeKind kind) => ByKind.TryGetValue(kind.Key, out var keys)
        ? [.. keys.Select(kind.Find).OfType<Field>()]
        : [.. kind.Fields.Skip(1).Where(field => field is not TextField && field.Need == Need.Required).Take(ColumnsMax)];

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
