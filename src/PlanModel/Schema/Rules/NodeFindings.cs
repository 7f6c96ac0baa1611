using System.Runtime.CompilerServices;
using PlanModel.Documents;

namespace PlanModel.Schema.Rules;

/// <summary>
/// What the rules that look at one node found in it, kept with the node: a change makes few new nodes, and nothing else has to be looked at again. They also look at what the node is called, at
/// what <see cref="PlanSchema.Around"/> names, and at the schema's terms.
/// </summary>
internal sealed record NodeFindings(string Name, object Around, int Met, Finding[] Findings)
{
    private static readonly ConditionalWeakTable<Node, NodeFindings> Known = [];

    /// <summary>What is kept of a node that is called so and stands in such a plan; null: nothing.</summary>
    public static NodeFindings? Find(Node node, string name, object around) => Known.TryGetValue(node, out var known) && known.Name == name && known.Around.Equals(around) ? known : null;

    public static void Keep(Node node, NodeFindings findings) => Known.AddOrUpdate(node, findings);
}
