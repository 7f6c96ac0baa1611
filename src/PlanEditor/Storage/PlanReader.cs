using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PlanEditor.History;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;

namespace PlanEditor.Storage;

/// <summary>Plans as the log makes them.</summary>
public sealed class PlanReader(IDbContextFactory<PlanDb> databases, Snapshots snapshots, PlanSchemas schemas)
{
    // So that no read of the database lasts long: a long one keeps the write-ahead log from being taken over.
    private const int Page = 1_000;
    private const int PageSearched = 20_000;

    private const string Rows = """SELECT "Revision", "Author", "At", "Engine", "Operations" FROM "Changes" WHERE "Plan" = @plan AND "Revision" > @after AND "Revision" <= @upTo ORDER BY "Revision" """;

    // Where a few of many are wanted, the database finds them in a fraction of the time that handing all over takes.
    private const string RowsHolding = """SELECT "Revision", "Author", "At", "Engine", "Operations" FROM "Changes" WHERE "Plan" = @plan AND "Revision" > @after AND "Revision" <= @upTo AND instr("Operations", @holding) > 0 ORDER BY "Revision" """;

    // From one author to the next in the index: as many steps as there are authors, however many changes.
    private const string Authors = """WITH RECURSIVE "Next"("Author") AS (SELECT MIN("Author") FROM "Changes" WHERE "Plan" = @plan UNION ALL SELECT (SELECT MIN("Author") FROM "Changes" WHERE "Plan" = @plan AND "Author" > "Next"."Author") FROM "Next" WHERE "Next"."Author" IS NOT NULL) SELECT "Author" FROM "Next" WHERE "Author" IS NOT NULL""";

    /// <summary>The newest document: the newest snapshot and the changes after it.</summary>
    /// <exception cref="KeyNotFoundException">There is no such plan.</exception>
    /// <exception cref="UnreadableLogException">The log has a gap, or holds what this server does not know.</exception>
    public Task<(long Revision, Document Document)> FoldAsync(PlanId plan, CancellationToken cancellation) => FoldAsync(plan, long.MaxValue, null, cancellation);

    /// <summary>The document at a revision: from the nearest snapshot before it. Leaves landmarks on a long way, so that the next one is short.</summary>
    /// <exception cref="KeyNotFoundException">There is no such plan, or no such revision yet.</exception>
    /// <exception cref="UnreadableLogException">The log has a gap, or holds what this server does not know.</exception>
    public async Task<Document> AtAsync(PlanId plan, long revision, CancellationToken cancellation)
    {
        var landmarks = new List<Snapshot>();
        var (reached, document) = await FoldAsync(plan, revision, landmarks, cancellation);
        if (reached != revision) throw new KeyNotFoundException($"plan {plan} has no revision {revision} yet");
        await SaveAsync(plan, landmarks, cancellation);
        return document;
    }

    /// <summary>Changes of a plan, oldest first, with who made them and when, but without their ids and sessions.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="after">The revision before the first.</param>
    /// <param name="upTo">The revision of the last.</param>
    /// <param name="holding">Only those whose written form has this, such as the id of a part; null: all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<CommittedChange> ChangesAsync(PlanId plan, long after, long upTo, string? holding, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (revision, author, at, engine, operations) in RowsAsync(plan, after, upTo, holding, cancellation))
            yield return new CommittedChange(revision, default, author, default, at, ChangeLog.Operations(plan, revision, engine, operations));
    }

    /// <summary>Everybody who ever changed a plan, in no order.</summary>
    public async Task<IReadOnlyList<UserId>> AuthorsAsync(PlanId plan, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await FindAsync(database, plan, cancellation);
        var keys = new List<int>();
        await database.Database.OpenConnectionAsync(cancellation);
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = Authors;
        Add(command, "@plan", row.Key);
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (reader.Read()) keys.Add(reader.GetInt32(0));
        var users = await database.KnownIds.Where(known => keys.Contains(known.Key)).Select(known => known.Value).ToListAsync(cancellation);
        return [.. users.Select(user => new UserId(user))];
    }

    /// <summary>Who did what to which parts, each once, and perhaps to some more: a fraction of the time that making sittings of it takes.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="after">The revision before the first.</param>
    /// <param name="upTo">The revision of the last.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlySet<ActOnPart>> ActsAsync(PlanId plan, long after, long upTo, CancellationToken cancellation)
    {
        var acts = new HashSet<ActOnPart>();
        var whereabouts = new Whereabouts();
        var others = new List<(UserId Author, Operation Operation)>();
        await foreach (var (revision, author, _, engine, operations) in RowsAsync(plan, after, upTo, null, cancellation))
        {
            if (engine <= Engine.Version && PackedOperations.PartOfOneEdit(operations) is { } edited)
            {
                acts.Add(new ActOnPart(author, ActKinds.Texts, edited));
                continue;
            }

            foreach (var operation in ChangeLog.Operations(plan, revision, engine, operations))
            {
                whereabouts.Note(operation);
                if (Whereabouts.IsPlain(operation)) Add(author, Whereabouts.Named(operation));
                else others.Add((author, operation));
            }
        }

        if (others.Count == 0) return acts;
        var start = await AtAsync(plan, after, cancellation);
        foreach (var (author, operation) in others) Add(author, whereabouts.Of(operation, start));
        return acts;

        void Add(UserId author, IEnumerable<Act> found)
        {
            foreach (var act in found) acts.Add(new ActOnPart(author, act.Kind, act.Node));
        }
    }

    /// <summary>Whether the newest snapshot, if there is one, is the fold of the log; else it is dropped.</summary>
    internal async Task<bool> CheckSnapshotAsync(PlanId plan, CancellationToken cancellation)
    {
        if (await snapshots.NewestAsync(plan, cancellation) is not { } snapshot) return true;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await FindAsync(database, plan, cancellation);
        var landmarks = new List<Snapshot>();
        var (_, document) = await FoldAsync(database, row, Start(row), snapshot.Revision, landmarks, cancellation);
        await SaveAsync(plan, landmarks, cancellation);
        if (DocumentJson.Hash(document) == DocumentJson.Hash(snapshot.Document)) return true;
        await snapshots.DropAsync(plan, snapshot.Revision, new InvalidDataException("it is not the fold of the log"), cancellation);
        return false;
    }

    private async Task<(long Revision, Document Document)> FoldAsync(PlanId plan, long upTo, List<Snapshot>? landmarks, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await FindAsync(database, plan, cancellation);
        var before = upTo == long.MaxValue ? upTo : upTo + 1;
        while (await snapshots.NewestAsync(plan, before, cancellation) is { } snapshot)
        {
            try
            {
                return await FoldAsync(database, row, snapshot, upTo, landmarks, cancellation);
            }
            catch (UnreadableLogException problem)
            {
                landmarks?.Clear();
                before = snapshot.Revision;
                await snapshots.DropAsync(plan, before, problem, cancellation);
            }
        }

        return await FoldAsync(database, row, Start(row), upTo, landmarks, cancellation);
    }

    private async IAsyncEnumerable<(long Revision, UserId Author, DateTimeOffset At, int Engine, byte[] Operations)> RowsAsync(PlanId plan, long after, long upTo, string? holding, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await FindAsync(database, plan, cancellation);
        var end = Math.Min(upTo, await database.Changes.Where(change => change.Plan == row.Key).MaxAsync(change => (long?)change.Revision, cancellation) ?? 0);
        var authors = new Dictionary<int, UserId>();
        await database.Database.OpenConnectionAsync(cancellation);
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = holding is null ? Rows : RowsHolding;
        Add(command, "@plan", row.Key);
        var first = Add(command, "@after", after);
        var last = Add(command, "@upTo", upTo);
        if (holding is not null) Add(command, "@holding", Encoding.UTF8.GetBytes(holding));
        var page = new List<(long Revision, int Author, DateTimeOffset At, int Engine, byte[] Operations)>(holding is null ? Page : 0);
        for (var from = after; from < end;)
        {
            var to = Math.Min(end, from + (holding is null ? Page : PageSearched));
            page.Clear();
            (first.Value, last.Value) = (from, to);
            await using (var reader = await command.ExecuteReaderAsync(cancellation))
                while (reader.Read()) page.Add((reader.GetInt64(0), reader.GetInt32(1), database.ReadInstant(reader, 2), reader.GetInt32(3), reader.GetFieldValue<byte[]>(4)));
            foreach (var (revision, author, at, engine, operations) in page)
            {
                if (!authors.TryGetValue(author, out var user))
                    authors[author] = user = new UserId(await database.KnownIds.Where(known => known.Key == author).Select(known => known.Value).SingleAsync(cancellation));
                yield return (revision, user, at, engine, operations);
            }

            from = to;
        }
    }

    private async Task SaveAsync(PlanId plan, List<Snapshot> landmarks, CancellationToken cancellation)
    {
        foreach (var (revision, document) in landmarks)
            if (!await snapshots.HasAsync(plan, revision, cancellation)) await snapshots.SaveAsync(plan, revision, document, cancellation);
    }

    private static async Task<PlanRow> FindAsync(PlanDb database, PlanId plan, CancellationToken cancellation) =>
        await database.Plans.AsNoTracking().SingleOrDefaultAsync(one => one.Id == plan.Value, cancellation) ?? throw new KeyNotFoundException($"there is no plan {plan}");

    private Snapshot Start(PlanRow plan) => new(0, Document.Empty(schemas[plan.Schema]));

    private static async Task<(long Revision, Document Document)> FoldAsync(PlanDb database, PlanRow plan, Snapshot start, long upTo, List<Snapshot>? landmarks, CancellationToken cancellation)
    {
        var id = new PlanId(plan.Id);
        var (revision, document) = start;
        var fold = new Fold(document);
        await database.Database.OpenConnectionAsync(cancellation);
        using var rows = new ChangeRows((SqliteConnection)database.Database.GetDbConnection(), plan.Key);
        var (page, next) = (new ChangeRows.Page(), new ChangeRows.Page());
        rows.Read(page, revision, upTo, Page);
        while (page.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            // Reading a row costs as much as understanding and folding it: the next page is read meanwhile.
            var (into, after) = (next, revision + page.Count);
            var ahead = page.Count == Page ? Task.Run(() => rows.Read(into, after, upTo, Page), cancellation) : Task.CompletedTask;
            if (page.Count < Page) next.Clear();
            try
            {
                for (var row = 0; row < page.Count; row++)
                {
                    if (page.RevisionOf(row) != ++revision) throw ChangeLog.Gap(id, revision);
                    Apply(id, revision, fold, ChangeLog.Operations(id, revision, page.EngineOf(row), page.OperationsOf(row)));
                    if (landmarks is not null && revision % Snapshots.LandmarkEvery == 0) landmarks.Add(new Snapshot(revision, fold.Document));
                }
            }
            finally
            {
                // The connection is its own until it has ended; what it met is thrown below.
                await ahead.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await ahead;
            (page, next) = (next, page);
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
