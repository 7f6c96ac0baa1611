using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using PlanEditor.Audit;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Publishing;
using PlanModel.Workflow;

namespace PlanEditor.Export.Jobs;

/// <summary>What files are made from, for those who may read it.</summary>
public sealed class ExportSource(PlanRooms rooms, Actors actors, ChangeLog log, AuditLog audit, IOptions<SiteOptions> site)
{
    /// <summary>A plan as it is now.</summary>
    /// <param name="user">Who wants it.</param>
    /// <param name="request">What.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Null when there is no such plan for this person.</returns>
    /// <exception cref="RoomUnavailableException">The plan cannot be read now.</exception>
    public async Task<PlanExport?> ReadAsync(UserId user, ExportRequest request, CancellationToken cancellation)
    {
        if (await actors.FindPersonAsync(user, cancellation) is not { Actor.Suspended: false } person) return null;
        using var lease = await rooms.OpenAsync(request.Plan, cancellation);
        if (lease is null) return null;
        if (OpenPlan.RefusalToSaveOf(lease.Room, person) is { } refusal)
        {
            audit.Note(user, refusal, request.Plan, "request");
            return null;
        }

        var (plan, state) = (lease.Room.Plan, lease.Room.Durable);
        var last = await log.ReadAsync(plan.Id, state.Revision - 1, 1, cancellation);
        return new PlanExport(plan, PublishedCopy.Of(state.Document), state.Revision, site.Value.Address)
        {
            Texts = request.Texts,
            WithReview = request.WithReview,
            Names = request.WithReview ? await actors.FindNamesAsync(PeopleOf(state.Document), cancellation) : new Dictionary<UserId, string>(),
            Answering = request.WithReview ? await actors.FindAnsweringAsync(PlanFacts.Of(plan.Country, state.Document), cancellation) : FrozenSet<UserId>.Empty,
            At = last.Count > 0 ? last[0].Change.At : DateTimeOffset.UnixEpoch,
        };
    }

    /// <summary>Everybody whom a file of a plan names.</summary>
    internal static HashSet<UserId> PeopleOf(Document document) =>
        [.. ResponseTable.People(document), .. document.Proposals.Select(proposal => proposal.Author), .. document.Standing.Approvals.Select(approval => approval.Stamp.By)];
}
