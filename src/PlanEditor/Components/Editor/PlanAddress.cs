using PlanModel;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor;

/// <summary>The addresses of a plan's parts, relative to the site.</summary>
public static class PlanAddress
{
    public static string Of(string slug) => $"plans/{slug}";

    public static string Of(string slug, NodeId node) => node == NodeId.Root ? Of(slug) : $"plans/{slug}/{node}";

    public static string Of(string slug, NodeId node, string field) => $"plans/{slug}/{node}/{field}";

    /// <summary>The list of the parts of a kind under a node, where one can be added.</summary>
    public static string OfParts(string slug, PlanSchema schema, NodeId parent, string kind) =>
        parent != NodeId.Root ? $"plans/{slug}/{parent}/{kind}"
        : schema.GroupOf(schema.Find(kind)!) is { } group ? $"plans/{slug}/{group.Key}/{kind}"
        : Of(slug);

    /// <summary>The place that something found in a plan is about.</summary>
    public static string Of(string slug, PlanSchema schema, Finding finding) => finding.Proposal is { } proposal ? OfProposal(slug, proposal) : finding.Thread is { } thread ? $"{Of(slug, finding.Other ?? finding.Node)}?thread={thread}" : Of(slug, schema, finding.Node, finding.Field, finding.Children);

    /// <summary>A field of a node, or the list of its children of a kind, or the node itself.</summary>
    public static string Of(string slug, PlanSchema schema, NodeId node, string? field, string? children) =>
        children is not null ? OfParts(slug, schema, node, children)
        : field is not null ? Of(slug, node, field)
        : Of(slug, node);

    /// <summary>The page that lists all parts of a group of the outline.</summary>
    public static string OfGroup(string slug, string group) => $"plans/{slug}/{group}";

    /// <summary>The plan, seen as a whole.</summary>
    public static string OfTab(string slug, PlanTab tab) => $"plans/{slug}/{tab.Key}";

    /// <summary>A proposal in the list of suggestions.</summary>
    public static string OfProposal(string slug, ProposalId proposal) => $"{OfTab(slug, PlanTab.Suggestions)}?proposal={proposal}";

    /// <summary>The page on which a commitment is adopted into another plan.</summary>
    public static string OfAdoption(string slug, NodeId commitment) => $"adopt/{slug}/{commitment}";

    /// <summary>The page on which a commitment is adopted as it was published.</summary>
    public static string OfAdoption(string slug, NodeId commitment, int version) => $"{OfAdoption(slug, commitment)}?version={version}";

    /// <summary>The id of the element that shows a field.</summary>
    public static string ElementId(NodeId node, string field) => $"f-{node}-{field}";

    /// <summary>The id of what takes the focus in a field that is no text.</summary>
    public static string ValueId(NodeId node, string field) => $"v-{ElementId(node, field)}";

    /// <summary>The id of the heading of the parts of a kind under a node.</summary>
    public static string PartsId(NodeId parent, string kind) => $"parts-{parent}-{kind}";

    /// <summary>The id of the button that adds a part.</summary>
    public static string AddId(NodeId parent, string kind) => $"add-{parent}-{kind}";
}
