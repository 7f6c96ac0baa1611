using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;

namespace PlanEditor.Collaboration;

/// <summary>
/// Writes what a connection of the hub is told to its WebSocket at once, on the thread that tells it; SignalR's own way is a pipe, which another thread empties. Each flush is one message, and waits
/// until the socket has taken it, so that what follows gathers in the <see cref="Outbox"/>. All else about the connection, its end too, stays with SignalR's transport.
/// </summary>
/// <param name="transport">SignalR's own output, into which nothing is written: completing it sends the WebSocket's farewell and ends the connection.</param>
/// <param name="socket">Where the WebSocket is, once it is accepted.</param>
/// <param name="abort">Cuts the connection.</param>
/// <param name="time">The clock.</param>
internal sealed class HubOutput(PipeWriter transport, HubSocket socket, Action abort, TimeProvider time) : PipeWriter
{
    /// <summary>How long a connection may take for one message: longer than a client waits for the largest answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>How long it may take for the rest of a message when the hub has done with it.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    // The WebSocket copies what it sends behind a header of its own, and holds that for as long as nobody reads.
    private const int FrameSizeBytesMax = (32 * 1024) - 14;

    private readonly TaskCompletionSource _isAborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ArrayBufferWriter<byte>? _message;
    private volatile Task _sending = Task.CompletedTask;
    private volatile bool _isGone;

    public override Memory<byte> GetMemory(int sizeHint = 0) => (_message ??= new ArrayBufferWriter<byte>()).GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes) => _message!.Advance(bytes);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_message is not { WrittenCount: > 0 } message) return default;
        _message = null;
        return SendAsync(message.WrittenMemory);
    }

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        if (_message is null) return SendAsync(source);
        _message.Write(source.Span);
        return FlushAsync(cancellationToken);
    }

    /// <summary>The connection is being aborted: nobody waits for it any more, and what cannot be sent at once is dropped.</summary>
    public override void CancelPendingFlush() => _isAborted.TrySetResult();

    /// <summary>The hub has done with the connection. Who is in the middle of a message has a moment for the rest of it.</summary>
    public override void Complete(Exception? exception = null)
    {
        _isGone = true;
        if (_sending is { IsCompleted: false } sending) _ = CompleteAsync(sending, exception);
        else transport.Complete(exception);
    }

    // A farewell in between would cut the message.
    private async Task CompleteAsync(Task sending, Exception? exception)
    {
        try
        {
            await LosePatienceAsync(sending, Farewell);
        }
        finally
        {
            transport.Complete(exception);
        }
    }

    private ValueTask<FlushResult> SendAsync(ReadOnlyMemory<byte> message)
    {
        if (_isGone || !_sending.IsCompleted || socket.Accepted is not { } line) return new(new FlushResult(isCanceled: false, isCompleted: true));
        _sending = SendAsync(line, message);
        return _sending.IsCompleted ? default : new(WaitAsync(_sending));
    }

    private async Task SendAsync(WebSocket line, ReadOnlyMemory<byte> message)
    {
        try
        {
            for (; message.Length > FrameSizeBytesMax; message = message[FrameSizeBytesMax..])
                await line.SendAsync(message[..FrameSizeBytesMax], WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
            await line.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception)
        {
            // Whoever reads from it finds it gone too; should nobody, the transport gives it up soon after its farewell.
            _isGone = true;
            transport.Complete();
        }
    }

    private async Task<FlushResult> WaitAsync(Task sending)
    {
        _ = LosePatienceAsync(sending, Patience);
        await Task.WhenAny(sending, _isAborted.Task);
        return new FlushResult(isCanceled: !sending.IsCompleted, isCompleted: _isGone);
    }

    private async Task LosePatienceAsync(Task sending, TimeSpan patience)
    {
        await sending.WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (!sending.IsCompleted) abort();
    }
}
