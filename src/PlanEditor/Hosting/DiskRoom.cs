using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PlanEditor.Hosting;

/// <summary>Whether there is room left where the data is. A full disk is no reason to call the server dead: reading goes on.</summary>
public sealed class DiskRoom(DataDirectory data) : IHealthCheck
{
    /// <summary>Below this somebody has to look after it.</summary>
    public const long LeastBytes = 256 * 1024 * 1024;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Of(new DriveInfo(data.Path).AvailableFreeSpace));

    internal static HealthCheckResult Of(long free) => free < LeastBytes ? HealthCheckResult.Degraded("little room is left on the disk") : HealthCheckResult.Healthy();
}
