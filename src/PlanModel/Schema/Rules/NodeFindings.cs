using System.Runtime.CompilerServices;
using PlanModel.Documents;

namespace PlanModel.Schema.Rules;

/// <summary>
/// What the rules that look at one node found in it, kept with the node: a change makes few new nodes, and nothing else has to be looked at again. They also look at what the node is called, at
/// what holds for the whole document (see <see cref="PlanSchema.AllAround"/>) and, in some kinds, at the node above.
/// </summary>
internal sealed record NodeFindings(string Name, object Around, Node? Above, int Met, Finding[] Findings)
{
    private static readonly ConditionalWeakTable<Node, NodeFindings> Known = [];

    /// <summary>What is kept of a node that is called so, stands in such a document and under such a node (null where that does not matter); null: nothing.</summary>
    public static NodeFindings? Find(Node node, string name, object around, Node? above) =>
        Known.TryGetValue(node, out var known) && known.Name == name && known.Above == above && known.Around.Equals(around) ? known : null;

    public static void Keep(Node node, NodeFindings findings) => Known.AddOrUpdate(node, findings);
}
