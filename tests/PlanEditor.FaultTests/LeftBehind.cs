using Microsoft.Data.Sqlite;
using PlanEditor.Storage;

namespace PlanEditor.FaultTests;

/// <summary>A copy of a database as a kill left it, with its write-ahead log: to look into without touching what the next start finds.</summary>
internal sealed class LeftBehind : IDisposable
{
    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("ogdplans-left-");

    /// <param name="data">The data directory; no server runs on it.</param>
    /// <param name="name">The database's name.</param>
    public LeftBehind(string data, string name = StorageSetup.FileName)
    {
        foreach (var (from, to) in new[] { (name, StorageSetup.FileName), (name + "-wal", StorageSetup.FileName + "-wal") })
            if (File.Exists(System.IO.Path.Combine(data, from))) File.Copy(System.IO.Path.Combine(data, from), System.IO.Path.Combine(_copy.FullName, to));
    }

    public string Path => _copy.FullName;

    /// <summary>What SQLite says of the whole database: "ok", or what is wrong.</summary>
    public string Integrity() => Rows("PRAGMA integrity_check").Select(row => row[0]).FirstOrDefault("ok");

    /// <summary>What is asked of it, each row as texts. Nothing where there is no database.</summary>
    public List<string[]> Rows(string sql)
    {
        var path = System.IO.Path.Combine(_copy.FullName, StorageSetup.FileName);
        var rows = new List<string[]>();
        if (!File.Exists(path)) return rows;
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column).ToString() ?? "")]);
        return rows;
    }

    public void Dispose() => _copy.Delete(recursive: true);
}
