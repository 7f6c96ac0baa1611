using System.Collections.Immutable;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Plans;
using PlanEditor.Identity;
using PlanModel.Coverage;
using PlanModel.Documents;

namespace PlanEditor.Components.Coverage;

/// <summary>Reads what several plans cover, each asked for by the policy of this moment.</summary>
public sealed class CountriesReader(PlanRooms rooms)
{
    /// <summary>The coverage of those plans that somebody may read; the others, and those that cannot be served now, are left out.</summary>
    /// <param name="plans">The plans, in order.</param>
    /// <param name="person">Who reads.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Null when there is none.</returns>
    public async Task<CountriesCoverage?> ReadAsync(IEnumerable<PlanSummary> plans, Person person, CancellationToken cancellation)
    {
        var documents = ImmutableArray.CreateBuilder<(string Slug, Document Document)>();
        foreach (var plan in plans)
        {
            try
            {
                using var lease = await rooms.OpenAsync(plan.Plan.Slug, cancellation);
                if (lease is not null && !OpenPlan.Refuses(lease.Room, person)) documents.Add((plan.Plan.Slug, lease.Room.Durable.Document));
            }
            catch (RoomUnavailableException)
            {
                // The board says so; the other countries are compared all the same.
            }
        }

        return documents.Count == 0 ? null : CountriesCoverage.Of(documents.ToImmutable());
    }
}
