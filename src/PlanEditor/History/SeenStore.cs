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
    /// <summary>What somebody saw of a plan, and when; null for who never opened it.</summary>
    public async Task<(LastLook Seen, DateTimeOffset At)?> ReadAsync(PlanId plan, UserId user, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await database.Seen.AsNoTracking().SingleOrDefaultAsync(one => one.User == user.Value && database.Plans.Any(of => of.Key == one.Plan && of.Id == plan.Value), cancellation);
        return row is null ? null : (new LastLook(row.Revision, Read(row.Parts)), row.At);
    }

    /// <summary>Keeps what somebody saw of a plan, with what the same person saw of it elsewhere.</summary>
    public async Task SaveAsync(PlanId plan, UserId user, LastLook seen, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var key = await database.Plans.Where(one => one.Id == plan.Value).Select(one => one.Key).SingleAsync(cancellation);
        var row = await database.Seen.FindAsync([key, user.Value], cancellation);
        if (row is null) database.Seen.Add(row = new SeenRow { Plan = key, User = user.Value, Revision = 0, Parts = "{}", At = default });
        var all = new LastLook(row.Revision, Read(row.Parts)).With(seen);
        (row.Revision, row.Parts, row.At) = (all.Plan, Write(all), time.GetUtcNow());
        try
        {
            await database.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException problem) when (database.ProblemOf(problem) == StoreProblem.Duplicate)
        {
            // Another page of the same person was the first, a moment ago.
        }
    }

    private static string Write(LastLook seen) => JsonSerializer.Serialize(seen.Parts.Where(part => part.Value > seen.Plan).ToDictionary(part => part.Key.ToString(), part => part.Value));

    private static ImmutableDictionary<NodeId, long> Read(string parts) =>
        JsonSerializer.Deserialize<Dictionary<string, long>>(parts)!.ToImmutableDictionary(part => NodeId.Parse(part.Key), part => part.Value);
}
