using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using PlanEditor.Collaboration;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Text;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

public sealed class BroadcastTests : IDisposable
{
    private readonly CancellationTokenSource _aborted = new();
    private readonly Broadcast _broadcast = new("atlantis", TimeProvider.System, Task.Factory, NullLogger.Instance);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_line_that_fails_is_ended_and_the_others_hear_everything(bool later)
    {
        var sound = new Line();
        Join(sound);
        var ended = new TaskCompletionSource();
        var broken = Join(new Line { Breaks = true, Later = later }, () => ended.TrySetResult());
        Join(new Line());
        _broadcast.Add([Change(1)]);
        await ended.Task;
        _broadcast.Add([Change(2)]);
        _broadcast.Add([Change(3)]);
        var heard = new List<long>();
        while (heard.Count < 3) heard.AddRange(await sound.NextAsync());
        Assert.Equal([1, 2, 3], heard);
        await Assert.ThrowsAsync<InvalidOperationException>(() => broken.Sending);
    }

    [Fact]
    public async Task What_came_together_is_sent_in_messages_of_a_bounded_size_and_in_order()
    {
        var line = new Line();
        Join(line);
        _broadcast.Add([.. Enumerable.Range(1, 40).Select(revision => Change(revision, units: 20_000)), Change(41, units: 200_000), Change(42, units: 1)]);
        var messages = new List<long[]>();
        while (messages.Sum(message => message.Length) < 42) messages.Add(await line.NextAsync());
        Assert.Equal(Enumerable.Range(1, 42).Select(at => (long)at), messages.SelectMany(message => message));
        Assert.Equal([6, 6, 6, 6, 6, 6, 4, 1, 1], messages.Select(message => message.Length));
    }

    public void Dispose()
    {
        _aborted.Cancel();
        _aborted.Dispose();
    }

    private Outbox Join(Line line, Action? abort = null)
    {
        var outbox = new Outbox(line, abort ?? (() => { }), TimeProvider.System, _aborted.Token);
        _broadcast.Join(outbox, outbox.Restart());
        outbox.Flow(0);
        return outbox;
    }

    private static WrittenChange Change(long revision, int units = 1) =>
        WrittenChange.Of(new CommittedChange(revision, new ChangeId(Guid.NewGuid()), new UserId(Guid.NewGuid()), new SessionId(Guid.NewGuid()), default, [new EditText(new NodeId(5), "body", TextChangeSet.Of(0, (0, 0, new string('x', units))))]));

    private sealed class Line : IHubLine
    {
        private readonly Channel<long[]> _messages = Channel.CreateUnbounded<long[]>();

        public bool Breaks { get; init; }

        public bool Later { get; init; }

        public ValueTask<long[]> NextAsync() => _messages.Reader.ReadAsync(TestContext.Current.CancellationToken);

        public ValueTask WriteAsync(ChangedFrame frame) => WriteAsync(frame.Changes.Select(change => change.Change.Revision));

        public ValueTask WriteAsync(string method, object message, CancellationToken cancellation) =>
            WriteAsync(((ChangedMessage)message).Changes.Select(change => System.Text.Json.JsonDocument.Parse(change.Utf8).RootElement.GetProperty("revision").GetInt64()));

        private ValueTask WriteAsync(IEnumerable<long> revisions)
        {
            if (!Breaks) return _messages.Writer.WriteAsync([.. revisions]);
            return Later ? new ValueTask(BreakAsync()) : throw new InvalidOperationException("the line broke");
        }

        private static async Task BreakAsync()
        {
            await Task.Yield();
            throw new InvalidOperationException("the line broke");
        }
    }
}
