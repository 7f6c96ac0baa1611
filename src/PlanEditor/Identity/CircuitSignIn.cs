using System.Data.Common;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using PlanModel;

namespace PlanEditor.Identity;

/// <summary>Tells the components of a circuit who is signed in, and at once when that ends.</summary>
public sealed partial class CircuitSignIn : RevalidatingServerAuthenticationStateProvider
{
    private readonly SignInSessions _sessions;
    private readonly ILogger<CircuitSignIn> _logger;
    private readonly IDisposable _revocations;

    public CircuitSignIn(SignInSessions sessions, Actors actors, ILoggerFactory loggers) : base(loggers)
    {
        _sessions = sessions;
        _logger = loggers.CreateLogger<CircuitSignIn>();
        _revocations = actors.OnRevoked(user => _ = CheckAsync(user));
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        authenticationState.User.Identity?.IsAuthenticated != true || await _sessions.IsOpenAsync(authenticationState.User, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _revocations.Dispose();
        base.Dispose(disposing);
    }

    private async Task CheckAsync(UserId user)
    {
        try
        {
            var state = await GetAuthenticationStateAsync();
            if (SignInSessions.UserOf(state.User) != user) return;
            var open = await ValidateAuthenticationStateAsync(state, CancellationToken.None);
            // The same person again where only rights changed: whoever shows them asks anew.
            SetAuthenticationState(Task.FromResult(open ? state : new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            Log.Unchecked(_logger, exception, user);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Could not look up whether {User} is still signed in; asked again within a minute")]
        public static partial void Unchecked(ILogger logger, Exception exception, UserId user);
    }
}
