using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Hosting;

namespace PlanEditor.Storage;

/// <summary>
/// Opens the database when the server starts, or makes it. A file that is not ours, or that cannot be served safely, is left as it is and gets one clear sentence.
/// Holds the data directory for this process alone as long as it lives.
/// </summary>
public sealed partial class StorageStartup(SqliteFile file, IDbContextFactory<SqlitePlanDb> databases, ILogger<StorageStartup> logger) : IDisposable
{
    /// <summary>Written into the file's header by the first migration: "OgdP".</summary>
    internal const int ApplicationId = 0x4F676450;

    private const int NotOpened = 14;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    // How the system says that another process has a file: EAGAIN on Linux.
    private static readonly int SharingViolation = OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsLinux() ? 11 : 35;

    // Older ones can corrupt a database when two connections write or checkpoint at the same moment: https://sqlite.org/wal.html#walresetbug
    private static readonly Version SqliteMin = new(3, 51, 3);

    private static readonly Version RuntimeMin = new(10, 0, 10);

    private FileStream? _lock;
    private bool _madeLock;

    /// <summary>Makes the database ready: checked, in write-ahead mode, at the newest schema.</summary>
    /// <exception cref="StorageStartException">It cannot be.</exception>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        RequireRuntime(Environment.Version);
        RequireSqlite(SqliteVersion());
        TakeDirectory();
        var isNew = !File.Exists(file.Path) || new FileInfo(file.Path).Length == 0;
        try
        {
            if (isNew) RequireNothingLeftBehind();
            else await RequireOursAsync(file.Path, cancellation);
        }
        catch (StorageStartException)
        {
            LeaveDirectory();
            throw;
        }

        try
        {
            await OpenAsync(isNew, cancellation);
        }
        catch (SqliteException problem)
        {
            throw new StorageStartException($"The database {file.Path} cannot be opened: {problem.Message}", problem);
        }
    }

    /// <summary>Closes what the pool holds, so that the last connection takes the write-ahead log over, and gives the directory back.</summary>
    public void Dispose()
    {
        using (var pooled = new SqliteConnection(file.ConnectionString)) SqliteConnection.ClearPool(pooled);
        _lock?.Dispose();
    }

    internal static void RequireSqlite(string version)
    {
        if (Version.Parse(version) < SqliteMin) throw new StorageStartException($"SQLite {version} is too old: {SqliteMin} or newer is needed.");
    }

    internal static void RequireRuntime(Version version)
    {
        if (version < RuntimeMin) throw new StorageStartException($".NET {version} is too old: {RuntimeMin} or newer is needed.");
    }

    internal void RequireWal(string journal)
    {
        if (journal != "wal") throw new StorageStartException($"The database {file.Path} cannot have a write-ahead log where it is (its journal is “{journal}”): keep the data directory on a local disk.");
    }

    private static string SqliteVersion()
    {
        using var connection = new SqliteConnection();
        return connection.ServerVersion;
    }

    /// <summary>Takes the directory for this process; the system frees it however the process ends.</summary>
    internal void TakeDirectory()
    {
        var directory = Path.GetDirectoryName(file.Path)!;
        try
        {
            DataDirectory.Create(directory);
            CloseDirectory(directory);
            var path = Path.Combine(directory, "server.lock");
            var taken = File.Exists(path);
            try
            {
                _lock = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                _madeLock = !taken;
            }
            catch (IOException problem) when (problem.HResult == SharingViolation)
            {
                throw new StorageStartException($"The data directory {directory} is in use by another server.", problem);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException($"The data directory {directory} cannot be written: {problem.Message}", problem);
        }
    }

    /// <summary>Lets nobody else into a directory that is the server's alone: one that held nothing when it came. What is in one may be others' too; then it is said.</summary>
    private void CloseDirectory(string directory)
    {
        if (!IsOpenToOthers(directory)) return;
        if (Directory.EnumerateFileSystemEntries(directory).All(entry => Path.GetFileName(entry) == "lost+found")) CloseToOthers(directory);
        else Log.OpenToOthers(logger, directory);
    }

    /// <summary>Leaves a file or directory to the server's own user. Where the system does not let it, that is said.</summary>
    private void CloseToOthers(string path)
    {
        if (OperatingSystem.IsWindows() || !IsOpenToOthers(path)) return;
        try
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~Others);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Asked again below.
        }

        if (IsOpenToOthers(path)) Log.OpenToOthers(logger, path);
    }

    private static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    /// <summary>Gives a directory back that is not for this server, without a trace of having been in it.</summary>
    private void LeaveDirectory()
    {
        if (_lock is null) return;
        if (_madeLock) File.Delete(_lock.Name);
        _lock.Dispose();
        _lock = null;
    }

    private void RequireNothingLeftBehind()
    {
        if (File.Exists(file.Restoring)) throw new StorageStartException($"A restore of {file.Path} was not finished: repeat it.");
        // SQLite would delete it, and with it what was committed last.
        if (File.Exists(file.Wal)) throw new StorageStartException($"The database {file.Path} is missing, but its write-ahead log is there: put the two together again.");
    }

    /// <summary>Looks, without altering anything, whether this server can use a database.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="access">What is to be done with it: a copy may be on a disk that takes nothing.</param>
    internal async Task RequireOursAsync(string path, CancellationToken cancellation, FileAccess access = FileAccess.ReadWrite)
    {
        try
        {
            await using (var bytes = new FileStream(path, FileMode.Open, access, FileShare.ReadWrite))
            {
                var header = new byte[16];
                await bytes.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellation);
                if (!header.AsSpan().SequenceEqual("SQLite format 3\0"u8)) throw NotOurs(path);
            }

            await using var connection = new SqliteConnection(SqliteFile.Connect(path, SqliteOpenMode.ReadOnly, pooling: false));
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM sqlite_schema";
            if ((long)(await command.ExecuteScalarAsync(cancellation))! == 0) return;
            command.CommandText = "PRAGMA application_id";
            if ((long)(await command.ExecuteScalarAsync(cancellation))! != ApplicationId) throw NotOurs(path);
            await RequireKnownSchemaAsync(path, command, cancellation);
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode == NotOpened)
        {
            throw new StorageStartException($"The database {path} cannot be opened: {problem.Message}", problem);
        }
        catch (SqliteException problem)
        {
            throw new StorageStartException($"The database {path} is damaged or not a database: {problem.Message}", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException($"The database {path} cannot be opened{(access == FileAccess.Read ? "" : " for writing")}: {problem.Message}", problem);
        }
    }

    private async Task RequireKnownSchemaAsync(string path, SqliteCommand command, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var known = database.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        command.CommandText = """SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY "MigrationId" """;
        await using var applied = await command.ExecuteReaderAsync(cancellation);
        while (await applied.ReadAsync(cancellation))
            if (!known.Contains(applied.GetString(0)))
                throw new StorageStartException($"The database {path} was written by a newer version of this server ({applied.GetString(0)}): start that version, or restore a backup.");
    }

    private async Task OpenAsync(bool isNew, CancellationToken cancellation)
    {
        await using (var connection = new SqliteConnection(SqliteFile.Connect(file.Path, isNew ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite, pooling: false)))
        {
            await connection.OpenAsync(cancellation);
            // SQLite gives what it makes beside the database the database's mode.
            foreach (var made in new[] { file.Path, file.Wal }.Where(File.Exists)) CloseToOthers(made);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = wal";
            RequireWal((string)(await command.ExecuteScalarAsync(cancellation))!);
            // A migration that was killed leaves its mark, on which the next would wait for ever. No other can be running: the directory is ours.
            command.CommandText = """DROP TABLE IF EXISTS "__EFMigrationsLock";""";
            await command.ExecuteNonQueryAsync(cancellation);
            file.KeepRules(connection);
        }

        await using var database = await databases.CreateDbContextAsync(cancellation);
        var pending = (await database.Database.GetPendingMigrationsAsync(cancellation)).ToArray();
        if (pending.Length > 0) await database.Database.MigrateAsync(cancellation);
        Log.Ready(logger, file.Path, SqliteVersion(), Environment.Version);
    }

    private static StorageStartException NotOurs(string path) => new($"The file {path} is not a database of this server.");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The database is {Path}, with SQLite {Sqlite} on .NET {Runtime}: write-ahead log, synchronous FULL")]
        public static partial void Ready(ILogger logger, string path, string sqlite, Version runtime);

        [LoggerMessage(LogLevel.Warning, "{Path} can be opened by other users of this machine than the server's: take their rights away: chmod go=")]
        public static partial void OpenToOthers(ILogger logger, string path);
    }
}
