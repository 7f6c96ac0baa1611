using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PlanEditor.Storage;

/// <summary>The one SQLite file, and the rules that every connection to it keeps.</summary>
public sealed class SqliteFile(string path)
{
    private const int BusyTimeoutMs = 5_000;
    private const int CommandTimeoutSeconds = 10;
    private const int WalBytesKept = 16 * 1024 * 1024;
    private const int Full = 2;

    internal const string WalEnd = "-wal";

    public string Path { get; } = path;

    /// <summary>The write-ahead log: while it is there, it is part of the database.</summary>
    public string Wal => Path + WalEnd;

    /// <summary>A copy that is about to take the place of the database.</summary>
    public string Restoring => Path + ".restoring";

    /// <summary>For connections that may be pooled. The file must be there.</summary>
    public string ConnectionString { get; } = Connect(path, SqliteOpenMode.ReadWrite, pooling: true);

    /// <summary>Sees each connection that keeps the rules; for tests that make a disk small.</summary>
    internal Action<SqliteConnection>? Opened { get; set; }

    /// <summary>A connection outside the pool, which keeps the rules.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(Connect(Path, SqliteOpenMode.ReadWrite, pooling: false));
        try
        {
            connection.Open();
            KeepRules(connection);
            return connection;
        }
        catch (Exception)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes an open connection keep the rules: a commit survives loss of power, and a busy database is waited for.</summary>
    /// <remarks>None of this is kept in the file or said in a connection string, so each connection is asked.</remarks>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public void KeepRules(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA busy_timeout = {BusyTimeoutMs}; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = {WalBytesKept};";
        command.ExecuteNonQuery();
        Assert(command, "journal_mode", "wal");
        Assert(command, "synchronous", Full);
        Assert(command, "busy_timeout", BusyTimeoutMs);
        Assert(command, "foreign_keys", 1);
        Opened?.Invoke(connection);
    }

    internal static string Connect(string path, SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = pooling, DefaultTimeout = CommandTimeoutSeconds }.ToString();

    private void Assert(SqliteCommand command, string pragma, IConvertible expected)
    {
        command.CommandText = $"PRAGMA {pragma};";
        var actual = Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (actual != expected.ToString(CultureInfo.InvariantCulture))
            throw new InvalidOperationException($"a connection to {Path} has {pragma} {actual}, not {expected}");
    }
}
