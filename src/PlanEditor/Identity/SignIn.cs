using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using PlanEditor.Audit;
using PlanModel;

namespace PlanEditor.Identity;

/// <summary>Signs people in and out of the browser that asks.</summary>
public sealed partial class SignIn(UserManager<AppUser> users, IPasswordHasher<AppUser> hasher, PasswordTries tries, SignInSessions sessions, SampleAccounts samples, AuditLog audit, ILogger<SignIn> logger)
{
    private static readonly AppUser Nobody = new() { DisplayName = "" };
    private static string? _nobodysHash;

    /// <summary>Signs in with address and password. A wrong password, an unknown address, a suspended and a locked account look the same and take the same time.</summary>
    /// <returns>Whether it did.</returns>
    public async Task<bool> TryAsync(HttpContext context, string email, string password)
    {
        if (await CheckAsync(context, email, password) is not { } user) return false;
        await SignInAsync(context, user);
        return true;
    }

    /// <summary>Signs in as a sample account.</summary>
    /// <returns>False when there is no such account or the server has no sample content.</returns>
    public async Task<bool> TrySampleAsync(HttpContext context, string key)
    {
        if (!samples.Allowed || SampleAccounts.Find(key) is not { } account) return false;
        await SignInAsync(context, account.Id);
        return true;
    }

    /// <summary>Signs in whom something else has vouched for: an invitation that was just used.</summary>
    public async Task SignInAsync(HttpContext context, UserId user)
    {
        if (context.User.Identity?.IsAuthenticated == true) await sessions.EndAsync(context.User, context.RequestAborted);
        var claims = await sessions.OpenAsync(user, context.RequestAborted);
        await context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme)));
        Log.SignedIn(logger, user);
        await audit.WriteAsync(AuditKind.SignedIn, user, "", context);
    }

    /// <summary>Ends the sign-in of this browser, here and on the server.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        var user = SignInSessions.UserOf(context.User);
        await sessions.EndAsync(context.User, context.RequestAborted);
        await context.SignOutAsync();
        await audit.WriteAsync(AuditKind.SignedOut, user, "", context);
    }

    private async Task<UserId?> CheckAsync(HttpContext context, string email, string password)
    {
        using var turn = await tries.TakeAsync(users.NormalizeEmail(email) ?? "", context.RequestAborted);
        if (turn is null)
        {
            Log.Refused(logger, null);
            await audit.WriteAsync(AuditKind.SignInFailed, null, "Too many tries at once", context);
            return null;
        }

        var user = await users.FindByEmailAsync(email);
        if (user is null || user.Suspended || SampleAccounts.IsSample(new UserId(user.Id)) || await users.IsRestingAsync(user))
        {
            _nobodysHash ??= hasher.HashPassword(Nobody, "a password that nobody has");
            _ = hasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
            Log.Refused(logger, user?.Id);
            await audit.WriteAsync(user is { Suspended: false } && await users.IsLockedOutAsync(user) ? AuditKind.SignInLocked : AuditKind.SignInFailed, IdOf(user), user is { Suspended: true } ? "Suspended" : "", context);
            return null;
        }

        if (!await users.CheckPasswordAsync(user, password))
        {
            await users.AccessFailedAsync(user);
            Log.Refused(logger, user.Id);
            await audit.WriteAsync(AuditKind.SignInFailed, IdOf(user), await users.IsLockedOutAsync(user) ? "The account rests now" : "", context);
            return null;
        }

        await users.ResetAccessFailedCountAsync(user);
        return new UserId(user.Id);
    }

    private static UserId? IdOf(AppUser? user) => user is null ? null : new UserId(user.Id);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{User} signed in")]
        public static partial void SignedIn(ILogger logger, UserId user);

        [LoggerMessage(LogLevel.Information, "A sign-in was refused; account {User}")]
        public static partial void Refused(ILogger logger, Guid? user);
    }
}
