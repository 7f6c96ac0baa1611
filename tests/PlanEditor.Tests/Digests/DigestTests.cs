using System.Collections.Immutable;
using PlanEditor.Digests;
using PlanEditor.Tests.Storage;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Search;
using PlanModel.Text;
using PlanModel.Workflow;
using SQLitePCL;
using Xunit;

namespace PlanEditor.Tests.Digests;

/// <summary>What is kept beside the log may lag behind it; nobody sees that.</summary>
public sealed class DigestTests : IAsyncLifetime
{
    private static readonly NodeId Chapter = new(10);
    private static readonly Actor Reviewer = new(new UserId(Guid.NewGuid()), Role.Reviewer, null);

    private readonly TemporaryDirectory _directory = new();
    private readonly PlanWriter _writer = new(1);
    private TestStore _store = null!;
    private PlanId _plan;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.OpenSqliteAsync(_directory.File("plans.db"));
        _plan = await _store.NewPlanAsync();
        await AppendAsync(new InsertNode(Chapter, "chapter", NodeId.Root, null, ImmutableSortedDictionary<string, FieldValue>.Empty));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_crash_between_commit_and_index_is_mended_before_anybody_looks()
    {
        await AppendAsync(Typed(Chapter, "body", "before the flood"), Typed(NodeId.Root, "title", "Before"));
        await _store.Digests.RepairAsync(CancellationToken.None);
        Assert.Equal(["before the flood"], await FindAsync("flood"));

        // What a server leaves that is killed when the log has it and the index has not.
        await AppendAsync(Typed(Chapter, "body", "after the earthquake"), Typed(NodeId.Root, "title", "After"), new OpenToPeers(true));
        await RestartAsync();

        var (plans, unavailable) = await _store.Digests.ListAsync(CancellationToken.None);
        Assert.Empty(unavailable);
        var plan = Assert.Single(plans);
        Assert.Equal(((long)_writer.Written.Count, "After", true), (plan.Digest.Revision, plan.Digest.Overview.Title, plan.Facts.OpenToPeers));
        Assert.Equal(_writer.Written.Count, plan.Digest.Activity.Days.Sum(day => day.Changes));
        Assert.Equal(_writer.Author, plan.Digest.Last!.Author);
        Assert.Equal(["after the earthquake"], await FindAsync("earthquake"));
        Assert.Empty(await FindAsync("flood"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_crash_in_the_middle_of_the_words_is_mended_before_anybody_looks(int commits)
    {
        await AppendManyAsync(500, "before the flood");
        await _store.Digests.RepairAsync(CancellationToken.None);
        await TypeAllAsync(500, "after the earthquake");
        await RestartAsync();
        var left = commits;
        _store.File.Opened = connection => raw.sqlite3_commit_hook(connection.Handle, _ => left-- > 0 ? 0 : 1, null);
        // What cannot be kept is shown all the same.
        Assert.Equal(_writer.Written.Count, Assert.Single((await _store.Digests.ListAsync(CancellationToken.None)).Plans).Digest.Revision);
        Assert.True(left < 0);

        left = int.MaxValue;
        await RestartAsync();
        Assert.NotEmpty(await FindAsync("earthquake"));
        Assert.Empty(await FindAsync("flood"));
        Assert.Equal((long)_writer.Written.Count, Scalar("SELECT Revision FROM PlanDigests"));
        Assert.Equal(500L, Scalar("SELECT count(*) FROM PlanTexts WHERE Text = 'after the earthquake'"));
    }

    [Fact]
    public async Task The_words_of_a_large_plan_never_hold_up_the_commits_of_all_plans()
    {
        await AppendManyAsync(900, "before the flood");
        var (rows, transactions) = (0, new List<int>());
        await RestartAsync();
        _store.File.Opened = connection =>
        {
            raw.sqlite3_update_hook(connection.Handle, (_, _, _, table, _) => rows += table.utf8_to_string() == "PlanTexts" ? 1 : 0, null);
            raw.sqlite3_commit_hook(connection.Handle, _ =>
            {
                transactions.Add(rows);
                rows = 0;
                return 0;
            }, null);
        };
        await _store.Digests.RepairAsync(CancellationToken.None);
        Assert.Equal(900, transactions.Sum());
        Assert.All(transactions, count => Assert.InRange(count, 0, 200));
        Assert.Equal(0, transactions[^1]);
    }

    [Fact]
    public async Task What_is_up_to_date_is_not_derived_again()
    {
        await _store.Digests.RepairAsync(CancellationToken.None);
        await RestartAsync();
        Execute("UPDATE PlanDigests SET Digest = replace(Digest, '\"Percent\":', '\"Percent\":4')");

        var plan = Assert.Single((await _store.Digests.ListAsync(CancellationToken.None)).Plans);
        Assert.InRange(plan.Digest.Overview.Percent, 40, 4100);
    }

    [Fact]
    public async Task What_was_derived_on_other_terms_of_final_is_derived_anew()
    {
        var before = Assert.Single((await _store.Digests.ListAsync(CancellationToken.None)).Plans).Digest.Overview.Percent;
        await _store.Digests.RepairAsync(CancellationToken.None);
        Execute("UPDATE PlanDigests SET Digest = replace(replace(Digest, '\"Percent\":', '\"Percent\":4'), 'Approvals = 1', 'Approvals = 2')");
        await RestartAsync();
        Assert.Equal(before, Assert.Single((await _store.Digests.ListAsync(CancellationToken.None)).Plans).Digest.Overview.Percent);
    }

    [Theory]
    [InlineData("DELETE FROM PlanDigests")]
    [InlineData("UPDATE PlanDigests SET Version = 1")]
    [InlineData("UPDATE PlanDigests SET Digest = '{'")]
    [InlineData("UPDATE PlanDigests SET Revision = 1000")]
    public async Task What_is_missing_old_or_damaged_is_derived_from_the_log(string accident)
    {
        await AppendAsync(Typed(Chapter, "body", "the flood"));
        await _store.Digests.RepairAsync(CancellationToken.None);
        Execute(accident);
        await RestartAsync();

        var plan = Assert.Single((await _store.Digests.ListAsync(CancellationToken.None)).Plans);
        Assert.Equal(_writer.Written.Count, plan.Digest.Revision);
        Assert.Equal(["the flood"], await FindAsync("flood"));
    }

    [Fact]
    public async Task What_cannot_be_kept_is_shown_and_kept_later()
    {
        await AppendAsync(Typed(Chapter, "body", "the flood"));
        Execute("ALTER TABLE PlanTexts RENAME TO Elsewhere");
        Assert.Equal(_writer.Written.Count, Assert.Single((await _store.Digests.ListAsync(CancellationToken.None)).Plans).Digest.Revision);

        Execute("ALTER TABLE Elsewhere RENAME TO PlanTexts");
        await _store.Digests.RepairAsync(CancellationToken.None);
        Assert.Equal(["the flood"], await FindAsync("flood"));
    }

    [Fact]
    public async Task A_plan_that_cannot_be_read_does_not_hide_the_others()
    {
        await _store.NewPlanAsync("newer");
        Execute("INSERT INTO Changes SELECT (SELECT Key FROM Plans WHERE Slug = 'newer'), 1, Change, Author, Session, At, Hash, 99, Operations FROM Changes WHERE Revision = 1");

        var (plans, unavailable) = await _store.Digests.ListAsync(CancellationToken.None);
        Assert.Equal(["atlantis"], plans.Select(plan => plan.Plan.Slug));
        Assert.Equal(["newer"], unavailable.Select(row => row.Slug));
    }

    [Fact]
    public async Task Older_words_never_replace_newer_ones()
    {
        await AppendAsync(Typed(Chapter, "body", "first"));
        var first = Assert.Single((await _store.Digests.ListAsync(CancellationToken.None)).Plans).Digest;
        var document = _writer.Document;
        await AppendAsync(Typed(Chapter, "body", "second"));
        await RestartAsync();
        await _store.Digests.RepairAsync(CancellationToken.None);

        await _store.DigestStore.SaveAsync(_plan, first, IndexedText.In(document), CancellationToken.None);
        Assert.Equal(["second"], await FindAsync("second"));
        Assert.Empty(await FindAsync("first"));
    }

    [Theory]
    [InlineData("সরকারি তথ্যের কর্মপরিকল্পনা", "পরিকল্পনা তথ্য")]
    [InlineData("সবার আয়কর বাড়ে", "কর")]
    [InlineData("সবার আয়", "আয়")]
    [InlineData("खुला सरकारी तथ्याङ्क कार्ययोजना", "योजना")]
    [InlineData("आय वर्ष २०७४", "2074")]
    [InlineData("Participación y rendición de cuentas", "rendicion PARTICIPACION")]
    [InlineData("Local budgets, by \"ward\" OR not", "\"ward\" or")]
    public async Task Words_are_found_in_all_languages_also_short_ones_and_parts(string text, string typed)
    {
        await AppendAsync(Typed(Chapter, "body", text));
        await _store.Digests.RepairAsync(CancellationToken.None);
        Assert.Equal([text], await FindAsync(typed));
        Assert.Empty(await FindAsync(typed + " zzz"));
    }

    [Fact]
    public async Task What_was_removed_is_not_found()
    {
        await AppendAsync(Typed(Chapter, "body", "the flood"));
        await _store.Digests.RepairAsync(CancellationToken.None);
        await AppendAsync(new RemoveNode(Chapter));
        await RestartAsync();
        await _store.Digests.RepairAsync(CancellationToken.None);
        Assert.Empty(await FindAsync("flood"));
    }

    private async Task<IEnumerable<string>> FindAsync(string typed) =>
        (await _store.Search.FindAsync(Reviewer, SearchWords.Of(typed), null, 10, CancellationToken.None)).Select(found => found.Text.Text);

    private Operation Typed(NodeId node, string field, string text)
    {
        var length = _writer.Document[node].Text(field).Length;
        return new EditText(node, field, TextChangeSet.Of(length, (0, length, text)));
    }

    private static IEnumerable<NodeId> Chapters(int count) => Enumerable.Range(0, count).Select(at => new NodeId(1_000 + (ulong)at));

    private async Task AppendManyAsync(int count, string text)
    {
        await _store.Log.AppendAsync(_plan, _writer.Next([.. Chapters(count).Select(chapter => new InsertNode(chapter, "chapter", NodeId.Root, null, ImmutableSortedDictionary<string, FieldValue>.Empty))]));
        await TypeAllAsync(count, text);
    }

    private Task TypeAllAsync(int count, string text) => _store.Log.AppendAsync(_plan, _writer.Next([.. Chapters(count).Select(chapter => Typed(chapter, "body", text))]));

    private object? Scalar(string sql)
    {
        using var connection = _store.File.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private async Task AppendAsync(params Operation[] operations)
    {
        foreach (var operation in operations) await _store.Log.AppendAsync(_plan, _writer.Next([operation]));
    }

    private async Task RestartAsync()
    {
        await _store.DisposeAsync();
        _store = await TestStore.OpenSqliteAsync(_directory.File("plans.db"));
    }

    private void Execute(string sql)
    {
        using var connection = _store.File.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
