using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using OgdPlans.Tests;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>The others of <see cref="SlowReaderFault"/>: all read, some write.</summary>
internal sealed class Crowd(Uri site) : IAsyncDisposable
{
    private const int Writers = 10;
    private const int FloodChanges = 3;

    private static readonly string Flood = new('ক', 25_000);

    private readonly List<string> _flooded = [];
    private readonly List<BareClient> _clients = [];
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _sent = [];
    private readonly HashSet<string> _here = [];
    private readonly ConcurrentDictionary<(BareClient Client, string Kind), Own> _own = new();
    private List<TimeSpan> _heard = [];
    private long _revision;

    public long Revision => Interlocked.Read(ref _revision);

    public int Here
    {
        get
        {
            lock (_gate) return _here.Count;
        }
    }

    public async Task JoinAsync(int count)
    {
        var cookies = new List<string>();
        foreach (var account in new[] { "focal.np", "focal2.np", "lead.np" }) cookies.Add(await SampleSignIn.CookieAsync(site, account));
        for (var at = 0; at < count; at++)
        {
            var client = await BareClient.ConnectAsync(site, default, ("Cookie", cookies[at % cookies.Count]));
            var first = _clients.Count == 0;
            _clients.Add(client);
            client.OnRecord = record => Hear(record, first);
            var opened = await client.OpenAsync("nepal");
            Advance((long)opened["revision"]!);
            if (!first) continue;
            lock (_gate)
                foreach (var person in opened["people"]!.AsArray()) _here.Add((string)person!["person"]!);
        }
    }

    /// <summary>Each writer makes four changes a second: types into a lesson of its own and takes it back.</summary>
    /// <returns>The times from sending to hearing.</returns>
    public async Task<IReadOnlyList<TimeSpan>> WorkAsync(TimeSpan time)
    {
        lock (_gate) _heard = [];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(_clients.Take(Writers).Select(async (client, at) =>
        {
            await Task.Delay(at * 25);
            while (clock.Elapsed < time)
            {
                await TypeAsync(client, "lesson", "statement", "Ask first");
                await Task.Delay(250);
            }
        }));
        lock (_gate) return _heard;
    }

    /// <summary>Makes a few changes of 75 kilobytes each, in one submission: as much as a message may have.</summary>
    public async Task FloodAsync()
    {
        var nodes = Enumerable.Range(0, FloodChanges).Select(_ => NewNode()).ToArray();
        await SubmitAsync(_clients[0], [.. nodes.Select(node => Insert(node, "customSection"))]);
        await SubmitAsync(_clients[0], [.. nodes.Select(node => Edit(node, ActionPlan.Section.TextKey, $"[0,\"{Flood}\"]"))]);
        _flooded.AddRange(nodes);
    }

    /// <summary>Empties what was filled, so that the plan is as small as before.</summary>
    public Task DrainAsync() => SubmitAsync(_clients[0], [.. _flooded.Select(node => Edit(node, ActionPlan.Section.TextKey, $"[{Flood.Length}]"))]);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
    }

    // Puts words into the client's own part of a kind, and takes them out the next time.
    private async Task TypeAsync(BareClient client, string kind, string field, string words)
    {
        if (!_own.TryGetValue((client, kind), out var own))
        {
            own = new Own(NewNode());
            _own.TryAdd((client, kind), own);
            await SubmitAsync(client, [Insert(own.Node, kind)]);
        }

        await SubmitAsync(client, [Edit(own.Node, field, own.Full ? $"[{words.Length}]" : $"[0,\"{words}\"]")]);
        own.Full = !own.Full;
    }

    private static string NewNode() => PlanModel.IdText.Write(Guid.NewGuid())[..10] + "A";

    private static string Insert(string node, string kind) => $$$"""{"op":"insertNode","node":"{{{node}}}","kind":"{{{kind}}}","parent":"AAAAAAAAAAE","after":null,"fields":{}}""";

    private static string Edit(string node, string field, string edit) => $$"""{"op":"editText","node":"{{node}}","field":"{{field}}","edit":[{{edit}}]}""";

    private async Task SubmitAsync(BareClient client, string[] operations)
    {
        var changes = operations.Select(operation => (Id: BareClient.NewId(), operation)).ToArray();
        lock (_gate)
            foreach (var (id, _) in changes) _sent[id] = Stopwatch.GetTimestamp();
        var answer = await client.SubmitAsync(Revision, changes);
        if (answer["refusal"] is { } refusal) throw new InvalidOperationException($"a change was refused: {refusal}");
        Advance((long)answer["accepted"]!.AsArray()[^1]!["revision"]!);
    }

    private sealed class Own(string node)
    {
        public string Node => node;

        public bool Full { get; set; }
    }

    private void Advance(long revision)
    {
        for (var known = Revision; known < revision && Interlocked.CompareExchange(ref _revision, revision, known) != known;) known = Revision;
    }

    private void Hear(JsonObject record, bool first)
    {
        switch ((string?)record["target"])
        {
            case "changed":
                lock (_gate)
                    foreach (var change in record["arguments"]![0]!["changes"]!.AsArray())
                        if (_sent.TryGetValue((string)change!["id"]!, out var sent)) _heard.Add(Stopwatch.GetElapsedTime(sent));
                break;
            case "people" when first:
                lock (_gate)
                {
                    foreach (var person in record["arguments"]![0]!["here"]!.AsArray()) _here.Add((string)person!["person"]!);
                    foreach (var person in record["arguments"]![0]!["gone"]!.AsArray()) _here.Remove((string)person!);
                }

                break;
        }
    }
}
