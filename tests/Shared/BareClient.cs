using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanModel;

namespace OgdPlans.Tests;

/// <summary>A client made from docs/protocol.md and nothing else: a WebSocket and JSON.</summary>
public sealed class BareClient : IAsyncDisposable
{
    /// <summary>Small, so that a test of a slow reader fills it soon.</summary>
    public const int SocketSizeBytes = 64 * 1024;

    private const char End = '\u001e';

    private readonly ClientWebSocket _socket;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> _calls = new();
    private readonly Lock _gate = new();
    private readonly List<(string Target, JsonNode Argument)> _messages = [];
    private readonly SemaphoreSlim _sending = new(1);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private int _lastId;

    private BareClient(ClientWebSocket socket, UserId user, string session) => (_socket, User, Session) = (socket, user, session);

    /// <summary>How long an answer, a message or an end may take.</summary>
    public static TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    public UserId User { get; }

    public string Session { get; }

    /// <summary>JSON with letters as they are, as the hub writes it.</summary>
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Sees every record in the order of coming.</summary>
    public Action<JsonObject>? OnRecord { get; set; }

    /// <summary>What <see cref="OnRecord"/> threw.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Completes when the line is gone.</summary>
    public Task Closed => _closed.Task.WaitAsync(Patience);

    public static string NewId() => IdText.Write(Guid.NewGuid());

    /// <summary>Connects and shakes hands.</summary>
    /// <param name="site">The server.</param>
    /// <param name="user">Who is signed in.</param>
    /// <param name="signIn">The header that says so.</param>
    /// <param name="session">The session that it goes on with; null: a new one.</param>
    public static async Task<BareClient> ConnectAsync(Uri site, UserId user, (string Name, string Value) signIn, string? session = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader(signIn.Name, signIn.Value);
        socket.Options.SetRequestHeader("Origin", site.GetLeftPart(UriPartial.Authority));
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
        await socket.ConnectAsync(new UriBuilder(site) { Scheme = "ws", Path = "/hubs/plan" }.Uri, invoker, CancellationToken.None);
        var client = new BareClient(socket, user, session ?? NewId());
        await client.SendRawAsync("{\"protocol\":\"json\",\"version\":1}" + End);
        client._reading = Task.Run(client.ReadAsync);
        return client;
    }

    /// <summary>Calls a method and waits for the result.</summary>
    public async Task<JsonObject> CallAsync(string method, string argument) => await SendCall(method, $"[{argument}]");

    public Task<JsonObject> CallAsync(string method, object argument) => CallAsync(method, JsonSerializer.Serialize(argument));

    /// <summary>Sends a call whose arguments are given as they stand.</summary>
    public async Task<JsonObject> SendCall(string method, string arguments, string type = "1")
    {
        var id = Interlocked.Increment(ref _lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var answer = _calls[id] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        // What comes after the line has ended would wait for ever.
        if (_closed.Task.IsCompleted) throw new IOException("the line is gone");
        await SendRawAsync($$"""{"type":{{type}},"invocationId":"{{id}}","target":{{JsonSerializer.Serialize(method)}},"arguments":{{arguments}}}""" + End);
        return await answer.Task.WaitAsync(Patience);
    }

    public async Task SendRawAsync(string text)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    public Task<JsonObject> OpenAsync(string plan, long? after = null) => CallAsync("Open", new { plan, session = Session, after });

    public Task<JsonObject> SubmitAsync(long @base, params (string Id, string Operations)[] changes) =>
        CallAsync("Submit", $$"""{"base":{{@base}},"changes":[{{string.Join(',', changes.Select(change => $$"""{"id":"{{change.Id}}","ops":[{{change.Operations}}]}"""))}}]}""");

    /// <summary>The next message to a target that was not taken yet, whatever came between.</summary>
    public async Task<JsonNode> NextAsync(string target)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task heard;
            lock (_gate)
            {
                var at = _messages.FindIndex(message => message.Target == target);
                if (at >= 0)
                {
                    var argument = _messages[at].Argument;
                    _messages.RemoveAt(at);
                    return argument;
                }

                heard = _heard.Task;
            }

            await heard.WaitAsync(patience.Token);
        }
    }

    /// <summary>Waits for a message to a target that fits, and drops those before it.</summary>
    public async Task<JsonNode> NextAsync(string target, Func<JsonNode, bool> fits)
    {
        while (true)
        {
            var message = await NextAsync(target);
            if (fits(message)) return message;
        }
    }

    /// <summary>How many messages to a target came and were not taken.</summary>
    public int Heard(string target)
    {
        lock (_gate) return _messages.Count(message => message.Target == target);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = SocketSizeBytes };
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task ReadAsync()
    {
        var text = new StringBuilder();
        var decoder = Encoding.UTF8.GetDecoder();
        var bytes = new byte[64 * 1024];
        var chars = new char[64 * 1024];
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(bytes, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close) break;
                var read = chars.AsSpan(0, decoder.GetChars(bytes, 0, part.Count, chars, 0));
                text.Append(read);
                // A long record comes in many parts: only its last is worth a look.
                if (!read.Contains(End)) continue;
                var records = text.ToString().Split(End);
                foreach (var record in records[..^1]) Hear(JsonNode.Parse(record)!.AsObject());
                text.Clear().Append(records[^1]);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The line is gone, one way or the other.
        }

        _closed.TrySetResult();
        foreach (var call in _calls.Values) call.TrySetException(new IOException("the line is gone"));
    }

    private void Hear(JsonObject record)
    {
        try
        {
            OnRecord?.Invoke(record);
        }
        catch (Exception failure)
        {
            Failure ??= failure;
        }

        switch (record["type"]?.GetValue<int>())
        {
            case 1:
                lock (_gate)
                {
                    _messages.Add((record["target"]!.GetValue<string>(), record["arguments"]![0]!));
                    var heard = _heard;
                    _heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    heard.SetResult();
                }

                break;
            case 3:
                if (_calls.TryRemove(record["invocationId"]!.GetValue<string>(), out var call))
                {
                    if (record["result"] is JsonObject result) call.TrySetResult(result);
                    else call.TrySetException(new InvalidOperationException(record.ToJsonString()));
                }

                break;
        }
    }
}
