using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PlanEditor.Collaboration;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

public sealed class HubOutputTests : IAsyncLifetime
{
    private readonly Pipe _transport = new();
    private readonly ManualTime _time = new();
    private readonly Line _line = new();
    private readonly HubSocket _socket;
    private readonly HubOutput _output;
    private int _aborted;

    public HubOutputTests()
    {
        _socket = new HubSocket(new Accepting(_line));
        _output = new HubOutput(_transport.Writer, _socket, () => _aborted++, _time);
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _socket.AcceptAsync(new WebSocketAcceptContext());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Each_flush_is_a_message_that_was_taken_when_the_flush_ends()
    {
        _output.Write("one "u8);
        _output.Write("mes"u8);
        await _output.WriteAsync(Text("sage"), Now);
        Assert.Equal("one message|", _line.Taken);
        await _output.WriteAsync(Text("another"), Now);
        await _output.FlushAsync(Now);
        Assert.Equal("one message|another|", _line.Taken);
    }

    [Fact]
    public async Task A_large_message_goes_in_frames_so_that_one_who_is_stuck_holds_little()
    {
        var large = new string('x', 300_000);
        _output.Write(Text(large).Span);
        await _output.FlushAsync(Now);
        Assert.Equal(large + "|", _line.Taken);
        Assert.InRange(_line.LargestFrame, 1, 64 * 1024);
    }

    [Fact]
    public async Task A_flush_waits_until_the_line_takes_more()
    {
        _line.Full = new TaskCompletionSource();
        var written = _output.WriteAsync(Text("slow"), Now).AsTask();
        Assert.False(written.IsCompleted);
        _line.Full.SetResult();
        Assert.False((await written).IsCanceled);
        await _output.WriteAsync(Text("next"), Now);
        Assert.Equal("slow|next|", _line.Taken);
        _time.Pass(HubOutput.Patience * 2);
        Assert.Equal(0, _aborted);
    }

    [Fact]
    public async Task Who_takes_nothing_for_as_long_as_there_is_patience_is_cut()
    {
        _line.Full = new TaskCompletionSource();
        var written = _output.WriteAsync(Text("slow"), Now).AsTask();
        _time.Pass(HubOutput.Patience - TimeSpan.FromSeconds(1));
        Assert.Equal(0, _aborted);
        _time.Pass(TimeSpan.FromSeconds(1));
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _aborted) == 1, TimeSpan.FromSeconds(10)));
        _line.Full.SetException(new WebSocketException(WebSocketError.ConnectionClosedPrematurely));
        Assert.True((await written).IsCompleted);
    }

    [Fact]
    public async Task Nobody_waits_for_a_connection_that_is_aborted_and_nothing_comes_into_the_middle_of_a_message()
    {
        _line.Full = new TaskCompletionSource();
        var large = new string('x', 100_000);
        var written = _output.WriteAsync(Text(large), Now).AsTask();
        _output.CancelPendingFlush();
        Assert.True((await written).IsCanceled);
        await _output.WriteAsync(Text("farewell"), Now);
        _line.Full.SetResult();
        Assert.True(SpinWait.SpinUntil(() => _line.Taken.EndsWith('|'), TimeSpan.FromSeconds(10)));
        Assert.Equal(large + "|", _line.Taken);
    }

    [Fact]
    public async Task A_connection_that_is_aborted_and_takes_is_still_told_the_last_word()
    {
        _output.CancelPendingFlush();
        await _output.WriteAsync(Text("farewell"), Now);
        Assert.Equal("farewell|", _line.Taken);
    }

    [Fact]
    public async Task What_comes_before_there_is_a_line_is_dropped()
    {
        var output = new HubOutput(_transport.Writer, new HubSocket(new Accepting(_line)), () => _aborted++, _time);
        Assert.True((await output.WriteAsync(Text("too early"), Now)).IsCompleted);
        Assert.Equal("", _line.Taken);
    }

    [Fact]
    public async Task A_line_that_fails_takes_everything_without_complaint_and_ends()
    {
        _line.Full = new TaskCompletionSource();
        _line.Full.SetException(new WebSocketException(WebSocketError.ConnectionClosedPrematurely));
        await _output.WriteAsync(Text("lost"), Now);
        Assert.True((await _output.WriteAsync(Text("lost too"), Now)).IsCompleted);
        Assert.True((await _transport.Reader.ReadAsync(Now)).IsCompleted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_end_of_the_hub_ends_the_transport_and_cuts_who_is_in_the_middle_of_a_message(bool stuck)
    {
        if (stuck) _line.Full = new TaskCompletionSource();
        var written = _output.WriteAsync(Text("a message"), Now).AsTask();
        _output.CancelPendingFlush();
        await written;
        _output.Complete();
        Assert.Equal(0, _aborted);
        _time.Pass(HubOutput.Farewell);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _aborted) == (stuck ? 1 : 0), TimeSpan.FromSeconds(10)));
        Assert.True((await _transport.Reader.ReadAsync(Now)).IsCompleted);
    }

    [Fact]
    public async Task The_farewell_comes_behind_a_message_that_is_under_way()
    {
        _line.Full = new TaskCompletionSource();
        var written = _output.WriteAsync(Text("a message"), Now).AsTask();
        _output.Complete();
        Assert.False(_transport.Reader.TryRead(out _));
        _line.Full.SetResult();
        Assert.True((await _transport.Reader.ReadAsync(Now)).IsCompleted);
        await written;
        Assert.Equal(0, _aborted);
    }

    private static ReadOnlyMemory<byte> Text(string text) => Encoding.UTF8.GetBytes(text);

    private sealed class Accepting(WebSocket socket) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => true;

        public Task<WebSocket> AcceptAsync(WebSocketAcceptContext context) => Task.FromResult(socket);
    }

    /// <summary>Writes down what it takes, with a bar behind each message.</summary>
    private sealed class Line : WebSocket
    {
        private readonly StringBuilder _taken = new();

        /// <summary>Completes when there is room for more.</summary>
        public TaskCompletionSource? Full { get; set; }

        public int LargestFrame { get; private set; }

        public string Taken
        {
            get
            {
                lock (_taken) return _taken.ToString();
            }
        }

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public override async ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        {
            if (Full is { } full) await full.Task;
            LargestFrame = Math.Max(LargestFrame, buffer.Length);
            lock (_taken) _taken.Append(Encoding.UTF8.GetString(buffer.Span)).Append(endOfMessage ? "|" : "");
        }

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
            SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override void Abort() => throw new NotSupportedException();

        public override void Dispose()
        {
        }
    }
}
