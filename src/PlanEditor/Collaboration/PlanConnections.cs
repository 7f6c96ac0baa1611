using System.Collections.Concurrent;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanModel;

namespace PlanEditor.Collaboration;

/// <summary>
/// All open connections of the hub, of which one at a time speaks for a session. Looks after their rights: at once when somebody's were revoked, and every two seconds in any case, so that what another
/// server or a state of the plan changed is noticed too.
/// </summary>
internal sealed partial class PlanConnections(Actors actors, TimeProvider time, ILogger<PlanConnections> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<PlanConnection, long> _all = new();
    private readonly Lock _gate = new();
    private long _lastNumber;

    public void Add(PlanConnection connection) => _all[connection] = Interlocked.Increment(ref _lastNumber);

    public void Remove(PlanConnection connection) => _all.TryRemove(connection, out _);

    /// <summary>
    /// Makes a connection the one that speaks for a session, and ends older ones that did: what they sent and what is still on its way on them is never begun, so a
    /// client that goes on elsewhere may give what was not done new ids.
    /// </summary>
    /// <returns>False when a newer connection speaks for the session already.</returns>
    public bool Take(PlanConnection connection, SessionId session)
    {
        List<PlanConnection> older = [];
        lock (_gate)
        {
            if (!_all.TryGetValue(connection, out var number)) return false;
            connection.Session = session;
            foreach (var (other, others) in _all)
            {
                if (other == connection || other.User != connection.User || other.Session != session) continue;
                if (others > number) return false;
                older.Add(other);
            }
        }

        foreach (var other in older) other.End(RoomRefusals.WentOn);
        return true;
    }

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
            catch (Exception problem) when (!problem.IsStopOf(cancellation))
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
