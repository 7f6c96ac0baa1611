using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Storage;
using PlanModel;

namespace PlanEditor.Identity;

/// <summary>
/// Who is signed in where, in the database: the cookie only names a row, so that signing out, suspending or a new password ends
/// it on the server, whatever copy of the cookie is left.
/// </summary>
public sealed class SignInSessions(IDbContextFactory<PlanDb> databases, Actors actors, TimeProvider time)
{
    /// <summary>A sign-in ends when nothing was asked for this long.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>A sign-in ends after this long, however busy it was.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private const string SessionClaim = "session";

    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(10);

    // Holds for as long as an answer of Actors: pages ask many times in a second.
    private readonly ConcurrentDictionary<Guid, Known> _open = new();
    private int _endings;

    /// <summary>Opens a session.</summary>
    /// <returns>The claims that name it: the person and the session, no rights.</returns>
    public async Task<IReadOnlyList<Claim>> OpenAsync(UserId user, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var session = new SignInSession { Id = new Guid(RandomNumberGenerator.GetBytes(16)), User = user.Value, SignedInAt = now, SeenAt = now };
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await database.SignInSessions.Where(one => one.SeenAt < now - Idle || one.SignedInAt < now - Longest).ExecuteDeleteAsync(cancellation);
        database.SignInSessions.Add(session);
        await database.SaveChangesAsync(cancellation);
        return [new Claim(ClaimTypes.NameIdentifier, IdText.Write(user.Value)), new Claim(SessionClaim, IdText.Write(session.Id))];
    }

    /// <summary>Whether the sign-in that these claims name still holds, and the account behind it.</summary>
    /// <param name="principal">The claims.</param>
    /// <param name="isUsed">Whether a person does something with it, which keeps it from idling out; false where a page or a line only watches.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<bool> IsOpenAsync(ClaimsPrincipal principal, bool isUsed, CancellationToken cancellation)
    {
        var user = UserOf(principal);
        if (SessionOf(principal) is not { } id || await actors.FindAsync(user, cancellation) is not { Suspended: false }) return false;
        var now = time.GetUtcNow();
        if (_open.TryGetValue(id, out var known) && time.GetElapsedTime(known.At) < Actors.Age && !(isUsed && known.SeenAt + RenewEvery <= now)) return true;
        var endings = Volatile.Read(ref _endings);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var session = await database.SignInSessions.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.User == user.Value, cancellation);
        if (session is null || session.SeenAt + Idle <= now || session.SignedInAt + Longest <= now)
        {
            _open.TryRemove(id, out _);
            return false;
        }

        if (isUsed && session.SeenAt + RenewEvery <= now)
        {
            try
            {
                await database.SignInSessions.Where(one => one.Id == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.SeenAt, now), cancellation);
                session.SeenAt = now;
            }
            catch (DbException)
            {
                // A full disk: who is signed in goes on reading.
            }
        }

        _open[id] = new Known(time.GetTimestamp(), session.SeenAt);
        // What was read before a sign-in ended is not kept after it.
        if (Volatile.Read(ref _endings) != endings) _open.TryRemove(id, out _);
        return true;
    }

    /// <summary>Ends the sign-in that these claims name.</summary>
    public async Task EndAsync(ClaimsPrincipal principal, CancellationToken cancellation)
    {
        var session = SessionOf(principal);
        await EndAsync(UserOf(principal), one => one == session, cancellation);
    }

    /// <summary>Ends every sign-in of a person but the one that these claims name.</summary>
    public async Task EndOthersAsync(ClaimsPrincipal principal, CancellationToken cancellation)
    {
        var session = SessionOf(principal);
        await EndAsync(UserOf(principal), one => one != session, cancellation);
    }

    /// <summary>Ends every sign-in of a person.</summary>
    public Task EndAllAsync(UserId user, CancellationToken cancellation) => EndAsync(user, _ => true, cancellation);

    /// <summary>The person that a sign-in's claims name; the server's id, which is nobody's, when they name none.</summary>
    public static UserId UserOf(ClaimsPrincipal principal) =>
        IdText.TryReadGuid(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? new UserId(id) : UserId.Server;

    private static Guid? SessionOf(ClaimsPrincipal principal) => IdText.TryReadGuid(principal.FindFirstValue(SessionClaim), out var id) ? id : null;

    private async Task EndAsync(UserId user, Func<Guid, bool> ends, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var all = await database.SignInSessions.Where(one => one.User == user.Value).Select(one => one.Id).ToListAsync(cancellation);
        var ending = all.Where(ends).ToList();
        await database.SignInSessions.Where(one => ending.Contains(one.Id)).ExecuteDeleteAsync(cancellation);
        Interlocked.Increment(ref _endings);
        foreach (var id in ending) _open.TryRemove(id, out _);
        actors.Revoke(user);
    }

    private readonly record struct Known(long At, DateTimeOffset SeenAt);
}
