using System.Threading.Channels;
using PlanEditor.Collaboration;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Text;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

public sealed class BroadcastTests
{
    [Fact]
    public async Task What_came_together_is_sent_in_messages_of_a_bounded_size_and_in_order()
    {
        using var aborted = new CancellationTokenSource();
        var line = new Line();
        var outbox = new Outbox(line, () => { }, TimeProvider.System, aborted.Token);
        var broadcast = new Broadcast(TimeProvider.System, Task.Factory);
        using var joined = broadcast.Join(outbox, outbox.Restart());
        outbox.Flow(0);
        broadcast.Add([.. Enumerable.Range(1, 40).Select(revision => Change(revision, units: 20_000)), Change(41, units: 200_000), Change(42, units: 1)]);

        var sent = new List<long>();
        var sizes = new List<int>();
        while (sent.Count < 42)
        {
            var frame = await line.NextAsync();
            sent.AddRange(frame.Changes.Select(change => change.Change.Revision));
            sizes.Add(frame.Changes.Sum(change => change.Utf8.Length));
            Assert.True(frame.Changes.Length == 1 || sizes[^1] <= 128 * 1024, $"{frame.Changes.Length} changes of {sizes[^1]} bytes in one message");
        }

        Assert.Equal(Enumerable.Range(1, 42).Select(at => (long)at), sent);
        Assert.True(sizes.Count is >= 8 and <= 10, $"{sizes.Count} messages");
        await aborted.CancelAsync();
    }

    private static WrittenChange Change(long revision, int units) =>
        WrittenChange.Of(new CommittedChange(revision, new ChangeId(Guid.NewGuid()), new UserId(Guid.NewGuid()), new SessionId(Guid.NewGuid()), default, [new EditText(new NodeId(5), "body", TextChangeSet.Of(0, (0, 0, new string('x', units))))]));

    private sealed class Line : IHubLine
    {
        private readonly Channel<ChangedFrame> _frames = Channel.CreateUnbounded<ChangedFrame>();

        public ValueTask<ChangedFrame> NextAsync() => _frames.Reader.ReadAsync(TestContext.Current.CancellationToken);

        public ValueTask WriteAsync(ChangedFrame frame) => _frames.Writer.WriteAsync(frame);

        public ValueTask WriteAsync(string method, object message, CancellationToken cancellation) => throw new InvalidOperationException($"{method} is not expected");
    }
}
