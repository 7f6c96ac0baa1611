using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>The line between a browser and the app, as a TCP proxy that a test can cut, silence, slow down, or make deaf.</summary>
public sealed class Line : IAsyncDisposable
{
    private static readonly TimeSpan Retransmission = TimeSpan.FromMilliseconds(200);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _app;
    private readonly IPAddress _from;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Call, Task> _calls = new();
    private readonly Task _accepting;
    private volatile bool _cut;
    private volatile bool _socketsCut;
    private volatile TaskCompletionSource _up = Open();
    private volatile TaskCompletionSource _down = Open();
    private long _delayTicks;
    private double _loss;

    /// <param name="app">The app at the far end.</param>
    /// <param name="from">The address of this machine that the app sees.</param>
    public Line(Uri app, IPAddress? from = null)
    {
        (_app, _from) = (app, from ?? IPAddress.Loopback);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    /// <summary>Where browsers connect instead of to the app.</summary>
    public Uri Address { get; }

    /// <summary>How long each piece of data travels, each way.</summary>
    public TimeSpan Delay
    {
        get => new(Interlocked.Read(ref _delayTicks));
        set => Interlocked.Exchange(ref _delayTicks, value.Ticks);
    }

    /// <summary>
    /// How many of the pieces are lost on the way, from 0 to 1. As TCP has it, a lost one comes when it was missed and sent again, a round trip and
    /// the least patience of a sender later, and everything behind it waits.
    /// </summary>
    public double Loss
    {
        get => Volatile.Read(ref _loss);
        set => Volatile.Write(ref _loss, value);
    }

    /// <summary>The cable is out: every connection breaks and no new one is made.</summary>
    public void Cut()
    {
        _cut = true;
        foreach (var call in _calls.Keys) call.Hang();
    }

    /// <summary>Pages load, but no WebSocket lives: an office proxy that does not know them.</summary>
    public void CutSockets()
    {
        _socketsCut = true;
        foreach (var call in _calls.Keys.Where(call => call.IsSocket)) call.Hang();
    }

    /// <summary>Nothing travels, either way, and nobody is told: a phone in a tunnel.</summary>
    public void Silence()
    {
        _up = Closed(_up);
        _down = Closed(_down);
    }

    /// <summary>What the browser sends arrives; what the app answers is held back.</summary>
    public void HoldAnswers() => _down = Closed(_down);

    /// <summary>All is well again; what was held back arrives.</summary>
    public void Mend()
    {
        _cut = _socketsCut = false;
        _up.TrySetResult();
        _down.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        await Task.WhenAll(_calls.Values);
        _closing.Dispose();
    }

    private static TaskCompletionSource Open()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        gate.SetResult();
        return gate;
    }

    private static TaskCompletionSource Closed(TaskCompletionSource gate) =>
        gate.Task.IsCompleted ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : gate;

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            Socket browser;
            try
            {
                browser = await _listener.AcceptSocketAsync(_closing.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException)
            {
                return;
            }

            var call = new Call(browser);
            _calls[call] = ServeAsync(call);
            if (_cut) call.Hang();
        }
    }

    private async Task ServeAsync(Call call)
    {
        await Task.Yield();
        await UntilBrokenAsync(call, async () =>
        {
            call.App.Bind(new IPEndPoint(_from, 0));
            await call.App.ConnectAsync(IPAddress.Loopback, _app.Port, _closing.Token);
            await Task.WhenAll(PumpAsync(call, call.Browser, call.App, () => _up.Task), PumpAsync(call, call.App, call.Browser, () => _down.Task));
        });
        call.Hang();
        _calls.TryRemove(call, out _);
    }

    private async Task PumpAsync(Call call, Socket from, Socket to, Func<Task> gate)
    {
        var travelling = Channel.CreateBounded<(long Due, byte[] Data)>(1_000);
        var arriving = UntilBrokenAsync(call, () => ArriveAsync(travelling.Reader, to, gate));
        await UntilBrokenAsync(call, async () =>
        {
            var buffer = new byte[64 * 1024];
            for (int length; (length = await from.ReceiveAsync(buffer, _closing.Token)) > 0;)
            {
                if (from == call.Browser) Look(call, buffer.AsSpan(0, length));
                var travels = Random.Shared.NextDouble() < Loss ? Delay + Delay + Delay + Retransmission : Delay;
                await travelling.Writer.WriteAsync((Environment.TickCount64 + (long)travels.TotalMilliseconds, buffer[..length]), _closing.Token);
            }
        });
        travelling.Writer.Complete();
        await arriving;
    }

    private async Task ArriveAsync(ChannelReader<(long Due, byte[] Data)> travelling, Socket to, Func<Task> gate)
    {
        await foreach (var (due, data) in travelling.ReadAllAsync(_closing.Token))
        {
            if (due - Environment.TickCount64 is > 0 and var wait) await Task.Delay(TimeSpan.FromMilliseconds(wait), _closing.Token);
            await gate().WaitAsync(_closing.Token);
            for (var sent = 0; sent < data.Length;) sent += await to.SendAsync(data.AsMemory(sent), _closing.Token);
        }

        to.Shutdown(SocketShutdown.Send);
    }

    // Browsers ask for a WebSocket in the first piece of a request.
    private void Look(Call call, ReadOnlySpan<byte> sent)
    {
        if (!call.IsSocket && sent.StartsWith("GET "u8)) call.IsSocket = sent.IndexOf("Upgrade: websocket"u8) >= 0;
        if (call.IsSocket && _socketsCut) call.Hang();
    }

    // A broken connection is what lines are for: both ends see it, nothing else happens.
    private static async Task UntilBrokenAsync(Call call, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            call.Hang();
        }
    }

    private sealed class Call(Socket browser)
    {
        public Socket Browser { get; } = Quick(browser);
        public bool IsSocket { get; set; }

        public Socket App { get; } = Quick(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));

        public void Hang()
        {
            Browser.Close(0);
            App.Close(0);
        }

        private static Socket Quick(Socket socket)
        {
            socket.NoDelay = true;
            return socket;
        }
    }
}
