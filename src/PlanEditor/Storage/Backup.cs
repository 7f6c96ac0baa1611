using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PlanEditor.Storage;

/// <summary>
/// Copies the database while it is in use, and puts a copy back. A copy is one file: everything that was acknowledged before the start, and of what came later a
/// beginning. It stands under its name only when it is whole, checked and on disk. Copying the file itself would miss what is still in the write-ahead log.
/// </summary>
public sealed class Backup(SqliteFile file, StorageStartup startup, TimeProvider time)
{
    /// <summary>Writes a copy, whether or not a server runs on the database.</summary>
    /// <param name="to">The file to make; what is there is replaced at the end.</param>
    /// <param name="cancellation">Ends the work before the copy is complete.</param>
    /// <exception cref="StorageStartException">There is no database of this server.</exception>
    /// <exception cref="IOException">The copy cannot be written, or is not sound.</exception>
    public async Task WriteAsync(string to, CancellationToken cancellation)
    {
        await startup.RequireOursAsync(file.Path, cancellation);
        await MakeAsync(file.Path, SqliteOpenMode.ReadWrite, to + ".unfinished", cancellation);
        File.Move(to + ".unfinished", to, overwrite: true);
    }

    /// <summary>Puts a copy in the place of the database, on which no server may run. What was there is kept beside it. Nobody is signed in by it, and no invitation that was not used works any more.</summary>
    /// <param name="from">The copy.</param>
    /// <param name="cancellation">Ends the work before anything was replaced.</param>
    /// <returns>Where the database is that was replaced; null when there was none.</returns>
    /// <exception cref="StorageStartException">A server runs, or the copy is no database of this server.</exception>
    /// <exception cref="IOException">It cannot be written, or the copy is not sound.</exception>
    public async Task<string?> RestoreAsync(string from, CancellationToken cancellation)
    {
        startup.TakeDirectory();
        await startup.RequireOursAsync(from, cancellation, FileAccess.Read);
        await MakeAsync(from, SqliteOpenMode.ReadOnly, file.Restoring, cancellation, ForgetSignInsAsync);
        try
        {
            await LogAheadAsync(file.Restoring, cancellation);
        }
        catch (DbException problem)
        {
            foreach (var end in new[] { "", SqliteFile.WalEnd, "-shm" }) File.Delete(file.Restoring + end);
            throw new IOException($"{from} could not be copied to {file.Restoring}: {problem.Message}", problem);
        }

        var replaced = file.Path + time.GetUtcNow().ToString("'.replaced-'yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var was = File.Exists(file.Path);
        // The write-ahead log goes with its database: on another one it would be poison.
        if (was) File.Move(file.Path, replaced);
        if (File.Exists(file.Wal)) File.Move(file.Wal, replaced + SqliteFile.WalEnd);
        File.Delete(file.Path + "-shm");
        File.Move(file.Restoring, file.Path);
        return was ? replaced : null;
    }

    private static async Task MakeAsync(string from, SqliteOpenMode mode, string to, CancellationToken cancellation, Func<string, CancellationToken, Task>? alter = null)
    {
        var made = false;
        try
        {
            File.Delete(to);
            CreateForOwner(to);
            await CopyAsync(from, mode, to, cancellation);
            if (alter is not null) await alter(to, cancellation);
            await CheckAsync(to, cancellation);
            await using var copy = new FileStream(to, FileMode.Open, FileAccess.ReadWrite);
            copy.Flush(flushToDisk: true);
            made = true;
        }
        catch (DbException problem)
        {
            throw new IOException($"{from} could not be copied to {to}: {problem.Message}", problem);
        }
        finally
        {
            if (!made && File.Exists(to)) File.Delete(to);
        }
    }

    // It holds what the accounts sign in with. SQLite fills a file that is there and empty.
    private static void CreateForOwner(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var empty = new FileStream(path, options);
    }

    private static async Task CopyAsync(string from, SqliteOpenMode mode, string to, CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(SqliteFile.Connect(from, mode, pooling: false));
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $to";
        command.Parameters.AddWithValue("$to", to);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Who signed out, was suspended or got a new password since the copy was made is not signed in again by it, and a link that was used since does not work again.</summary>
    private static Task ForgetSignInsAsync(string copy, CancellationToken cancellation) =>
        ExecuteAsync(copy, "BEGIN; DELETE FROM SignInSessions; DELETE FROM Invitations WHERE UsedAt IS NULL; COMMIT;", cancellation);

    /// <summary>As the server keeps it, so that what else reads it needs no start of the server first.</summary>
    private static Task LogAheadAsync(string copy, CancellationToken cancellation) => ExecuteAsync(copy, "PRAGMA journal_mode = wal", cancellation);

    private static async Task ExecuteAsync(string copy, string statements, CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(SqliteFile.Connect(copy, SqliteOpenMode.ReadWrite, pooling: false));
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = statements;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task CheckAsync(string copy, CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(SqliteFile.Connect(copy, SqliteOpenMode.ReadOnly, pooling: false));
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        var answer = await command.ExecuteScalarAsync(cancellation);
        if (answer is not "ok") throw new IOException($"the copy {copy} is not sound: {answer}");
        command.CommandText = "PRAGMA application_id";
        if (await command.ExecuteScalarAsync(cancellation) is not (long)StorageStartup.ApplicationId) throw new IOException($"the copy {copy} holds no database of this server");
    }
}
