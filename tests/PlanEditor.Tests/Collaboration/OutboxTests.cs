using System.Threading.Channels;
using PlanEditor.Collaboration;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Text;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

public sealed class OutboxTests : IDisposable
{
    private readonly CancellationTokenSource _aborted = new();
    private readonly Line _line = new();
    private readonly Outbox _outbox;

    public OutboxTests() => _outbox = new Outbox(_line, () => { }, TimeProvider.System, _aborted.Token);

    [Fact]
    public async Task What_a_plan_tells_late_does_not_reach_the_one_that_was_opened_after_it()
    {
        var (before, now) = (_outbox.Restart(), _outbox.Restart());
        _outbox.Changed(before, Frame(8));
        _outbox.Changed(now, Frame(9));
        _outbox.Flow(7);
        _outbox.Changed(before, Frame(10));
        _outbox.Changed(now, Frame(11));
        var sent = new List<long>();
        while (sent.Count < 2) sent.AddRange(await _line.NextAsync());
        Assert.Equal([9, 11], sent);
    }

    [Fact]
    public async Task What_comes_before_the_answer_is_kept_and_sent_once_after_it()
    {
        var opening = _outbox.Restart();
        foreach (var revision in Enumerable.Range(1, 5)) _outbox.Changed(opening, Frame(revision));
        _outbox.Flow(3);
        var sent = await _line.NextAsync();
        Assert.Equal(new long[] { 4, 5 }, sent);
    }

    [Fact]
    public async Task What_is_larger_than_what_may_wait_is_asked_for_by_the_client_when_it_has_room_for_it()
    {
        var opening = _outbox.Restart();
        _outbox.Flow(0);
        _outbox.Changed(opening, Frame(1));
        Assert.Equal(new long[] { 1 }, await _line.NextAsync());
        _outbox.Changed(opening, Frame(2, Outbox.SizeBytesMax));
        Assert.Empty(await _line.NextAsync());
        opening = _outbox.Restart();
        _outbox.Flow(2);
        _outbox.Changed(opening, Frame(3));
        Assert.Equal(new long[] { 3 }, await _line.NextAsync());
    }

    [Fact]
    public async Task What_had_to_wait_comes_in_messages_of_a_bounded_size()
    {
        var opening = _outbox.Restart();
        for (var revision = 1; revision <= 5; revision++) _outbox.Changed(opening, Frame(revision, 60_000));
        _outbox.Changed(opening, Frame(6, 150_000));
        _outbox.Flow(0);
        foreach (var revisions in new long[][] { [1, 2], [3, 4], [5], [6] }) Assert.Equal(revisions, await _line.NextAsync());
    }

    [Fact]
    public async Task What_is_left_of_what_had_to_wait_is_not_told_of_the_plan_that_was_opened_after_it()
    {
        _line.Full = new TaskCompletionSource();
        var opening = _outbox.Restart();
        for (var revision = 1; revision <= 3; revision++) _outbox.Changed(opening, Frame(revision, 100_000));
        _outbox.Flow(0);
        Assert.Equal(new long[] { 1 }, await _line.NextAsync());
        opening = _outbox.Restart();
        _outbox.Changed(opening, Frame(9));
        _outbox.Flow(8);
        _line.Full.SetResult();
        Assert.Equal(new long[] { 9 }, await _line.NextAsync());
    }

    public void Dispose()
    {
        _aborted.Cancel();
        _aborted.Dispose();
    }

    private static ChangedFrame Frame(long revision, int units = 1)
    {
        var change = new CommittedChange(revision, new ChangeId(Guid.NewGuid()), new UserId(Guid.NewGuid()), new SessionId(Guid.NewGuid()), default, [new EditText(new NodeId(5), "body", TextChangeSet.Of(0, (0, 0, new string('x', units))))]);
        return new ChangedFrame([WrittenChange.Of(change)]);
    }

    private sealed class Line : IHubLine
    {
        private readonly Channel<long[]> _messages = Channel.CreateUnbounded<long[]>();

        /// <summary>Completes when there is room for more.</summary>
        public TaskCompletionSource? Full { get; set; }

        public ValueTask<long[]> NextAsync() => _messages.Reader.ReadAsync(TestContext.Current.CancellationToken);

        public ValueTask WriteAsync(ChangedFrame frame) => _messages.Writer.WriteAsync([.. frame.Changes.Select(change => change.Change.Revision)]);

        public async ValueTask WriteAsync(string method, object message, CancellationToken cancellation)
        {
            await _messages.Writer.WriteAsync(message is ResyncMessage ? [] : [.. ((ChangedMessage)message).Changes.Select(change => System.Text.Json.JsonDocument.Parse(change.Utf8).RootElement.GetProperty("revision").GetInt64())], cancellation);
            if (Full is { } full) await full.Task;
        }
    }
}
