using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Audit;
using PlanEditor.Hosting;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanEditor.Identity;

/// <summary>
/// Lets administrators read a draft for a reason, for some hours. It is written down before it holds; it is part of who somebody is (<see cref="Actors"/>), so that the one policy
/// knows of it on every way. That it ended is written down with its end, once, whoever ends it. What is open when it ends is closed within a minute.
/// </summary>
public sealed partial class DraftGrants(IDbContextFactory<PlanDb> databases, Actors actors, AuditLog audit, TimeProvider time, ILogger<DraftGrants> logger) : PeriodicWork(TimeSpan.FromMinutes(1), time)
{
    /// <summary>For how long one reads.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(8);

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
            await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
            if (await database.Set<DraftGrant>().AsNoTracking().SingleOrDefaultAsync(one => one.User == by.Value, cancellation) is { } before) await EndAsync(database, before, "Ended: a reading was asked for anew", cancellation);
            database.Add(audit.Entry(AuditKind.DraftRead, by, $"For {Lasts.TotalHours} hours: {reason}", null, null, plan.Slug));
            database.Add(new DraftGrant { User = by.Value, Plan = plan.Key, Reason = reason, Until = Time.GetUtcNow() + Lasts });
            await database.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
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
        // Everybody who takes part reads the board.
        var board = QuestionBoard.Schema.Name;
        var plans = await database.Plans.AsNoTracking().Where(plan => plan.Schema != board).OrderBy(plan => plan.Country).Select(plan => new { plan.Slug, plan.Country }).ToListAsync(cancellation);
        return [.. plans.Select(plan => (plan.Slug, plan.Country))];
    }

    /// <summary>What somebody reads for a reason now; null: nothing.</summary>
    public async Task<DraftGrant?> FindAsync(UserId by, CancellationToken cancellation)
    {
        var now = Time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<DraftGrant>().AsNoTracking().SingleOrDefaultAsync(grant => grant.User == by.Value && grant.Until > now, cancellation);
    }

    /// <summary>Ends one's own reading before its time.</summary>
    /// <returns>Why not, in words; null when nothing is read any more.</returns>
    public async Task<string?> EndAsync(UserId by, CancellationToken cancellation)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellation);
            if (await database.Set<DraftGrant>().AsNoTracking().SingleOrDefaultAsync(grant => grant.User == by.Value, cancellation) is { } grant) await EndAsync(grant, "Ended", cancellation);
            return null;
        }
        catch (Exception problem) when (problem is DbException or DbUpdateException)
        {
            Log.NotKept(logger, problem);
            return "That could not be written down, so it goes on. Try again in a moment.";
        }
    }

    /// <summary>Ends what is over.</summary>
    internal override async Task WorkAsync(CancellationToken cancellation)
    {
        var now = Time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        foreach (var grant in await database.Set<DraftGrant>().AsNoTracking().Where(grant => grant.Until <= now).ToListAsync(cancellation)) await EndAsync(grant, "Ended: its time was over", cancellation);
    }

    protected override void NotDone(Exception problem) => Log.NotKept(logger, problem);

    private async Task EndAsync(DraftGrant grant, string how, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (await EndAsync(database, grant, how, cancellation))
        {
            await database.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        actors.Revoke(new UserId(grant.User));
    }

    /// <summary>Ends a reading, if nobody did meanwhile, and writes that down with it.</summary>
    private async Task<bool> EndAsync(PlanDb database, DraftGrant grant, string how, CancellationToken cancellation)
    {
        if (await database.Set<DraftGrant>().Where(one => one.User == grant.User && one.Plan == grant.Plan && one.Until == grant.Until).ExecuteDeleteAsync(cancellation) == 0) return false;
        var plan = await database.Plans.AsNoTracking().Where(plan => plan.Key == grant.Plan).Select(plan => plan.Slug).SingleAsync(cancellation);
        database.Add(audit.Entry(AuditKind.DraftRead, new UserId(grant.User), how, null, null, plan));
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Which drafts administrators read for a reason could not be looked up or kept")]
        public static partial void NotKept(ILogger logger, Exception problem);
    }
}
