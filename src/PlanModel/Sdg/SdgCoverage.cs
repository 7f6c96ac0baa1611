using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.Sdg;

/// <summary>Which commitments of a plan serve which targets: the matrix, computed from the mappings.</summary>
public sealed class SdgCoverage
{
    private SdgCoverage(ImmutableArray<SdgCoverageCell> cells)
    {
        Cells = cells;
        Targets = [.. cells.Select(cell => cell.Target).Distinct().Order(SdgTargetOrder.ByNumber)];
    }

    /// <summary>One cell for each mapping, by commitment and then in the order of the mappings.</summary>
    public ImmutableArray<SdgCoverageCell> Cells { get; }

    /// <summary>The codes of the targets that are served, in order.</summary>
    public ImmutableArray<string> Targets { get; }

    /// <summary>The coverage of a plan. Mappings that name no target yet are left out.</summary>
    public static SdgCoverage Of(Document document) =>
        new([
            .. from commitment in document.Children(document.Root, ActionPlan.Commitment.Kind)
               from mapping in document.Children(commitment, ActionPlan.SdgMapping.Kind)
               let target = ActionPlan.SdgMapping.Target.Read(mapping)
               where target is not null
               select new SdgCoverageCell(commitment.Id, target, mapping.Id, ActionPlan.SdgMapping.Strength.Read(mapping) == ActionPlan.SdgMapping.Primary),
        ]);

    /// <summary>Whether a commitment serves a target.</summary>
    public bool Serves(string target) => Targets.Contains(target);
}

/// <summary>A commitment that serves a target.</summary>
/// <param name="Commitment">The commitment.</param>
/// <param name="Target">The code of the target.</param>
/// <param name="Mapping">The mapping that says so.</param>
/// <param name="Primary">Whether the commitment is made for this target.</param>
public sealed record SdgCoverageCell(NodeId Commitment, string Target, NodeId Mapping, bool Primary);
