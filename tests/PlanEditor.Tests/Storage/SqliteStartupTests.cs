using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Storage;
using Xunit;

namespace PlanEditor.Tests.Storage;

/// <summary>What cannot be served gets one clear sentence and is left as it is.</summary>
public sealed class SqliteStartupTests : IDisposable
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Read = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Enter = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("plans.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_file_that_is_no_database_is_left_as_it_is()
    {
        await File.WriteAllTextAsync(Database, "Minutes of the meeting of 12 October");

        await AssertLeftAloneAsync("is not a database of this server");
    }

    [Fact]
    public async Task A_database_of_another_program_is_left_as_it_is()
    {
        Run(Database, "PRAGMA journal_mode = wal; CREATE TABLE Recipes (Title TEXT)");

        await AssertLeftAloneAsync("is not a database of this server");
    }

    [Fact]
    public async Task A_damaged_database_is_left_as_it_is()
    {
        await MakeAsync();
        var bytes = await File.ReadAllBytesAsync(Database);
        Array.Fill(bytes, (byte)0xEE, 100, 3_000);
        await File.WriteAllBytesAsync(Database, bytes);

        await AssertLeftAloneAsync("is damaged or not a database");
    }

    [Fact]
    public async Task A_database_that_was_cut_short_is_left_as_it_is()
    {
        await MakeAsync();
        var bytes = await File.ReadAllBytesAsync(Database);
        await File.WriteAllBytesAsync(Database, bytes[..50]);

        await AssertLeftAloneAsync("is damaged or not a database");
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_as_it_is()
    {
        await MakeAsync();
        Run(Database, """INSERT INTO "__EFMigrationsHistory" VALUES ('29991231235959_Later', '99.0.0')""");

        await AssertLeftAloneAsync("was written by a newer version of this server (29991231235959_Later)");
    }

    [Fact]
    public async Task A_newer_version_is_also_seen_in_the_write_ahead_log_of_a_crash()
    {
        await MakeAsync();
        using var connection = Connect(Database);
        Run(connection, """INSERT INTO "__EFMigrationsHistory" VALUES ('29991231235959_Later', '99.0.0')""");
        using var crash = new TemporaryDirectory();
        foreach (var end in new[] { "", "-wal" }) File.Copy(Database + end, crash.File("plans.db" + end));

        await AssertLeftAloneAsync("was written by a newer version", crash.File("plans.db"));
    }

    [Fact]
    public async Task A_write_ahead_log_without_its_database_is_left_as_it_is()
    {
        await File.WriteAllTextAsync(Database + "-wal", "the last commits");

        var problem = await Assert.ThrowsAsync<StorageStartException>(() => TestStore.OpenSqliteAsync(Database));

        Assert.Contains("put the two together again", problem.Message, StringComparison.Ordinal);
        Assert.Equal("the last commits", await File.ReadAllTextAsync(Database + "-wal"));
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_is_named()
    {
        await File.WriteAllTextAsync(_directory.File("occupied"), "");

        var problem = await Assert.ThrowsAsync<StorageStartException>(() => TestStore.OpenSqliteAsync(_directory.File("occupied/data/plans.db")));

        Assert.StartsWith($"The data directory {_directory.File("occupied/data")} cannot be written", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_directory_serves_one_server()
    {
        await using (await TestStore.OpenSqliteAsync(Database))
        {
            var problem = await Assert.ThrowsAsync<StorageStartException>(() => TestStore.OpenSqliteAsync(Database));
            Assert.Equal($"The data directory {_directory.Path} is in use by another server.", problem.Message);
        }

        await MakeAsync();
    }

    [Fact]
    public void An_old_SQLite_is_refused()
    {
        Assert.Equal("SQLite 3.51.2 is too old: 3.51.3 or newer is needed.", Assert.Throws<StorageStartException>(() => StorageStartup.RequireSqlite("3.51.2")).Message);
        StorageStartup.RequireSqlite("3.51.3");
        StorageStartup.RequireSqlite("3.60.0");
    }

    [Fact]
    public void An_old_runtime_is_refused()
    {
        Assert.Equal(".NET 10.0.9 is too old: 10.0.10 or newer is needed.", Assert.Throws<StorageStartException>(() => StorageStartup.RequireRuntime(new Version(10, 0, 9))).Message);
        StorageStartup.RequireRuntime(new Version(10, 0, 10));
        StorageStartup.RequireRuntime(new Version(10, 1, 0));
    }

    [Fact]
    public async Task A_place_that_bears_no_write_ahead_log_is_refused()
    {
        await using var services = TestStore.Services(Database);
        var startup = services.GetRequiredService<StorageStartup>();
        Assert.Contains("keep the data directory on a local disk", Assert.Throws<StorageStartException>(() => startup.RequireWal("delete")).Message, StringComparison.Ordinal);
        startup.RequireWal("wal");
    }

    [Fact]
    public async Task A_directory_that_cannot_be_taken_is_not_called_in_use_where_nobody_uses_it()
    {
        // As on a file system that went read-only, a lock that is there cannot be opened.
        using var nobody = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        nobody.Bind(new UnixDomainSocketEndPoint(_directory.File("server.lock")));

        var problem = await Assert.ThrowsAsync<StorageStartException>(() => TestStore.OpenSqliteAsync(Database));

        Assert.StartsWith($"The data directory {_directory.Path} cannot be written", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_directory_and_the_database_are_left_to_the_servers_user_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(_directory.Path, Own | UnixFileMode.UserExecute | Read | Enter);
        await MakeAsync();
        Assert.Equal(Own | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory.Path));
        Assert.Equal(Own, File.GetUnixFileMode(Database));

        // As it was left before.
        File.SetUnixFileMode(Database, Own | Read);
        await using var store = await TestStore.OpenSqliteAsync(Database);
        await store.NewPlanAsync();
        Assert.Equal((Own, Own), (File.GetUnixFileMode(Database), File.GetUnixFileMode(Database + "-wal")));
    }

    [Fact]
    public async Task A_directory_that_others_have_things_in_stays_open_to_them()
    {
        if (OperatingSystem.IsWindows()) return;
        await File.WriteAllTextAsync(_directory.File("minutes.txt"), "of 12 October");
        File.SetUnixFileMode(_directory.Path, Own | UnixFileMode.UserExecute | Read | Enter);
        await MakeAsync();
        Assert.Equal(Own | UnixFileMode.UserExecute | Read | Enter, File.GetUnixFileMode(_directory.Path));
        Assert.Equal(Own, File.GetUnixFileMode(Database));
    }

    [Fact]
    public async Task A_migration_that_was_killed_does_not_stop_the_next_start()
    {
        await MakeAsync();
        DropTables();
        Run(
            Database,
            """
            DELETE FROM "__EFMigrationsHistory";
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
            """);

        await MakeAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_empty_file_becomes_a_database()
    {
        await File.WriteAllBytesAsync(Database, []);

        await MakeAsync();
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(SqliteFile.Connect(path, SqliteOpenMode.ReadWriteCreate, pooling: false));
        connection.Open();
        return connection;
    }

    private void DropTables()
    {
        using var connection = Connect(Database);
        Run(connection, "PRAGMA foreign_keys = OFF");
        // Tables that a virtual one keeps go with it.
        foreach (var form in new[] { "CREATE VIRTUAL TABLE %", "CREATE TABLE %" })
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT \"name\" FROM sqlite_master WHERE \"type\" = 'table' AND \"name\" NOT LIKE 'sqlite%' AND \"name\" NOT LIKE '%EFMigrations%' AND \"sql\" LIKE $form ORDER BY rowid DESC";
            command.Parameters.AddWithValue("$form", form);
            var names = new List<string>();
            using (var reader = command.ExecuteReader())
                while (reader.Read()) names.Add(reader.GetString(0));
            foreach (var name in names) Run(connection, $"DROP TABLE \"{name}\"");
        }
    }

    private static void Run(string path, string sql)
    {
        using var connection = Connect(path);
        Run(connection, sql);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private async Task MakeAsync()
    {
        await using var store = await TestStore.OpenSqliteAsync(Database);
        await store.Plans.ListAsync(CancellationToken.None);
    }

    private Task AssertLeftAloneAsync(string words) => AssertLeftAloneAsync(words, Database);

    private static async Task AssertLeftAloneAsync(string words, string database)
    {
        var before = await File.ReadAllBytesAsync(database);
        var directory = Path.GetDirectoryName(database)!;
        var hadLock = File.Exists(Path.Combine(directory, "server.lock"));

        var problem = await Assert.ThrowsAsync<StorageStartException>(() => TestStore.OpenSqliteAsync(database));

        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.Contains(database, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(database));
        Assert.Equal(hadLock, File.Exists(Path.Combine(directory, "server.lock")));
    }
}
