using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.Sdg;

/// <summary>The targets that datasets serve: those of the commitments whose milestones publish or improve them.</summary>
public static class SdgTargetsOfDatasets
{
    /// <summary>The codes of the targets by dataset, in order, each once.</summary>
    public static ILookup<NodeId, string> Of(Document document) =>
        (from commitment in document.Children(document.Root, ActionPlan.Commitment.Kind)
         from milestone in document.Children(commitment, ActionPlan.Milestone.Kind)
         from dataset in ActionPlan.Milestone.Datasets.ReadReferences(milestone)
         from mapping in document.Children(commitment, ActionPlan.SdgMapping.Kind)
         let target = ActionPlan.SdgMapping.Target.Read(mapping)
         where target is not null
         select (dataset, target)).Distinct().OrderBy(pair => pair.target, SdgTargetOrder.ByNumber).ToLookup(pair => pair.dataset, pair => pair.target);
}
