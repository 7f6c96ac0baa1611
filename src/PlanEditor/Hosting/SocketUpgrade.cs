using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace PlanEditor.Hosting;

/// <summary>
/// Lets a connection of Kestrel that becomes a WebSocket be written to where its socket is, on the writer's own thread: while the socket takes it, a message is one call of the system. After its
/// answer to the request Kestrel itself writes nothing more, and it goes on to read, to count and to cut. What is encrypted, or comes in another way, is left as it is.
/// </summary>
internal sealed class SocketUpgrade(IHttpUpgradeFeature kestrel, Socket socket) : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => kestrel.IsUpgradableRequest;

    /// <summary>Stands before what accepts the WebSocket.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var features = context.Features;
        if (features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } kestrel && features.Get<IConnectionSocketFeature>() is { } connection && features.Get<ITlsHandshakeFeature>() is null)
            features.Set<IHttpUpgradeFeature>(new SocketUpgrade(kestrel, connection.Socket));
        return next(context);
    }

    public async Task<Stream> UpgradeAsync()
    {
        var stream = await kestrel.UpgradeAsync();
        // Who is gone already is told so by Kestrel.
        return socket.Connected ? new Line(socket, stream) : stream;
    }

    /// <summary>
    /// Reads what Kestrel has read. Writes to the socket, unless the server is the first to speak: then Kestrel's answer to the request may still lie in its pipe, and what is written goes there,
    /// also later. Who was heard has that answer: it was to wait for it (RFC 6455, 4.1).
    /// </summary>
    private sealed class Line(Socket socket, Stream kestrel) : NetworkStream(socket, ownsSocket: false)
    {
        private volatile bool _isHeard;
        private bool? _isDirect;

        private bool IsDirect => _isDirect ??= _isHeard;

        public override int Read(Span<byte> buffer) => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _isHeard ? kestrel.ReadAsync(buffer, cancellationToken) : HearAsync(buffer, cancellationToken);

        public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => IsDirect ? base.WriteAsync(buffer, cancellationToken) : kestrel.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => IsDirect ? Task.CompletedTask : kestrel.FlushAsync(cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing) kestrel.Dispose();
            base.Dispose(disposing);
        }

        private async ValueTask<int> HearAsync(Memory<byte> buffer, CancellationToken cancellation)
        {
            var count = await kestrel.ReadAsync(buffer, cancellation);
            _isHeard = true;
            return count;
        }
    }
}
