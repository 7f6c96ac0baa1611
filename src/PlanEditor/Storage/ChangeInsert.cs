using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PlanEditor.Storage;

/// <summary>
/// The statement that appends one change. It speaks to SQLite below ADO.NET: this runs once for every key that anybody types, and nine parameters of a command
/// cost as much as writing the row.
/// </summary>
internal sealed class ChangeInsert : IDisposable
{
    private const string Sql = "INSERT INTO Changes (Plan, Revision, Change, Author, Session, At, Hash, Engine, Operations) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public ChangeInsert(SqliteConnection connection)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("the connection is not open");
        Require(raw.sqlite3_prepare_v3(_database, Sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <exception cref="SqliteException">It was not written.</exception>
    public void Run(int plan, int author, int session, LogAppend.Row row)
    {
        var change = row.Change;
        Span<byte> id = stackalloc byte[16];
        change.Id.Value.TryWriteBytes(id, bigEndian: true, out _);
        Require(raw.sqlite3_bind_int(_statement, 1, plan));
        Require(raw.sqlite3_bind_int64(_statement, 2, change.Revision));
        Require(raw.sqlite3_bind_blob(_statement, 3, id));
        Require(raw.sqlite3_bind_int(_statement, 4, author));
        Require(raw.sqlite3_bind_int(_statement, 5, session));
        Require(raw.sqlite3_bind_int64(_statement, 6, change.At.ToUnixTimeMilliseconds()));
        Require(raw.sqlite3_bind_blob(_statement, 7, row.Hash.AsSpan()));
        Require(raw.sqlite3_bind_int(_statement, 8, Engine.Version));
        Require(raw.sqlite3_bind_blob(_statement, 9, row.Operations));
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
