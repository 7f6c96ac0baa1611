using Microsoft.AspNetCore.Identity;

namespace PlanEditor.Identity;

/// <summary>An account that rests after too many wrong passwords.</summary>
internal static class Resting
{
    /// <summary>How long it rests.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>Whether nobody is let in now. It rests no longer than that from now, also when the clock was set back since.</summary>
    public static async Task<bool> IsRestingAsync(this UserManager<AppUser> users, AppUser user)
    {
        // The clock that UserManager itself goes by.
        var end = TimeProvider.System.GetUtcNow() + Longest;
        if (user.LockoutEnd > end) await users.SetLockoutEndDateAsync(user, end);
        return await users.IsLockedOutAsync(user);
    }
}
