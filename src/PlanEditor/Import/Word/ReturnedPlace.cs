using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Import.Word;

/// <summary>Places of a plan, as the tags of a file name them and as people say them.</summary>
internal static class ReturnedPlace
{
    /// <summary>What the plan did not have when the file was made.</summary>
    public const string SuggestedPart = "A suggested part";

    /// <summary>What a tag names.</summary>
    public static (NodeId Node, string Field) Parse(string tag)
    {
        var colon = tag.IndexOf(':', StringComparison.Ordinal);
        return (NodeId.Parse(tag[..colon]), tag[(colon + 1)..]);
    }

    /// <summary>"C2 Publish budgets, Problem".</summary>
    public static string Of(Document document, Node node, Field? field) =>
        field is null || field.Key == ActionPlan.Section.TextKey ? PartOf(document, node)
        : node.Parent is null ? field.Label
        : $"{PartOf(document, node)}, {field.Label}";

    /// <summary>What a tag names, in words; also where the plan has no such thing.</summary>
    public static string Near(Document document, string? tag)
    {
        if (tag is null) return "Before the first field";
        var (id, key) = Parse(tag);
        return document.Find(id) is { } node ? Of(document, node, node.Kind.Find(key)) : "A part that is not in the plan";
    }

    private static string PartOf(Document document, Node node) => node.Parent is null ? "The plan" : document.IsVisible(node) ? $"{document.Number(node)} {document.Title(node)}".Trim() : $"{document.Title(node)} (removed)";
}
