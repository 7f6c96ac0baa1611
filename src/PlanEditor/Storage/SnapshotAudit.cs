using System.Data.Common;
using PlanModel;

namespace PlanEditor.Storage;

/// <summary>Compares, now and then, the newest snapshot of each plan with the fold of its whole log. None should ever differ; one that does is dropped and said so loudly.</summary>
internal sealed partial class SnapshotAudit(Plans plans, PlanReader reader, TimeProvider time, ILogger<SnapshotAudit> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(24);
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(AfterStart, time, stoppingToken);
            using var timer = new PeriodicTimer(Every, time);
            do await CheckAllAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task CheckAllAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var plan in await plans.ListAsync(cancellation)) await CheckAsync(plan, cancellation);
        }
        catch (DbException problem)
        {
            Log.NoPlans(logger, problem);
        }
    }

    private async Task CheckAsync(PlanRow plan, CancellationToken cancellation)
    {
        try
        {
            if (!await reader.CheckSnapshotAsync(new PlanId(plan.Id), cancellation)) Log.Lies(logger, plan.Slug);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // One plan that cannot be read must not keep the others from being looked at.
            Log.NotChecked(logger, plan.Slug, problem);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Critical, "Plan {Plan}: the snapshot was not the fold of the log and is dropped; what was opened from it was wrong")]
        public static partial void Lies(ILogger logger, string plan);

        [LoggerMessage(LogLevel.Error, "Snapshots could not be checked")]
        public static partial void NoPlans(ILogger logger, Exception problem);

        [LoggerMessage(LogLevel.Error, "Plan {Plan}: the snapshot could not be checked")]
        public static partial void NotChecked(ILogger logger, string plan, Exception problem);
    }
}
