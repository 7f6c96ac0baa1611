using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanEditor.Storage;

/// <summary>Plans as the log makes them.</summary>
public sealed class PlanReader(IDbContextFactory<PlanDb> databases, Snapshots snapshots, PlanSchemas schemas)
{
    // So that no read of the database lasts long: a long one keeps the write-ahead log from being taken over.
    private const int Page = 1_000;

    /// <summary>The newest document: the newest snapshot and the changes after it.</summary>
    /// <exception cref="KeyNotFoundException">There is no such plan.</exception>
    /// <exception cref="UnreadableLogException">The log has a gap, or holds what this server does not know.</exception>
    public async Task<(long Revision, Document Document)> FoldAsync(PlanId plan, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await FindAsync(database, plan, cancellation);
        var before = long.MaxValue;
        while (await snapshots.NewestAsync(plan, before, cancellation) is { } snapshot)
        {
            try
            {
                return await FoldAsync(database, row, snapshot, long.MaxValue, cancellation);
            }
            catch (UnreadableLogException problem)
            {
                before = snapshot.Revision;
                await snapshots.DropAsync(plan, before, problem, cancellation);
            }
        }

        return await FoldAsync(database, row, Start(row), long.MaxValue, cancellation);
    }

    /// <summary>Whether the newest snapshot, if there is one, is the fold of the log; else it is dropped.</summary>
    internal async Task<bool> CheckSnapshotAsync(PlanId plan, CancellationToken cancellation)
    {
        if (await snapshots.NewestAsync(plan, cancellation) is not { } snapshot) return true;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await FindAsync(database, plan, cancellation);
        var (_, document) = await FoldAsync(database, row, Start(row), snapshot.Revision, cancellation);
        if (DocumentJson.Hash(document) == DocumentJson.Hash(snapshot.Document)) return true;
        await snapshots.DropAsync(plan, snapshot.Revision, new InvalidDataException("it is not the fold of the log"), cancellation);
        return false;
    }

    private static async Task<PlanRow> FindAsync(PlanDb database, PlanId plan, CancellationToken cancellation) =>
        await database.Plans.AsNoTracking().SingleOrDefaultAsync(one => one.Id == plan.Value, cancellation) ?? throw new KeyNotFoundException($"there is no plan {plan}");

    private Snapshot Start(PlanRow plan) => new(0, Document.Empty(schemas[plan.Schema]));

    private static async Task<(long Revision, Document Document)> FoldAsync(PlanDb database, PlanRow plan, Snapshot start, long upTo, CancellationToken cancellation)
    {
        var id = new PlanId(plan.Id);
        var (revision, document) = start;
        var fold = new Fold(document);
        // Below Entity Framework, which takes longer for a row than folding it does: a history has hundreds of thousands.
        await database.Database.OpenConnectionAsync(cancellation);
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = """SELECT "Revision", "Engine", "Operations" FROM "Changes" WHERE "Plan" = @plan AND "Revision" > @after AND "Revision" <= @upTo ORDER BY "Revision" LIMIT @page""";
        Add(command, "@plan", plan.Key);
        var after = Add(command, "@after", revision);
        Add(command, "@upTo", upTo);
        Add(command, "@page", Page);
        for (var rows = Page; rows == Page;)
        {
            cancellation.ThrowIfCancellationRequested();
            after.Value = revision;
            rows = 0;
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            // Rows in memory do not wait: asking for each asynchronously costs more than reading it.
            for (; reader.Read(); rows++)
            {
                if (reader.GetInt64(0) != revision + 1) throw ChangeLog.Gap(id, revision + 1);
                Apply(id, ++revision, fold, ChangeLog.Operations(id, revision, reader.GetInt32(1), reader.GetFieldValue<byte[]>(2)));
            }
        }

        return (revision, fold.Document);
    }

    private static DbParameter Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
        return parameter;
    }

    private static void Apply(PlanId plan, long revision, Fold fold, ImmutableArray<Operation> operations)
    {
        try
        {
            fold.Apply(operations);
        }
        catch (Exception problem) when (problem is KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new UnreadableLogException($"revision {revision} of plan {plan} does not fit the document before it: {problem.Message}", problem);
        }
    }
}
