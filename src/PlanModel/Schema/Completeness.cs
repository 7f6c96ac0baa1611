using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema.Rules;

namespace PlanModel.Schema;

/// <summary>
/// What still stands between a document and final, by its content alone: the one source for the checklist, the percentage, the
/// dashboard and the gate. Computed from a document; costs one walk over its visible nodes.
/// </summary>
/// <remarks>
/// The rules: REQ a required or advised field is empty, or holds a placeholder; MIN too few or too many children; REF a reference to what was removed; DATE; SDG; INCL;
/// DATA; IND indicators; RANGE numbers and lengths that look wrong; LANG prose in another script than the plan's language has;
/// TRANS the working translation; APPR approvals; OPEN comments that were not resolved, suggestions without an answer.
/// </remarks>
public sealed class Completeness
{
    private readonly ILookup<NodeId, Finding> _byNode;

    private Completeness(ImmutableArray<Finding> findings, int met)
    {
        Findings = findings;
        Met = met;
        _byNode = findings.ToLookup(finding => finding.Node);
    }

    /// <summary>All findings in the order of the plan: by node, in a node by field.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>The findings that stand between the plan and final.</summary>
    public IEnumerable<Finding> Blocks => Findings.Where(finding => finding.Level == FindingLevel.Block);

    /// <summary>The findings that only ask for a second look.</summary>
    public IEnumerable<Finding> Warnings => Findings.Where(finding => finding.Level == FindingLevel.Warn);

    /// <summary>How many of the things that final asks for are there: required fields whose need holds, required children, core targets.</summary>
    public int Met { get; }

    /// <summary>How many things final asks for: those that are there, and whatever blocks, by any rule.</summary>
    public int Asked => Met + Blocks.Count();

    /// <summary>The things that are there, in whole per cent of those asked for. 100 only when nothing blocks.</summary>
    public int Percent => Asked == 0 ? 100 : Met * 100 / Asked;

    /// <summary>The findings about one node.</summary>
    public IEnumerable<Finding> At(NodeId node) => _byNode[node];

    /// <summary>The heaviest of what was found about a field; null: nothing.</summary>
    public FindingLevel? Worst(NodeId node, Field field) => At(node).Where(finding => finding.Field == field.Key && finding.Thread is null).Min(finding => (FindingLevel?)finding.Level);

    /// <summary>What final asks of a field that is empty; of one that is not: nothing.</summary>
    public Need Missing(Node node, Field field) => !field.IsEmpty(node) ? Need.Optional : Worst(node.Id, field) switch
    {
        FindingLevel.Block => Need.Required,
        FindingLevel.Warn => Need.Advised,
        _ => Need.Optional,
    };

    /// <summary>Whether final asks for more children of a kind under a node.</summary>
    public bool LacksChildren(NodeId node, NodeKind kind) => At(node).Any(finding => finding.Level == FindingLevel.Block && finding.Children == kind.Key);

    /// <summary>What stands between a document and final.</summary>
    public static Completeness Of(Document document)
    {
        var check = new PlanCheck(document);
        check.CheckNodes([RequiredFields.Check, .. document.Schema.NodeRules]);
        ChildCounts.Check(check);
        References.Check(check);
        foreach (var rule in document.Schema.Rules) rule(check);
        return new Completeness(check.FindingsInOrder(), check.Met);
    }
}
