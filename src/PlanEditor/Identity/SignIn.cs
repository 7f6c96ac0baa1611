using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using PlanModel;

namespace PlanEditor.Identity;

/// <summary>Signs people in and out of the browser that asks.</summary>
public sealed partial class SignIn(UserManager<AppUser> users, IPasswordHasher<AppUser> hasher, SignInSessions sessions, SampleAccounts samples, ILogger<SignIn> logger)
{
    private static readonly AppUser Nobody = new() { DisplayName = "" };
    private static string? _nobodysHash;

    /// <summary>Signs in with address and password. A wrong password, an unknown address, a suspended and a locked account look the same and take the same time.</summary>
    /// <returns>Whether it did.</returns>
    public async Task<bool> TryAsync(HttpContext context, string email, string password)
    {
        var user = await users.FindByEmailAsync(email);
        if (user is null || user.Suspended || SampleAccounts.IsSample(new UserId(user.Id)) || await users.IsLockedOutAsync(user))
        {
            _nobodysHash ??= hasher.HashPassword(Nobody, "a password that nobody has");
            _ = hasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
            Log.Refused(logger, user?.Id);
            return false;
        }

        if (!await users.CheckPasswordAsync(user, password))
        {
            await users.AccessFailedAsync(user);
            Log.Refused(logger, user.Id);
            return false;
        }

        await users.ResetAccessFailedCountAsync(user);
        await SignInAsync(context, new UserId(user.Id));
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
    }

    /// <summary>Ends the sign-in of this browser, here and on the server.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        await sessions.EndAsync(context.User, context.RequestAborted);
        await context.SignOutAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{User} signed in")]
        public static partial void SignedIn(ILogger logger, UserId user);

        [LoggerMessage(LogLevel.Information, "A sign-in was refused; account {User}")]
        public static partial void Refused(ILogger logger, Guid? user);
    }
}
