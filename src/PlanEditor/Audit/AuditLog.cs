using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Collaboration;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Workflow;

namespace PlanEditor.Audit;

/// <summary>
/// Writes down what administrators may have to look up. Acts on accounts and files are on disk when the call returns. Refusals cost whoever is refused nothing: they are written
/// behind, at most <see cref="RefusalsAtOnce"/> of a person at once and one a minute after that, so that nobody can fill the disk with them.
/// </summary>
public sealed partial class AuditLog(IDbContextFactory<PlanDb> databases, CircuitConnections lines, TimeProvider time, ILogger<AuditLog> logger) : BackgroundService
{
    public const int RefusalsAtOnce = 20;

    private const int WaitingMax = 1_000;
    private const int PeopleMax = 10_000;

    private readonly Channel<AuditEntry> _refusals = Channel.CreateBounded<AuditEntry>(new BoundedChannelOptions(WaitingMax) { SingleReader = true });
    private readonly ConcurrentDictionary<UserId, Refusals> _people = new();

    /// <summary>Writes something down.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="user">Who; null when nobody is signed in.</param>
    /// <param name="detail">The rest, in words: no words of plans, no secrets.</param>
    /// <param name="context">The request that it came by; null: a page's line.</param>
    /// <param name="other">To whom it happened.</param>
    /// <param name="plan">The slug of the plan.</param>
    public async Task WriteAsync(AuditKind kind, UserId? user, string detail, HttpContext? context = null, UserId? other = null, string? plan = null)
    {
        // Whoever asked may be gone; it happened all the same.
        await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
        database.Add(Entry(kind, user, detail, context, other, plan));
        await database.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>Notes that somebody was refused. What is no matter of rights is none of this.</summary>
    /// <param name="user">Who.</param>
    /// <param name="refusal">Why.</param>
    /// <param name="plan">The slug of the plan.</param>
    /// <param name="way">By which way: "hub", "page" or "request".</param>
    /// <param name="context">The request that it came by, if it did.</param>
    public void Note(UserId user, Refusal? refusal, string plan, string way, HttpContext? context = null)
    {
        if (refusal?.Code is not (RefusalCode.NotAllowed or RefusalCode.NotFound or RefusalCode.PlanLocked)) return;
        if (_people.Count > PeopleMax) _people.Clear();
        if (_people.GetOrAdd(user, _ => new Refusals(time)).Next() is not { } passedOver) return;
        var more = passedOver == 0 ? "" : $" {passedOver} more before it were not written down.";
        _refusals.Writer.TryWrite(Entry(AuditKind.Refused, user, $"{way}: {refusal.Words}{more}", context, null, plan));
    }

    /// <summary>Says in the server's log that something could not be written down.</summary>
    internal void NotKept(Exception problem) => Log.NotWritten(logger, problem);

    /// <summary>An entry as it is written, for who keeps it together with what it is about.</summary>
    internal AuditEntry Entry(AuditKind kind, UserId? user, string detail, HttpContext? context, UserId? other, string? plan) => new()
    {
        At = time.GetUtcNow(),
        Kind = kind,
        User = user?.Value,
        Other = other?.Value,
        Plan = plan is { Length: <= StorageTables.SlugLengthMax } ? plan : null,
        Detail = detail.Length <= AuditEntry.DetailLengthMax ? detail : detail[..AuditEntry.DetailLengthMax],
        Address = (context?.Connection.RemoteIpAddress ?? (user is { } page ? lines.AddressOf(page) : null))?.ToString(),
    };

    /// <summary>Writes what waits.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (await _refusals.Reader.WaitToReadAsync(stoppingToken)) await WriteRefusalsAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task WriteRefusalsAsync(CancellationToken cancellation)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellation);
            while (_refusals.Reader.TryRead(out var entry)) database.Add(entry);
            await database.SaveChangesAsync(cancellation);
        }
        catch (Exception problem) when (!problem.IsStopOf(cancellation))
        {
            Log.NotWritten(logger, problem);
        }
    }

    /// <summary>What one person was refused of late.</summary>
    private sealed class Refusals(TimeProvider time)
    {
        private readonly TokenBucket _written = new(1.0 / 60, RefusalsAtOnce, time);
        private int _passedOver;

        /// <summary>Null when this one is passed over; else how many were since the last that was written.</summary>
        public int? Next()
        {
            if (_written.TryTake(1, out _)) return Interlocked.Exchange(ref _passedOver, 0);
            Interlocked.Increment(ref _passedOver);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Audit entries could not be written or dropped")]
        public static partial void NotWritten(ILogger logger, Exception problem);
    }
}
