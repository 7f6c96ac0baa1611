using PlanModel.Documents;

namespace PlanModel.Workflow;

/// <summary>What the policy needs to know of a plan.</summary>
/// <param name="Country">The country whose plan it is, fixed at creation.</param>
/// <param name="State">Where it stands.</param>
/// <param name="OpenToPeers">Whether peers may read it.</param>
public sealed record PlanFacts(string Country, PlanState State, bool OpenToPeers)
{
    /// <summary>Which plan it is; null where that is not asked.</summary>
    public PlanId? Plan { get; init; }

    /// <summary>The workflow of its schema.</summary>
    public PlanWorkflow Workflow { get; init; } = PlanWorkflow.Review;

    /// <summary>What the policy needs to know of a document.</summary>
    public static PlanFacts Of(string country, Document document, PlanId? plan = null) => new(country, document.State, document.OpenToPeers) { Plan = plan, Workflow = document.Schema.Workflow };
}
