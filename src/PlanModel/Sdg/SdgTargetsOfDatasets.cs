using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.Sdg;

/// <summary>The targets that datasets serve: those of the commitments whose milestones publish or improve them.</summary>
public static class SdgTargetsOfDatasets
{
    /// <summary>What they are called where the schema's fields are.</summary>
    public const string Key = "sdgTargets";

    /// <summary>What people read above them, in English.</summary>
    public const string Label = "SDG targets";

    /// <summary>The codes of the targets by dataset, in order, each once.</summary>
    public static ILookup<NodeId, string> Of(Document document) =>
        (from one in All(document)
         let target = ActionPlan.SdgMapping.Target.Read(one.Mapping)
         where target is not null
         select (one.Dataset, target)).Distinct().OrderBy(pair => pair.target, SdgTargetOrder.ByNumber).ToLookup(pair => pair.Dataset, pair => pair.target);

    /// <summary>The targets of commitments through which one dataset serves them, in the order of the plan.</summary>
    public static IEnumerable<(Node Commitment, Node Mapping)> Through(Document document, NodeId dataset) =>
        All(document).Where(one => one.Dataset == dataset && ActionPlan.SdgMapping.Target.Read(one.Mapping) is not null).Select(one => (one.Commitment, one.Mapping)).Distinct();

    private static IEnumerable<(NodeId Dataset, Node Commitment, Node Mapping)> All(Document document) =>
        from commitment in document.Children(document.Root, ActionPlan.Commitment.Kind)
        from milestone in document.Children(commitment, ActionPlan.Milestone.Kind)
        from dataset in ActionPlan.Milestone.Datasets.ReadReferences(milestone)
        from mapping in document.Children(commitment, ActionPlan.SdgMapping.Kind)
        select (dataset, commitment, mapping);
}
