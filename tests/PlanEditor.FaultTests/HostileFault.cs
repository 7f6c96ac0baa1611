using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using OgdPlans.Tests;
using PlanModel.Schema;

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
        var accounts = new List<string>();
        foreach (var account in new[] { "focal.np", "lead.np", "contributor.np", "focal.bd", "lead.bd", "focal.pa", "lead.uy", "reviewer", "reviewer2", "peer.cr", "peer.mn", "admin" })
            accounts.Add(await SampleSignIn.CookieAsync(server.Address, account));
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

    private static Task AttackAsync(FaultRun run, AppServer server, List<string> accounts, int messages, Random random, Tally tally) => Task.WhenAll(Enumerable.Range(0, Attackers).Select(one =>
        AttackAsync(run, server, [.. accounts.Where((_, at) => at % Attackers == one)], messages / Attackers, new Grammar(new Random(random.Next())), tally)).ToList());

    private static async Task AttackAsync(FaultRun run, AppServer server, List<string> accounts, int messages, Grammar grammar, Tally tally)
    {
        for (var (sent, round) = (0, 0); sent < messages; round++)
        {
            BareClient client;
            try
            {
                client = await BareClient.ConnectAsync(server.Address, default, ("Cookie", accounts[round % accounts.Count]));
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

    /// <summary>The one who works in the plan: adds and takes back a word, and sees nobody else's changes.</summary>
    private sealed class Bystander(BareClient client) : IAsyncDisposable
    {
        private static readonly ItemsField Words = ActionPlan.Schema.Kinds.SelectMany(kind => kind.Fields).OfType<ItemsField>().First(field => field.Choices is null && field.Kinds.IsEmpty);

        private readonly string _node = PlanModel.IdText.Write(Guid.NewGuid())[..10] + "A";
        private long _revision;
        private long _own;

        public async Task OpenAsync()
        {
            var opened = await client.OpenAsync("nepal");
            _revision = (long)opened["revision"]!;
            var kind = ActionPlan.Schema.Kinds.First(kind => kind.Fields.Contains(Words) && PlanSchema.MayHold(ActionPlan.Schema.Root, kind));
            await SubmitAsync($$$"""{"op":"insertNode","node":"{{{_node}}}","kind":"{{{kind.Key}}}","parent":"AAAAAAAAAAE","after":null,"fields":{}}""");
        }

        /// <summary>Ten changes a second until something else is done.</summary>
        /// <returns>The time from sending to the answer, at the 95th of a hundred.</returns>
        public async Task<TimeSpan> WorkAsync(Task until)
        {
            var times = new List<TimeSpan>();
            while (!until.IsCompleted)
            {
                var clock = Stopwatch.StartNew();
                await SubmitAsync($$"""{"op":"{{(_own % 2 == 0 ? "addToSet" : "removeFromSet")}}","node":"{{_node}}","field":"{{Words.Key}}","item":"word"}""");
                times.Add(clock.Elapsed);
                await Task.Delay(100);
            }

            await until;
            return Until.Percentile95(times);
        }

        public async Task EndAsync(FaultRun run)
        {
            await using var reader = client;
            var opened = await client.OpenAsync("nepal");
            run.Check((long)opened["revision"]! == _revision, $"the plan is at revision {opened["revision"]}, {_revision} of which are the honest one's");
        }

        public ValueTask DisposeAsync() => client.DisposeAsync();

        private async Task SubmitAsync(string operation)
        {
            var answer = await client.SubmitAsync(_revision, (BareClient.NewId(), operation));
            if (answer["refusal"] is { } refusal) throw new InvalidOperationException($"the honest one was refused: {refusal}");
            // Anybody else's change in between would make this jump.
            if ((long)answer["accepted"]![0]!["revision"]! != _revision + 1) throw new InvalidOperationException($"revision {_revision + 1} is not the honest one's");
            _revision++;
            _own++;
        }
    }

    /// <summary>Makes messages, none of which may do anything.</summary>
    private sealed class Grammar(Random random)
    {
        private static readonly string[] Methods = ["Open", "Changes", "Submit", "Check", "Point"];

        private static readonly string[] Values =
            ["null", "true", "7", "-1", "0.5", "1e400", "99999999999999999999", "\"\"", "\"x\"", "[]", "{}", "[[]]", "{\"__proto__\":{}}", "\"\\ud800\"", "\"\\u0000\"", "\"../../etc/passwd\"", "\"' OR 1=1 --\"", "\"<script>\""];

        private static readonly string[] Nodes = ["AAAAAAAAAAA", "_________-8", "zzzzzzzzzzz", "AAAAAAAAAAE", "x"];

        private static readonly string[] BadTexts = ["\\u0000", "\\u000b", "\\r", "\\uffff", "\\ufffe", "\\ud83d", "\\udc00", "\\u007f", "\\ud83f\\udfff"];

        /// <summary>Whether the next connection opens the plan before it attacks.</summary>
        public bool Opens => random.Next(4) > 0;

        public string Next() => random.Next(12) switch
        {
            0 => Frame("1", Pick(["NoSuchMethod", "submit", "OnConnectedAsync", "Dispose", "\\u0000malformed", ""]), Value()),
            1 => Frame("1", Pick(Methods), Pick(["", "null", $"{Value()},{Value()}", Value(), Deep(33), Deep(60)])),
            2 => Frame(Pick(random.Next(30) > 0 ? ["4", "5", "1"] : ["2", "9", "77"]), Pick(Methods), Value()),
            3 => Frame("1", "Open", Members("plan", "session", "after")),
            4 => Frame("1", Pick(["Changes", "Check", "Point"]), Members("after", "limit", "revision", "texts", "node", "field", "anchor", "head")),
            5 => Frame("1", "Check", $$$"""{"revision":{{{Pick(["0", "1", "-5", "999999"])}}},"texts":[{"node":"{{{Pick(Nodes)}}}","field":"{{{Field()}}}","hash":{{{random.Next()}}}},{{{Value()}}}]}"""),
            6 => Frame("1", "Submit", Members("base", "changes")),
            _ => Frame("1", "Submit", $$"""{"base":{{Pick(["0", "1", "1", "1", "-1", "999999999"])}},"changes":[{{Changes()}}]}"""),
        };

        private string Changes() => string.Join(',', Enumerable.Range(0, random.Next(6) == 0 ? random.Next(205) : 1).Select(_ => $$"""{"id":"{{Pick([BareClient.NewId(), BareClient.NewId(), BareClient.NewId(), "short"])}}","ops":[{{Operation()}}]}"""));

        // Each of them breaks a rule: of form, of place, of text or of rights.
        private string Operation() => random.Next(14) switch
        {
            0 => Value(),
            1 => $$"""{"op":"{{Pick(["dropTable", "constructor", "InsertNode", ""])}}"}""",
            2 => $$"""{"op":"removeNode","node":"{{Pick(Nodes)}}"}""",
            3 => $$"""{"op":"restoreNode","node":"{{Pick(Nodes[..3])}}"}""",
            4 => $$$"""{"op":"moveNode","node":"{{{Pick(Nodes)}}}","parent":"{{{Pick(Nodes)}}}","after":{{{Value()}}}}""",
            5 => $$$"""{"op":"insertNode","node":"{{{Pick(Nodes)}}}","kind":"{{{Pick(["god", "actionPlan", "", "__proto__"])}}}","parent":"AAAAAAAAAAE","after":null,"fields":{}}""",
            6 => $$$"""{"op":"insertNode","node":"AAAAAAAAAAE","kind":"lesson","parent":"AAAAAAAAAAE","after":null,"fields":{"{{{Field()}}}":{{{Value()}}}}}""",
            7 => $$$"""{"op":"setField","node":"AAAAAAAAAAE","field":"{{{Field()}}}","value":{{{Value()}}}}""",
            8 => $$"""{"op":"editText","node":"AAAAAAAAAAE","field":"summary","edit":[[0,"{{Pick(BadTexts)}}"]]}""",
            9 => $$$"""{"op":"editText","node":"AAAAAAAAAAE","field":"{{{Field()}}}","edit":{{{Pick(["[5000000]", "[[5000000]]", "[-1]", "[[0,\"\"]]", "[1,1]", "{}", "\"all\"", $"[[0,\"{new string('x', 60_000)}\"]]"])}}}}""",
            10 => """{"op":"changeState","to":"final","note":""}""",
            11 => """{"op":"changeState","to":"changesRequested","note":""}""",
            12 => $$$"""{"op":"addToSet","node":"{{{Pick(Nodes[..3])}}}","field":"{{{Field()}}}","item":{{{Value()}}}}""",
            _ => $$$"""{"op":"openToPeers","open":{{{Pick(["1", "null", "\"true\"", "[]"])}}}}""",
        };

        private string Field() => Pick(["nowhere", "constructor", "__proto__", "", "<script>", new string('f', 300)]);

        private string Members(params string[] names)
        {
            // One is always missing and one is nobody's, so that none is ever of the form.
            var text = new StringBuilder("{\"nobodys\":0");
            foreach (var name in names)
                for (var times = random.Next(3); times > 0; times--) text.Append(CultureInfo.InvariantCulture, $",\"{name}\":{Value()}");
            return text.Append('}').ToString();
        }

        // Broken now and then, in a place where it cannot become something good: the frame has no method that could do anything without its arguments.
        private string Frame(string type, string method, string arguments)
        {
            var frame = $$"""{"type":{{type}},"invocationId":"{{random.Next(1_000_000_000, int.MaxValue)}}","target":"{{method}}","arguments":[{{arguments}}]}""";
            if (random.Next(500) == 0) frame = frame[..random.Next(frame.Length)];
            return frame + '\u001e';
        }

        private static string Deep(int levels) => new string('[', levels) + new string(']', levels);

        private string Value() => Pick(Values);

        private string Pick(string[] some) => some[random.Next(some.Length)];
    }
}
