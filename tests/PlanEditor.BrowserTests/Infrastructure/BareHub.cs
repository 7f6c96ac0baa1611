using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>The hub protocol by hand (docs/protocol.md), with somebody's cookie: what a script could do in that person's name.</summary>
public sealed class BareHub : IAsyncDisposable
{
    private const byte EndOfRecord = 0x1E;

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> _asked = new();
    private readonly CancellationTokenSource _closing = new();
    private Task _listening = Task.CompletedTask;
    private int _calls;

    private BareHub() { }

    public static async Task<BareHub> ConnectAsync(Uri app, IEnumerable<BrowserContextCookiesResult> cookies)
    {
        var hub = new BareHub();
        hub._socket.Options.SetRequestHeader("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        hub._socket.Options.SetRequestHeader("Origin", app.GetLeftPart(UriPartial.Authority));
        await hub._socket.ConnectAsync(new UriBuilder(app) { Scheme = "ws", Path = "/hubs/plan" }.Uri, CancellationToken.None);
        await hub.SendAsync(new JsonObject { ["protocol"] = "json", ["version"] = 1 });
        hub._listening = hub.ListenAsync();
        return hub;
    }

    /// <summary>A random id of 8 (a node's) or 16 bytes.</summary>
    public static string NewId(int bytes = 16) =>
        Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(bytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The answer of one call; an error of the hub itself throws.</summary>
    public async Task<JsonObject> CallAsync(string method, JsonObject argument)
    {
        var id = Interlocked.Increment(ref _calls).ToString(CultureInfo.InvariantCulture);
        var answer = _asked[id] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(new JsonObject { ["type"] = 1, ["invocationId"] = id, ["target"] = method, ["arguments"] = new JsonArray(argument) });
        var completion = await answer.Task.WaitAsync(Wait.Deadline);
        return completion["result"] as JsonObject ?? throw new InvalidOperationException($"{method} was answered with {completion.ToJsonString()}");
    }

    /// <summary>Opens a plan as a new session, with the whole document.</summary>
    public Task<JsonObject> OpenAsync(string plan) =>
        CallAsync("Open", new JsonObject { ["plan"] = plan, ["session"] = NewId(), ["after"] = null });

    /// <summary>Submits one change of one operation.</summary>
    public Task<JsonObject> SubmitAsync(long baseRevision, JsonObject operation) => CallAsync("Submit", Submission(baseRevision, operation));

    /// <summary>Submits one change that must be accepted, again after as long as the server asks for where it has too much to do.</summary>
    /// <returns>Its revision.</returns>
    public async Task<long> WriteAsync(long baseRevision, JsonObject operation)
    {
        var submission = Submission(baseRevision, operation);
        while (true)
        {
            var answer = await CallAsync("Submit", submission.DeepClone().AsObject());
            if (answer["refusal"] is not JsonObject refusal) return answer["accepted"]![0]!["revision"]!.GetValue<long>();
            if (refusal["retryAfterMs"] is not { } wait) throw new InvalidOperationException($"refused: {refusal.ToJsonString()}");
            await Task.Delay(wait.GetValue<int>());
        }
    }

    private static JsonObject Submission(long baseRevision, JsonObject operation) => new()
    {
        ["base"] = baseRevision,
        ["changes"] = new JsonArray(new JsonObject { ["id"] = NewId(), ["ops"] = new JsonArray(operation) }),
    };

    /// <summary>Does something to a plan as it is now.</summary>
    /// <returns>The revision that it made.</returns>
    public async Task<long> DoAsync(string plan, JsonObject operation)
    {
        var answer = await SubmitAsync((await OpenAsync(plan))["revision"]!.GetValue<long>(), operation);
        return answer["accepted"]!.AsArray() is [var accepted] ? accepted!["revision"]!.GetValue<long>() : throw new InvalidOperationException($"{operation.ToJsonString()} was answered with {answer.ToJsonString()}");
    }

    /// <summary>Adds a part behind another.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AddAsync(string plan, string kind, string parent, string? after, params (string Field, string Value)[] fields)
    {
        var node = NewId(8);
        await DoAsync(plan, new JsonObject
        {
            ["op"] = "insertNode",
            ["node"] = node,
            ["kind"] = kind,
            ["parent"] = parent,
            ["after"] = after,
            ["fields"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Field, (JsonNode?)field.Value))),
        });
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _socket.Abort();
        await _listening;
        _socket.Dispose();
        _closing.Dispose();
    }

    private Task SendAsync(JsonObject message) =>
        _socket.SendAsync((byte[])[.. Encoding.UTF8.GetBytes(message.ToJsonString()), EndOfRecord], WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task ListenAsync()
    {
        var received = new List<byte>();
        var buffer = new byte[64 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer, _closing.Token) is { MessageType: not WebSocketMessageType.Close } part)
            {
                received.AddRange(buffer.AsSpan(0, part.Count));
                for (int end; (end = received.IndexOf(EndOfRecord)) >= 0; received.RemoveRange(0, end + 1)) Hear(received.GetRange(0, end));
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            received.Clear();
        }

        foreach (var asked in _asked.Values) asked.TrySetException(new InvalidOperationException("The hub closed the connection."));
    }

    private void Hear(List<byte> record)
    {
        var message = JsonSerializer.Deserialize<JsonObject>(record.ToArray())!;
        if (message["invocationId"]?.GetValue<string>() is { } id && _asked.TryRemove(id, out var asked)) asked.TrySetResult(message);
    }
}
