using System.Collections.Immutable;
using PlanEditor.History;
using PlanEditor.Tests.Storage;
using PlanModel;
using PlanModel.History;
using PlanModel.Operations;
using Xunit;

namespace PlanEditor.Tests.History;

/// <summary>What pages want to know of a whole log is read from it once, whoever asks and however many.</summary>
public sealed class ReadOnceTests : IAsyncLifetime
{
    private const int Changes = 1_200;

    private readonly TemporaryDirectory _directory = new();
    private readonly PlanWriter _writer = new(1);
    private TestStore _store = null!;
    private PlanId _plan;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.OpenSqliteAsync(Path.Combine(_directory.Path, "plans.db"));
        _plan = await _store.NewPlanAsync();
        await _store.Log.AppendAllAsync(_plan, _writer.Many(Changes), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task However_many_ask_at_once_one_reads()
    {
        using var read = new ReadOnce<string>();
        var (reading, reads) = (new TaskCompletionSource<string>(), new List<string?>());
        Task<string> Ask(int length) => read.GetAsync(_plan, kept => kept.Length >= length, kept =>
        {
            reads.Add(kept);
            return reads.Count == 1 ? reading.Task : Task.FromResult(kept + "more");
        }, CancellationToken.None);

        var first = Enumerable.Range(0, 20).Select(_ => Ask(3)).ToArray();
        var further = Ask(4);
        reading.SetResult("all");
        Assert.All(await Task.WhenAll(first), answer => Assert.StartsWith("all", answer, StringComparison.Ordinal));
        Assert.Equal("allmore", await further);
        Assert.Equal("allmore", await Ask(7));
        Assert.Equal([null, "all"], reads);
    }

    [Fact]
    public async Task Whoever_asks_after_a_reading_that_failed_reads_again()
    {
        using var read = new ReadOnce<string>();
        await Assert.ThrowsAsync<IOException>(() => read.GetAsync(_plan, _ => true, _ => Task.FromException<string>(new IOException("the disk is gone")), CancellationToken.None));
        Assert.Equal("all", await read.GetAsync(_plan, _ => true, _ => Task.FromResult("all"), CancellationToken.None));
    }

    [Fact]
    public async Task What_was_touched_last_is_the_same_whoever_asked_for_how_much_before()
    {
        var log = _writer.Written.Select(logged => logged.Change).ToArray();
        long[] after = [1_150, 0, 700, 1_199, 3, 650];
        var touches = await Task.WhenAll(after.Select(one => _store.Touches.ReadAsync(_plan, one, Changes, CancellationToken.None)));
        for (var at = 0; at < after.Length; at++)
        {
            var expected = LastTouches.From(after[at]).With(log.Skip((int)after[at]));
            Assert.True(touches[at].After <= after[at] && touches[at].Revision == Changes);
            var known = touches[at].All.ToDictionary();
            Assert.All(expected.All, touch => Assert.Equal(touch.Value, known[touch.Key]));
        }
    }

    [Fact]
    public async Task Who_removed_what_is_read_on_from_where_the_last_reading_ended()
    {
        var nodes = Enumerable.Range(0, 3).Select(at => new NodeId(1_000_000 + (ulong)at)).ToArray();
        foreach (var node in nodes) await AppendAsync(new InsertNode(node, "chapter", NodeId.Root, null, PlanModel.Documents.Node.NoFields));
        await AppendAsync(new RemoveNode(nodes[0]));
        var first = await _store.Removals.ReadAsync(_plan, _writer.Written.Count, CancellationToken.None);
        Assert.Equal(new RemovedBy(_writer.Author, _writer.Written[^1].Change.At), first[nodes[0]]);
        Assert.False(first.ContainsKey(nodes[1]));

        await AppendAsync(new RemoveNode(nodes[1]), new RestoreNode(nodes[1]), new RemoveNode(nodes[1]));
        Assert.Same(first, await _store.Removals.ReadAsync(_plan, _writer.Written.Count - 3, CancellationToken.None));
        var second = await _store.Removals.ReadAsync(_plan, _writer.Written.Count, CancellationToken.None);
        Assert.Equal(first[nodes[0]], second[nodes[0]]);
        Assert.Equal(_writer.Written[^1].Change.At, second[nodes[1]].At);
        Assert.False(second.ContainsKey(nodes[2]));
    }

    private async Task AppendAsync(params ImmutableArray<Operation> operations)
    {
        foreach (var operation in operations) await _store.Log.AppendAsync(_plan, _writer.Next([operation]));
    }
}
