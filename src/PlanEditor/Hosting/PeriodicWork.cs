namespace PlanEditor.Hosting;

/// <summary>What is done again and again while the server runs. When it cannot be done that is said, and the next turn tries again.</summary>
/// <param name="every">How long it is from turn to turn.</param>
/// <param name="time">The clock.</param>
public abstract class PeriodicWork(TimeSpan every, TimeProvider time) : BackgroundService
{
    /// <summary>The clock.</summary>
    protected TimeProvider Time => time;

    /// <summary>How long after the start the first turn is.</summary>
    protected virtual TimeSpan AfterStart => TimeSpan.Zero;

    /// <summary>Does it once.</summary>
    internal abstract Task WorkAsync(CancellationToken cancellation);

    /// <summary>Says that it could not be done now.</summary>
    protected abstract void NotDone(Exception problem);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What follows does not wait by itself, and the server shall listen meanwhile.
        await Task.Yield();
        try
        {
            await Task.Delay(AfterStart, time, stoppingToken);
            using var timer = new PeriodicTimer(every, time);
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
            await WorkAsync(cancellation);
        }
        catch (Exception problem) when (!problem.IsStopOf(cancellation))
        {
            NotDone(problem);
        }
    }
}
