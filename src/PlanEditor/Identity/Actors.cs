using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Workflow;

namespace PlanEditor.Identity;

/// <summary>
/// Who somebody is at this moment: read from the database, at most <see cref="Age"/> old. Asked at every write; what a cookie
/// said at sign-in gives no rights. Whoever changes an account calls <see cref="Revoke"/>, so open pages and connections end at once.
/// </summary>
public sealed class Actors(IDbContextFactory<PlanDb> databases, SampleAccounts samples, TimeProvider time)
{
    /// <summary>How old an answer may be.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<UserId, (long At, Person? Person)> _known = new();
    private ImmutableArray<Action<UserId>> _onRevoked = [];
    private int _revocations;

    /// <summary>The rights of this moment; null when there is no such account.</summary>
    public async ValueTask<Actor?> FindAsync(UserId user, CancellationToken cancellation) => (await FindPersonAsync(user, cancellation))?.Actor;

    /// <summary>The rights of this moment of somebody of whom a page knows earlier ones. Who has no account, such as the server, is who was said.</summary>
    public async ValueTask<Actor> NowAsync(Actor known, CancellationToken cancellation) => known.Suspended ? known : await FindAsync(known.User, cancellation) ?? known;

    /// <summary>Name and rights of this moment of somebody of whom a page knows earlier ones.</summary>
    public async ValueTask<Person> NowAsync(Person known, CancellationToken cancellation) => await FindPersonAsync(known.Actor.User, cancellation) ?? known;

    /// <summary>Name and rights; null when there is no such account.</summary>
    public async ValueTask<Person?> FindPersonAsync(UserId user, CancellationToken cancellation)
    {
        var now = time.GetTimestamp();
        if (_known.TryGetValue(user, out var known) && time.GetElapsedTime(known.At, now) < Age) return known.Person;
        var instant = time.GetUtcNow();
        var revocations = Volatile.Read(ref _revocations);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await database.Users.AsNoTracking()
            .Where(one => one.Id == user.Value)
            .Select(one => new
            {
                one.DisplayName,
                one.Role,
                one.Country,
                one.Suspended,
                Draft = one.Role == Role.Administrator
                    ? database.Set<DraftGrant>().Where(grant => grant.User == one.Id && grant.Until > instant).Join(database.Plans, grant => grant.Plan, plan => plan.Key, (_, plan) => (Guid?)plan.Id).FirstOrDefault()
                    : null,
            })
            .SingleOrDefaultAsync(cancellation);
        var person = row is null
            ? null
            : new Person(new Actor(user, row.Role, row.Country) { Suspended = row.Suspended || samples.IsShutOut(user), ReadsDraft = row.Draft is { } draft ? new PlanId(draft) : null }, row.DisplayName);
        // Ids that are nobody's are as many as somebody likes to send.
        if (person is null) return null;
        _known[user] = (now, person);
        // What was read before somebody's rights changed is not kept after it.
        if (Volatile.Read(ref _revocations) != revocations) _known.TryRemove(user, out _);
        return person;
    }

    /// <summary>The names of some people; those without an account have left.</summary>
    public async Task<FrozenDictionary<UserId, string>> FindNamesAsync(IReadOnlySet<UserId> users, CancellationToken cancellation)
    {
        if (users.Count == 0) return FrozenDictionary<UserId, string>.Empty;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var ids = users.Select(user => user.Value).ToArray();
        var names = await database.Users.AsNoTracking().Where(one => ids.Contains(one.Id)).Select(one => new { one.Id, one.DisplayName }).ToDictionaryAsync(one => new UserId(one.Id), one => one.DisplayName, cancellation);
        return users.ToFrozenDictionary(user => user, user => names.GetValueOrDefault(user, "Somebody who has left"));
    }

    /// <summary>Those who read a document and may comment on it now: who can be named there, and asked to see to a comment. Those whose it is stand first, then the reviewers, then all others; each by name.</summary>
    public async Task<IReadOnlyList<Person>> FindCommentersAsync(PlanFacts plan, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = await database.Users.AsNoTracking()
            .Where(one => !one.Suspended && one.Role != Role.Administrator)
            .OrderBy(one => one.DisplayName)
            .Select(one => new { one.Id, one.DisplayName, one.Role, one.Country })
            .ToListAsync(cancellation);
        return
        [
            .. from row in rows
               let actor = new Actor(new UserId(row.Id), row.Role, row.Country)
               where !samples.IsShutOut(actor.User) && Policy.RefuseToAsk(actor, plan) is null
               orderby actor.Country is not null && actor.Country == plan.Country ? 0 : actor.Role == Role.Reviewer ? 1 : 2
               select new Person(actor, row.DisplayName),
        ];
    }

    /// <summary>Those who answer comments on a document for those whose it is, also who may not sign in any more: what they said stays said.</summary>
    public async Task<FrozenSet<UserId>> FindAnsweringAsync(PlanFacts plan, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = await database.Users.AsNoTracking().Select(one => new { one.Id, one.Role, one.Country }).ToListAsync(cancellation);
        return rows.Select(row => new Actor(new UserId(row.Id), row.Role, row.Country)).Where(actor => Policy.Answers(actor, plan)).Select(actor => actor.User).ToFrozenSet();
    }

    /// <summary>Calls back, on the thread that revoked, whenever somebody's rights or sign-ins changed. Must not block.</summary>
    /// <returns>Ends the calls when disposed.</returns>
    public IDisposable OnRevoked(Action<UserId> callback)
    {
        ImmutableInterlocked.Update(ref _onRevoked, static (all, one) => all.Add(one), callback);
        return new Unsubscribe(this, callback);
    }

    /// <summary>Forgets what is known of somebody and tells all who hold something open for that person.</summary>
    public void Revoke(UserId user)
    {
        Interlocked.Increment(ref _revocations);
        _known.TryRemove(user, out _);
        foreach (var callback in _onRevoked) callback(user);
    }

    private sealed class Unsubscribe(Actors owner, Action<UserId> callback) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref owner._onRevoked, static (all, one) => all.Remove(one), callback);
    }
}
