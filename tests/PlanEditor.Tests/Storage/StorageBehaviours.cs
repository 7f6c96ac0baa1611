using Microsoft.EntityFrameworkCore;
using OgdPlans.Tests;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Text;
using Xunit;

namespace PlanEditor.Tests.Storage;

/// <summary>What every database must do. A subclass names the database.</summary>
public abstract class StorageBehaviours : IAsyncLifetime
{
    private readonly PlanWriter _writer = new(1);

    protected TestStore Store { get; private set; } = null!;

    protected PlanId Plan { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Store = await OpenAsync();
        Plan = await Store.NewPlanAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the test's own database: empty the first time, later as it was left.</summary>
    protected abstract Task<TestStore> OpenAsync();

    [Fact]
    public async Task Changes_come_back_in_order_and_as_they_were()
    {
        await Task.WhenAll(_writer.Many(300).Select(change => Store.Log.AppendAsync(Plan, change)));

        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
        AssertSame(_writer.Written.Skip(120).Take(7), await Store.Log.ReadAsync(Plan, 120, 7, CancellationToken.None));
        Assert.Empty(await Store.Log.ReadAsync(Plan, 300, 10, CancellationToken.None));
        Assert.Empty(await Store.ReadAsync(new PlanId(Guid.NewGuid())));
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_it_is_on_disk()
    {
        using var mayCommit = new ManualResetEventSlim();
        using var mayAnswer = new ManualResetEventSlim();
        var committing = new TaskCompletionSource();
        var committed = new TaskCompletionSource();
        Store.Log.Commits.Committing = () => { committing.SetResult(); mayCommit.Wait(); };
        Store.Log.Commits.Committed = () => { committed.SetResult(); mayAnswer.Wait(); };

        var appended = Store.Log.AppendAsync(Plan, _writer.Next());
        await committing.Task;
        Assert.False(appended.IsCompleted);
        Assert.Empty(await Store.ReadAsync(Plan));

        mayCommit.Set();
        await committed.Task;
        Assert.False(appended.IsCompleted);
        Assert.Single(await Store.ReadAsync(Plan));

        mayAnswer.Set();
        await appended;
    }

    [Fact]
    public async Task What_waits_is_committed_together()
    {
        using var mayCommit = new ManualResetEventSlim();
        var committing = new TaskCompletionSource();
        var commits = 0;
        Store.Log.Commits.Committing = () => { committing.TrySetResult(); mayCommit.Wait(); commits++; };

        var first = Store.Log.AppendAsync(Plan, _writer.Next());
        await committing.Task;
        var others = _writer.Many(200).Select(change => Store.Log.AppendAsync(Plan, change)).ToArray();
        mayCommit.Set();
        await Task.WhenAll([first, .. others]);

        Assert.Equal(2, commits);
    }

    [Fact]
    public async Task Many_plans_are_written_at_once()
    {
        var writers = Enumerable.Range(0, 20).Select(seed => new PlanWriter(seed)).ToArray();
        var plans = new List<PlanId>();
        for (var at = 0; at < writers.Length; at++) plans.Add(await Store.NewPlanAsync($"plan-{at}"));

        await Task.WhenAll(writers.Select((writer, at) => Task.Run(() => Task.WhenAll(writer.Many(100).Select(change => Store.Log.AppendAsync(plans[at], change))))));

        for (var at = 0; at < writers.Length; at++) AssertSame(writers[at].Written, await Store.ReadAsync(plans[at]));
    }

    [Fact]
    public async Task A_revision_is_written_once()
    {
        await Store.Log.AppendAsync(Plan, _writer.Next());

        await Assert.ThrowsAsync<LogConflictException>(() => Store.Log.AppendAsync(Plan, new PlanWriter(2).Next()));

        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
        await Store.Log.AppendAsync(Plan, _writer.Next());
    }

    [Fact]
    public async Task An_author_uses_an_id_once()
    {
        var first = _writer.Next();
        await Store.Log.AppendAsync(Plan, first);

        await Assert.ThrowsAsync<LogConflictException>(() => Store.Log.AppendAsync(Plan, _writer.Next(first.Change.Id)));

        _writer.ReturnTo(1);
        await Store.Log.AppendAsync(Plan, _writer.Next(first.Change.Id, new UserId(Guid.NewGuid())));
        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
    }

    [Fact]
    public async Task A_conflict_in_one_plan_leaves_the_others_of_its_transaction_alone()
    {
        var other = await Store.NewPlanAsync("other");
        var otherWriter = new PlanWriter(2);
        await Store.Log.AppendAsync(Plan, _writer.Next());
        using var mayCommit = new ManualResetEventSlim();
        Store.Log.Commits.Committing = mayCommit.Wait;

        var behind = Store.Log.AppendAsync(other, otherWriter.Next());
        var conflict = Store.Log.AppendAsync(Plan, new PlanWriter(3).Next());
        var good = Store.Log.AppendAllAsync(other, otherWriter.Many(3), CancellationToken.None);
        mayCommit.Set();

        await Assert.ThrowsAsync<LogConflictException>(() => conflict);
        await Task.WhenAll(behind, good);
        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
        AssertSame(otherWriter.Written, await Store.ReadAsync(other));
    }

    [Fact]
    public async Task Nothing_is_written_after_a_gap()
    {
        _writer.Next();

        await Assert.ThrowsAsync<LogUnavailableException>(() => Store.Log.AppendAsync(Plan, _writer.Next()));

        Assert.Empty(await Store.ReadAsync(Plan));
    }

    [Fact]
    public async Task Many_changes_are_written_all_or_none()
    {
        var other = await Store.NewPlanAsync("other");
        var otherWriter = new PlanWriter(2);
        await Store.Log.AppendAllAsync(Plan, _writer.Many(500), CancellationToken.None);
        otherWriter.Next();
        otherWriter.Next(otherWriter.Written[0].Change.Id);

        await Assert.ThrowsAsync<LogConflictException>(() => Store.Log.AppendAllAsync(other, otherWriter.Written, CancellationToken.None));

        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
        Assert.Empty(await Store.ReadAsync(other));
        otherWriter.ReturnTo(1);
        await Store.Log.AppendAllAsync(other, otherWriter.Written, CancellationToken.None);
        AssertSame(otherWriter.Written, await Store.ReadAsync(other));
    }

    [Fact]
    public async Task A_commit_that_failed_was_not_written_nor_was_what_was_built_on_it()
    {
        await Store.Log.AppendAsync(Plan, _writer.Next());
        using var mayFail = new ManualResetEventSlim();
        Store.Log.Commits.Committing = () =>
        {
            mayFail.Wait();
            Store.Log.Commits.Committing = null;
            throw new IOException("the disk is broken");
        };

        var lost = Store.Log.AppendAsync(Plan, _writer.Next());
        var behind = _writer.Many(3).Select(change => Store.Log.AppendAsync(Plan, change)).ToArray();
        mayFail.Set();

        await Assert.ThrowsAsync<LogUnavailableException>(() => lost);
        foreach (var one in behind) await Assert.ThrowsAsync<LogUnavailableException>(() => one);
        _writer.ReturnTo(1);
        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
        await Store.Log.AppendAsync(Plan, _writer.Next());
        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_was_written()
    {
        Store.Log.Commits.Committed = () =>
        {
            Store.Log.Commits.Committed = null;
            throw new IOException("the line is broken");
        };

        await Task.WhenAll(_writer.Many(5).Select(change => Store.Log.AppendAsync(Plan, change)));

        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
        await Store.Log.AppendAsync(Plan, _writer.Next());
    }

    [Fact]
    public async Task A_change_is_found_by_its_author_and_id()
    {
        await Store.Log.AppendAllAsync(Plan, _writer.Many(3), CancellationToken.None);
        var second = _writer.Written[1];

        var found = await Store.Log.FindAsync(Plan, _writer.Author, second.Change.Id, CancellationToken.None);
        AssertSame([second], [found!]);
        Assert.Null(await Store.Log.FindAsync(Plan, new UserId(Guid.NewGuid()), second.Change.Id, CancellationToken.None));
        Assert.Null(await Store.Log.FindAsync(Plan, _writer.Author, new ChangeId(Guid.NewGuid()), CancellationToken.None));
        Assert.Null(await Store.Log.FindAsync(new PlanId(Guid.NewGuid()), _writer.Author, second.Change.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_closed_log_takes_nothing_more()
    {
        var last = Store.Log.AppendAsync(Plan, _writer.Next());
        await Store.Log.DisposeAsync();

        await last;
        await Assert.ThrowsAsync<LogUnavailableException>(() => Store.Log.AppendAsync(Plan, _writer.Next()));
    }

    [Fact]
    public async Task Everything_is_there_after_reopening()
    {
        await Task.WhenAll(_writer.Many(50).Select(change => Store.Log.AppendAsync(Plan, change)));
        await Store.Snapshots.SaveAsync(Plan, 50, _writer.Document, CancellationToken.None);

        await Store.DisposeAsync();
        Store = await OpenAsync();

        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
        Assert.Equal(50, (await Store.Snapshots.NewestAsync(Plan, CancellationToken.None))!.Revision);
        await Store.Log.AppendAsync(Plan, _writer.Next());
        Assert.Equal(51, (await Store.Reader.FoldAsync(Plan, CancellationToken.None)).Revision);
    }

    [Fact]
    public async Task A_change_is_never_altered_nor_deleted()
    {
        await Store.Log.AppendAsync(Plan, _writer.Next());
        await using var database = await Store.Databases.CreateDbContextAsync();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => database.Changes.ExecuteUpdateAsync(row => row.SetProperty(one => one.Engine, 2)));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => database.Changes.ExecuteDeleteAsync());
        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
    }

    [Fact]
    public async Task A_plan_is_the_fold_of_its_changes_with_and_without_snapshots()
    {
        await Store.Log.AppendAllAsync(Plan, _writer.Many(2_500), CancellationToken.None);
        Assert.Equal((2_500, DocumentJson.Hash(_writer.Document)), await FoldAsync());

        await Store.Snapshots.SaveAsync(Plan, 2_500, _writer.Document, CancellationToken.None);
        await Store.Log.AppendAllAsync(Plan, _writer.Many(20), CancellationToken.None);
        Assert.Equal((2_520, DocumentJson.Hash(_writer.Document)), await FoldAsync());
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_001)]
    [InlineData(2_500)]
    public async Task A_history_of_many_pages_is_folded_whole_and_up_to_any_revision(int changes)
    {
        for (var at = 0; at < changes; at++) _writer.Next([new EditText(NodeId.Root, "title", TextChangeSet.Of(at, (at / 3, at / 3, $"{at % 10}")))]);
        await Store.Log.AppendAllAsync(Plan, _writer.Written, CancellationToken.None);

        var (revision, document) = await Store.Reader.FoldAsync(Plan, CancellationToken.None);

        Assert.Equal((changes, DocumentJson.Hash(_writer.Document)), (revision, DocumentJson.Hash(document)));
        foreach (var upTo in new[] { 1, 999, 1_000, changes - 1 })
        {
            var expected = _writer.Written.Take(upTo).Aggregate(Document.Empty(TestSchema.Schema), (before, change) => Change.Apply(before, change.Change.Operations));
            Assert.Equal(DocumentJson.Hash(expected), DocumentJson.Hash(await Store.Reader.AtAsync(Plan, upTo, CancellationToken.None)));
        }
    }

    [Fact]
    public async Task A_plan_without_changes_is_empty_and_one_that_is_not_there_is_said_so()
    {
        Assert.Equal((0, DocumentJson.Hash(Document.Empty(TestSchema.Schema))), await FoldAsync());
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Store.Reader.FoldAsync(new PlanId(Guid.NewGuid()), CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Log.AppendAsync(new PlanId(Guid.NewGuid()), _writer.Next()));
    }

    [Fact]
    public async Task The_newest_snapshots_are_kept()
    {
        foreach (var revision in new[] { 3, 7, 11, 11 })
        {
            await Store.Log.AppendAllAsync(Plan, _writer.Many(revision - _writer.Written.Count), CancellationToken.None);
            await Store.Snapshots.SaveAsync(Plan, revision, _writer.Document, CancellationToken.None);
        }

        await using var database = await Store.Databases.CreateDbContextAsync();
        var kept = await database.Snapshots.Select(row => row.Revision).Order().ToArrayAsync();
        Assert.Equal([7, 11], kept);
        var newest = await Store.Snapshots.NewestAsync(Plan, CancellationToken.None);
        Assert.Equal((11, DocumentJson.Hash(_writer.Document)), (newest!.Revision, DocumentJson.Hash(newest.Document)));
    }

    [Fact]
    public async Task A_snapshot_that_lies_is_dropped_and_the_one_before_it_serves()
    {
        await SaveSnapshotsAsync(5, 10);
        await using var database = await Store.Databases.CreateDbContextAsync();

        await database.Snapshots.Where(row => row.Revision == 10).ExecuteUpdateAsync(row => row.SetProperty(one => one.Hash, new byte[32]));
        Assert.Equal(5, (await Store.Snapshots.NewestAsync(Plan, CancellationToken.None))!.Revision);

        await database.Snapshots.Where(row => row.Revision == 5).ExecuteUpdateAsync(row => row.SetProperty(one => one.Document, new byte[] { 1, 2, 3 }));
        Assert.Null(await Store.Snapshots.NewestAsync(Plan, CancellationToken.None));

        Assert.Equal(0, await database.Snapshots.CountAsync());
        Assert.Equal((10, DocumentJson.Hash(_writer.Document)), await FoldAsync());
    }

    [Fact]
    public async Task A_snapshot_of_another_engine_is_dropped()
    {
        await SaveSnapshotsAsync(5);
        await using var database = await Store.Databases.CreateDbContextAsync();
        await database.Snapshots.ExecuteUpdateAsync(row => row.SetProperty(one => one.Engine, Engine.Version + 1));

        Assert.Null(await Store.Snapshots.NewestAsync(Plan, CancellationToken.None));
        Assert.Equal(0, await database.Snapshots.CountAsync());
    }

    [Fact]
    public async Task A_snapshot_that_is_ahead_of_the_log_is_dropped()
    {
        await SaveSnapshotsAsync(5);
        await Store.Snapshots.SaveAsync(Plan, 6, _writer.Document, CancellationToken.None);

        Assert.Equal(5, (await Store.Snapshots.NewestAsync(Plan, CancellationToken.None))!.Revision);
    }

    [Fact]
    public async Task A_snapshot_that_the_next_changes_do_not_fit_is_dropped()
    {
        await SaveSnapshotsAsync(400);
        await Store.Snapshots.SaveAsync(Plan, 200, Document.Empty(TestSchema.Schema), CancellationToken.None);
        await using var database = await Store.Databases.CreateDbContextAsync();
        await database.Snapshots.Where(row => row.Revision == 400).ExecuteDeleteAsync();

        Assert.Equal((400, DocumentJson.Hash(_writer.Document)), await FoldAsync());
        Assert.Equal(0, await database.Snapshots.CountAsync());
    }

    [Fact]
    public async Task A_snapshot_that_is_not_the_fold_of_the_log_is_found()
    {
        await SaveSnapshotsAsync(50);
        Assert.True(await Store.Reader.CheckSnapshotAsync(Plan, CancellationToken.None));

        await Store.Snapshots.SaveAsync(Plan, 50, Document.Empty(TestSchema.Schema), CancellationToken.None);

        Assert.False(await Store.Reader.CheckSnapshotAsync(Plan, CancellationToken.None));
        Assert.Null(await Store.Snapshots.NewestAsync(Plan, CancellationToken.None));
        Assert.True(await Store.Reader.CheckSnapshotAsync(Plan, CancellationToken.None));
    }

    [Fact]
    public async Task A_change_that_no_log_can_hold_leaves_the_others_alone()
    {
        var other = await Store.NewPlanAsync("other");
        var good = new PlanWriter(2);
        using var mayCommit = new ManualResetEventSlim();
        var first = await HoldAsync(other, good, mayCommit);
        var bad = Store.Log.AppendAsync(Plan, _writer.Next() with { Hash = [1, 2, 3] });
        var second = Store.Log.AppendAsync(other, good.Next());
        mayCommit.Set();

        await Assert.ThrowsAsync<LogUnavailableException>(() => bad);
        await Task.WhenAll(first, second);
        AssertSame(good.Written, await Store.ReadAsync(other));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Log.AppendAllAsync(other, [good.Next(), good.Written[0]], CancellationToken.None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(39)]
    public async Task Among_many_that_wait_those_that_cannot_be_written_leave_the_others_alone(int place)
    {
        var other = await Store.NewPlanAsync("other");
        var good = new PlanWriter(2);
        using var mayCommit = new ManualResetEventSlim();
        var first = await HoldAsync(other, good, mayCommit);
        var (written, unavailable, conflicts) = (new List<Task> { first }, new List<Task>(), new List<Task>());
        for (var at = 0; at < 40; at++)
        {
            if (at == place)
            {
                unavailable.Add(Store.Log.AppendAsync(Plan, _writer.Next() with { Hash = [1, 2, 3] }));
                unavailable.Add(Store.Log.AppendAsync(Plan, _writer.Next()));
                conflicts.Add(Store.Log.AppendAsync(other, new PlanWriter(3).Next()));
                unavailable.Add(Store.Log.AppendAsync(new PlanId(Guid.NewGuid()), new PlanWriter(4).Next()));
            }

            written.Add(at % 13 == 12 ? Store.Log.AppendAllAsync(other, good.Many(2), CancellationToken.None) : Store.Log.AppendAsync(other, good.Next()));
        }

        mayCommit.Set();
        await Task.WhenAll(written);
        foreach (var task in unavailable[..2]) await Assert.ThrowsAsync<LogUnavailableException>(() => task);
        foreach (var task in conflicts) await Assert.ThrowsAsync<LogConflictException>(() => task);
        await Assert.ThrowsAsync<InvalidOperationException>(() => unavailable[2]);
        AssertSame(good.Written, await Store.ReadAsync(other));
        Assert.Empty(await Store.ReadAsync(Plan));
        _writer.ReturnTo(0);
        await Store.Log.AppendAsync(Plan, _writer.Next());
        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
    }

    [Fact]
    public async Task Accounts_are_written_while_the_log_writes_all_it_can()
    {
        using var enough = new CancellationTokenSource();
        var typing = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested) await Task.WhenAll(_writer.Many(20).Select(change => Store.Log.AppendAsync(Plan, change)));
        });

        for (var at = 0; at < 20; at++) await Store.NewPlanAsync($"plan-{at}").WaitAsync(TimeSpan.FromSeconds(20));
        await enough.CancelAsync();
        await typing;
        AssertSame(_writer.Written, await Store.ReadAsync(Plan));
    }

    [Fact]
    public async Task A_log_with_a_gap_or_of_a_newer_server_is_not_served()
    {
        await Store.Log.AppendAllAsync(Plan, _writer.Many(3), CancellationToken.None);
        var newer = await Store.NewPlanAsync("newer");
        await using (var database = await Store.Databases.CreateDbContextAsync())
        {
            var third = await database.Changes.AsNoTracking().SingleAsync(row => row.Revision == 3);
            database.Changes.Add(Copy(third, third.Plan, 5, Engine.Version));
            database.Changes.Add(Copy(third, (await database.Plans.SingleAsync(row => row.Slug == "newer")).Key, 1, Engine.Version + 1));
            await database.SaveChangesAsync();
        }

        await Assert.ThrowsAsync<UnreadableLogException>(() => Store.ReadAsync(Plan));
        await Assert.ThrowsAsync<UnreadableLogException>(FoldAsync);
        await Assert.ThrowsAsync<UnreadableLogException>(() => Store.ReadAsync(newer));
        await Assert.ThrowsAsync<UnreadableLogException>(() => Store.Reader.FoldAsync(newer, CancellationToken.None));

        static ChangeRow Copy(ChangeRow row, int plan, long revision, int engine) => new()
        {
            Plan = plan,
            Revision = revision,
            Change = Guid.NewGuid(),
            Author = row.Author,
            Session = row.Session,
            At = row.At,
            Hash = row.Hash,
            Engine = engine,
            Operations = row.Operations,
        };
    }

    [Fact]
    public async Task Plans_are_found_by_slug_and_by_id()
    {
        await Store.NewPlanAsync("utopia");

        Assert.Equal("atlantis", (await Store.Plans.FindAsync(Plan.ToString(), CancellationToken.None))!.Slug);
        Assert.Equal(Plan.Value, (await Store.Plans.FindAsync("atlantis", CancellationToken.None))!.Id);
        Assert.Null(await Store.Plans.FindAsync("Atlantis", CancellationToken.None));
        Assert.Null(await Store.Plans.CreateAsync("utopia", TestSchema.Schema.Name, "UT", CancellationToken.None));
        Assert.Equal(["atlantis", "utopia"], (await Store.Plans.ListAsync(CancellationToken.None)).Select(plan => plan.Slug));
    }

    [Fact]
    public async Task The_tables_are_what_the_migrations_make()
    {
        await using var database = await Store.Databases.CreateDbContextAsync();

        Assert.False(database.Database.HasPendingModelChanges(), "The model was changed without a migration: see docs/adding-things.md.");
    }

    protected static void AssertSame(IEnumerable<LoggedChange> expected, IEnumerable<LoggedChange> actual) =>
        Assert.Equal(expected.Select(Written), actual.Select(Written));

    private static string Written(LoggedChange logged)
    {
        var change = logged.Change;
        return $"{change.Revision} {change.Id} {change.Author} {change.Session} {change.At:O} {Convert.ToHexString(logged.Hash.AsSpan())} "
            + System.Text.Encoding.UTF8.GetString(OperationList.ToUtf8(change.Operations));
    }

    // What is appended from here on waits behind a first change, until the log may commit it.
    private async Task<Task> HoldAsync(PlanId plan, PlanWriter writer, ManualResetEventSlim mayCommit)
    {
        var committing = new TaskCompletionSource();
        Store.Log.Commits.Committing = () => { committing.TrySetResult(); mayCommit.Wait(); };
        var first = Store.Log.AppendAsync(plan, writer.Next());
        await committing.Task;
        return first;
    }

    private async Task<(long Revision, string Hash)> FoldAsync()
    {
        var (revision, document) = await Store.Reader.FoldAsync(Plan, CancellationToken.None);
        return (revision, DocumentJson.Hash(document));
    }

    private async Task SaveSnapshotsAsync(params int[] revisions)
    {
        foreach (var revision in revisions)
        {
            await Store.Log.AppendAllAsync(Plan, _writer.Many(revision - _writer.Written.Count), CancellationToken.None);
            await Store.Snapshots.SaveAsync(Plan, revision, _writer.Document, CancellationToken.None);
        }
    }
}
