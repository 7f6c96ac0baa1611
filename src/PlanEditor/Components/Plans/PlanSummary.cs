using System.Collections.Immutable;
using PlanEditor.Collaboration;
using PlanModel.Documents;
using PlanModel.Workflow;

namespace PlanEditor.Components.Plans;

/// <summary>How a plan stands, for its card.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Title">Its title; "" while it has none.</param>
/// <param name="Language">The language of the title.</param>
/// <param name="Facts">What the policy asks.</param>
/// <param name="Percent">How much of what final asks for is there.</param>
/// <param name="Blocks">How many things stand between it and final.</param>
/// <param name="People">Who is in it, each person once.</param>
/// <param name="Last">What was last done to it.</param>
/// <param name="LastAuthor">The name of who did that.</param>
public sealed record PlanSummary(
    PlanInfo Plan, string Title, string Language, PlanFacts Facts, int Percent, int Blocks, ImmutableArray<PersonHere> People, LastChange? Last, string LastAuthor)
{
    /// <summary>The plan's content, as of now.</summary>
    public required Document Document { get; init; }

    /// <summary>Whether it is the plan of somebody's own country.</summary>
    public bool IsOwnOf(Actor actor) => actor.Country == Plan.Country;
}
