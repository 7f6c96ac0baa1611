using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using OgdPlans.Tests;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>
/// Forty-nine people in a plan, and one whose computer reads nothing any more. The others feel nothing of it, the server holds little for it, and it finds its way back when it wakes.
/// The count is the seconds with and the seconds without, measured in turn, as the machine is not equally busy all the time.
/// </summary>
internal static class SlowReaderFault
{
    private const int Others = 49;
    private const int Writers = 10;

    // To see what one costs, some are stuck while the memory is measured.
    private const int Stuck = 10;
    private const long PerStuckMax = 1024 * 1024;

    // Each is 405 kB: 4 MiB, and more than all buffers between here and one who does not read hold.
    private const int FloodsRemembered = 12;
    private const int FloodsWithout = 6;
    private const int FloodsToFill = 16;

    // Shorter than the server's patience with one who reads nothing: it is stuck as long as is measured.
    private const int TurnSeconds = 5;

    // A fifth when measured long; a few seconds on a shared machine are rougher than that.
    private const double SlowerMax = 1.2;
    private const int LongSeconds = 60;

    private static readonly TimeSpan WakeMax = FaultRun.Within(10);

    public static async Task RunAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        await server.StartAndListenAsync();
        var slow = await SampleSignIn.CookieAsync(server.Address, "contributor.np");
        await using var crowd = new Crowd(server.Address);
        await crowd.JoinAsync(Crowd.Flooders);
        var (per, woken) = await MemoryAsync(run, server, slow, crowd);
        await crowd.JoinAsync(Others - Crowd.Flooders);
        // Before the measuring, so that what is made once is made.
        await crowd.WorkAsync(TimeSpan.FromSeconds(3));
        var (with, without) = (new List<TimeSpan>(), new List<TimeSpan>());
        var heard = 0;
        var missed = 0L;
        var turns = (run.Count + TurnSeconds - 1) / TurnSeconds;
        for (var turn = 0; turn < 2 * turns; turn++)
        {
            // With, without, without, with: what changes steadily over time falls on both.
            var sleeper = turn % 4 is 0 or 3 ? await Sleeper.JoinAsync(server.Address, slow) : null;
            var revision = crowd.Revision;
            if (sleeper is not null) await sleeper.FillAsync();
            await crowd.WorkAsync(TimeSpan.FromSeconds(1));
            var times = await crowd.WorkAsync(TimeSpan.FromSeconds(Math.Min(run.Count, TurnSeconds)));
            (sleeper is null ? without : with).Add(Until.Percentile95(times));
            heard += times.Count;
            if (sleeper is null) continue;
            missed += crowd.Revision - revision;
            var took = await sleeper.WakeAsync(crowd);
            run.Check(!sleeper.IsCutOff, "the sleeper was cut off while the others were measured");
            woken = took > woken ? took : woken;
            await sleeper.DisposeAsync();
        }

        // Of the turns the one in the middle: what else the machine does in some of them does not count.
        var (slower, usual) = (Middle(with), Middle(without));
        run.Check(woken <= WakeMax, $"a sleeper was equal only after {woken.TotalSeconds:0.0} s");
        run.Check(per <= PerStuckMax, $"a stuck connection costs {per / 1024} KiB");
        run.Check(run.Count >= LongSeconds ? slower < usual * SlowerMax : slower < usual + FaultRun.Within(1), $"the others' p95 rose from {usual.TotalMilliseconds:0} to {slower.TotalMilliseconds:0} ms");
        run.Check(server.Failures.Count == 0, string.Join('\n', server.Failures.Take(5)));
        run.Say($"p95 from sending to hearing by {Others} others, the middle of {turns} turns each: {usual.TotalMilliseconds:0} ms without and {slower.TotalMilliseconds:0} ms with a stuck reader ({heard} times heard); {per / 1024} KiB for each that is stuck; awake and equal within {woken.TotalMilliseconds:0} ms, {missed} changes later");
    }

    private static TimeSpan Middle(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    /// <returns>What one who is stuck costs at the most, from the first byte that it does not read until it was told to open again, and how long one of them took to be equal again.</returns>
    private static async Task<(long Bytes, TimeSpan Woken)> MemoryAsync(FaultRun run, AppServer server, string cookie, Crowd crowd)
    {
        // What a plan remembers of its last changes is as large before as after.
        for (var at = 0; at < FloodsRemembered; at++) await crowd.FloodAsync();
        var without = await MostAsync(server, crowd, FloodsWithout);
        await using var sleeper = await Sleeper.JoinAsync(server.Address, cookie);
        var stuck = new List<Sleeper>();
        for (var at = 0; at < Stuck; at++) stuck.Add(await Sleeper.JoinAsync(server.Address, cookie));
        var with = await MostAsync(server, crowd, FloodsToFill);
        foreach (var one in stuck) await one.DisposeAsync();
        // Gone for the server too: those of the crowd and the one who still sleeps are left.
        await Until.TrueAsync(() => crowd.Here <= Crowd.Flooders + 1, WakeMax, "the stuck connections ended");
        var woken = await sleeper.WakeAsync(crowd);
        run.Check(sleeper.IsTold || sleeper.IsCutOff, "nobody told the sleeper that it missed more than is kept");
        return ((with - without) / (Stuck + 1), woken);
    }

    /// <summary>The most that the server holds after any of some floods.</summary>
    private static async Task<long> MostAsync(AppServer server, Crowd crowd, int floods)
    {
        var most = 0L;
        for (var at = 0; at < floods; at++)
        {
            await crowd.FloodAsync();
            most = Math.Max(most, await server.LiveBytesAsync());
        }

        return most;
    }

    /// <summary>Somebody whose computer stops reading.</summary>
    private sealed class Sleeper : IAsyncDisposable
    {
        private readonly Uri _site;
        private readonly string _cookie;
        private readonly BareClient _client;
        private readonly ManualResetEventSlim _awake = new();
        private long _revision;
        private long _heard;

        private Sleeper(Uri site, string cookie, BareClient client) => (_site, _cookie, _client) = (site, cookie, client);

        public static async Task<Sleeper> JoinAsync(Uri site, string cookie)
        {
            var client = await BareClient.ConnectAsync(site, default, ("Cookie", cookie));
            var sleeper = new Sleeper(site, cookie, client) { _revision = (long)(await client.OpenAsync("nepal"))["revision"]! };
            client.OnRecord = sleeper.Hear;
            return sleeper;
        }

        private void Hear(JsonObject record)
        {
            _awake.Wait();
            if ((string?)record["target"] == "changed") Interlocked.Exchange(ref _heard, (long)record["arguments"]![0]!["changes"]!.AsArray()[^1]!["revision"]!);
        }

        /// <summary>Whether it heard that it has to open again.</summary>
        public bool IsTold => _client.Heard("resync") > 0;

        /// <summary>Whether the server had lost patience before it woke, so that it was not stuck all the time.</summary>
        public bool IsCutOff { get; private set; }

        /// <summary>Asks for more than all buffers between here and there hold, so that the server is stuck with it though little else happens.</summary>
        public async Task FillAsync()
        {
            for (var at = 0; at < 60; at++) await _client.SendRawAsync("{\"type\":1,\"invocationId\":\"more\",\"target\":\"Changes\",\"arguments\":[{\"after\":0,\"limit\":500}]}\u001e");
        }

        /// <summary>Reads on: hears what it missed, or that it has to open again, or finds itself cut off. Then it opens from its revision.</summary>
        /// <returns>How long it took until it had everything.</returns>
        public async Task<TimeSpan> WakeAsync(Crowd crowd)
        {
            var clock = Stopwatch.StartNew();
            var (closed, last) = (_client.Closed, crowd.Revision);
            _awake.Set();
            await Until.TrueAsync(() => IsTold || closed.IsCompleted || Interlocked.Read(ref _heard) >= last, WakeMax, "the sleeper heard what it missed, or that it did");
            IsCutOff = closed.IsCompleted && !IsTold;
            await using var line = await BareClient.ConnectAsync(_site, default, ("Cookie", _cookie));
            var answer = await line.OpenAsync("nepal", _revision);
            while (true)
            {
                foreach (var change in answer["changes"]!.AsArray())
                    if ((long)change!["revision"]! != ++_revision) throw new InvalidOperationException($"revision {change["revision"]} came instead of {_revision}");
                if (_revision >= crowd.Revision) return clock.Elapsed;
                answer = await line.CallAsync("Changes", new { after = _revision, limit = 100 });
            }
        }

        public async ValueTask DisposeAsync()
        {
            _awake.Set();
            await _client.DisposeAsync();
            _awake.Dispose();
        }
    }

    /// <summary>The others: all read, some write.</summary>
    private sealed class Crowd(Uri site) : IAsyncDisposable
    {
        /// <summary>How many flood at once.</summary>
        public const int Flooders = 3;

        private static readonly string Flood = new('ক', 45_000);

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

        /// <summary>Makes changes of 135 kB, one by each of a few at once, and takes them back.</summary>
        public async Task FloodAsync()
        {
            for (var at = 0; at < 2; at++) await Task.WhenAll(_clients.Take(Flooders).Select(client => TypeAsync(client, "customSection", ActionPlan.Section.TextKey, Flood)));
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var client in _clients) await client.DisposeAsync();
        }

        // Puts words into the client's own part of a kind, and takes them out the next time.
        private async Task TypeAsync(BareClient client, string kind, string field, string words)
        {
            if (!_own.TryGetValue((client, kind), out var own))
            {
                own = new Own(PlanModel.IdText.Write(Guid.NewGuid())[..10] + "A");
                _own.TryAdd((client, kind), own);
                await SubmitAsync(client, $$$"""{"op":"insertNode","node":"{{{own.Node}}}","kind":"{{{kind}}}","parent":"AAAAAAAAAAE","after":null,"fields":{}}""");
            }

            await SubmitAsync(client, $$"""{"op":"editText","node":"{{own.Node}}","field":"{{field}}","edit":[{{(own.Full ? $"[{words.Length}]" : $"[0,\"{words}\"]")}}]}""");
            own.Full = !own.Full;
        }

        private async Task SubmitAsync(BareClient client, string operation)
        {
            var id = BareClient.NewId();
            lock (_gate) _sent[id] = Stopwatch.GetTimestamp();
            var answer = await client.SubmitAsync(Revision, (id, operation));
            if (answer["refusal"] is { } refusal) throw new InvalidOperationException($"a change was refused: {refusal}");
            Advance((long)answer["accepted"]![0]!["revision"]!);
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
}
