using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PlanEditor.Hosting;

/// <summary>What works behind the pages goes on whatever goes wrong, but for the stop of the server.</summary>
public static class WorkBehind
{
    /// <summary>Whether an exception only says that the server stops.</summary>
    public static bool IsStopOf(this Exception problem, CancellationToken stopping) => problem is OperationCanceledException && stopping.IsCancellationRequested;

    /// <summary>What has ended by itself all the same.</summary>
    public static IEnumerable<BackgroundService> Ended(IEnumerable<IHostedService> services) => services.OfType<BackgroundService>().Where(service => service.ExecuteTask is { IsFaulted: true });

    /// <summary>Whether all of it goes on.</summary>
    public sealed class Health(IEnumerable<IHostedService> services) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(Ended(services).FirstOrDefault() is { } ended ? HealthCheckResult.Unhealthy($"{ended.GetType().Name} ended", ended.ExecuteTask!.Exception) : HealthCheckResult.Healthy());
    }
}
