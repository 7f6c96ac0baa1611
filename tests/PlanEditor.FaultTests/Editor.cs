using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using OgdPlans.Tests;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>
/// A client that keeps docs/protocol.md: it makes changes of mixed kinds whether there is a line or not, freezes what it sends, and after a lost line opens again from its own revision
/// and sends the same bytes. It writes down what the server acknowledged.
/// </summary>
internal sealed class Editor(Uri site, string plan, UserId user, string cookie, int seed) : IAsyncDisposable
{
    private const int PendingMax = 40;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private readonly Queue<CommittedChange> _inbox = new();
    private BareClient? _line;

    public ModelClient Client { get; } = new(new RandomEditor(new Random(seed)), Document.Empty(ActionPlan.Schema), user);

    public string Plan => plan;

    /// <summary>What is written; anything a focal point may, where this is not said.</summary>
    public Func<Document, Random, UserId, ImmutableArray<Operation>>? Writes { get; init; }

    /// <summary>Everything that was done here, as it was done.</summary>
    public List<Operation> Done { get; } = [];

    /// <summary>What the server said is on disk.</summary>
    public Dictionary<ChangeId, long> Acknowledged { get; } = [];

    /// <summary>When it last said so, by <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public long LastAcknowledged { get; private set; }

    /// <summary>Who a cookie signs in.</summary>
    public static async Task<UserId> WhoAsync(Uri site, string plan, string cookie)
    {
        await using var line = await BareClient.ConnectAsync(site, default, ("Cookie", cookie));
        return Wire.UserId((await line.OpenAsync(plan))["you"]!["user"]);
    }

    /// <summary>Edits until told to stop, over all losses of the line.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (Client.Pending < PendingMax && Client.Revision > 0) Edit();
            await StepAsync();
            await Task.Delay(Pace * (0.5 + _random.NextDouble()), CancellationToken.None);
        }
    }

    /// <summary>Makes a change, whether there is a line or not.</summary>
    public void Edit()
    {
        var operations = Next();
        Done.AddRange(operations);
        Client.Do([.. operations]);
    }

    /// <summary>Connects if need be, receives what came, and sends what waits.</summary>
    /// <returns>Whether the line held.</returns>
    public Task<bool> StepAsync() => OverTheLineAsync(SendAsync);

    /// <summary>Receives all there is.</summary>
    public async Task CatchUpAsync()
    {
        for (var tries = 0; !await OverTheLineAsync(FetchAsync); tries++)
            if (tries == 20) throw new InvalidOperationException("the plan could not be read");
    }

    /// <summary>Sends all that is left and receives all there is. The server runs.</summary>
    public async Task SettleAsync()
    {
        for (var round = 0; ; round++)
        {
            if (round == 200) throw new InvalidOperationException($"{Client.Pending} changes never got through");
            if (await StepAsync() && Client.Pending == 0 && await OverTheLineAsync(FetchAsync)) return;
            await Task.Delay(50);
        }
    }

    /// <summary>Opens the plan anew with its whole document.</summary>
    public async Task<JsonObject> OpenWholeAsync()
    {
        await using var line = await BareClient.ConnectAsync(site, user, ("Cookie", cookie));
        return await line.OpenAsync(plan);
    }

    /// <summary>The plan's whole log, by the hub.</summary>
    public async Task<List<CommittedChange>> LogAsync()
    {
        await using var line = await BareClient.ConnectAsync(site, user, ("Cookie", cookie));
        var log = Wire.Changes((await line.OpenAsync(plan, after: 0))["changes"]).ToList();
        for (var more = true; more;)
        {
            var page = await line.CallAsync("Changes", new { after = log.Count, limit = 500 });
            log.AddRange(Wire.Changes(page["changes"]));
            more = (bool)page["more"]!;
        }

        return log;
    }

    public async ValueTask DisposeAsync()
    {
        if (_line is not null) await _line.DisposeAsync();
        _line = null;
    }

    // What a focal point may do; the rest of the operations is the review's.
    private ImmutableArray<Operation> Next()
    {
        var local = Client.Local;
        if (Writes is not null) return Writes(local, _random, user);
        while (true)
            if (Client.Editor.Next(local) is var operation and not (ChangeState or OpenToPeers or ReopenProposal or DecideProposal { Accepted: true })) return [operation];
    }

    /// <returns>Whether the line held.</returns>
    private async Task<bool> OverTheLineAsync(Func<BareClient, Task> work)
    {
        try
        {
            _line ??= await ConnectAsync();
            await work(_line);
            return true;
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or HttpRequestException or TimeoutException or OperationCanceledException)
        {
            if (_line is not null) await _line.DisposeAsync();
            _line = null;
            return false;
        }
    }

    private async Task<BareClient> ConnectAsync()
    {
        var line = await BareClient.ConnectAsync(site, user, ("Cookie", cookie));
        lock (_gate) _inbox.Clear();
        line.OnRecord = Hear;
        var opened = await line.OpenAsync(plan, Client.Revision);
        if (opened["refusal"] is { } refusal) throw new InvalidOperationException($"opening {plan} at {Client.Revision} was refused: {refusal}");
        foreach (var change in Wire.Changes(opened["changes"])) Client.Receive(change);
        if ((bool)opened["more"]!) await FetchAsync(line);
        return line;
    }

    private void Hear(JsonObject record)
    {
        if ((string?)record["target"] != "changed") return;
        lock (_gate)
            foreach (var change in Wire.Changes(record["arguments"]![0]!["changes"])) _inbox.Enqueue(change);
    }

    private void Receive()
    {
        lock (_gate)
            while (_inbox.TryPeek(out var next) && next.Revision <= Client.Revision + 1) Client.Receive(_inbox.Dequeue());
    }

    private async Task FetchAsync(BareClient line)
    {
        for (var more = true; more;)
        {
            var page = await line.CallAsync("Changes", new { after = Client.Revision, limit = 500 });
            if (page["refusal"] is not null) return;
            foreach (var change in Wire.Changes(page["changes"])) Client.Receive(change);
            more = (bool)page["more"]!;
        }
    }

    private async Task SendAsync(BareClient line)
    {
        Receive();
        if (!Client.Freeze() && Client.Frozen.IsEmpty) return;
        var answer = await line.CallAsync("Submit", Wire.Submit(Client.FrozenBase, Client.Sent));
        foreach (var accepted in answer["accepted"]?.AsArray() ?? [])
        {
            Acknowledged[Wire.ChangeId(accepted!["id"])] = (long)accepted["revision"]!;
            LastAcknowledged = Stopwatch.GetTimestamp();
        }

        if (answer["refusal"] is not { } refusal || (string)refusal["code"]! is "tooFast" or "tooBusy" or "notSaved") return;
        if ((string?)answer["refused"] is null) throw new InvalidOperationException($"a whole submission was refused: {refusal}");
        await FetchAsync(line);
        Client.Refused(Wire.ChangeId(answer["refused"]));
    }
}
