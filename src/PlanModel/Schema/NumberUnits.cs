using PlanModel.Documents;

namespace PlanModel.Schema;

/// <summary>What a number counts, where the node itself says so: the currency of an amount, the unit of an indicator.</summary>
public static class NumberUnits
{
    /// <summary>The unit in words; empty where there is none.</summary>
    public static string Of(Document document, NodeId id, Field field)
    {
        if (document.Find(id) is not { } node) return "";
        return field.Key switch
        {
            "amount" => node.Kind.Find("currency") is ChoiceField currency ? currency.Read(node) ?? "" : "",
            "baselineValue" or "targetValue" => node.Kind.Find("unit") is TextField unit ? unit.Read(node).ToString() : "",
            "byteSize" => "bytes",
            _ => "",
        };
    }
}
