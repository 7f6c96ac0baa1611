using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace PlanEditor.Collaboration;

/// <summary>
/// Counts what comes in on a connection before the hub sees it: bytes, and messages of any kind, also those that are no calls. A connection that sends far more than
/// an honest client would is ended. What goes out goes straight to the WebSocket.
/// </summary>
internal sealed class MeteredTransport(IDuplexPipe inner, PipeWriter output, TokenBucket messages, TokenBucket bytes, Action tooMuch) : IDuplexPipe
{
    private const byte MessageEnd = 0x1e;

    public PipeReader Input { get; } = new Meter(inner.Input, messages, bytes, tooMuch);

    public PipeWriter Output => output;

    /// <summary>Puts the meter between a connection and what reads it.</summary>
    public static ConnectionDelegate Use(ConnectionDelegate next, HubLimits limits, TimeProvider time) => connection =>
    {
        var inner = connection.Transport;
        var output = connection.GetHttpContext()?.Features.Get<IHttpWebSocketFeature>() is HubSocket socket ? new HubOutput(inner.Output, socket, connection.Abort, time) : inner.Output;
        connection.Transport = new MeteredTransport(inner, output, limits.NewMessages(), limits.NewBytes(), connection.Abort);
        return next(connection);
    };

    private sealed class Meter(PipeReader inner, TokenBucket messages, TokenBucket bytes, Action tooMuch) : PipeReader
    {
        private ReadOnlySequence<byte> _read;

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            var result = await inner.ReadAsync(cancellationToken);
            _read = result.Buffer;
            return result;
        }

        public override bool TryRead(out ReadResult result)
        {
            var read = inner.TryRead(out result);
            _read = result.Buffer;
            return read;
        }

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            var taken = _read.Slice(0, consumed);
            var ends = 0;
            foreach (var part in taken) ends += part.Span.Count(MessageEnd);
            var fine = bytes.TryTake(taken.Length, out _) && messages.TryTake(ends, out _);
            _read = default;
            inner.AdvanceTo(consumed, examined);
            if (!fine) tooMuch();
        }

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);
    }
}
