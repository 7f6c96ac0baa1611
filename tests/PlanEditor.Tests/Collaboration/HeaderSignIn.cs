using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PlanEditor.Tests.Collaboration;

/// <summary>Believes a header that names a sign-in.</summary>
public sealed class HeaderSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "header";

    public const string Header = "X-Test-Sign-In";

    /// <summary>The claims of each sign-in, by what the header says.</summary>
    public static ConcurrentDictionary<string, IReadOnlyList<Claim>> Claims { get; } = new();

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header] is not [{ } token] || !Claims.TryGetValue(token, out var claims)) return Task.FromResult(AuthenticateResult.NoResult());
        var identity = new ClaimsIdentity(claims, SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }
}
