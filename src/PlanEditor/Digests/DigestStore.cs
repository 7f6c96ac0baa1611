using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PlanEditor.Collaboration;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Coverage;
using PlanModel.Exchange;
using PlanModel.Overview;
using PlanModel.Search;

namespace PlanEditor.Digests;

/// <summary>
/// Digests and words in the database, each with the revision up to which they were derived. They may lag behind the log after a crash or on a full disk; who reads
/// them compares the revisions.
/// </summary>
public sealed class DigestStore(IDbContextFactory<PlanDb> databases, PlanSchemas schemas, TimeProvider time) : IDisposable
{
    /// <summary>Raised, in its last two digits, whenever what is kept has another shape or meaning.</summary>
    private const int Version = (SearchText.Version * 100) + 10;

    // While a transaction writes, the commits of all plans wait.
    private const int RowsAtOnceMax = 200;

    private readonly SemaphoreSlim _saving = new(1);

    /// <summary>All plans, with the newest revision of each in the log and its digest if one is kept.</summary>
    public async Task<IReadOnlyList<(PlanInfo Plan, long Newest, PlanDigest? Digest)>> ReadAllAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = await database.Plans.AsNoTracking()
            .Select(plan => new
            {
                Plan = plan,
                Newest = database.Changes.Where(change => change.Plan == plan.Key).Max(change => (long?)change.Revision) ?? 0,
                Digest = database.PlanDigests.FirstOrDefault(digest => digest.Plan == plan.Key),
            })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => (PlanInfo.Of(row.Plan), row.Newest, Read(row.Digest)))];
    }

    /// <summary>A plan's newest revision in the log, and its digest if one is kept.</summary>
    public async Task<(long Newest, PlanDigest? Digest)> ReadAsync(PlanId plan, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var key = await KeyAsync(database, plan, cancellation);
        return (await NewestAsync(database, key, cancellation), Read(await database.PlanDigests.AsNoTracking().SingleOrDefaultAsync(digest => digest.Plan == key, cancellation)));
    }

    /// <summary>
    /// Keeps a digest and the words of the same revision, unless newer ones are kept. The words come in several small transactions and the digest after them, so that
    /// a server that ends in between has no digest of the newest revision and derives both anew.
    /// </summary>
    public async Task SaveAsync(PlanId plan, PlanDigest digest, IEnumerable<IndexedText> texts, CancellationToken cancellation)
    {
        var words = texts.ToList();
        await _saving.WaitAsync(cancellation);
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellation);
            var key = await KeyAsync(database, plan, cancellation);
            var row = await database.PlanDigests.SingleOrDefaultAsync(one => one.Plan == key, cancellation);
            if (row is { Version: Version } && row.Revision > digest.Revision && row.Revision <= await NewestAsync(database, key, cancellation)) return;
            await SaveAsync(database, key, words, anew: row is not { Version: Version }, cancellation);
            if (row is null) database.PlanDigests.Add(row = new PlanDigestRow { Plan = key, Revision = 0, Version = Version, Digest = "" });
            (row.Revision, row.Version, row.Digest) = (digest.Revision, Version, JsonSerializer.Serialize(new Written(digest.Overview, digest.Activity.Days, digest.Last, schemas.Terms, digest.Exchange, JsonSerializer.SerializeToElement(digest.Coverage.Value))));
            await database.SaveChangesAsync(cancellation);
        }
        finally
        {
            _saving.Release();
        }
    }

    public void Dispose() => _saving.Dispose();

    private async Task SaveAsync(PlanDb database, int plan, IReadOnlyList<IndexedText> words, bool anew, CancellationToken cancellation)
    {
        await database.Database.OpenConnectionAsync(cancellation);
        var connection = database.Database.GetDbConnection();
        foreach (var some in new TextIndex(connection).Changes(plan, words, anew).Chunk(RowsAtOnceMax))
        {
            var began = time.GetTimestamp();
            await using (var transaction = await database.Database.BeginTransactionAsync(cancellation))
            {
                new TextIndex(connection, transaction.GetDbTransaction()).Do(plan, some);
                await transaction.CommitAsync(cancellation);
            }

            // Who waits to commit asks again and again: between two of these there is as much time as one takes.
            await Task.Delay(time.GetElapsedTime(began), time, cancellation);
        }
    }

    /// <summary>The texts of some plans that hold all words: at most so many of each plan and of all.</summary>
    public async Task<IReadOnlyList<(PlanId Plan, IndexedText Text)>> FindAsync(SearchWords words, IReadOnlyCollection<PlanId> plans, int mostOfEach, int most, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var ids = plans.Select(plan => plan.Value).ToHashSet();
        var keys = (await database.Plans.AsNoTracking().Select(plan => new { plan.Key, plan.Id }).ToListAsync(cancellation)).Where(plan => ids.Contains(plan.Id)).ToDictionary(plan => plan.Key, plan => new PlanId(plan.Id));
        await database.Database.OpenConnectionAsync(cancellation);
        var found = new List<(PlanId Plan, IndexedText Text)>();
        var counts = new Dictionary<int, int>();
        foreach (var (plan, text) in new TextIndex(database.Database.GetDbConnection()).Find(words, keys.Keys))
        {
            cancellation.ThrowIfCancellationRequested();
            var count = counts[plan] = counts.GetValueOrDefault(plan) + 1;
            if (count <= mostOfEach) found.Add((keys[plan], text));
            if (found.Count == most) break;
        }

        return found;
    }

    private static Task<int> KeyAsync(PlanDb database, PlanId plan, CancellationToken cancellation) =>
        database.Plans.Where(one => one.Id == plan.Value).Select(one => one.Key).SingleAsync(cancellation);

    private static async Task<long> NewestAsync(PlanDb database, int key, CancellationToken cancellation) =>
        await database.Changes.Where(change => change.Plan == key).MaxAsync(change => (long?)change.Revision, cancellation) ?? 0;

    private PlanDigest? Read(PlanDigestRow? row)
    {
        if (row is not { Version: Version }) return null;
        try
        {
            return JsonSerializer.Deserialize<Written>(row.Digest) is { Coverage.ValueKind: JsonValueKind.Object } written && written.Terms == schemas.Terms
                ? new PlanDigest(row.Revision, written.Overview, PlanActivity.Of(written.Activity), written.Last)
                {
                    Exchange = written.Exchange,
                    Coverage = new Lazy<CountryCoverage>(() => written.Coverage.Deserialize<CountryCoverage>() ?? CountryCoverage.None),
                }
                : null;
        }
        catch (JsonException)
        {
            // Damaged: it is derived anew.
            return null;
        }
    }

    private sealed record Written(PlanOverview Overview, ImmutableArray<ActivityDay> Activity, LastChange? Last, string? Terms, PlanExchange Exchange, JsonElement Coverage);
}
