using System.Collections.Immutable;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Digests;
using PlanEditor.Identity;
using PlanModel;

namespace PlanEditor.Components.Report;

/// <summary>The plans from which somebody can quote: those that the person may read at this moment.</summary>
public sealed class QuotedPlans(PlanRooms rooms, PlanDigests digests, Actors actors)
{
    /// <summary>All of them, as they are now. One that cannot be opened is left out.</summary>
    public async Task<ImmutableArray<QuotedPlan>> ReadAsync(Person person, CancellationToken cancellation)
    {
        person = await actors.NowAsync(person, cancellation);
        var found = ImmutableArray.CreateBuilder<QuotedPlan>();
        foreach (var plan in (await digests.ReadableAsync(person.Actor, cancellation)).Where(plan => plan.Plan.IsPlan))
            if (await FindAsync(plan.Plan.Id, person, cancellation) is { } read) found.Add(read);
        return found.ToImmutable();
    }

    /// <summary>Brings what is known of some plans up to date, opening only those that changed since.</summary>
    public async Task<ImmutableDictionary<PlanId, QuotedPlan>> RefreshAsync(ImmutableDictionary<PlanId, QuotedPlan> known, IReadOnlySet<PlanId> wanted, Person person, CancellationToken cancellation)
    {
        var now = ImmutableDictionary.CreateBuilder<PlanId, QuotedPlan>();
        if (wanted.Count == 0) return now.ToImmutable();
        person = await actors.NowAsync(person, cancellation);
        foreach (var plan in (await digests.ReadableAsync(person.Actor, cancellation)).Where(plan => wanted.Contains(plan.Plan.Id)))
            if (known.GetValueOrDefault(plan.Plan.Id) is { } same && same.Revision == plan.Digest.Revision) now.Add(plan.Plan.Id, same);
            else if (await FindAsync(plan.Plan.Id, person, cancellation) is { } read) now.Add(plan.Plan.Id, read);
        return now.ToImmutable();
    }

    private async Task<QuotedPlan?> FindAsync(PlanId plan, Person person, CancellationToken cancellation)
    {
        try
        {
            using var lease = await rooms.OpenAsync(plan, cancellation);
            if (lease is null || OpenPlan.Refuses(lease.Room, person)) return null;
            var state = lease.Room.Durable;
            return new QuotedPlan(lease.Room.Plan, state.Revision, state.Document);
        }
        catch (RoomUnavailableException)
        {
            return null;
        }
    }
}
