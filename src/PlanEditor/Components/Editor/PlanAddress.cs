using PlanModel;

namespace PlanEditor.Components.Editor;

/// <summary>The addresses of a plan's parts, relative to the site.</summary>
public static class PlanAddress
{
    public static string Of(string slug) => $"plans/{slug}";

    public static string Of(string slug, NodeId node) => node == NodeId.Root ? Of(slug) : $"plans/{slug}/{node}";

    public static string Of(string slug, NodeId node, string field) => $"plans/{slug}/{node}/{field}";

    /// <summary>The page that lists all parts of a group of the outline.</summary>
    public static string OfGroup(string slug, string group) => $"plans/{slug}/{group}";

    /// <summary>The plan, seen as a whole.</summary>
    public static string OfTab(string slug, PlanTab tab) => $"plans/{slug}/{tab.Key}";

    /// <summary>The id of the element that shows a field.</summary>
    public static string ElementId(NodeId node, string field) => $"f-{node}-{field}";
}
