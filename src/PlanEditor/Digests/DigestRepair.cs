using System.Data.Common;

namespace PlanEditor.Digests;

/// <summary>After the start, and now and then: derives the digests that the log is ahead of. Whoever comes earlier does not see old ones but waits for the plan in question.</summary>
internal sealed partial class DigestRepair(PlanDigests digests, TimeProvider time, ILogger<DigestRepair> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What follows does not wait by itself, and the server shall listen meanwhile.
        await Task.Yield();
        try
        {
            using var timer = new PeriodicTimer(Every, time);
            do await RepairAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task RepairAsync(CancellationToken cancellation)
    {
        try
        {
            await digests.RepairAsync(cancellation);
        }
        catch (DbException problem)
        {
            Log.NotRepaired(logger, problem);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Digests could not be repaired")]
        public static partial void NotRepaired(ILogger logger, Exception problem);
    }
}
