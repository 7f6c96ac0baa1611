using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace PlanEditor.FaultTests;

/// <summary>A line to the server that can be slow, lose packets (which shows as a stall, for TCP sends them again), swallow answers, and be cut.</summary>
internal sealed class LineProxy : IAsyncDisposable
{
    // What a lost packet costs: the shortest time after which Linux sends one again.
    private static readonly TimeSpan Stall = TimeSpan.FromMilliseconds(200);

    private readonly Uri _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _gate = new();
    private readonly List<Connection> _connections = [];
    private readonly Random _random;
    private readonly Task _accepting;

    public LineProxy(Uri server, int seed)
    {
        (_server, _random) = (server, new Random(seed));
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Each way: half of a round trip.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>The share of chunks that are lost at first.</summary>
    public double Loss { get; set; }

    /// <summary>Connections that were cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>From now on nothing that the server says gets through to those who are connected.</summary>
    public void SwallowAnswers()
    {
        lock (_gate)
            foreach (var connection in _connections) connection.Swallowed = new();
    }

    /// <summary>Whether the server said this to one of those who are connected, and they did not hear it.</summary>
    public bool HasSwallowed(string said)
    {
        lock (_gate) return _connections.Any(connection => connection.Swallowed?.ToString().Contains(said, StringComparison.Ordinal) == true);
    }

    /// <summary>Cuts all connections. New ones can be made at once.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            foreach (var connection in _connections) connection.Dispose();
            Cuts += _connections.Count;
            _connections.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        Cut();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                return;
            }

            var server = new TcpClient();
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port);
            }
            catch (SocketException)
            {
                // The server is away: so is the line to it.
                client.Dispose();
                server.Dispose();
                continue;
            }

            var connection = new Connection(client, server);
            lock (_gate) _connections.Add(connection);
            _ = CarryAsync(connection, client.GetStream(), server.GetStream(), answers: false);
            _ = CarryAsync(connection, server.GetStream(), client.GetStream(), answers: true);
        }
    }

    private async Task CarryAsync(Connection connection, NetworkStream from, NetworkStream to, bool answers)
    {
        var way = Channel.CreateBounded<(long Due, byte[] Bytes)>(1_000);
        var writing = WriteAsync(connection, way.Reader, to);
        var bytes = new byte[16 * 1024];
        var due = 0L;
        try
        {
            while (await from.ReadAsync(bytes) is > 0 and var length)
            {
                if (answers && connection.Swallowed is { } swallowed)
                {
                    lock (_gate) swallowed.Append(Encoding.UTF8.GetString(bytes, 0, length));
                    continue;
                }

                var delay = Delay;
                lock (_gate)
                    if (_random.NextDouble() < Loss) delay += Stall;
                // Bytes stay in order: what comes behind a lost packet waits for it.
                due = Math.Max(due, TimeProvider.System.GetTimestamp() + (long)(delay.TotalSeconds * TimeProvider.System.TimestampFrequency));
                await way.Writer.WriteAsync((due, bytes[..length]));
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Cut, from one side or from here.
        }

        way.Writer.Complete();
        await writing;
        connection.Dispose();
        lock (_gate) _connections.Remove(connection);
    }

    private static async Task WriteAsync(Connection connection, ChannelReader<(long Due, byte[] Bytes)> way, NetworkStream to)
    {
        try
        {
            await foreach (var (due, bytes) in way.ReadAllAsync())
            {
                var wait = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), due);
                if (wait > TimeSpan.FromMilliseconds(1)) await Task.Delay(wait);
                await to.WriteAsync(bytes);
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The reading side ends too.
            connection.Dispose();
            await foreach (var _ in way.ReadAllAsync())
            {
            }
        }
    }

    private sealed class Connection(TcpClient client, TcpClient server) : IDisposable
    {
        public volatile StringBuilder? Swallowed;

        public void Dispose()
        {
            client.Dispose();
            server.Dispose();
        }
    }
}
