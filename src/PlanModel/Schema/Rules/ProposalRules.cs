using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanModel.Schema.Rules;

/// <summary>OPEN: what was suggested is accepted, declined or withdrawn before final, also what is no longer applicable: who suggested it is owed an answer.</summary>
internal static class ProposalRules
{
    public static void Check(PlanCheck check)
    {
        foreach (var proposal in check.Document.Proposals.Open)
        {
            var nodes = proposal.OpenParts.Select(part => check.Find(part.Operation is InsertNode insert ? insert.Parent : part.Operation.Target.Node!.Value)).OfType<Node>();
            var node = nodes.FirstOrDefault(check.Document.Root);
            var count = proposal.OpenParts.Count();
            check.Block("OPEN.suggestion", proposal, node, $"{check.Name(node)}: {(count == 1 ? "a suggested change waits" : FormattableString.Invariant($"{count} suggested changes wait"))} for an answer. Accept or decline.");
        }
    }
}
