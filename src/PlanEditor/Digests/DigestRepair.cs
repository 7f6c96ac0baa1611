using PlanEditor.Hosting;

namespace PlanEditor.Digests;

/// <summary>After the start, and now and then: derives the digests that the log is ahead of. Whoever comes earlier does not see old ones but waits for the plan in question.</summary>
internal sealed partial class DigestRepair(PlanDigests digests, TimeProvider time, ILogger<DigestRepair> logger) : PeriodicWork(TimeSpan.FromMinutes(5), time)
{
    internal override Task WorkAsync(CancellationToken cancellation) => digests.RepairAsync(cancellation);

    protected override void NotDone(Exception problem) => Log.NotRepaired(logger, problem);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Digests could not be repaired")]
        public static partial void NotRepaired(ILogger logger, Exception problem);
    }
}
