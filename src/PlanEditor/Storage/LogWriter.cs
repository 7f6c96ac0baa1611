using Microsoft.Data.Sqlite;
using PlanModel;

namespace PlanEditor.Storage;

/// <summary>
/// The one connection that appends to the log, with its prepared commands and what it knows of the tables. After any failure it is thrown away: closing it
/// rolls back, and a new one believes nothing that was not committed.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    private const int KnownIdsMax = 20_000;

    // Beyond this, more in one statement make it no faster.
    private const int Together = 16;

    private readonly SqliteConnection _connection;
    private readonly List<SqliteCommand> _commands = [];
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _savepoint;
    private readonly SqliteCommand _release;
    private readonly SqliteCommand _rollBackTo;
    private readonly ChangeInsert _insert;
    private readonly ChangeInsert _insertTogether;
    private readonly SqliteCommand _plan;
    private readonly SqliteCommand _last;
    private readonly SqliteCommand _id;
    private readonly SqliteCommand _insertId;
    private readonly SqliteCommand _written;
    private readonly Dictionary<PlanId, (int Key, long Last)> _plans = [];
    private readonly Dictionary<Guid, int> _ids = [];

    private LogWriter(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Command("BEGIN IMMEDIATE");
        _commit = Command("COMMIT");
        _savepoint = Command("SAVEPOINT append");
        _release = Command("RELEASE append");
        _rollBackTo = Command("ROLLBACK TO append");
        _insert = new ChangeInsert(connection, 1);
        _insertTogether = new ChangeInsert(connection, Together);
        _plan = Command("SELECT Key FROM Plans WHERE Id = $id", "$id");
        _last = Command("SELECT coalesce(max(Revision), 0) FROM Changes WHERE Plan = $plan", "$plan");
        _id = Command("SELECT Key FROM KnownIds WHERE Value = $value", "$value");
        _insertId = Command("INSERT INTO KnownIds (Value) VALUES ($value) RETURNING Key", "$value");
        _written = Command(
            "SELECT count(*) FROM Changes JOIN Plans ON Plans.Key = Changes.Plan WHERE Plans.Id = $id AND Revision = $revision AND Change = $change AND Hash = $hash",
            "$id", "$revision", "$change", "$hash");
    }

    /// <summary>Whether <see cref="Commit"/> was called, so that a failure leaves open what became of the transaction.</summary>
    public bool Committing { get; private set; }

    /// <summary>Opens the connection.</summary>
    public static LogWriter Open(SqliteFile file)
    {
        var connection = file.Open();
        try
        {
            return new LogWriter(connection);
        }
        catch (Exception)
        {
            connection.Dispose();
            throw;
        }
    }

    public void Begin()
    {
        Committing = false;
        _begin.ExecuteNonQuery();
    }

    public void Commit()
    {
        Committing = true;
        _commit.ExecuteNonQuery();
    }

    /// <summary>Writes what waits, in order. The transaction goes on whatever cannot be written.</summary>
    /// <returns>For each why nothing of it was written, or null.</returns>
    public Exception?[] Append(IReadOnlyList<LogAppend> batch)
    {
        var refused = new Exception?[batch.Count];
        for (var at = 0; at < refused.Length;)
        {
            var end = Math.Min(at + Together, refused.Length);
            if (!TryAppendTogether(batch, at, end))
                for (var one = at; one < end; one++) refused[one] = Append(batch[one]);
            at = end;
        }

        return refused;
    }

    /// <summary>Writes as many single rows as one statement takes; false when nothing was written, because there are fewer, or there is something about one of them that <see cref="Append(LogAppend)"/> has to look at.</summary>
    private bool TryAppendTogether(IReadOnlyList<LogAppend> batch, int start, int end)
    {
        if (end - start < Together) return false;
        Span<long> lasts = stackalloc long[Together];
        var at = start;
        try
        {
            for (; at < end; at++)
            {
                var append = batch[at];
                if (append.Rows is not [var row] || Find(append.Plan) is not var (plan, last) || row.Change.Revision > last + 1) break;
                _insertTogether.Set(at - start, plan, KeyOf(row.Change.Author.Value), KeyOf(row.Change.Session.Value), row);
                lasts[at - start] = last;
                _plans[append.Plan] = (plan, row.Change.Revision);
            }

            if (at == end)
            {
                _insertTogether.Run();
                return true;
            }
        }
        catch (SqliteException problem) when (SqlitePlanDb.Tell(problem) is StoreProblem.Duplicate or StoreProblem.Refused)
        {
            // One of them cannot be written, and the statement wrote none.
        }

        while (--at >= start) _plans[batch[at].Plan] = _plans[batch[at].Plan] with { Last = lasts[at - start] };
        return false;
    }

    /// <summary>Writes all rows or none. The transaction goes on either way.</summary>
    /// <returns>Why nothing was written, or null.</returns>
    private Exception? Append(LogAppend append)
    {
        if (Find(append.Plan) is not var (plan, last)) return new InvalidOperationException($"there is no plan {append.Plan} to append to");
        if (append.Rows[0].Change.Revision > last + 1)
            return new LogUnavailableException($"revision {append.Rows[0].Change.Revision} of plan {append.Plan} was built on one that was not written; the last is {last}");
        // One row is written whole or not at all by itself.
        var many = append.Rows.Length > 1;
        if (many) _savepoint.ExecuteNonQuery();
        try
        {
            foreach (var row in append.Rows) Insert(plan, row);
        }
        catch (SqliteException problem) when (SqlitePlanDb.Tell(problem) is StoreProblem.Duplicate or StoreProblem.Refused)
        {
            if (many)
            {
                _rollBackTo.ExecuteNonQuery();
                _release.ExecuteNonQuery();
                _ids.Clear();
            }

            var revision = append.Rows[0].Change.Revision;
            return SqlitePlanDb.Tell(problem) == StoreProblem.Duplicate
                ? new LogConflictException($"plan {append.Plan} has revision {revision} or a change with its id already; the last is {last}", problem)
                : new LogUnavailableException($"revision {revision} of plan {append.Plan} is nothing that the log can hold", problem) { Problem = StoreProblem.Refused };
        }

        if (many) _release.ExecuteNonQuery();
        _plans[append.Plan] = (plan, append.Rows[^1].Change.Revision);
        return null;
    }

    /// <summary>Whether an append that was tried before is there.</summary>
    public bool IsWritten(LogAppend append)
    {
        var last = append.Rows[^1];
        var values = _written.Parameters;
        values[0].Value = SqlitePlanDb.ToBytes(append.Plan.Value);
        values[1].Value = last.Change.Revision;
        values[2].Value = SqlitePlanDb.ToBytes(last.Change.Id.Value);
        values[3].Value = last.Hash.ToArray();
        return (long)_written.ExecuteScalar()! == 1;
    }

    /// <summary>
    /// Commits a transaction of its own. A commit that failed when it was synced may have left itself whole in the write-ahead log, unseen, and come back
    /// after a loss of power. The next commit writes over it, so behind this one it is gone for good.
    /// </summary>
    public void Fence()
    {
        using var version = Command("PRAGMA user_version");
        var fences = (long)version.ExecuteScalar()!;
        Begin();
        using var raise = Command($"PRAGMA user_version = {(fences + 1) % int.MaxValue}");
        raise.ExecuteNonQuery();
        Commit();
    }

    public void Dispose()
    {
        foreach (var command in _commands) command.Dispose();
        _insert.Dispose();
        _insertTogether.Dispose();
        _connection.Dispose();
    }

    private void Insert(int plan, LogAppend.Row row)
    {
        _insert.Set(0, plan, KeyOf(row.Change.Author.Value), KeyOf(row.Change.Session.Value), row);
        _insert.Run();
    }

    private (int Key, long Last)? Find(PlanId plan)
    {
        if (_plans.TryGetValue(plan, out var known)) return known;
        _plan.Parameters[0].Value = SqlitePlanDb.ToBytes(plan.Value);
        if (_plan.ExecuteScalar() is not long key) return null;
        _last.Parameters[0].Value = key;
        return _plans[plan] = ((int)key, (long)_last.ExecuteScalar()!);
    }

    private int KeyOf(Guid id)
    {
        if (_ids.TryGetValue(id, out var known)) return known;
        if (_ids.Count >= KnownIdsMax) _ids.Clear();
        var value = SqlitePlanDb.ToBytes(id);
        _id.Parameters[0].Value = value;
        if (_id.ExecuteScalar() is not long key)
        {
            _insertId.Parameters[0].Value = value;
            key = (long)_insertId.ExecuteScalar()!;
        }

        return _ids[id] = (int)key;
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        _commands.Add(command);
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        command.Prepare();
        return command;
    }
}
