using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using PlanEditor.Audit;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanEditor.Identity;

/// <summary>Links that make an account or give one a new password: random, hashed at rest, good once and for a week.</summary>
public sealed partial class Invitations(PlanDb database, UserManager<AppUser> users, Actors actors, SignInSessions sessions, SampleAccounts samples, AuditLog audit, TimeProvider time, ILogger<Invitations> logger)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Makes a link for a new account.</summary>
    /// <returns>The code of the link, or why not, in words.</returns>
    public async Task<(string? Code, string? Problem)> InviteAsync(UserId by, string email, Role role, string? country, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor || !AccountPolicy.MayInvite(actor, role, country))
            return (null, "Administrators invite people; a plan lead invites focal points and contributors of the own country.");
        if (!IsEmail(email)) return (null, "Write an address such as name@example.org.");
        if (await users.FindByEmailAsync(email) is not null) return (null, "There is an account with this address already.");
        return (await AddAsync(email, role, country, null, by.Value, cancellation), null);
    }

    /// <summary>Makes a link with which somebody sets a new password.</summary>
    /// <returns>The code of the link; null when this is not allowed.</returns>
    public async Task<string?> OfferPasswordAsync(UserId by, UserId user, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor || !AccountPolicy.MayManage(actor) || SampleAccounts.IsSample(user)) return null;
        return await users.FindByIdAsync(user.Value.ToString()) is { } account
            ? await AddAsync(account.Email, account.Role, account.Country, account.Id, by.Value, cancellation)
            : null;
    }

    /// <summary>Makes the link for the first administrator where none can sign in.</summary>
    /// <returns>The code of the link; null when there is an administrator, or sample accounts are offered.</returns>
    public async Task<string?> OfferFirstAdministratorAsync(CancellationToken cancellation)
    {
        if (samples.Allowed) return null;
        var administrators = await database.Users.Where(user => user.Role == Role.Administrator && !user.Suspended).Select(user => user.Id).ToListAsync(cancellation);
        if (administrators.Any(id => !SampleAccounts.IsSample(new UserId(id)))) return null;
        await database.Invitations.Where(one => one.MadeBy == null && one.UsedAt == null).ExecuteDeleteAsync(cancellation);
        return await AddAsync(null, Role.Administrator, null, null, null, cancellation);
    }

    /// <summary>Makes a link for one more administrator, for who has the machine in hand.</summary>
    /// <returns>The code of the link.</returns>
    public Task<string> OfferAdministratorAsync(CancellationToken cancellation) => AddAsync(null, Role.Administrator, null, null, null, cancellation);

    /// <summary>The links that still work and that somebody may take back: all for an administrator, for a plan lead those to which he may invite.</summary>
    public async Task<IReadOnlyList<Invitation>> ListAsync(UserId by, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor) return [];
        var now = time.GetUtcNow();
        var open = await database.Invitations.AsNoTracking().Where(one => one.UsedAt == null && one.ExpiresAt > now).OrderBy(one => one.ExpiresAt).ToListAsync(cancellation);
        return [.. open.Where(one => MayTakeBack(actor, one))];
    }

    /// <summary>Takes a link back: from now on it does not work.</summary>
    /// <returns>Why not, in words; null when it was done.</returns>
    public async Task<string?> TakeBackAsync(UserId by, Guid id, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor || await database.Invitations.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellation) is not { } invitation || !MayTakeBack(actor, invitation))
            return "There is no such link for you to take back.";
        if (await database.Invitations.Where(one => one.Id == id && one.UsedAt == null).ExecuteDeleteAsync(cancellation) == 0) return "The link was used meanwhile.";
        Log.TakenBack(logger, by, id);
        await audit.WriteAsync(AuditKind.InvitationTakenBack, by, What(invitation), other: invitation.ForUser is { } other ? new UserId(other) : null);
        return null;
    }

    /// <summary>Whether a link that was made on the machine itself can still be used.</summary>
    internal Task<bool> WaitsForAdministratorAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return database.Invitations.AnyAsync(one => one.MadeBy == null && one.ForUser == null && one.UsedAt == null && one.ExpiresAt > now, cancellation);
    }

    private static bool MayTakeBack(Actor actor, Invitation invitation) =>
        AccountPolicy.MayManage(actor) || (invitation.ForUser is null && AccountPolicy.MayInvite(actor, invitation.Role, invitation.Country));

    /// <summary>The invitation that a code opens; null when there is none, it was used or is too old, or who made it could not make it any more.</summary>
    public async Task<Invitation?> FindAsync(string code, CancellationToken cancellation)
    {
        var hash = Hash(code);
        var now = time.GetUtcNow();
        var invitation = await database.Invitations.AsNoTracking().SingleOrDefaultAsync(one => one.CodeHash == hash && one.UsedAt == null && one.ExpiresAt > now, cancellation);
        return invitation is not null && await IsStillAllowedAsync(invitation, cancellation) ? invitation : null;
    }

    /// <summary>Ends the links that would give an account a new password. Whoever sets one calls it: a link from before would undo that.</summary>
    internal static Task EndPasswordLinksAsync(PlanDb database, Guid user, CancellationToken cancellation) =>
        database.Invitations.Where(one => one.ForUser == user && one.UsedAt == null).ExecuteDeleteAsync(cancellation);

    /// <summary>Uses an invitation: makes the account, or sets the password of the one it is for.</summary>
    /// <param name="code">The code of the link.</param>
    /// <param name="email">The address, used only where the invitation names none.</param>
    /// <param name="name">The name that others see, for a new account.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="context">The request that it came by.</param>
    /// <returns>The account, or why not, in words. After a refusal the link is still good.</returns>
    public async Task<(UserId? User, string? Problem)> AcceptAsync(string code, string email, string name, string password, CancellationToken cancellation, HttpContext? context = null)
    {
        const string Gone = "This link was used already or is too old. Ask for a new one.";
        if (await FindAsync(code, cancellation) is not { } invitation) return (null, Gone);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var now = time.GetUtcNow();
        var taken = await database.Invitations.Where(one => one.Id == invitation.Id && one.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.UsedAt, now), cancellation);
        if (taken != 1) return (null, Gone);
        var (user, problem) = invitation.ForUser is { } id
            ? await SetPasswordAsync(id, password)
            : await MakeAccountAsync(invitation, invitation.Email ?? email.Trim(), name.Trim(), password);
        if (user is null) return (null, problem);
        if (invitation.ForUser is { } changed) await EndPasswordLinksAsync(database, changed, cancellation);
        await transaction.CommitAsync(cancellation);
        if (invitation.ForUser is not null) await sessions.EndAllAsync(user.Value, cancellation);
        Log.Accepted(logger, user.Value, invitation.Id);
        await audit.WriteAsync(AuditKind.InvitationUsed, user, $"{invitation.Role} {invitation.Country}".TrimEnd(), context);
        if (invitation.ForUser is not null) await audit.WriteAsync(AuditKind.PasswordSet, user, "With a link", context);
        return (user, null);
    }

    /// <summary>A link is worth what its maker may do now. What the server made is good until it is used.</summary>
    private async ValueTask<bool> IsStillAllowedAsync(Invitation invitation, CancellationToken cancellation) =>
        invitation.MadeBy is not { } maker
        || (await actors.FindAsync(new UserId(maker), cancellation) is { } actor
            && (invitation.ForUser is null ? AccountPolicy.MayInvite(actor, invitation.Role, invitation.Country) : AccountPolicy.MayManage(actor)));

    private async Task<(UserId? User, string? Problem)> MakeAccountAsync(Invitation invitation, string email, string name, string password)
    {
        if (!IsEmail(email)) return (null, "Write an address such as name@example.org.");
        if (name.Length is 0 or > IdentityTables.NameLengthMax) return (null, $"Write a name of at most {IdentityTables.NameLengthMax} characters; others see it beside what you write.");
        if (name.Contains('\n', StringComparison.Ordinal) || TextGate.Problem(name) is not null) return (null, "Write a name of letters: it holds a sign that cannot be seen.");
        var user = new AppUser
        {
            Id = Guid.NewGuid(),
            UserName = email,
            Email = email,
            EmailConfirmed = invitation.Email is not null,
            DisplayName = name,
            Role = invitation.Role,
            Country = invitation.Country,
            Language = CountryHabits.LanguageOf(invitation.Country),
        };
        var made = await users.CreateAsync(user, password);
        return made.Succeeded ? (new UserId(user.Id), null) : (null, Words(made));
    }

    private async Task<(UserId? User, string? Problem)> SetPasswordAsync(Guid id, string password)
    {
        if (await users.FindByIdAsync(id.ToString()) is not { Suspended: false } user) return (null, "This account is suspended.");
        var problem = PasswordRules.Problem(password, user.Email, user.DisplayName);
        if (problem is not null) return (null, problem);
        await users.RemovePasswordAsync(user);
        var set = await users.AddPasswordAsync(user, password);
        await users.SetLockoutEndDateAsync(user, null);
        return set.Succeeded ? (new UserId(id), null) : (null, Words(set));
    }

    private async Task<string> AddAsync(string? email, Role role, string? country, Guid? forUser, Guid? by, CancellationToken cancellation)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var now = time.GetUtcNow();
        var invitation = new Invitation
        {
            Id = Guid.NewGuid(),
            CodeHash = Hash(code),
            Email = email?.Trim(),
            Role = role,
            Country = country,
            ForUser = forUser,
            MadeBy = by,
            MadeAt = now,
            ExpiresAt = now + Lifetime,
        };
        database.Invitations.Add(invitation);
        await database.SaveChangesAsync(cancellation);
        database.ChangeTracker.Clear();
        Log.Made(logger, invitation.Id, by, role);
        await audit.WriteAsync(AuditKind.Invited, by is { } maker ? new UserId(maker) : null, What(invitation), other: forUser is { } other ? new UserId(other) : null);
        return code;
    }

    private static string What(Invitation invitation) => $"{(invitation.ForUser is null ? "Account" : "New password")}: {invitation.Role} {invitation.Country}".TrimEnd();

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));

    private static bool IsEmail(string email) =>
        email.Trim() is { Length: > 2 and <= IdentityTables.EmailLengthMax } text && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at < text.Length - 1 && at == text.LastIndexOf('@') && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        // As mail will be sent to it, and nothing around it: <name@example.org> and a comma behind are not part of an address.
        && MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text;

    private static string Words(IdentityResult result) => string.Join(" ", result.Errors.Select(error => error.Description).Distinct());

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{User} took invitation {Invitation} back")]
        public static partial void TakenBack(ILogger logger, UserId user, Guid invitation);

        [LoggerMessage(LogLevel.Information, "Invitation {Invitation} was made by {User}; role {Role}")]
        public static partial void Made(ILogger logger, Guid invitation, Guid? user, Role role);

        [LoggerMessage(LogLevel.Information, "{User} used invitation {Invitation}")]
        public static partial void Accepted(ILogger logger, UserId user, Guid invitation);
    }
}
