using PlanModel.Coverage;
using PlanModel.Exchange;
using PlanModel.Overview;

namespace PlanEditor.Digests;

/// <summary>What lists of plans show of a plan, derived from its log up to a revision.</summary>
/// <param name="Revision">The revision; 0 while nothing was written.</param>
/// <param name="Overview">How the plan stands.</param>
/// <param name="Activity">Who wrote how much of late.</param>
/// <param name="Last">What was last done to it.</param>
public sealed record PlanDigest(long Revision, PlanOverview Overview, PlanActivity Activity, LastChange? Last)
{
    /// <summary>What it gives to the other countries.</summary>
    public PlanExchange Exchange { get; init; } = PlanExchange.None;

    /// <summary>What it covers, worked out or read when somebody asks: few pages do, and those that do not show many plans at once.</summary>
    public Lazy<CountryCoverage> Coverage { get; init; } = new(CountryCoverage.None);
}
