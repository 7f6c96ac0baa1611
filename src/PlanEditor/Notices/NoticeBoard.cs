using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Digests;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Workflow;

namespace PlanEditor.Notices;

/// <summary>What people are told, as they see it: of plans that they may read at this moment and no others.</summary>
public sealed class NoticeBoard(IDbContextFactory<PlanDb> databases, PlanDigests digests, Actors actors, TimeProvider time)
{
    private readonly ConcurrentDictionary<UserId, ImmutableArray<Action>> _subscribers = new();

    /// <summary>Calls back whenever somebody's notices changed, from any thread. Must not block and must not throw.</summary>
    /// <returns>Ends the calls when disposed.</returns>
    public IDisposable Subscribe(UserId user, Action onNews)
    {
        _subscribers.AddOrUpdate(user, [onNews], (_, all) => all.Add(onNews));
        return new Subscription(() => _subscribers.AddOrUpdate(user, [], (_, all) => all.Remove(onNews)));
    }

    /// <summary>How many notices somebody has not read.</summary>
    public async Task<int> CountAsync(Actor actor, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!await Unread(database, actor.User).AnyAsync(cancellation)) return 0;
        var plans = await PlansAsync(database, actor, cancellation);
        return await Unread(database, actor.User).CountAsync(row => plans.Keys.Contains(row.Plan), cancellation);
    }

    /// <summary>The newest notices, by plan; the plan with the newest first.</summary>
    public async Task<ImmutableArray<PlanNotices>> ListAsync(Actor actor, int most, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var plans = await PlansAsync(database, actor, cancellation);
        var rows = await database.Set<NoticeRow>().AsNoTracking()
            .Where(row => row.User == actor.User.Value && plans.Keys.Contains(row.Plan))
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Key)
            .Take(most)
            .ToListAsync(cancellation);
        return await GroupAsync(rows, plans, cancellation);
    }

    /// <summary>Some of a person's notices, by plan, without those of plans that he may not read now.</summary>
    public async Task<ImmutableArray<PlanNotices>> ListAsync(Actor actor, IReadOnlyCollection<NoticeRow> rows, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var plans = await PlansAsync(database, actor, cancellation);
        return await GroupAsync(rows.Where(row => plans.ContainsKey(row.Plan)), plans, cancellation);
    }

    /// <summary>A notice that somebody was given; null when it is not his, or of a plan that he may not read now.</summary>
    public async Task<ShownNotice?> FindAsync(Actor actor, long key, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await database.Set<NoticeRow>().AsNoTracking().SingleOrDefaultAsync(one => one.Key == key && one.User == actor.User.Value, cancellation);
        return row is null ? null : (await ListAsync(actor, [row], cancellation)).SelectMany(plan => plan.Notices).SingleOrDefault();
    }

    /// <summary>Marks notices as read: one with all others about the same thread or proposal, or all.</summary>
    public async Task ReadAsync(UserId user, ShownNotice? notice, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = Unread(database, user);
        if (notice is { Thread: { } thread })
        {
            var bits = NoticeStore.Bits(thread.Value);
            rows = rows.Where(row => row.Plan == notice.Plan && row.Thread == bits);
        }
        else if (notice is { Proposal: { } proposal })
        {
            var bits = NoticeStore.Bits(proposal.Value);
            rows = rows.Where(row => row.Plan == notice.Plan && row.Proposal == bits);
        }
        else if (notice is not null)
        {
            rows = rows.Where(row => row.Key == notice.Key);
        }

        if (await rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, now), cancellation) > 0) Tell([user]);
    }

    /// <summary>What somebody wants to be told of a plan, or of a thread where that was said.</summary>
    public async Task<Attention> AttentionAsync(UserId user, PlanId plan, ThreadId? thread, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var bits = NoticeStore.Bits(thread?.Value ?? 0);
        var choices = await database.Set<NoticeChoiceRow>().AsNoTracking()
            .Where(row => row.User == user.Value && (row.Thread == bits || row.Thread == 0) && database.Plans.Any(one => one.Key == row.Plan && one.Id == plan.Value))
            .ToListAsync(cancellation);
        return (choices.Find(row => row.Thread == bits) ?? choices.Find(row => row.Thread == 0))?.Attention ?? Attention.All;
    }

    /// <summary>What somebody wants to be told of each plan that he may read.</summary>
    public async Task<ImmutableArray<(PlanNow Plan, Attention Attention)>> AttentionAsync(Actor actor, CancellationToken cancellation)
    {
        var readable = await digests.ReadableAsync(await actors.NowAsync(actor, cancellation), cancellation);
        var found = ImmutableArray.CreateBuilder<(PlanNow, Attention)>();
        foreach (var plan in readable) found.Add((plan, await AttentionAsync(actor.User, plan.Plan.Id, null, cancellation)));
        return found.ToImmutable();
    }

    /// <summary>Says what somebody wants to be told of a plan or a thread, from now on.</summary>
    public async Task ChooseAsync(UserId user, PlanId plan, ThreadId? thread, Attention attention, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await database.Plans.AsNoTracking().SingleOrDefaultAsync(one => one.Id == plan.Value, cancellation) is not { } row) return;
        var bits = NoticeStore.Bits(thread?.Value ?? 0);
        var choice = await database.Set<NoticeChoiceRow>().SingleOrDefaultAsync(one => one.User == user.Value && one.Plan == row.Key && one.Thread == bits, cancellation);
        if (choice is null) database.Add(choice = new NoticeChoiceRow { User = user.Value, Plan = row.Key, Thread = bits, Attention = attention });
        choice.Attention = attention;
        await database.SaveChangesAsync(cancellation);
    }

    /// <summary>Tells the open pages of people that their notices changed.</summary>
    internal void Tell(IEnumerable<UserId> users)
    {
        foreach (var user in users)
            foreach (var subscriber in _subscribers.GetValueOrDefault(user, [])) subscriber();
        Told?.Invoke();
    }

    /// <summary>Raised whenever somebody was told anything. Must not block and must not throw.</summary>
    internal event Action? Told;

    private static IQueryable<NoticeRow> Unread(PlanDb database, UserId user) => database.Set<NoticeRow>().Where(row => row.User == user.Value && row.ReadAt == null);

    private async Task<Dictionary<int, PlanNow>> PlansAsync(PlanDb database, Actor actor, CancellationToken cancellation)
    {
        var readable = (await digests.ReadableAsync(await actors.NowAsync(actor, cancellation), cancellation)).ToDictionary(plan => plan.Plan.Id.Value);
        var keys = await database.Plans.AsNoTracking().Select(plan => new { plan.Key, plan.Id }).ToListAsync(cancellation);
        return keys.Where(plan => readable.ContainsKey(plan.Id)).ToDictionary(plan => plan.Key, plan => readable[plan.Id]);
    }

    private async Task<ImmutableArray<PlanNotices>> GroupAsync(IEnumerable<NoticeRow> rows, Dictionary<int, PlanNow> plans, CancellationToken cancellation)
    {
        var shown = rows.Select(ShownNotice.Of).ToArray();
        var names = await actors.FindNamesAsync(shown.SelectMany(notice => notice.People).ToHashSet(), cancellation);
        return [.. shown.GroupBy(notice => notice.Plan).Select(group => new PlanNotices(plans[group.Key].Plan, plans[group.Key].Digest.Overview, [.. group.Select(notice => notice.Named(names, plans[group.Key].Plan))]))];
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
