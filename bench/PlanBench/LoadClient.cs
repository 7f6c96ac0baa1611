using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PlanModel;
using PlanModel.Text;

namespace PlanBench;

/// <summary>
/// One connection to the hub, made from docs/protocol.md. A full one keeps a copy of one text and writes in it, each edit a change of its own, sent as soon as the
/// submission before it came back; any other is joined and drops what it is sent.
/// </summary>
internal sealed class LoadClient : IAsyncDisposable
{
    private const byte End = 0x1e;
    private const int ChangesMax = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Dictionary<string, TaskCompletionSource<JsonElement>> _calls = [];
    private readonly List<Pending> _pending = [];
    private readonly Timer _ping;
    private Task _reading = Task.CompletedTask;
    private NodeId _node;
    private string _field = "";
    private int _frozen;
    private bool _inFlight;
    private bool _drops;
    private int _lastId;

    private LoadClient(ClientWebSocket socket)
    {
        _socket = socket;
        _ping = new Timer(_ => _ = SendAsync("{\"type\":6}"u8.ToArray()), null, PingEvery, PingEvery);
    }

    /// <summary>Called when somebody else's change was applied here, with the change's id.</summary>
    public Action<string> Applied { get; set; } = _ => { };

    /// <summary>Called when the server said that a change of this client is on disk.</summary>
    public Action<string> Acknowledged { get; set; } = _ => { };

    /// <summary>What went wrong while reading, if anything.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Messages of the socket that came.</summary>
    public long Messages { get; private set; }

    public PlanText Text { get; private set; } = PlanText.Empty;

    public long Revision { get; private set; }

    public bool IsSettled
    {
        get
        {
            lock (_gate) return _pending.Count == 0;
        }
    }

    public static async Task<LoadClient> ConnectAsync(Uri site, string cookie, IPAddress from)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        socket.Options.SetRequestHeader("Origin", site.GetLeftPart(UriPartial.Authority));
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = (context, cancellation) => ConnectAsync(context, from, cancellation) });
        await socket.ConnectAsync(new UriBuilder(site) { Scheme = "ws", Path = "/hubs/plan" }.Uri, invoker, CancellationToken.None);
        var client = new LoadClient(socket);
        await client.SendAsync("{\"protocol\":\"json\",\"version\":1}"u8.ToArray());
        client._reading = Task.Run(client.ReadAsync);
        return client;
    }

    /// <summary>Opens a plan; the answer.</summary>
    public async Task<JsonElement> OpenAsync(string plan)
    {
        var answer = await CallAsync("Open", $$"""{"plan":"{{plan}}","session":"{{IdText.Write(Guid.NewGuid())}}","after":null}""");
        Require(answer);
        lock (_gate) Revision = answer.GetProperty("revision").GetInt64();
        return answer;
    }

    /// <summary>Submits one change and waits until it is on disk.</summary>
    public async Task SubmitAsync(string operation) => Require(await CallAsync("Submit", $$"""{"base":{{Revision}},"changes":[{"id":"{{IdText.Write(Guid.CreateVersion7())}}","ops":[{{operation}}]}]}"""));

    /// <summary>Shows a text of the document that an opening answered.</summary>
    public void Show(JsonElement opened, NodeId node, string field)
    {
        var fields = opened.GetProperty("document").GetProperty("nodes").GetProperty(node.ToString()).GetProperty("fields");
        lock (_gate)
        {
            (_node, _field) = (node, field);
            Text = PlanText.Of(fields.TryGetProperty(field, out var text) ? text.GetString()! : "");
            Revision = opened.GetProperty("revision").GetInt64();
        }
    }

    /// <summary>From now on drops what comes, unread, but stays joined.</summary>
    public void Drop() => Volatile.Write(ref _drops, true);

    /// <summary>Edits the text and sends that, or does as soon as it may.</summary>
    /// <returns>The change's id.</returns>
    public string Edit(Func<PlanText, (int From, int To, string Insert)> edit, Action<string> born)
    {
        var id = IdText.Write(Guid.CreateVersion7());
        lock (_gate)
        {
            var change = TextChangeSet.Of(Text.Length, edit(Text));
            Text = change.Apply(Text);
            born(id);
            _pending.Add(new Pending(id, change));
        }

        Proceed();
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        await _ping.DisposeAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private static void Require(JsonElement answer)
    {
        if (answer.GetProperty("refusal") is { ValueKind: JsonValueKind.Object } refusal) throw new InvalidOperationException($"refused: {refusal}");
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, IPAddress from, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (IPAddress.IsLoopback(from)) socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private void Proceed()
    {
        byte[] arguments;
        lock (_gate)
        {
            if (_inFlight || _frozen > 0 || _pending.Count == 0) return;
            _frozen = Math.Min(_pending.Count, ChangesMax);
            _inFlight = true;
            arguments = Submission();
        }

        _ = SubmitAsync(arguments);
    }

    private byte[] Submission()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        writer.WriteStartObject();
        writer.WriteNumber("base", Revision);
        writer.WriteStartArray("changes");
        foreach (var change in _pending[.._frozen])
        {
            writer.WriteStartObject();
            writer.WriteString("id", change.Id);
            writer.WriteStartArray("ops");
            writer.WriteStartObject();
            writer.WriteString("op", "editText");
            writer.WriteString("node", _node.ToString());
            writer.WriteString("field", _field);
            writer.WritePropertyName("edit");
            TextChangeSetJson.Write(writer, change.Edit);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private async Task SubmitAsync(byte[] arguments)
    {
        try
        {
            while (true)
            {
                var answer = await CallAsync("Submit", arguments);
                var refusal = answer.GetProperty("refusal");
                // A call that is refused as a whole has nothing else in its answer.
                if (answer.TryGetProperty("accepted", out var all))
                    foreach (var accepted in all.EnumerateArray()) Acknowledged(accepted.GetProperty("id").GetString()!);
                if (refusal.ValueKind != JsonValueKind.Object) break;
                if (!refusal.TryGetProperty("retryAfterMs", out var wait) || wait.ValueKind != JsonValueKind.Number) throw new InvalidOperationException($"refused: {refusal}");
                await Task.Delay(wait.GetInt32());
            }
        }
        catch (Exception problem)
        {
            Failure ??= problem;
            return;
        }

        lock (_gate) _inFlight = false;
        Proceed();
    }

    private Task<JsonElement> CallAsync(string method, string argument) => CallAsync(method, Encoding.UTF8.GetBytes(argument));

    private async Task<JsonElement> CallAsync(string method, byte[] argument)
    {
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var id = Interlocked.Increment(ref _lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);
        lock (_calls) _calls[id] = answer;
        await SendAsync([.. Encoding.UTF8.GetBytes($$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":["""), .. argument, .. "]}"u8]);
        return await answer.Task.WaitAsync(Patience);
    }

    private async Task SendAsync(byte[] record)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync((byte[])[.. record, End], WebSocketMessageType.Text, true, CancellationToken.None);
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException)
        {
            Failure ??= gone;
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        var bytes = new ArrayBufferWriter<byte>(64 * 1024);
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(bytes.GetMemory(16 * 1024), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close) break;
                if (part.EndOfMessage) Messages++;
                if (Volatile.Read(ref _drops)) continue;
                bytes.Advance(part.Count);
                if (!part.EndOfMessage || bytes.WrittenSpan[^1] != End) continue;
                Hear(bytes.WrittenMemory);
                bytes.ResetWrittenCount();
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The line is gone; whoever waits for an answer hears that it did not come.
        }
        catch (Exception problem)
        {
            Failure ??= problem;
        }
    }

    private void Hear(ReadOnlyMemory<byte> records)
    {
        while (!records.IsEmpty)
        {
            var length = records.Span.IndexOf(End);
            using var record = JsonDocument.Parse(records[..length]);
            Hear(record.RootElement);
            records = records[(length + 1)..];
        }
    }

    private void Hear(JsonElement record)
    {
        if (!record.TryGetProperty("type", out var type)) return;
        if (type.GetInt32() == 1 && record.GetProperty("target").ValueEquals("changed"u8))
        {
            foreach (var change in record.GetProperty("arguments")[0].GetProperty("changes").EnumerateArray()) Receive(change);
            Proceed();
        }
        else if (type.GetInt32() == 1 && record.GetProperty("target").ValueEquals("resync"u8))
        {
            throw new InvalidOperationException("the server says that this client reads too slowly");
        }
        else if (type.GetInt32() == 3)
        {
            TaskCompletionSource<JsonElement>? answer;
            lock (_calls) _calls.Remove(record.GetProperty("invocationId").GetString()!, out answer);
            answer?.TrySetResult(record.GetProperty("result").Clone());
        }
    }

    private void Receive(JsonElement change)
    {
        var id = change.GetProperty("id").GetString()!;
        lock (_gate)
        {
            var revision = change.GetProperty("revision").GetInt64();
            if (revision <= Revision) return;
            if (revision != Revision + 1) throw new InvalidOperationException($"revision {revision} came after {Revision}");
            Revision = revision;
            if (_pending.Count > 0 && _pending[0].Id == id)
            {
                _pending.RemoveAt(0);
                _frozen--;
                return;
            }

            foreach (var operation in change.GetProperty("ops").EnumerateArray())
                if (operation.GetProperty("op").ValueEquals("editText"u8) && operation.GetProperty("node").ValueEquals(_node.ToString())) Receive(EditOf(operation));
        }

        Applied(id);
    }

    private static TextChangeSet EditOf(JsonElement operation)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(operation.GetProperty("edit")));
        return TextChangeSetJson.TryRead(ref reader, out var edit, out var problem) ? edit : throw new InvalidDataException(problem);
    }

    private void Receive(TextChangeSet committed)
    {
        foreach (var pending in _pending)
        {
            var moved = pending.Edit.Map(committed);
            committed = committed.Map(pending.Edit, before: true);
            pending.Edit = moved;
        }

        Text = committed.Apply(Text);
    }

    private sealed class Pending(string id, TextChangeSet edit)
    {
        public string Id => id;

        public TextChangeSet Edit { get; set; } = edit;
    }
}
