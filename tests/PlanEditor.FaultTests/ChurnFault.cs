using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using OgdPlans.Tests;

namespace PlanEditor.FaultTests;

/// <summary>
/// Connections that come and go, and such that come, never shake hands, and are held until the server ends them: the memory goes back to where it was, and the limits of a user and an address
/// hold, also for those that never said a word.
/// </summary>
internal static class ChurnFault
{
    private const int AtOnce = 40;
    private const int PerUser = 20;
    private const int PerAddress = 100;
    private const int HeldAtOnce = 200;

    // Five of a hundred when many come; a few are measured too coarsely for that.
    private const double GrowthMax = 0.05;
    private const int Many = 2_000;
    private const long FewBytesMax = 8 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // The hub waits so long to be greeted, and a moment more for a farewell.
    private static readonly TimeSpan GreetingMax = TimeSpan.FromSeconds(15) + FaultRun.Within(10);

    public static async Task RunAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        await server.StartAndListenAsync();
        var cookies = new List<string>();
        foreach (var account in new[] { "focal.np", "focal2.np", "lead.np", "contributor.np", "focal.bd", "focal2.bd" }) cookies.Add(await SampleSignIn.CookieAsync(server.Address, account));
        await ComeAndGoAsync(run, server, cookies, AtOnce * 2);
        if (run.Count >= Many) await HalfOpenAsync(run, server, cookies, AtOnce);
        var (live, resident) = (await server.LiveBytesAsync(), server.ResidentBytes);
        var clock = Stopwatch.StartNew();
        await ComeAndGoAsync(run, server, cookies, run.Count);
        var refused = await HalfOpenAsync(run, server, cookies, run.Count);
        var took = clock.Elapsed;
        await LimitsAsync(run, server, cookies);

        var max = run.Count >= Many ? (long)(live * (1 + GrowthMax)) : live + FewBytesMax;
        var (liveAfter, waiting) = (await server.LiveBytesAsync(), Stopwatch.StartNew());
        while (liveAfter > max && waiting.Elapsed < Patience) liveAfter = await server.LiveBytesAsync();
        run.Check(liveAfter <= max, $"{Mebibytes(liveAfter)} MiB live afterwards, {Mebibytes(live)} before");
        run.Check(server.Failures.Count == 0, string.Join('\n', server.Failures.Take(5)));
        run.Say($"{run.Count} connections opened and closed and {run.Count} half open, in {took.TotalSeconds:0.0} s: live memory {Mebibytes(live)} MiB before and {Mebibytes(liveAfter)} after ({100.0 * (liveAfter - live) / live:+0.0;-0.0} %), resident {Mebibytes(resident)} and {Mebibytes(server.ResidentBytes)}; the 21st of a user and the 101st of an address were refused, beside {refused} times {PerAddress} that were not greeted too");
    }

    private static string Mebibytes(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);

    private static async Task ComeAndGoAsync(FaultRun run, AppServer server, List<string> cookies, int count)
    {
        var seeds = Enumerable.Range(0, count).Select(at => (At: at, Seed: run.Random.Next())).ToList();
        await Parallel.ForEachAsync(seeds, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, _) =>
        {
            var cookie = cookies[one.At % cookies.Count];
            await using var client = await ConnectAsync(server, cookie);
            if (one.Seed % 3 == 0) await client.OpenAsync(one.At % cookies.Count < 4 ? "nepal" : "bangladesh");
        });
    }

    // A connection that has gone is counted out a moment later.
    private static async Task<BareClient> ConnectAsync(AppServer server, string cookie)
    {
        for (var waiting = Stopwatch.StartNew(); ;)
        {
            try
            {
                return await BareClient.ConnectAsync(server.Address, default, ("Cookie", cookie));
            }
            catch (WebSocketException refused) when (refused.Message.Contains("429", StringComparison.Ordinal) && waiting.Elapsed < Patience)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <returns>How often the limits were tried while as many were open as an address may have.</returns>
    private static async Task<int> HalfOpenAsync(FaultRun run, AppServer server, List<string> cookies, int count)
    {
        var tried = 0;
        for (; count > 0; count -= HeldAtOnce)
            if (await HoldAsync(run, server, cookies, Math.Min(HeldAtOnce, count))) tried++;
        return tried;
    }

    // As many WebSockets without a greeting as an address may have; nothing, or half a request, on the others.
    private static async Task<bool> HoldAsync(FaultRun run, AppServer server, List<string> cookies, int count)
    {
        var held = new List<TcpClient>();
        try
        {
            var sockets = Math.Min(PerAddress, count);
            for (var at = 0; at < sockets; at++) held.Add(await UngreetedAsync(server, cookies[at / PerUser]));
            for (var at = sockets; at < count; at++) held.Add(await SendAsync(server, at % 2 == 0 ? "" : Request(server, cookies[0])[..100]));
            if (sockets == PerAddress)
            {
                run.Check(await IsRefusedAsync(server, cookies[0]), $"a user has more than {PerUser} connections, {PerUser} of them without a greeting");
                run.Check(await IsRefusedAsync(server, cookies[^1]), $"an address has more than {PerAddress} connections, {PerAddress} of them without a greeting");
            }

            var ends = await Task.WhenAll(held.Take(sockets).Select(EndsAsync));
            run.Check(ends.All(ended => ended), $"{ends.Count(ended => !ended)} of {sockets} connections without a greeting were still open after {GreetingMax.TotalSeconds:0} s");
            return sockets == PerAddress;
        }
        finally
        {
            foreach (var one in held) one.Dispose();
        }
    }

    private static async Task<TcpClient> UngreetedAsync(AppServer server, string cookie)
    {
        for (var waiting = Stopwatch.StartNew(); ;)
        {
            var socket = await SendAsync(server, Request(server, cookie));
            var status = new byte["HTTP/1.1 101".Length];
            await socket.GetStream().ReadExactlyAsync(status);
            if (status.AsSpan().EndsWith("101"u8)) return socket;
            socket.Dispose();
            if (waiting.Elapsed > Patience) throw new TimeoutException($"no WebSocket: {Encoding.ASCII.GetString(status)}");
            await Task.Delay(20);
        }
    }

    private static string Request(AppServer server, string cookie) =>
        $"GET /hubs/plan HTTP/1.1\r\nHost: {server.Address.Authority}\r\nOrigin: {server.Address.GetLeftPart(UriPartial.Authority)}\r\nCookie: {cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private static async Task<TcpClient> SendAsync(AppServer server, string text)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        return socket;
    }

    /// <returns>Whether the server ended it in time.</returns>
    private static async Task<bool> EndsAsync(TcpClient socket)
    {
        using var deadline = new CancellationTokenSource(GreetingMax);
        var buffer = new byte[1_024];
        try
        {
            while (await socket.GetStream().ReadAsync(buffer, deadline.Token) > 0) { }
        }
        catch (IOException)
        {
            // It was not ended politely.
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        return true;
    }

    private static async Task LimitsAsync(FaultRun run, AppServer server, List<string> cookies)
    {
        var held = new List<BareClient>();
        foreach (var cookie in cookies.Take(PerAddress / PerUser))
        {
            for (var at = 0; at < PerUser; at++) held.Add(await ConnectAsync(server, cookie));
            if (!await IsRefusedAsync(server, cookie)) run.Wrong($"a user has more than {PerUser} connections");
        }

        if (!await IsRefusedAsync(server, cookies[^1])) run.Wrong($"an address has more than {PerAddress} connections");
        foreach (var one in held) await one.DisposeAsync();
        foreach (var cookie in cookies) await (await ConnectAsync(server, cookie)).DisposeAsync();
    }

    private static async Task<bool> IsRefusedAsync(AppServer server, string cookie)
    {
        try
        {
            await (await BareClient.ConnectAsync(server.Address, default, ("Cookie", cookie))).DisposeAsync();
            return false;
        }
        catch (WebSocketException refused) when (refused.Message.Contains("429", StringComparison.Ordinal))
        {
            return true;
        }
    }
}
