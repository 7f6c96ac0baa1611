using System.Collections.Concurrent;
using System.Data.Common;
using PlanEditor.Identity;
using PlanModel;

namespace PlanEditor.Collaboration;

/// <summary>
/// All open connections of the hub. Looks after their rights: at once when somebody's were revoked, and every two seconds in any case, so that what another
/// server or a state of the plan changed is noticed too.
/// </summary>
internal sealed partial class PlanConnections(Actors actors, TimeProvider time, ILogger<PlanConnections> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<PlanConnection, bool> _all = new();

    public void Add(PlanConnection connection) => _all[connection] = true;

    public void Remove(PlanConnection connection) => _all.TryRemove(connection, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var revocations = actors.OnRevoked(user => _ = LookAfterAsync(connection => connection.User == user, stoppingToken));
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAfterAsync(_ => true, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    private async Task LookAfterAsync(Func<PlanConnection, bool> which, CancellationToken cancellation)
    {
        foreach (var connection in _all.Keys.Where(which))
        {
            try
            {
                await connection.LookAfterRightsAsync(cancellation);
            }
            catch (Exception problem) when (problem is DbException or InvalidOperationException)
            {
                Log.Unchecked(logger, connection.User, problem);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Could not look up the rights of {User}; asked again in two seconds")]
        public static partial void Unchecked(ILogger logger, UserId user, Exception problem);
    }
}
