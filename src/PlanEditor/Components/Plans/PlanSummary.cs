using System.Collections.Immutable;
using PlanEditor.Collaboration;
using PlanEditor.Digests;
using PlanModel.Coverage;
using PlanModel.Exchange;
using PlanModel.Overview;
using PlanModel.Workflow;

namespace PlanEditor.Components.Plans;

/// <summary>How a plan stands, for its card and its row on the dashboard.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Facts">What the policy asks.</param>
/// <param name="Overview">What its document says.</param>
/// <param name="Activity">Who wrote how much of late.</param>
/// <param name="People">Who is in it, each person once.</param>
/// <param name="Last">What was last done to it.</param>
/// <param name="LastAuthor">The name of who did that.</param>
public sealed record PlanSummary(
    PlanInfo Plan, PlanFacts Facts, PlanOverview Overview, PlanActivity Activity, ImmutableArray<PersonHere> People, LastChange? Last, string LastAuthor)
{
    /// <summary>What it gives to the other countries.</summary>
    public PlanExchange Exchange { get; init; } = PlanExchange.None;

    /// <summary>What it covers.</summary>
    public Lazy<CountryCoverage> Coverage { get; init; } = new(CountryCoverage.None);

    /// <summary>Its title; "" while it has none.</summary>
    public string Title => Overview.Title;

    /// <summary>The language of the title.</summary>
    public string Language => Overview.Language;

    /// <summary>How much of what final asks for is there.</summary>
    public int Percent => Overview.Percent;

    /// <summary>How many things stand between it and final.</summary>
    public int Blocks => Overview.Blocks;

    /// <summary>Whether it is the plan of somebody's own country.</summary>
    public bool IsOwnOf(Actor actor) => actor.Country == Plan.Country;
}
