using System.Diagnostics;
using System.Text.Json.Nodes;
using OgdPlans.Tests;

namespace PlanEditor.FaultTests;

/// <summary>
/// Forty-nine people in a plan, and one whose computer reads nothing any more. The others feel nothing of it, the server holds little for it, and it finds its way back when it wakes.
/// The count is the seconds with and the seconds without, measured in turn, as the machine is not equally busy all the time.
/// </summary>
internal static class SlowReaderFault
{
    private const int Others = 49;

    // To see what one costs, some are stuck while the memory is measured: so many times, each time with more that waits for them, and all within the server's patience.
    private const int Stuck = 10;
    private const int Samples = 3;
    private const int FloodsBeyondKept = 4;
    private const long PerStuckMax = 1024 * 1024;

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
        await crowd.JoinAsync(1);
        var (per, woken) = await MemoryAsync(run, server, slow, crowd);
        await crowd.JoinAsync(Others - 1);
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

    /// <returns>What one who is stuck costs, and how long one of them took to be equal again.</returns>
    private static async Task<(long Bytes, TimeSpan Woken)> MemoryAsync(FaultRun run, AppServer server, string cookie, Crowd crowd)
    {
        // What is made once is made, and what the plan itself holds of a flood is known.
        await crowd.FloodAsync();
        var before = await server.LiveBytesAsync();
        await using var sleeper = await Sleeper.JoinAsync(server.Address, cookie);
        var stuck = new List<Sleeper>();
        for (var at = 0; at < Stuck; at++) stuck.Add(await Sleeper.JoinAsync(server.Address, cookie));
        foreach (var one in stuck.Append(sleeper)) await one.FillAsync();
        // What comes first is on its way; from the second on it waits.
        await crowd.FloodAsync();
        var with = new List<long>();
        for (var sample = 0; sample < Samples; sample++)
        {
            await crowd.FloodAsync();
            with.Add(await server.LiveBytesAsync());
        }

        foreach (var one in stuck) await one.DisposeAsync();
        // Gone for the server too: the first of the crowd and the one who still sleeps are left.
        await Until.TrueAsync(() => crowd.Here <= 2, WakeMax, "the stuck connections ended");
        var without = await server.LiveBytesAsync();
        // The plan itself grew with every flood; of what is beyond that, the most that one of them held at any time.
        var growth = (without - before) / (Samples + 1);
        var per = with.Select((bytes, sample) => (bytes - before - (growth * (sample + 2))) / Stuck).Max();
        for (var more = 0; more < FloodsBeyondKept; more++) await crowd.FloodAsync();
        var woken = await sleeper.WakeAsync(crowd);
        run.Check(sleeper.IsTold || sleeper.IsCutOff, "nobody told the sleeper that it missed more than is kept");
        await crowd.DrainAsync();
        return (per, woken);
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
}
