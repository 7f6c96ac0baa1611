using PlanEditor.Components.Shared;
using PlanModel.Documents;

namespace PlanEditor.Components.Editor;

/// <summary>One step on the way to a node.</summary>
public sealed record Crumb(Worded Label, string Address)
{
    public static IEnumerable<Crumb> To(Document document, Node node, string slug)
    {
        var above = document.Above(node).Reverse().Skip(1).ToArray();
        if (document.Schema.GroupOf((above.Length > 0 ? above[0] : node).Kind) is { } group)
            yield return new Crumb(Worded.Of(group.Label), PlanAddress.OfGroup(slug, group.Key));
        foreach (var one in above)
            yield return new Crumb(document.Number(one) is { Length: > 0 } number ? Worded.Of(number) : Worded.OfTitle(document, one), PlanAddress.Of(slug, one.Id));
    }
}
