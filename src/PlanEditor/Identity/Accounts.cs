using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Audit;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Workflow;

namespace PlanEditor.Identity;

/// <summary>The accounts as administrators see and change them.</summary>
public sealed partial class Accounts(
    IDbContextFactory<PlanDb> databases, UserManager<AppUser> users, PasswordTries tries, SignInSessions sessions, Actors actors, SampleAccounts samples, AuditLog audit, ILogger<Accounts> logger)
{
    /// <summary>The accounts somebody may see: all for an administrator, the own country's for a plan lead, else none.</summary>
    public async Task<IReadOnlyList<AppUser>> ListAsync(UserId by, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor || AccountPolicy.InvitableBy(actor).Count == 0) return [];
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var shown = database.Users.AsNoTracking();
        if (!AccountPolicy.MayManage(actor)) shown = shown.Where(user => user.Country == actor.Country);
        var list = await shown.OrderBy(user => user.Country).ThenBy(user => user.DisplayName).ToListAsync(cancellation);
        return [.. list.Where(user => !samples.IsShutOut(new UserId(user.Id)))];
    }

    /// <summary>Gives somebody another role or country, or suspends, or lets back in. Holds at once, on open pages too.</summary>
    /// <returns>Why not, in words; null when it was done.</returns>
    public async Task<string?> ChangeAsync(UserId by, UserId user, Role role, string? country, bool suspended, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor || !AccountPolicy.MayManage(actor)) return "Only an administrator changes accounts.";
        if (by == user) return "You cannot change your own account. Ask another administrator.";
        if (!AccountPolicy.InvitableBy(actor).Contains(role) || AccountPolicy.HasCountry(role) != country is not null) return "This role needs a country, or has none.";
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var before = await database.Users.AsNoTracking().Where(one => one.Id == user.Value).Select(one => new { one.Role, one.Country, one.Suspended }).SingleOrDefaultAsync(cancellation);
        var changed = await database.Users.Where(one => one.Id == user.Value).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.Role, role).SetProperty(one => one.Country, country).SetProperty(one => one.Suspended, suspended), cancellation);
        if (changed == 0) return "There is no such account any more.";
        if (suspended) await sessions.EndAllAsync(user, cancellation);
        else actors.Revoke(user);
        Log.Changed(logger, by, user, role, country, suspended);
        if (before is not null && (before.Role, before.Country) != (role, country))
            await audit.WriteAsync(AuditKind.RoleChanged, by, $"From {before.Role} {before.Country} to {role} {country}".TrimEnd(), other: user);
        if (before is not null && before.Suspended != suspended) await audit.WriteAsync(suspended ? AuditKind.Suspended : AuditKind.Readmitted, by, "", other: user);
        return null;
    }

    /// <summary>Gives somebody a new password who knows the old one. Sign-ins on other browsers end.</summary>
    /// <returns>Why not, in words; null when it was done.</returns>
    public async Task<string?> ChangePasswordAsync(HttpContext context, string old, string password)
    {
        var id = SignInSessions.UserOf(context.User);
        await using var database = await databases.CreateDbContextAsync(context.RequestAborted);
        if (SampleAccounts.IsSample(id) || await database.Users.Where(user => user.Id == id.Value).Select(user => user.NormalizedEmail).SingleOrDefaultAsync(context.RequestAborted) is not { } email) return "Sample accounts have no password.";
        using var turn = await tries.TakeAsync(email, context.RequestAborted);
        if (turn is null || await users.FindByIdAsync(id.Value.ToString()) is not { } user) return "Too many tries at once. Try again in a moment.";
        if (await users.IsRestingAsync(user)) return "Too many tries. Wait fifteen minutes, then try again.";
        if (!await users.CheckPasswordAsync(user, old))
        {
            await users.AccessFailedAsync(user);
            return "The present password is not right.";
        }

        var changed = await users.ChangePasswordAsync(user, old, password);
        if (!changed.Succeeded) return string.Join(" ", changed.Errors.Select(error => error.Description).Distinct());
        await users.ResetAccessFailedCountAsync(user);
        await Invitations.EndPasswordLinksAsync(database, id.Value, context.RequestAborted);
        await sessions.EndOthersAsync(context.User, context.RequestAborted);
        Log.NewPassword(logger, id);
        await audit.WriteAsync(AuditKind.PasswordSet, id, "Changed by the person", context);
        return null;
    }

    /// <summary>Makes the sample accounts that are missing; nothing without sample content.</summary>
    public async Task AddSampleAccountsAsync(CancellationToken cancellation)
    {
        if (!samples.Allowed) return;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var there = await database.Users.Select(user => user.Id).ToListAsync(cancellation);
        foreach (var account in SampleAccounts.All.Where(account => !there.Contains(account.Id.Value)))
        {
            var email = $"{account.Key}@sample.invalid";
            database.Users.Add(new AppUser
            {
                Id = account.Id.Value,
                UserName = email,
                NormalizedUserName = users.NormalizeName(email),
                Email = email,
                NormalizedEmail = users.NormalizeEmail(email),
                SecurityStamp = account.Id.ToString(),
                DisplayName = account.Name,
                Role = account.Role,
                Country = account.Country,
                Language = CountryHabits.LanguageOf(account.Country),
            });
        }

        await database.SaveChangesAsync(cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{By} changed account {User}: {Role} {Country}, suspended {Suspended}")]
        public static partial void Changed(ILogger logger, UserId by, UserId user, Role role, string? country, bool suspended);

        [LoggerMessage(LogLevel.Information, "{User} set a new password")]
        public static partial void NewPassword(ILogger logger, UserId user);
    }
}
