using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.History;

namespace PlanEditor.History;

/// <summary>What each person saw of each plan, in the database.</summary>
public sealed class SeenStore(IDbContextFactory<PlanDb> databases, TimeProvider time)
{
    // More pages of one person than begin or end at one moment.
    private const int TriesMax = 8;

    /// <summary>What somebody saw of a plan, and when; null for who never opened it.</summary>
    public async Task<(LastLook Seen, DateTimeOffset At)?> ReadAsync(PlanId plan, UserId user, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await database.Seen.AsNoTracking().SingleOrDefaultAsync(one => one.User == user.Value && database.Plans.Any(of => of.Key == one.Plan && of.Id == plan.Value), cancellation);
        return row is null ? null : (new LastLook(row.Revision, Read(row.Parts)), row.At);
    }

    /// <summary>Keeps what somebody saw of a plan, with what the same person saw of it elsewhere, at the same moment too.</summary>
    public async Task SaveAsync(PlanId plan, UserId user, LastLook seen, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var key = await database.Plans.Where(one => one.Id == plan.Value).Select(one => one.Key).SingleAsync(cancellation);
        for (var tries = 0; tries < TriesMax; tries++)
            if (await TrySaveAsync(database, key, user.Value, seen, cancellation)) return;
    }

    /// <summary>Adds to what is kept; false when another page of the same person did so since it was read.</summary>
    private async Task<bool> TrySaveAsync(PlanDb database, int plan, Guid user, LastLook seen, CancellationToken cancellation)
    {
        var row = await database.Seen.AsNoTracking().SingleOrDefaultAsync(one => one.Plan == plan && one.User == user, cancellation);
        var all = row is null ? seen : new LastLook(row.Revision, Read(row.Parts)).With(seen);
        var (parts, now) = (Write(all), time.GetUtcNow());
        if (row is not null)
        {
            return await database.Seen.Where(one => one.Plan == plan && one.User == user && one.Revision == row.Revision && one.Parts == row.Parts)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Revision, all.Plan).SetProperty(one => one.Parts, parts).SetProperty(one => one.At, now), cancellation) > 0;
        }

        database.Seen.Add(new SeenRow { Plan = plan, User = user, Revision = all.Plan, Parts = parts, At = now });
        try
        {
            await database.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException problem) when (database.ProblemOf(problem) == StoreProblem.Duplicate)
        {
            database.ChangeTracker.Clear();
            return false;
        }
    }

    private static string Write(LastLook seen) => JsonSerializer.Serialize(seen.Parts.Where(part => part.Value > seen.Plan).ToDictionary(part => part.Key.ToString(), part => part.Value));

    private static ImmutableDictionary<NodeId, long> Read(string parts) =>
        JsonSerializer.Deserialize<Dictionary<string, long>>(parts)!.ToImmutableDictionary(part => NodeId.Parse(part.Key), part => part.Value);
}
