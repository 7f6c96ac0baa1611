using PlanEditor.Hosting;
using PlanModel;

namespace PlanEditor.Storage;

/// <summary>Compares, now and then, the newest snapshot of each plan with the fold of its whole log. None should ever differ; one that does is dropped and said so loudly.</summary>
internal sealed partial class SnapshotAudit(Plans plans, PlanReader reader, TimeProvider time, ILogger<SnapshotAudit> logger) : PeriodicWork(TimeSpan.FromHours(24), time)
{
    protected override TimeSpan AfterStart => TimeSpan.FromMinutes(5);

    internal override async Task WorkAsync(CancellationToken cancellation)
    {
        foreach (var plan in await plans.ListAsync(cancellation)) await CheckAsync(plan, cancellation);
    }

    protected override void NotDone(Exception problem) => Log.NoPlans(logger, problem);

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
