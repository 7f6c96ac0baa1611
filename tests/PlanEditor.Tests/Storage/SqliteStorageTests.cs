using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Storage;

/// <summary>SQLite: what every database must do, and what is promised of this one.</summary>
public sealed class SqliteStorageTests : StorageBehaviours
{
    private readonly TemporaryDirectory _directory = new();
    private readonly PlanWriter _writer = new(1);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Every_connection_keeps_the_rules_also_one_from_the_pool()
    {
        for (var round = 0; round < 2; round++)
        {
            var open = new List<PlanDb>();
            for (var at = 0; at < 5; at++)
            {
                var database = await Store.Databases.CreateDbContextAsync();
                open.Add(database);
                await database.Database.OpenConnectionAsync();
                var connection = (SqliteConnection)database.Database.GetDbConnection();
                Assert.Equal(("wal", "2", "5000", "1"), (Ask(connection, "journal_mode"), Ask(connection, "synchronous"), Ask(connection, "busy_timeout"), Ask(connection, "foreign_keys")));
                Ask(connection, "synchronous = OFF");
                Ask(connection, "foreign_keys = OFF");
            }

            foreach (var database in open) await database.DisposeAsync();
        }

        using var own = Store.File.Open();
        Assert.Equal("2", Ask(own, "synchronous"));
    }

    [Fact]
    public async Task A_connection_that_cannot_keep_the_rules_is_not_used()
    {
        var file = Store.File;
        await Store.DisposeAsync();
        using (var connection = new SqliteConnection(SqliteFile.Connect(_directory.File("plans.db"), SqliteOpenMode.ReadWrite, pooling: false)))
        {
            connection.Open();
            Ask(connection, "journal_mode = delete");
        }

        Assert.Contains("journal_mode delete, not wal", Assert.Throws<InvalidOperationException>(file.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_full_disk_reading_goes_on_and_writing_comes_back_with_the_room()
    {
        await Store.Log.AppendAsync(Plan, _writer.Next());
        var pagesMax = 1;
        Store.File.Opened = connection => Ask(connection, $"max_page_count = {pagesMax}");
        await ReplaceWriterAsync();

        var large = _writer.Next([Typed(new string('x', 100_000))]);
        var full = await Assert.ThrowsAsync<LogUnavailableException>(() => Store.Log.AppendAsync(Plan, large));
        Assert.Equal(StoreProblem.Full, full.Problem);
        _writer.ReturnTo(1);
        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
        await Assert.ThrowsAsync<LogUnavailableException>(() => Store.Log.AppendAsync(Plan, _writer.Next([Typed(new string('x', 100_000))])));
        _writer.ReturnTo(1);

        pagesMax = 1_000_000;
        await Store.Log.AppendAsync(Plan, _writer.Next([Typed(new string('x', 100_000))]));
        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
    }

    [Fact]
    public async Task An_outcome_that_cannot_be_looked_up_is_called_unknown()
    {
        await Store.Log.AppendAsync(Plan, _writer.Next());
        Store.Log.Commits.Committed = () =>
        {
            Store.Log.Commits.Committed = null;
            Store.File.Opened = _ => throw new IOException("the disk is gone");
            throw new IOException("the line is broken");
        };

        var unknown = Store.Log.AppendAsync(Plan, _writer.Next());
        var behind = Store.Log.AppendAsync(Plan, _writer.Next());

        await Assert.ThrowsAsync<LogOutcomeUnknownException>(() => unknown);
        await Assert.ThrowsAnyAsync<Exception>(() => behind);
        Store.File.Opened = null;
        _writer.ReturnTo((await Store.ReadAsync(Plan)).Count);
        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
        await Store.Log.AppendAsync(Plan, _writer.Next());
    }

    [Fact]
    public async Task After_a_commit_that_failed_another_is_made_before_it_is_called_not_written()
    {
        await Store.Log.AppendAsync(Plan, _writer.Next());
        using var connection = Store.File.Open();
        var before = Ask(connection, "user_version");
        await ReplaceWriterAsync();
        SQLitePCL.delegate_commit refuse = _ => 1;
        Store.File.Opened = opened =>
        {
            Store.File.Opened = null;
            SQLitePCL.raw.sqlite3_commit_hook(opened.Handle, refuse, null);
        };

        await Assert.ThrowsAsync<LogUnavailableException>(() => Store.Log.AppendAsync(Plan, _writer.Next()));
        GC.KeepAlive(refuse);
        Assert.NotEqual(before, Ask(connection, "user_version"));
        _writer.ReturnTo(1);
        await Store.Log.AppendAsync(Plan, _writer.Next());
        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
    }

    [Fact]
    public async Task Whoever_was_told_saved_finds_it_in_the_files_as_they_are_at_that_moment()
    {
        using var crash = new TemporaryDirectory();
        for (var at = 0; at < 10; at++) await Store.Log.AppendAllAsync(Plan, _writer.Many(20), CancellationToken.None);
        foreach (var end in new[] { "", "-wal" }) File.Copy(_directory.File("plans.db" + end), crash.File("plans.db" + end));

        await using var recovered = await TestStore.OpenSqliteAsync(crash.File("plans.db"));

        AssertSame(_writer.Written, await recovered.ReadAsync(Plan));
    }

    [Fact]
    public async Task A_backup_under_load_holds_what_was_acknowledged_before_it()
    {
        using var elsewhere = new TemporaryDirectory();
        using var enough = new CancellationTokenSource();
        var acknowledged = 0;
        var typing = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await Task.WhenAll(_writer.Many(10).Select(change => Store.Log.AppendAsync(Plan, change)));
                Volatile.Write(ref acknowledged, _writer.Written.Count);
            }
        });

        for (var round = 0; round < 5; round++)
        {
            var before = Volatile.Read(ref acknowledged);
            await Store.Backup.WriteAsync(elsewhere.File("copy.db"), CancellationToken.None);
            await using var restored = await TestStore.OpenSqliteAsync(elsewhere.File("copy.db"));
            var changes = await restored.ReadAsync(Plan);
            Assert.InRange(changes.Count, before, int.MaxValue);
            AssertSame(_writer.Written.Take(changes.Count).ToArray(), changes);
        }

        await enough.CancelAsync();
        await typing;
        Assert.DoesNotContain(Directory.GetFiles(elsewhere.Path), name => name.EndsWith(".unfinished", StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<IOException>(() => Store.Backup.WriteAsync(elsewhere.File("no/such/place.db"), CancellationToken.None));
    }

    [Fact]
    public async Task A_backup_takes_the_place_of_the_database_and_of_its_write_ahead_log()
    {
        using var elsewhere = new TemporaryDirectory();
        await Store.Log.AppendAllAsync(Plan, _writer.Many(5), CancellationToken.None);
        await Store.Backup.WriteAsync(elsewhere.File("copy.db"), CancellationToken.None);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(elsewhere.File("copy.db")));
        var kept = _writer.Written.ToArray();
        await Store.Log.AppendAllAsync(Plan, _writer.Many(5), CancellationToken.None);
        foreach (var end in new[] { "", "-wal" }) File.Copy(_directory.File("plans.db" + end), elsewhere.File("plans.db" + end));

        await Assert.ThrowsAsync<StorageStartException>(() => Store.Backup.RestoreAsync(elsewhere.File("copy.db"), CancellationToken.None));
        string? replaced;
        await using (var stopped = TestStore.Services(elsewhere.File("plans.db")))
            replaced = await stopped.GetRequiredService<Backup>().RestoreAsync(elsewhere.File("copy.db"), CancellationToken.None);

        await using (var restored = await TestStore.OpenSqliteAsync(elsewhere.File("plans.db"))) AssertSame(kept, await restored.ReadAsync(Plan));
        await using (var before = await TestStore.OpenSqliteAsync(replaced!)) AssertSame(_writer.Written, await before.ReadAsync(Plan));
    }

    [Fact]
    public async Task What_was_put_back_is_read_before_the_server_starts()
    {
        using var elsewhere = new TemporaryDirectory();
        await Store.Log.AppendAllAsync(Plan, _writer.Many(5), CancellationToken.None);
        await Store.Backup.WriteAsync(elsewhere.File("copy.db"), CancellationToken.None);
        await using var stopped = TestStore.Services(elsewhere.File("plans.db"));
        await stopped.GetRequiredService<Backup>().RestoreAsync(elsewhere.File("copy.db"), CancellationToken.None);

        await using (var database = await stopped.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync()) Assert.Empty(await database.Database.GetPendingMigrationsAsync());
        Assert.Equal(["copy.db", "plans.db", "server.lock"], Directory.GetFiles(elsewhere.Path).Select(Path.GetFileName).Where(name => !name!.EndsWith("-wal", StringComparison.Ordinal) && !name.EndsWith("-shm", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_backup_on_a_disk_that_takes_nothing_is_put_back_all_the_same()
    {
        using var elsewhere = new TemporaryDirectory();
        await Store.Log.AppendAllAsync(Plan, _writer.Many(5), CancellationToken.None);
        var copy = elsewhere.File("copy.db");
        await Store.Backup.WriteAsync(copy, CancellationToken.None);
        File.SetAttributes(copy, FileAttributes.ReadOnly);
        // Nothing is forbidden to the superuser but what the file system forbids, where it can.
        var isSealed = Environment.IsPrivilegedProcess && await SealAsync("+i");
        try
        {
            await using (var stopped = TestStore.Services(elsewhere.File("plans.db"))) await stopped.GetRequiredService<Backup>().RestoreAsync(copy, CancellationToken.None);
        }
        finally
        {
            if (isSealed) await SealAsync("-i");
        }

        await using var restored = await TestStore.OpenSqliteAsync(elsewhere.File("plans.db"));
        AssertSame(_writer.Written, await restored.ReadAsync(Plan));

        async Task<bool> SealAsync(string how)
        {
            using var sealing = Process.Start("sh", ["-c", $"chattr {how} '{copy}' 2> /dev/null"]);
            await sealing.WaitForExitAsync();
            return sealing.ExitCode == 0;
        }
    }

    [Fact]
    public async Task A_backup_that_is_put_back_signs_nobody_in_and_makes_no_link_good_again()
    {
        using var elsewhere = new TemporaryDirectory();
        var user = new AppUser { Id = Guid.NewGuid(), UserName = "maria@example.org", DisplayName = "Maria", Role = Role.Reviewer };
        await using (var database = await Store.Databases.CreateDbContextAsync())
        {
            database.Add(user);
            database.Add(new SignInSession { Id = Guid.NewGuid(), User = user.Id, SignedInAt = DateTimeOffset.UnixEpoch, SeenAt = DateTimeOffset.UnixEpoch });
            foreach (var used in new DateTimeOffset?[] { null, DateTimeOffset.UnixEpoch })
                database.Add(new Invitation { Id = Guid.NewGuid(), CodeHash = Guid.NewGuid().ToByteArray(), Role = Role.Reviewer, MadeAt = DateTimeOffset.UnixEpoch, ExpiresAt = DateTimeOffset.MaxValue, UsedAt = used });
            await database.SaveChangesAsync();
        }

        await Store.Backup.WriteAsync(elsewhere.File("copy.db"), CancellationToken.None);
        await using (var stopped = TestStore.Services(elsewhere.File("plans.db"))) await stopped.GetRequiredService<Backup>().RestoreAsync(elsewhere.File("copy.db"), CancellationToken.None);

        await using var restored = await TestStore.OpenSqliteAsync(elsewhere.File("plans.db"));
        await using var now = await restored.Databases.CreateDbContextAsync();
        Assert.Empty(now.SignInSessions);
        Assert.NotNull(Assert.Single(now.Invitations).UsedAt);
        Assert.Single(now.Users);
    }

    [Fact]
    public async Task What_is_no_backup_replaces_nothing()
    {
        using var elsewhere = new TemporaryDirectory();
        await File.WriteAllTextAsync(elsewhere.File("copy.db"), "Minutes of the meeting of 12 October");
        await using (var made = await TestStore.OpenSqliteAsync(elsewhere.File("plans.db"))) await made.NewPlanAsync();
        var before = await File.ReadAllBytesAsync(elsewhere.File("plans.db"));

        await using (var stopped = TestStore.Services(elsewhere.File("plans.db")))
            await Assert.ThrowsAsync<StorageStartException>(() => stopped.GetRequiredService<Backup>().RestoreAsync(elsewhere.File("copy.db"), CancellationToken.None));

        Assert.Equal(before, await File.ReadAllBytesAsync(elsewhere.File("plans.db")));
    }

    [Fact]
    public async Task A_typed_letter_takes_little_room()
    {
        const int Letters = 4_000;
        await Store.Log.AppendAsync(Plan, _writer.Next([new InsertNode(new NodeId(10), "chapter", NodeId.Root, null, ImmutableSortedDictionary<string, FieldValue>.Empty)]));
        using var connection = Store.File.Open();
        var before = SizeBytes(connection);

        for (var at = 0; at < Letters; at += 100)
            await Store.Log.AppendAllAsync(Plan, [.. Enumerable.Range(0, 100).Select(_ => _writer.Next([Typed("x")]))], CancellationToken.None);

        Assert.InRange((SizeBytes(connection) - before) / (double)Letters, 0, 130);
    }

    protected override Task<TestStore> OpenAsync() => TestStore.OpenSqliteAsync(_directory.File("plans.db"));

    private static int SizeBytes(SqliteConnection connection) => 4096 * int.Parse(Ask(connection, "page_count"), CultureInfo.InvariantCulture);

    private static string Ask(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    /// <summary>Makes the log open a new connection for its next append.</summary>
    private async Task ReplaceWriterAsync()
    {
        Store.Log.Commits.Committing = () =>
        {
            Store.Log.Commits.Committing = null;
            throw new IOException("the connection is gone");
        };
        await Assert.ThrowsAsync<LogUnavailableException>(() => Store.Log.AppendAsync(Plan, _writer.Next()));
        _writer.ReturnTo(_writer.Written.Count - 1);
    }

    private EditText Typed(string text)
    {
        var node = _writer.Document.Find(new NodeId(10)) is null ? NodeId.Root : new NodeId(10);
        var field = node == NodeId.Root ? TestSchema.Title : TestSchema.Body;
        var length = field.Read(_writer.Document[node]).Length;
        return new EditText(node, field.Key, TextChangeSet.Of(length, (length / 2, length / 2, text)));
    }
}
