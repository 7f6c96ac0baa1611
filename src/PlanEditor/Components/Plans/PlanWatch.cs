using PlanEditor.Collaboration;
using PlanEditor.Components.Shared;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Workflow;

namespace PlanEditor.Components.Plans;

/// <summary>Keeps one plan's room open and sums up how the plan stands.</summary>
internal sealed class PlanWatch : IDisposable
{
    private readonly RoomLease _lease;
    private readonly Actors _actors;
    private readonly IDisposable _updates;
    private readonly IDisposable _presence;
    private volatile LastChange? _last;

    private PlanWatch(RoomLease lease, Actors actors, Action onNews)
    {
        (_lease, _actors) = (lease, actors);
        _updates = lease.Room.Subscribe(update =>
        {
            if (update.Changes is [.., var newest]) _last = LastChange.Of(newest, update.State.Document);
            onNews();
        });
        _presence = lease.Room.Presence.Subscribe(_ => onNews());
    }

    /// <summary>Whether the room takes nothing more, so that the plan must be opened anew.</summary>
    public bool HasEnded => _lease.Room.Stopped.IsCancellationRequested;

    /// <summary>Opens a plan's room.</summary>
    /// <returns>Null when there is no such plan any more.</returns>
    /// <exception cref="RoomUnavailableException">The plan cannot be served now.</exception>
    public static async Task<PlanWatch?> OpenAsync(string slug, PlanRooms rooms, ChangeLog log, Actors actors, Action onNews, CancellationToken cancellation)
    {
        if (await rooms.OpenAsync(slug, cancellation) is not { } lease) return null;
        var watch = new PlanWatch(lease, actors, onNews);
        var state = lease.Room.Durable;
        var newest = await log.ReadAsync(lease.Room.Plan.Id, state.Revision - 1, 1, cancellation);
        if (newest is [var logged]) watch._last ??= LastChange.Of(logged.Change, state.Document);
        return watch;
    }

    /// <summary>How the plan stands now; null when nothing was written into it yet.</summary>
    public async ValueTask<PlanSummary?> SumUpAsync(CancellationToken cancellation)
    {
        var room = _lease.Room;
        var (revision, document) = room.Durable;
        if (revision == 0) return null;
        var last = _last;
        var author = last is null ? null : await _actors.FindPersonAsync(last.Author, cancellation);
        var completeness = CompletenessOf.Get(document);
        return new PlanSummary(
            room.Plan,
            ActionPlan.Plan.Title.Read(document.Root).ToString(),
            ActionPlan.Plan.Language.Read(document.Root) ?? Languages.OfPlans.Choices[0].Code,
            new PlanFacts(room.Plan.Country, document.State, document.OpenToPeers),
            completeness.Percent,
            completeness.Blocks.Count(),
            [.. room.Presence.Here.DistinctBy(person => person.User)],
            last,
            author?.Name ?? "Somebody who has left")
        {
            Document = document,
        };
    }

    public void Dispose()
    {
        _presence.Dispose();
        _updates.Dispose();
        _lease.Dispose();
    }
}
