using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PlanEditor.Storage;

/// <summary>
/// The statement that appends changes, always as many of them. It speaks to SQLite below ADO.NET: this runs once for every key that anybody types, and nine parameters of a command
/// cost as much as writing the row.
/// </summary>
internal sealed class ChangeInsert : IDisposable
{
    private const string Sql = "INSERT INTO Changes (Plan, Revision, Change, Author, Session, At, Hash, Engine, Operations) VALUES ";
    private const string Row = "(?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private const int Columns = 9;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <param name="connection">An open connection.</param>
    /// <param name="rows">How many it appends.</param>
    public ChangeInsert(SqliteConnection connection, int rows)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("the connection is not open");
        Rows = rows;
        Require(raw.sqlite3_prepare_v3(_database, Sql + string.Join(", ", Enumerable.Repeat(Row, rows)), raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>How many it appends.</summary>
    public int Rows { get; }

    /// <summary>Says what the next row is.</summary>
    /// <param name="at">Which of the rows.</param>
    /// <param name="plan">The key of the plan.</param>
    /// <param name="author">The key of the author.</param>
    /// <param name="session">The key of the session.</param>
    /// <param name="row">The row.</param>
    /// <exception cref="SqliteException">It cannot be written.</exception>
    public void Set(int at, int plan, int author, int session, LogAppend.Row row)
    {
        var change = row.Change;
        var column = at * Columns;
        Span<byte> id = stackalloc byte[16];
        change.Id.Value.TryWriteBytes(id, bigEndian: true, out _);
        Require(raw.sqlite3_bind_int(_statement, ++column, plan));
        Require(raw.sqlite3_bind_int64(_statement, ++column, change.Revision));
        Require(raw.sqlite3_bind_blob(_statement, ++column, id));
        Require(raw.sqlite3_bind_int(_statement, ++column, author));
        Require(raw.sqlite3_bind_int(_statement, ++column, session));
        Require(raw.sqlite3_bind_int64(_statement, ++column, change.At.ToUnixTimeMilliseconds()));
        Require(raw.sqlite3_bind_blob(_statement, ++column, row.Hash.AsSpan()));
        Require(raw.sqlite3_bind_int(_statement, ++column, Engine.Version));
        Require(raw.sqlite3_bind_blob(_statement, ++column, row.Operations));
    }

    /// <summary>Appends the rows, all or none.</summary>
    /// <exception cref="SqliteException">They were not written.</exception>
    public void Run()
    {
        try
        {
            Require(raw.sqlite3_step(_statement));
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Require(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
