using System.Data.Common;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using PlanModel;

namespace PlanEditor.Identity;

/// <summary>Tells the components of a circuit who is signed in, and at once when that ends.</summary>
public sealed partial class CircuitSignIn : RevalidatingServerAuthenticationStateProvider
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _end = new();
    private readonly CancellationToken _ended;
    private readonly SignInSessions _sessions;
    private readonly TimeProvider _time;
    private readonly ILogger<CircuitSignIn> _logger;
    private readonly IDisposable _revocations;

    public CircuitSignIn(SignInSessions sessions, Actors actors, TimeProvider time, ILoggerFactory loggers) : base(loggers)
    {
        _ended = _end.Token;
        _sessions = sessions;
        _time = time;
        _logger = loggers.CreateLogger<CircuitSignIn>();
        _revocations = actors.OnRevoked(user => _ = CheckAsync(user));
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        authenticationState.User.Identity?.IsAuthenticated != true || await _sessions.IsOpenAsync(authenticationState.User, isUsed: false, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _revocations.Dispose();
            _end.Cancel();
            _end.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Asks until there is an answer: a page that heard nothing of it would go on showing what its reader may no longer read.</summary>
    private async Task CheckAsync(UserId user)
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                if (await FindStateAsync() is not { } state || SignInSessions.UserOf(state.User) != user) return;
                var open = await ValidateAuthenticationStateAsync(state, _ended);
                // The same person again where only rights changed: whoever shows them asks anew.
                SetAuthenticationState(Task.FromResult(open ? state : new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
                return;
            }
            catch (DbException exception)
            {
                Log.Unchecked(_logger, exception, user);
                await Task.Delay(AskAgainAfter, _time, _ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Who is signed in here; null while nobody was said to be.</summary>
    private async Task<AuthenticationState?> FindStateAsync()
    {
        try
        {
            return await GetAuthenticationStateAsync();
        }
        catch (InvalidOperationException)
        {
            // The scope of a request that shows no page.
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Could not look up whether {User} is still signed in, and with which rights; asked again in a moment")]
        public static partial void Unchecked(ILogger logger, Exception exception, UserId user);
    }
}
