using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Schema;

namespace PlanEditor.Exchange;

/// <summary>The room of the board of questions. The board is made when somebody first wants it.</summary>
public sealed class QuestionRoom(PlanRooms rooms, Plans plans, ChangeLog log, TimeProvider time) : IDisposable
{
    /// <summary>The board's name in addresses.</summary>
    public const string Slug = "workshop-questions";

    private readonly SemaphoreSlim _making = new(1);

    /// <summary>Opens the board.</summary>
    /// <returns>A lease to be disposed; null when this person may not read it.</returns>
    /// <exception cref="RoomUnavailableException">The board cannot be served now.</exception>
    public async Task<RoomLease?> OpenAsync(Person person, CancellationToken cancellation)
    {
        await MakeAsync(cancellation);
        var lease = await rooms.OpenAsync(Slug, cancellation);
        if (lease is null || !OpenPlan.Refuses(lease.Room, person)) return lease;
        lease.Dispose();
        return null;
    }

    public void Dispose() => _making.Dispose();

    private async Task MakeAsync(CancellationToken cancellation)
    {
        await _making.WaitAsync(cancellation);
        try
        {
            var row = await plans.FindAsync(Slug, cancellation) ?? await plans.CreateAsync(Slug, QuestionBoard.Schema.Name, "", cancellation);
            // A board without changes is one whose making was stopped.
            if (row is null || (await log.ReadAsync(new PlanId(row.Id), 0, 1, cancellation)).Count > 0) return;
            var start = new CommittedChange(1, new ChangeId(Guid.CreateVersion7()), UserId.Server, default, time.GetUtcNow(), QuestionBoard.Start);
            await log.AppendAllAsync(new PlanId(row.Id), [new LoggedChange(start, LoggedChange.HashOf(0, start.Operations))], cancellation);
        }
        finally
        {
            _making.Release();
        }
    }
}
