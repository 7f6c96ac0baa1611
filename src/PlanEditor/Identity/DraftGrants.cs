using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Audit;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanEditor.Identity;

/// <summary>
/// Lets administrators read a draft for a reason, for some hours. It is written down before it holds; it is part of who somebody is (<see cref="Actors"/>), so that the one policy
/// knows of it on every way. What is open when it ends is closed within a minute.
/// </summary>
public sealed partial class DraftGrants(IDbContextFactory<PlanDb> databases, Actors actors, AuditLog audit, TimeProvider time, ILogger<DraftGrants> logger) : BackgroundService
{
    /// <summary>For how long one reads.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(8);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>Whether somebody may ask to read drafts.</summary>
    public static bool MayAsk(Actor actor) => actor is { Role: Role.Administrator, Suspended: false };

    /// <summary>Begins to read a plan for a reason.</summary>
    /// <returns>Why not, in words; null when it holds from now on.</returns>
    public async Task<string?> GrantAsync(UserId by, string slug, string reason, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor || !MayAsk(actor))
        {
            audit.Note(by, new Refusal(RefusalCode.NotAllowed, "Only an administrator reads a draft for a reason."), slug, "page");
            return "Only an administrator reads a draft for a reason.";
        }

        reason = reason.Trim();
        if (reason.Length is < DraftGrant.ReasonLengthMin or > DraftGrant.ReasonLengthMax || reason.Contains('\n', StringComparison.Ordinal) || TextGate.Problem(reason) is not null)
            return $"Give the reason in {DraftGrant.ReasonLengthMin} to {DraftGrant.ReasonLengthMax} characters, in one line.";
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellation);
            if (await database.Plans.AsNoTracking().SingleOrDefaultAsync(plan => plan.Slug == slug, cancellation) is not { } plan) return "There is no such plan.";
            await audit.WriteAsync(AuditKind.DraftRead, by, $"For {Lasts.TotalHours} hours: {reason}", plan: plan.Slug);
            var grant = await database.Set<DraftGrant>().SingleOrDefaultAsync(one => one.User == by.Value, cancellation);
            if (grant is null) database.Add(grant = new DraftGrant { User = by.Value, Plan = plan.Key, Reason = reason, Until = default });
            (grant.Plan, grant.Reason, grant.Until) = (plan.Key, reason, time.GetUtcNow() + Lasts);
            await database.SaveChangesAsync(cancellation);
        }
        catch (Exception problem) when (problem is DbException or DbUpdateException)
        {
            Log.NotKept(logger, problem);
            return "That could not be written down, so nothing can be read. Try again in a moment.";
        }

        actors.Revoke(by);
        return null;
    }

    /// <summary>The plans that there are, by country, for who may ask to read their drafts: no words of theirs.</summary>
    public async Task<IReadOnlyList<(string Slug, string Country)>> PlansAsync(UserId by, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor || !MayAsk(actor)) return [];
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var plans = await database.Plans.AsNoTracking().Where(plan => plan.Country != "").OrderBy(plan => plan.Country).Select(plan => new { plan.Slug, plan.Country }).ToListAsync(cancellation);
        return [.. plans.Select(plan => (plan.Slug, plan.Country))];
    }

    /// <summary>What somebody reads for a reason now; null: nothing.</summary>
    public async Task<DraftGrant?> FindAsync(UserId by, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<DraftGrant>().AsNoTracking().SingleOrDefaultAsync(grant => grant.User == by.Value && grant.Until > now, cancellation);
    }

    /// <summary>Ends one's own reading before its time.</summary>
    public async Task EndAsync(UserId by, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await database.Set<DraftGrant>().Where(grant => grant.User == by.Value).ExecuteDeleteAsync(cancellation) == 0) return;
        actors.Revoke(by);
        await audit.WriteAsync(AuditKind.DraftRead, by, "Ended");
    }

    /// <summary>Ends what is over.</summary>
    internal async Task SweepAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        foreach (var grant in await database.Set<DraftGrant>().Where(grant => grant.Until <= now).ToListAsync(cancellation))
        {
            database.Remove(grant);
            await database.SaveChangesAsync(cancellation);
            actors.Revoke(new UserId(grant.User));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            do await TryAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            await SweepAsync(cancellation);
        }
        catch (Exception problem) when (problem is DbException or DbUpdateException)
        {
            Log.NotKept(logger, problem);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Which drafts administrators read for a reason could not be looked up or kept")]
        public static partial void NotKept(ILogger logger, Exception problem);
    }
}
