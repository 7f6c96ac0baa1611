using System.Buffers;
using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PlanModel;
using PlanModel.Documents;

namespace PlanEditor.Storage;

/// <summary>Documents kept beside the log, so that a plan opens fast however long its history. What does not hold what it promises is dropped.</summary>
public sealed partial class Snapshots(IDbContextFactory<PlanDb> databases, PlanSchemas schemas, ILogger<Snapshots> logger)
{
    /// <summary>How many are kept of each plan: one more than is needed, should the newest be damaged.</summary>
    public const int Kept = 2;

    /// <summary>Those at multiples of this are kept for ever: from them, any revision is near. Each is a whole document, so that more of them would soon take more room than the log.</summary>
    public const int LandmarkEvery = 16_384;

    private const int Quality = 4;
    private const int Window = 22;

    /// <summary>The newest that can be trusted, or null.</summary>
    public Task<Snapshot?> NewestAsync(PlanId plan, CancellationToken cancellation) => NewestAsync(plan, long.MaxValue, cancellation);

    /// <summary>The newest before a revision that can be trusted, or null.</summary>
    internal async Task<Snapshot?> NewestAsync(PlanId plan, long before, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        while (true)
        {
            var newest = await (
                from one in database.Plans
                where one.Id == plan.Value
                join snapshot in database.Snapshots on one.Key equals snapshot.Plan
                where snapshot.Revision < before
                orderby snapshot.Revision descending
                select new
                {
                    one.Schema,
                    Row = snapshot,
                    InLog = snapshot.Revision == 0 || database.Changes.Any(change => change.Plan == one.Key && change.Revision == snapshot.Revision),
                }).AsNoTracking().FirstOrDefaultAsync(cancellation);
            if (newest is null) return null;
            try
            {
                if (!newest.InLog) throw new InvalidDataException("the log does not hold its revision");
                return new Snapshot(newest.Row.Revision, Read(newest.Row, newest.Schema));
            }
            catch (Exception problem) when (problem is InvalidDataException or JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
            {
                before = newest.Row.Revision;
                await DropAsync(plan, before, problem, cancellation);
            }
        }
    }

    /// <summary>Whether there is one of a revision.</summary>
    internal async Task<bool> HasAsync(PlanId plan, long revision, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Snapshots.AnyAsync(snapshot => snapshot.Revision == revision && database.Plans.Any(one => one.Id == plan.Value && one.Key == snapshot.Plan), cancellation);
    }

    /// <summary>Keeps a document that is the fold of the log up to a revision.</summary>
    public async Task SaveAsync(PlanId plan, long revision, Document document, CancellationToken cancellation)
    {
        var written = DocumentJson.ToUtf8(document);
        var compressed = Compress(written);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var key = await database.Plans.Where(one => one.Id == plan.Value).Select(one => one.Key).SingleAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var ofPlan = database.Snapshots.Where(snapshot => snapshot.Plan == key);
        await ofPlan.Where(snapshot => snapshot.Revision == revision).ExecuteDeleteAsync(cancellation);
        database.Snapshots.Add(new SnapshotRow { Plan = key, Revision = revision, Engine = Engine.Version, Hash = SHA256.HashData(written), Document = compressed });
        await database.SaveChangesAsync(cancellation);
        var old = ofPlan.Where(snapshot => snapshot.Revision % LandmarkEvery != 0).OrderByDescending(snapshot => snapshot.Revision).Skip(Kept).Select(snapshot => snapshot.Revision);
        await ofPlan.Where(snapshot => old.Contains(snapshot.Revision)).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Forgets a snapshot that is not what it promises.</summary>
    internal async Task DropAsync(PlanId plan, long revision, Exception why, CancellationToken cancellation)
    {
        Log.Dropped(logger, plan, revision, why);
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellation);
            await database.Snapshots
                .Where(snapshot => snapshot.Revision == revision && database.Plans.Any(one => one.Id == plan.Value && one.Key == snapshot.Plan))
                .ExecuteDeleteAsync(cancellation);
        }
        catch (DbException problem)
        {
            // Plans open on a full disk too; the next opening tries again.
            Log.NotDropped(logger, plan, revision, problem);
        }
    }

    private Document Read(SnapshotRow row, string schema)
    {
        if (row.Engine != Engine.Version) throw new InvalidDataException($"it was written by version {row.Engine} of the engine");
        var written = Decompress(row.Document);
        if (!SHA256.HashData(written).AsSpan().SequenceEqual(row.Hash)) throw new InvalidDataException("it disagrees with its hash");
        return DocumentJson.Read(written, schemas[schema]);
    }

    private static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        if (!BrotliEncoder.TryCompress(bytes, compressed, out var length, Quality, Window)) throw new InvalidOperationException($"{bytes.Length} bytes could not be compressed");
        return compressed.AsSpan(0, length).ToArray();
    }

    private static ReadOnlySpan<byte> Decompress(byte[] compressed)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var decoder = new BrotliDecoder();
        var rest = compressed.AsSpan();
        while (true)
        {
            var status = decoder.Decompress(rest, bytes.GetSpan(64 * 1024), out var read, out var length);
            bytes.Advance(length);
            rest = rest[read..];
            if (status == OperationStatus.Done) return bytes.WrittenSpan;
            if (status != OperationStatus.DestinationTooSmall) throw new InvalidDataException("it cannot be decompressed");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Plan {Plan}: the snapshot of revision {Revision} cannot be trusted and is dropped")]
        public static partial void Dropped(ILogger logger, PlanId plan, long revision, Exception why);

        [LoggerMessage(LogLevel.Warning, "Plan {Plan}: the snapshot of revision {Revision} could not be deleted")]
        public static partial void NotDropped(ILogger logger, PlanId plan, long revision, Exception problem);
    }
}
