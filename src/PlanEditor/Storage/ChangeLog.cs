using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;

namespace PlanEditor.Storage;

/// <summary>All changes of all plans: the one truth. Changes are appended, never altered.</summary>
public sealed class ChangeLog(IDbContextFactory<PlanDb> databases, SqliteFile file, TimeProvider time, ILogger<ChangeLog> logger) : IPlanLog, IAsyncDisposable
{
    private readonly KnownChanges _known = new(file);

    internal GroupCommit Commits { get; } = new(file, time, logger);

    /// <inheritdoc/>
    public Task AppendAsync(PlanId plan, LoggedChange change) => Commits.WriteAsync(new LogAppend(plan, [change]), CancellationToken.None);

    /// <summary>Appends many changes, all or none, to a plan that nobody has open. Throws as <see cref="AppendAsync"/> does.</summary>
    public Task AppendAllAsync(PlanId plan, IReadOnlyList<LoggedChange> changes, CancellationToken cancellation) =>
        changes.Count == 0 ? Task.CompletedTask : Commits.WriteAsync(new LogAppend(plan, changes), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LoggedChange>> ReadAsync(PlanId plan, long after, int limit, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = await Rows(database, plan).Where(row => row.Revision > after).OrderBy(row => row.Revision).Take(limit).ToListAsync(cancellation);
        for (var at = 0; at < rows.Count; at++)
            if (rows[at].Revision != after + 1 + at) throw Gap(plan, after + 1 + at);
        return [.. rows.Select(row => Logged(plan, row))];
    }

    /// <inheritdoc/>
    public async Task<LoggedChange?> FindAsync(PlanId plan, UserId author, ChangeId id, CancellationToken cancellation)
    {
        if (!_known.Has(plan, author, id)) return null;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await Rows(database, plan).Where(one => one.Author == author.Value && one.Change == id.Value).SingleOrDefaultAsync(cancellation);
        return row is null ? null : Logged(plan, row);
    }

    public ValueTask DisposeAsync()
    {
        _known.Dispose();
        return Commits.DisposeAsync();
    }

    /// <summary>What a change of the log does.</summary>
    internal static ImmutableArray<Operation> Operations(PlanId plan, long revision, int engine, ReadOnlySpan<byte> packed)
    {
        if (engine > Engine.Version) throw new UnreadableLogException($"revision {revision} of plan {plan} was written by a newer version of the server");
        try
        {
            return PackedOperations.Unpack(packed);
        }
        catch (JsonException problem)
        {
            throw new UnreadableLogException($"revision {revision} of plan {plan} cannot be read: {problem.Message}", problem);
        }
    }

    internal static UnreadableLogException Gap(PlanId plan, long revision) => new($"revision {revision} of plan {plan} is missing");

    private static IQueryable<Row> Rows(PlanDb database, PlanId plan) =>
        from one in database.Plans
        where one.Id == plan.Value
        join change in database.Changes on one.Key equals change.Plan
        join author in database.KnownIds on change.Author equals author.Key
        join session in database.KnownIds on change.Session equals session.Key
        select new Row
        {
            Revision = change.Revision,
            Change = change.Change,
            Author = author.Value,
            Session = session.Value,
            At = change.At,
            Hash = change.Hash,
            Engine = change.Engine,
            Operations = change.Operations,
        };

    private static LoggedChange Logged(PlanId plan, Row row) =>
        new(
            new CommittedChange(
                row.Revision,
                new ChangeId(row.Change),
                new UserId(row.Author),
                new SessionId(row.Session),
                row.At,
                Operations(plan, row.Revision, row.Engine, row.Operations)),
            [.. row.Hash]);

    private sealed class Row
    {
        public required long Revision { get; init; }

        public required Guid Change { get; init; }

        public required Guid Author { get; init; }

        public required Guid Session { get; init; }

        public required DateTimeOffset At { get; init; }

        public required byte[] Hash { get; init; }

        public required int Engine { get; init; }

        public required byte[] Operations { get; init; }
    }
}
