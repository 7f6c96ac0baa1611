using System.Security.Cryptography;
using PlanEditor.Collaboration;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Workflow;

namespace PlanEditor.Components.Plans;

/// <summary>Starts plans.</summary>
public sealed class PlanStart(PlanRooms rooms, Storage.Plans plans, TimeProvider time)
{
    /// <summary>Starts a country's plan.</summary>
    /// <returns>The plan's slug, or why not, in words.</returns>
    public async Task<(string? Slug, string? Problem)> StartAsync(Actor by, NewPlan plan, CancellationToken cancellation)
    {
        if (Policy.RefuseToCreate(by, plan.Country) is { } refusal) return (null, refusal.Words);
        var operations = plan.Operations(() => new NodeId(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)))));
        if (await RowAsync(plan, cancellation) is not { } row) return (null, $"{Countries.OfPlans.Label(plan.Country)} has a plan already.");
        using var lease = await rooms.OpenAsync(row.Slug, cancellation);
        if (lease is null) return (null, "The plan could not be opened. Try again.");
        var change = new Change(new ChangeId(Guid.CreateVersion7()), operations);
        var answer = await lease.Room.SubmitAsync(new Submission(by.User, new SessionId(Guid.NewGuid()), 0, [change]) { Undoable = false }, cancellation);
        return answer.Refusal is { } problem ? (null, problem.Words) : (row.Slug, null);
    }

    // A plan without changes was started once but not written into: it is taken up again.
    private async Task<PlanRow?> RowAsync(NewPlan plan, CancellationToken cancellation)
    {
        foreach (var row in (await plans.ListAsync(cancellation)).Where(row => row.Country == plan.Country))
        {
            using var lease = await rooms.OpenAsync(row.Slug, cancellation);
            return lease?.Room.Durable.Revision == 0 ? row : null;
        }

        var slug = $"{Countries.OfPlans.Label(plan.Country).ToLowerInvariant()}-{plan.PeriodStart?.Year ?? time.GetUtcNow().Year}";
        return await plans.CreateAsync(slug, ActionPlan.Schema.Name, plan.Country, cancellation);
    }
}
