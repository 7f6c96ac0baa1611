using PlanEditor.Storage;
using PlanModel;

namespace PlanEditor.Collaboration;

/// <summary>What never changes about a plan.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Slug">Its name in addresses: "nepal-2017".</param>
/// <param name="Country">The country whose plan it is: "NP".</param>
/// <param name="Schema">The stored name of its schema: "actionPlan".</param>
public sealed record PlanInfo(PlanId Id, string Slug, string Country, string Schema)
{
    public static PlanInfo Of(PlanRow row) => new(new PlanId(row.Id), row.Slug, row.Country, row.Schema);
}
