using System.Diagnostics;
using System.Text.Json.Nodes;
using OgdPlans.Tests;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>
/// Forty-nine people in a plan, and one whose computer reads nothing any more. The others feel nothing of it, the server holds little for it, and it finds its way back when it wakes.
/// The count is the seconds of each of the two measurings.
/// </summary>
internal static class SlowReaderFault
{
    private const int Others = 49;
    private const int Writers = 10;

    // To see what one costs, some are stuck while the memory is measured.
    private const int Stuck = 10;
    private const long PerStuckMax = 1024 * 1024;

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
        await crowd.JoinAsync(1);
        var sleeper = await Sleeper.JoinAsync(server.Address, slow);
        var revision = crowd.Revision;
        var per = await MemoryAsync(server, slow, crowd);
        await crowd.JoinAsync(Others - 1);
        await crowd.WorkAsync(TimeSpan.FromSeconds(1));
        var with = await crowd.WorkAsync(TimeSpan.FromSeconds(run.Count));
        var missed = crowd.Revision - revision;
        var woken = await sleeper.WakeAsync(crowd);
        await sleeper.DisposeAsync();
        var without = await crowd.WorkAsync(TimeSpan.FromSeconds(run.Count));
        run.Check(woken <= WakeMax, $"the sleeper was equal only after {woken.TotalSeconds:0.0} s");
        run.Check(per <= PerStuckMax, $"a stuck connection costs {per / 1024} KiB");
        if (run.Count >= LongSeconds) run.Check(with < without * SlowerMax, $"the others' p95 rose from {without.TotalMilliseconds:0} to {with.TotalMilliseconds:0} ms");
        else run.Check(with < without + FaultRun.Within(1), $"the others' p95 rose from {without.TotalMilliseconds:0} to {with.TotalMilliseconds:0} ms");
        run.Check(server.Failures.Count == 0, string.Join('\n', server.Failures.Take(5)));
        run.Say($"p95 from sending to hearing by {Others} others: {without.TotalMilliseconds:0} ms without and {with.TotalMilliseconds:0} ms with a stuck reader; {per / 1024} KiB for each that is stuck; awake and equal within {woken.TotalMilliseconds:0} ms, {missed} changes later");
    }

    private static async Task<long> MemoryAsync(AppServer server, string cookie, Crowd crowd)
    {
        var stuck = new List<Sleeper>();
        for (var at = 0; at < Stuck; at++) stuck.Add(await Sleeper.JoinAsync(server.Address, cookie));
        // More than all buffers between here and there hold.
        await crowd.FloodAsync(40);
        var with = await server.LiveBytesAsync();
        foreach (var one in stuck) await one.DisposeAsync();
        // Gone for the server too: the first of the crowd and the one who still sleeps are left.
        await Until.TrueAsync(() => crowd.Here <= 2, WakeMax, "the stuck connections ended");
        var without = await server.LiveBytesAsync();
        return (with - without) / Stuck;
    }

    /// <summary>Somebody whose computer stops reading.</summary>
    private sealed class Sleeper : IAsyncDisposable
    {
        private readonly Uri _site;
        private readonly string _cookie;
        private readonly BareClient _client;
        private readonly ManualResetEventSlim _awake = new();
        private long _revision;

        private Sleeper(Uri site, string cookie, BareClient client) => (_site, _cookie, _client) = (site, cookie, client);

        public static async Task<Sleeper> JoinAsync(Uri site, string cookie)
        {
            var client = await BareClient.ConnectAsync(site, default, ("Cookie", cookie));
            var sleeper = new Sleeper(site, cookie, client) { _revision = (long)(await client.OpenAsync("nepal"))["revision"]! };
            client.OnRecord = _ => sleeper._awake.Wait();
            return sleeper;
        }

        /// <summary>Reads on, hears that it has to open again or finds itself cut off, and opens from its revision.</summary>
        /// <returns>How long it took until it had everything.</returns>
        public async Task<TimeSpan> WakeAsync(Crowd crowd)
        {
            var clock = Stopwatch.StartNew();
            var closed = _client.Closed;
            _awake.Set();
            await Until.TrueAsync(() => _client.Heard("resync") > 0 || closed.IsCompleted, WakeMax, "the sleeper was told to open again");
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
        private readonly List<BareClient> _clients = [];
        private readonly Lock _gate = new();
        private readonly Dictionary<string, long> _sent = [];
        private readonly HashSet<string> _here = [];
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

        /// <summary>Each writer makes four changes a second.</summary>
        /// <returns>The time from sending to hearing, at the 95th of a hundred.</returns>
        public async Task<TimeSpan> WorkAsync(TimeSpan time)
        {
            lock (_gate) _heard = [];
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(_clients.Take(Writers).Select(async (client, at) =>
            {
                await Task.Delay(at * 25);
                while (clock.Elapsed < time)
                {
                    await SubmitAsync(client, Wire.Insert("lesson", "\"statement\":\"Ask first\""));
                    await Task.Delay(250);
                }
            }));
            lock (_gate) return Until.Percentile95(_heard);
        }

        /// <summary>Makes a few changes of more than a hundred kilobytes.</summary>
        public async Task FloodAsync(int changes)
        {
            var text = new string('ক', 45_000);
            for (var at = 0; at < changes; at++)
                await SubmitAsync(_clients[0], Wire.Insert("customSection", $"\"{ActionPlan.Section.TextKey}\":\"{text}\""));
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var client in _clients) await client.DisposeAsync();
        }

        private async Task SubmitAsync(BareClient client, string operation)
        {
            var id = BareClient.NewId();
            lock (_gate) _sent[id] = Stopwatch.GetTimestamp();
            var answer = await client.SubmitAsync(Revision, (id, operation));
            if (answer["refusal"] is { } refusal) throw new InvalidOperationException($"a change was refused: {refusal}");
            Advance((long)answer["accepted"]![0]!["revision"]!);
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
