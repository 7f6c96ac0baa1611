using System.Buffers;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PlanEditor.Storage;

/// <summary>
/// The statement that reads what the changes of a plan do, in order. It speaks to SQLite below ADO.NET, as <see cref="ChangeInsert"/> does: a history has hundreds of thousands of rows, and
/// an object for the bytes of each costs as much as reading it.
/// </summary>
internal sealed class ChangeRows : IDisposable
{
    private const string Sql = "SELECT Revision, Engine, Operations FROM Changes WHERE Plan = ? AND Revision > ? AND Revision <= ? ORDER BY Revision LIMIT ?";

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public ChangeRows(SqliteConnection connection, int plan)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("the connection is not open");
        Require(raw.sqlite3_prepare_v2(_database, Sql, out _statement));
        Require(raw.sqlite3_bind_int(_statement, 1, plan));
    }

    /// <summary>Fills a page with the first changes after a revision.</summary>
    /// <exception cref="SqliteException">They cannot be read.</exception>
    public void Read(Page page, long after, long upTo, int limit)
    {
        page.Clear();
        Require(raw.sqlite3_bind_int64(_statement, 2, after));
        Require(raw.sqlite3_bind_int64(_statement, 3, upTo));
        Require(raw.sqlite3_bind_int(_statement, 4, limit));
        try
        {
            int code;
            while ((code = raw.sqlite3_step(_statement)) == raw.SQLITE_ROW)
                page.Add(raw.sqlite3_column_int64(_statement, 0), raw.sqlite3_column_int(_statement, 1), raw.sqlite3_column_blob(_statement, 2));
            if (code != raw.SQLITE_DONE) Require(code);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Require(int code) => SqliteException.ThrowExceptionForRC(code, _database);

    /// <summary>Some rows, whose bytes lie one behind the other. Used again and again.</summary>
    internal sealed class Page
    {
        private readonly List<(long Revision, int Engine, int End)> _rows = [];
        private readonly ArrayBufferWriter<byte> _operations = new();

        public int Count => _rows.Count;

        public long RevisionOf(int row) => _rows[row].Revision;

        public int EngineOf(int row) => _rows[row].Engine;

        /// <summary>The operations of a row, packed.</summary>
        public ReadOnlySpan<byte> OperationsOf(int row) => _operations.WrittenSpan[(row == 0 ? 0 : _rows[row - 1].End).._rows[row].End];

        internal void Clear()
        {
            _rows.Clear();
            _operations.ResetWrittenCount();
        }

        internal void Add(long revision, int engine, ReadOnlySpan<byte> operations)
        {
            _operations.Write(operations);
            _rows.Add((revision, engine, _operations.WrittenCount));
        }
    }
}
