using System.Threading.Channels;
using PlanEditor.Collaboration;
using PlanEditor.Storage;
using PlanModel;

namespace PlanEditor.History;

/// <summary>Leaves the landmarks of a plan while it grows, behind the commits, so that nobody who looks into its past waits for them. One that could not be left is left by whoever looks, or by the daily check.</summary>
public sealed partial class LandmarkFollower(PlanReader reader, ILogger<LandmarkFollower> logger) : BackgroundService, IFollowRooms
{
    private readonly Channel<(PlanId Plan, long Revision)> _reached = Channel.CreateUnbounded<(PlanId, long)>(new UnboundedChannelOptions { SingleReader = true });

    /// <inheritdoc/>
    public void Opened(PlanRoom room) => room.Subscribe(update =>
    {
        var landmark = update.State.Revision / Snapshots.LandmarkEvery * Snapshots.LandmarkEvery;
        if (landmark >= update.Changes[0].Revision) _reached.Writer.TryWrite((room.Plan.Id, landmark));
    });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await foreach (var (plan, revision) in _reached.Reader.ReadAllAsync(stoppingToken))
            {
                try
                {
                    await reader.AtAsync(plan, revision, stoppingToken);
                }
                catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.NotLeft(logger, plan, revision, problem);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The daily check leaves what is missing.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Plan {Plan}: the landmark at revision {Revision} could not be left")]
        public static partial void NotLeft(ILogger logger, PlanId plan, long revision, Exception problem);
    }
}
