using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using PlanEditor.Collaboration;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
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

    private static WrittenChange Change(long revision) =>
        WrittenChange.Of(new CommittedChange(revision, new ChangeId(Guid.NewGuid()), new UserId(Guid.NewGuid()), new SessionId(Guid.NewGuid()), default, [new RemoveNode(new NodeId(5))]));

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
