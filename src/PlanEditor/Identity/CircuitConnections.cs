using System.Collections.Concurrent;
using System.Data.Common;
using System.Net;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using PlanEditor.Hosting;
using PlanModel;

namespace PlanEditor.Identity;

/// <summary>
/// The open lines of interactive pages: counted for each person and address, and cut when the sign-in behind them ends. A line that
/// comes back is then answered with 401.
/// </summary>
public sealed partial class CircuitConnections
{
    public const int MostPerUser = 20;

    // So that the page can still be told to leave by itself.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<HttpContext, Line> _open = new();
    private readonly SignInSessions _sessions;
    private readonly IOptions<SiteOptions> _site;
    private readonly TimeProvider _time;
    private readonly ILogger<CircuitConnections> _logger;

    public CircuitConnections(Actors actors, SignInSessions sessions, IOptions<SiteOptions> site, TimeProvider time, ILogger<CircuitConnections> logger)
    {
        _sessions = sessions;
        _site = site;
        _time = time;
        _logger = logger;
        _ = actors.OnRevoked(user => _ = CutEndedAsync(user));
    }

    /// <summary>From where somebody has a page open; null: from nowhere, or from several places.</summary>
    public IPAddress? AddressOf(UserId user) => _open.Values.Where(line => line.User == user).Select(line => line.Address).Distinct().ToArray() is [var one] ? one : null;

    /// <summary>Stands before the circuits' endpoint. Only WebSockets are let through: other transports could not be cut. Whoever opens none learns whether one would be refused.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // With a slash behind it, it is the same endpoint.
        if (!string.Equals(context.Request.Path.Value?.TrimEnd('/'), "/_blazor", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var line = new Line(SignInSessions.UserOf(context.User), context.User, context.Connection.RemoteIpAddress, Household.Of(context.Connection.RemoteIpAddress));
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = HasRoomFor(line, 0) ? StatusCodes.Status400BadRequest : StatusCodes.Status429TooManyRequests;
            return;
        }

        _open[context] = line;
        try
        {
            if (!HasRoomFor(line, 1))
            {
                Log.TooMany(_logger, line.User);
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return;
            }

            await next(context);
        }
        finally
        {
            _open.TryRemove(context, out _);
        }
    }

    private bool HasRoomFor(Line line, int counted) =>
        _open.Values.Count(one => one.User == line.User) - counted < MostPerUser && _open.Values.Count(one => one.Household.Equals(line.Household)) - counted < _site.Value.ConnectionsPerAddress;

    private async Task CutEndedAsync(UserId user)
    {
        await Task.Delay(Farewell, _time);
        foreach (var (context, line) in _open)
        {
            if (line.User != user) continue;
            try
            {
                if (!await _sessions.IsOpenAsync(line.SignIn, isUsed: false, CancellationToken.None)) context.Abort();
            }
            catch (Exception exception) when (exception is DbException or InvalidOperationException)
            {
                Log.CutUnchecked(_logger, exception, user);
                context.Abort();
            }
        }
    }

    private sealed record Line(UserId User, ClaimsPrincipal SignIn, IPAddress? Address, IPAddress Household);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Refused a page's line of {User}: too many are open")]
        public static partial void TooMany(ILogger logger, UserId user);

        [LoggerMessage(LogLevel.Warning, "Cut a line of {User} because the sign-in behind it could not be looked up")]
        public static partial void CutUnchecked(ILogger logger, Exception exception, UserId user);
    }
}
