using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using OgdPlans.Tests;

namespace PlanEditor.FaultTests;

/// <summary>
/// Messages that no honest client sends, made at random by a grammar: calls with members missing, doubled, unknown or of another type, operations on what is not there or not
/// allowed, texts that the gate refuses, broken frames of the protocol, and floods. None may change anything or disturb the one who works in the plan meanwhile.
/// </summary>
internal static class HostileFault
{
    // Fewer than a connection may call at once, so that each is looked at, and not only counted.
    private const int PerConnection = 180;

    // At once: what one of them waits for, another uses.
    private const int Attackers = 4;

    private const long LogUnitsMax = 10_000_000;
    private const long GrowthMax = 50 * 1024 * 1024;

    public static async Task RunAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        await server.StartAndListenAsync();
        var accounts = new List<(string Name, string Cookie)>();
        foreach (var account in new[] { "focal.np", "lead.np", "contributor.np", "focal.bd", "lead.bd", "focal.pa", "lead.uy", "reviewer", "reviewer2", "peer.cr", "peer.mn", "admin" })
            accounts.Add((account, await SampleSignIn.CookieAsync(server.Address, account)));
        var cookie = await SampleSignIn.CookieAsync(server.Address, "focal2.np");
        await using var bystander = new Bystander(await BareClient.ConnectAsync(server.Address, default, ("Cookie", cookie)));
        await bystander.OpenAsync();
        var quiet = await bystander.WorkAsync(Task.Delay(TimeSpan.FromSeconds(2)));
        var tally = new Tally();
        // A round before the measuring, so that what is made once is made.
        await AttackAsync(run, server, accounts, 500, new Random(run.Seed), tally);
        var (resident, live) = (server.ResidentBytes, await server.LiveBytesAsync());
        var hostile = await bystander.WorkAsync(AttackAsync(run, server, accounts, run.Count, run.Random, tally));
        await bystander.EndAsync(run);
        var (residentAfter, liveAfter) = (server.ResidentBytes, await server.LiveBytesAsync());
        run.Check(tally.Accepted == 0, $"{tally.Accepted} hostile changes were accepted, such as {tally.Example}");
        run.Check(server.Failures.Count == 0, string.Join('\n', server.Failures.Take(10)));
        run.Check(server.LogUnits < LogUnitsMax, $"the log has {server.LogUnits} characters");
        run.Check(liveAfter - live < GrowthMax, $"{Mebibytes(liveAfter - live)} MiB more live after the attack");
        run.Check(tally.Refused > run.Count / 4, $"only {tally.Refused} messages were refused in words: most were not looked at");
        run.Say($"{tally.Sent} messages over {tally.Connections} connections: {tally.Refused} refused ({string.Join(", ", tally.Codes.OrderByDescending(code => code.Value).Select(code => $"{code.Key} {code.Value}"))}), {tally.Cut} connections ended by the server");
        run.Say($"the other's p95 {quiet.TotalMilliseconds:0} ms before and {hostile.TotalMilliseconds:0} ms meanwhile; live memory {Mebibytes(live)} MiB before and {Mebibytes(liveAfter)} after, resident {Mebibytes(resident)} and {Mebibytes(residentAfter)}; {server.LogUnits / 1024} KiB of log, {server.Failures.Count} failures in it");
    }

    private static string Mebibytes(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);

    private static Task AttackAsync(FaultRun run, AppServer server, List<(string Name, string Cookie)> accounts, int messages, Random random, Tally tally) => Task.WhenAll(Enumerable.Range(0, Attackers).Select(one =>
        AttackAsync(run, server, [.. accounts.Where((_, at) => at % Attackers == one)], messages / Attackers, new Grammar(new Random(random.Next())), tally)).ToList());

    private static async Task AttackAsync(FaultRun run, AppServer server, List<(string Name, string Cookie)> accounts, int messages, Grammar grammar, Tally tally)
    {
        for (var (sent, round) = (0, 0); sent < messages; round++)
        {
            BareClient client;
            try
            {
                var account = accounts[round % accounts.Count];
                grammar.Become(account.Name);
                client = await BareClient.ConnectAsync(server.Address, default, ("Cookie", account.Cookie));
                tally.Connected();
            }
            catch (WebSocketException refused) when (refused.Message.Contains("429", StringComparison.Ordinal))
            {
                // The connections before it are not counted out yet.
                await Task.Delay(50);
                continue;
            }

            await using (client)
            {
                client.OnRecord = tally.Hear;
                try
                {
                    if (grammar.Opens) await client.OpenAsync("nepal");
                    var flood = round % 20 == 19;
                    for (var end = Math.Min(messages, sent + (flood ? 1_500 : PerConnection)); sent < end; sent++)
                    {
                        await client.SendRawAsync(grammar.Next());
                        tally.Send(run);
                    }

                    // The answer to a harmless call comes after the answers to all before it.
                    await client.CallAsync("Check", """{"revision":0,"texts":[]}""");
                }
                catch (Exception gone) when (gone is WebSocketException or IOException or InvalidOperationException or OperationCanceledException)
                {
                    tally.Ended();
                }
            }
        }
    }

    /// <summary>What came back, from all attackers.</summary>
    private sealed class Tally
    {
        private readonly Lock _gate = new();
        private readonly Stopwatch _clock = Stopwatch.StartNew();

        public int Sent { get; private set; }

        public int Connections { get; private set; }

        public int Cut { get; private set; }

        public int Refused { get; private set; }

        public int Accepted { get; private set; }

        public string Example { get; private set; } = "";

        public Dictionary<string, int> Codes { get; } = [];

        /// <summary>Counts a message, and now and then says how far it is: a million takes its time.</summary>
        public void Send(FaultRun run)
        {
            lock (_gate)
                if (++Sent % 100_000 == 0) run.Say($"{Sent} messages after {_clock.Elapsed.TotalSeconds:0} s");
        }

        public void Connected()
        {
            lock (_gate) Connections++;
        }

        public void Ended()
        {
            lock (_gate) Cut++;
        }

        public void Hear(JsonObject record)
        {
            if (record["result"] is not JsonObject result) return;
            lock (_gate)
            {
                if (result["refusal"] is JsonObject refusal)
                {
                    Refused++;
                    var code = (string)refusal["code"]!;
                    Codes[code] = Codes.GetValueOrDefault(code) + 1;
                }

                if (result["accepted"] is JsonArray { Count: > 0 } accepted)
                {
                    Accepted += accepted.Count;
                    Example = record.ToJsonString();
                }
            }
        }
    }
}
