using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Collaboration;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Coverage;
using PlanModel.Documents;
using PlanModel.Exchange;
using PlanModel.Overview;
using PlanModel.Workflow;

namespace PlanEditor.Digests;

/// <summary>
/// How all plans stand, for home, the dashboard and finding, without opening them. Of an open plan the digest follows its room, and only when somebody asks; of the
/// others it is what was derived when the room closed. It is kept in the database with the revision it was derived at, so after a crash it is known which ones the log
/// is ahead of: those are derived anew before anybody sees them.
/// </summary>
public sealed partial class PlanDigests(Plans plans, DigestStore store, PlanReader reader, ChangeLog log, ILogger<PlanDigests> logger)
{
    private const int Page = 1_000;

    private readonly ConcurrentDictionary<PlanId, Entry> _entries = new();
    private readonly Lock _gate = new();
    private Task? _loading;
    private ImmutableArray<Action> _subscribers = [];

    /// <summary>All plans that can be read, by slug, and those that cannot now.</summary>
    public async Task<(ImmutableArray<PlanNow> Plans, ImmutableArray<PlanRow> Unavailable)> ListAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var now = ImmutableArray.CreateBuilder<PlanNow>();
        var unavailable = ImmutableArray.CreateBuilder<PlanRow>();
        foreach (var row in await plans.ListAsync(cancellation))
        {
            if (await FindAsync(PlanInfo.Of(row), cancellation) is { } plan) now.Add(plan);
            else unavailable.Add(row);
        }

        return (now.ToImmutable(), unavailable.ToImmutable());
    }

    /// <summary>The plans that somebody may read now and in which something was written, by slug.</summary>
    public async Task<ImmutableArray<PlanNow>> ReadableAsync(Actor actor, CancellationToken cancellation) =>
        [.. (await ListAsync(cancellation)).Plans.Where(plan => plan.Digest.Revision > 0 && plan.MayRead(actor))];

    /// <summary>Calls back whenever something happens in any plan, from any thread. Must not block and must not throw.</summary>
    /// <returns>Ends the calls when disposed.</returns>
    public IDisposable Subscribe(Action onNews)
    {
        ImmutableInterlocked.Update(ref _subscribers, static (all, one) => all.Add(one), onNews);
        return new Unsubscribe(() => ImmutableInterlocked.Update(ref _subscribers, static (all, one) => all.Remove(one), onNews));
    }

    /// <summary>A room was opened: from now on the plan is what it says.</summary>
    internal void Opened(PlanRoom room)
    {
        EntryOf(room.Plan).Room = room;
        room.Subscribe(_ => TellNews());
        room.Presence.Subscribe(_ => TellNews());
        TellNews();
    }

    /// <summary>A room was closed: what it came to is kept. The plan may be open again by now.</summary>
    internal async Task ClosedAsync(PlanRoom room)
    {
        var entry = EntryOf(room.Plan);
        var state = room.Durable;
        try
        {
            PlanDigest? digest = null;
            await entry.Gate.WaitAsync();
            try
            {
                // What came since is kept with the room it came in.
                if (entry.Known is not { } known || known.Revision <= state.Revision) digest = await AdvanceAsync(entry, state.Revision, state.Document, CancellationToken.None);
            }
            finally
            {
                entry.Gate.Release();
            }

            if (digest is not null) await SaveAsync(entry, digest, state.Document, CancellationToken.None);
        }
        catch (Exception problem)
        {
            // The digest is a cache: whoever wants it next derives it from the log.
            entry.Known = null;
            Log.NotKept(logger, room.Plan.Slug, problem);
        }

        entry.Leave(room);
        TellNews();
    }

    /// <summary>Derives what is missing or was left behind, and keeps what could not be kept before.</summary>
    internal async Task RepairAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        foreach (var row in await plans.ListAsync(cancellation))
        {
            var entry = EntryOf(PlanInfo.Of(row));
            await FindAsync(entry.Plan, cancellation);
            await entry.Gate.WaitAsync(cancellation);
            try
            {
                if (entry.Known is { } known && known.Revision > entry.Saved && entry.Room is null) await DeriveAsync(entry, cancellation);
            }
            catch (Exception problem) when (problem is UnreadableLogException or DbException)
            {
                Log.NotKept(logger, row.Slug, problem);
            }
            finally
            {
                entry.Gate.Release();
            }
        }
    }

    private async Task<PlanNow?> FindAsync(PlanInfo plan, CancellationToken cancellation)
    {
        var entry = EntryOf(plan);
        try
        {
            var room = entry.Room;
            // Of a plan that nobody has open the words must be in the index too: somebody may be about to put them there.
            if (entry.Known is { } known && (room is null ? known.Revision <= entry.Saved : room.Durable.Revision == known.Revision)) return new PlanNow(plan, known, room);
            await entry.Gate.WaitAsync(cancellation);
            try
            {
                room = entry.Room;
                var digest = room?.Durable is { } state
                    ? await AdvanceAsync(entry, state.Revision, state.Document, cancellation)
                    : entry.Known ?? await DeriveAsync(entry, cancellation);
                return new PlanNow(plan, digest, room);
            }
            finally
            {
                entry.Gate.Release();
            }
        }
        catch (Exception problem) when (problem is UnreadableLogException or DbException or KeyNotFoundException)
        {
            Log.Unavailable(logger, plan.Slug, problem);
            return null;
        }
    }

    /// <summary>A plan that nobody has open: as it is kept, or else from its log.</summary>
    private async Task<PlanDigest> DeriveAsync(Entry entry, CancellationToken cancellation)
    {
        var (newest, kept) = await store.ReadAsync(entry.Plan.Id, cancellation);
        if (kept?.Revision == newest)
        {
            (entry.Known, entry.Saved) = (kept, newest);
            return kept;
        }

        var (revision, document) = await reader.FoldAsync(entry.Plan.Id, cancellation);
        var digest = await AdvanceAsync(entry, revision, document, cancellation);
        try
        {
            await SaveAsync(entry, digest, document, cancellation);
        }
        catch (Exception problem) when (problem is DbException or DbUpdateException)
        {
            Log.NotKept(logger, entry.Plan.Slug, problem);
        }

        return digest;
    }

    /// <summary>Brings what is known of a plan to a revision, reading of the log only what came since.</summary>
    private async Task<PlanDigest> AdvanceAsync(Entry entry, long revision, Document document, CancellationToken cancellation)
    {
        var known = entry.Known;
        if (known is null)
        {
            var (_, kept) = await store.ReadAsync(entry.Plan.Id, cancellation);
            known = kept?.Revision <= revision ? kept : null;
            entry.Saved = known?.Revision ?? 0;
        }

        if (known is null || known.Revision != revision)
        {
            var (activity, newest) = await ReadActivityAsync(entry.Plan.Id, known, revision, cancellation);
            known = new PlanDigest(revision, PlanOverview.Of(document), activity, newest is null ? known?.Last : LastChange.Of(newest, document))
            {
                Exchange = PlanExchange.Of(document),
                Coverage = new Lazy<CountryCoverage>(() => CountryCoverage.Of(document)),
            };
        }

        return entry.Known = known;
    }

    /// <summary>The newest first, so that of a long history only the last days are read.</summary>
    private async Task<(PlanActivity Activity, CommittedChange? Newest)> ReadActivityAsync(PlanId plan, PlanDigest? known, long revision, CancellationToken cancellation)
    {
        var activity = known?.Activity ?? PlanActivity.None;
        var first = known?.Revision ?? 0;
        CommittedChange? newest = null;
        for (var to = revision; to > first;)
        {
            var after = Math.Max(first, to - Page);
            var changes = (await log.ReadAsync(plan, after, (int)(to - after), cancellation)).Select(logged => logged.Change).ToArray();
            newest ??= changes[^1];
            activity = activity.With(changes);
            if (PlanActivity.DayOf(changes[0].At) <= PlanActivity.DayOf(newest.At).AddDays(-PlanActivity.DaysKept)) break;
            to = after;
        }

        return (activity, newest);
    }

    private async Task SaveAsync(Entry entry, PlanDigest digest, Document document, CancellationToken cancellation)
    {
        if (digest.Revision <= entry.Saved) return;
        await store.SaveAsync(entry.Plan.Id, digest, IndexedText.In(document), cancellation);
        entry.Saved = digest.Revision;
    }

    /// <summary>Reads once all that is kept and up to date.</summary>
    private Task LoadAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_loading is null or { IsFaulted: true }) _loading = Task.Run(ReadKeptAsync, CancellationToken.None);
            return _loading.WaitAsync(cancellation);
        }
    }

    private async Task ReadKeptAsync()
    {
        // Rooms that were open meanwhile have their entry already, and know better.
        foreach (var (plan, newest, digest) in await store.ReadAllAsync(CancellationToken.None))
            if (digest?.Revision == newest) _entries.TryAdd(plan.Id, new Entry(plan) { Known = digest, Saved = newest });
    }

    private Entry EntryOf(PlanInfo plan) => _entries.GetOrAdd(plan.Id, static (_, one) => new Entry(one), plan);

    private void TellNews()
    {
        foreach (var subscriber in _subscribers) subscriber();
    }

    private sealed class Entry(PlanInfo plan)
    {
        private volatile PlanDigest? _known;
        private volatile PlanRoom? _room;

        public PlanInfo Plan => plan;

        /// <summary>One at a time derives.</summary>
        public SemaphoreSlim Gate { get; } = new(1);

        public PlanDigest? Known
        {
            get => _known;
            set => _known = value;
        }

        public PlanRoom? Room
        {
            get => _room;
            set => _room = value;
        }

        /// <summary>The room is closed; another may have taken its place.</summary>
        public void Leave(PlanRoom room) => Interlocked.CompareExchange(ref _room, null, room);

        /// <summary>The revision of what is kept in the database.</summary>
        public long Saved { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Plan {Plan} is not listed: it cannot be read")]
        public static partial void Unavailable(ILogger logger, string plan, Exception problem);

        [LoggerMessage(LogLevel.Warning, "Plan {Plan}: its digest could not be kept and will be derived from the log")]
        public static partial void NotKept(ILogger logger, string plan, Exception problem);
    }
}
