using System.Collections.Immutable;
using PlanModel;
using PlanModel.Search;
using PlanModel.Workflow;

namespace PlanEditor.Components.Find;

/// <summary>Finds beyond the plan that is open.</summary>
public interface IFindElsewhere
{
    /// <summary>The plans by title and country, then the texts of plans that hold the words.</summary>
    /// <param name="actor">Who searches; nothing is found of plans that this person may not read at this moment.</param>
    /// <param name="words">The words.</param>
    /// <param name="except">The plan that is open, if one is: it is searched there.</param>
    /// <param name="cancellation">Ends the search.</param>
    Task<ImmutableArray<FindItem>> FindAsync(Actor actor, SearchWords words, PlanId? except, CancellationToken cancellation);
}
