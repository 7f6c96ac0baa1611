using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;
using PlanEditor.FaultTests;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Text;

namespace PlanBench;

/// <summary>Many connections to one plan, over the public protocol, on a server that is a process of its own.</summary>
internal static class LoadBench
{
    private const string Plan = "nepal";
    private const string Field = "text";
    private const int BaseUnits = 10_000;
    private const int ConnectionsPerAddress = 90;

    // What the hub allows one user.
    private const int ConnectionsPerAccount = 20;
    private const double DeletedShare = 0.2;

    private static readonly NodeId Node = NodeId.Parse("YmVuY2h0ZXg");
    private static readonly string[] Own = ["lead.np", "focal.np", "focal2.np"];
    private static readonly string[] Lent = ["lead.bd", "focal.bd", "focal2.bd", "lead.pa", "focal.pa", "focal2.pa", "lead.uy", "focal.uy", "focal2.uy"];
    private static readonly JsonSerializerOptions WithNaN = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (clients, rate, seconds) = (arguments.Number("clients", 50), arguments.Number("rate", 5), arguments.Number("seconds", 15));
        var (full, warmup) = (Math.Min(clients, arguments.Number("full", clients)), arguments.Number("warmup", 4));
        if (arguments.Text("accounts") is not null && arguments.Text("url") is null) throw new ArgumentException("--accounts needs --url: a server of the bench's own has accounts of its own");
        using var server = arguments.Text("url") is null ? new AppServer(Path.GetFullPath(arguments.Text("app") ?? "artifacts/bench/app/PlanEditor.dll")) : null;
        string[] accounts = server is not null ? [.. Own, .. Lent] : arguments.Text("accounts")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? Own;
        var site = server?.Address ?? new Uri(arguments.Text("url")!);
        if (server is not null)
        {
            server.Start();
            await server.ListenAsync();
            await ProcessFigures.CalmAsync(server.ProcessId);
            LendAccounts(server.Data);
        }

        if (clients >= accounts.Length * ConnectionsPerAccount)
            throw new ArgumentException($"--clients {clients}: one account has at most {ConnectionsPerAccount} connections, so {accounts.Length} accounts carry {(accounts.Length * ConnectionsPerAccount) - 1} clients and one that comes later{(server is null ? "; --accounts names more that may write Nepal's plan there" : "")}");
        var cookies = new string[accounts.Length];
        for (var at = 0; at < Math.Min(clients + 1, accounts.Length); at++) cookies[at] = await SampleSignIn.CookieAsync(site, accounts[at]);
        Task<LoadClient> ConnectAsync(int i) => LoadClient.ConnectAsync(site, cookies[i % accounts.Length], site.IsLoopback ? new IPAddress([127, 0, 0, (byte)(1 + (i / ConnectionsPerAddress))]) : IPAddress.Any);

        var all = new List<LoadClient>();
        try
        {
            await using (var first = await ConnectAsync(0)) await MakeTextAsync(first);
            for (var i = 0; i < clients; i++) all.Add(await ConnectAsync(i));
            foreach (var client in all) client.Show(await client.OpenAsync(Plan), Node, Field);
            foreach (var client in all[full..]) client.Drop();
            if (arguments.Text("lockstep") is not null) return await StepAsync(all, arguments.Number("lockstep", 1), server, arguments.Json);
            var figures = await MeasureAsync(all, full, rate, seconds, warmup, server?.ProcessId);
            await using var late = await ConnectAsync(clients);
            late.Show(await late.OpenAsync(Plan), Node, Field);
            var same = all[..full].All(client => client.Text.ToString() == late.Text.ToString());
            foreach (var failure in all.Where(client => client.Failure is not null)) Console.Error.WriteLine(failure.Failure);
            Print(figures with { Same = same }, arguments.Json);
            return same && all.All(client => client.Failure is null) ? 0 : 1;
        }
        finally
        {
            foreach (var client in all) await client.DisposeAsync();
        }
    }

    /// <summary>Three people of a country are too few connections: others are lent to it, as an administrator could.</summary>
    private static void LendAccounts(string data)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, StorageSetup.FileName), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 5000; UPDATE AspNetUsers SET Country = 'NP' WHERE Country IS NOT NULL";
        command.ExecuteNonQuery();
    }

    private static async Task MakeTextAsync(LoadClient client)
    {
        var opened = await client.OpenAsync(Plan);
        if (opened.GetProperty("document").GetProperty("nodes").TryGetProperty(Node.ToString(), out _)) return;
        var text = string.Concat(Enumerable.Repeat("open data for the ministry by year\n", BaseUnits / 35));
        await client.SubmitAsync(
            $$$"""{"op":"insertNode","node":"{{{Node}}}","kind":"customSection","parent":"{{{NodeId.Root}}}","after":null,"fields":{"title":"Measuring","text":{{{JsonSerializer.Serialize(text)}}}}}""");
    }

    private static async Task<LoadFigures> MeasureAsync(List<LoadClient> all, int full, int rate, int seconds, int warmup, int? server)
    {
        var (typists, clients) = (all[..full], all.Count);
        var born = new ConcurrentDictionary<string, long>();
        var (latencies, acks) = (new Samples(), new Samples());
        long lastHeard = 0;
        void Record(Samples into, string id)
        {
            var now = Stopwatch.GetTimestamp();
            lastHeard = now;
            if (born.TryGetValue(id, out var at) && at > 0)
                lock (into) into.Add(Stopwatch.GetElapsedTime(at, now).TotalMilliseconds);
        }

        foreach (var typist in typists) (typist.Applied, typist.Acknowledged) = (id => Record(latencies, id), id => Record(acks, id));
        var random = new Random(clients * 1000 + rate);
        var every = TimeSpan.FromSeconds((double)typists.Count / (clients * rate));
        var watch = Stopwatch.StartNew();
        var due = typists.Select(_ => every * random.NextDouble()).ToArray();
        var (from, until) = (TimeSpan.FromSeconds(warmup), TimeSpan.FromSeconds(warmup + seconds));
        var (measuring, made) = (false, 0);
        var (serverCpu, ownCpu, messages) = (0.0, 0.0, 0L);
        while (watch.Elapsed < until)
        {
            if (!measuring && watch.Elapsed >= from)
            {
                measuring = true;
                messages = all.Sum(client => client.Messages);
                serverCpu = server is { } pid ? ProcessFigures.CpuSeconds(pid) : 0;
                ownCpu = ProcessFigures.CpuSeconds(Environment.ProcessId);
            }

            for (var i = 0; i < typists.Count; i++)
            {
                if (due[i] > watch.Elapsed) continue;
                due[i] += every;
                typists[i].Edit(text => Next(text, random), id => born[id] = measuring ? Stopwatch.GetTimestamp() : 0);
                if (measuring) made++;
            }

            await Task.Delay(1);
        }

        serverCpu = server is { } running ? ProcessFigures.CpuSeconds(running) - serverCpu : double.NaN;
        ownCpu = ProcessFigures.CpuSeconds(Environment.ProcessId) - ownCpu;
        messages = all.Sum(client => client.Messages) - messages;
        var end = Stopwatch.GetTimestamp();
        while (!typists.All(typist => typist.IsSettled && typist.Revision == typists[0].Revision) && watch.Elapsed < until + SettleMax && typists.All(typist => typist.Failure is null)) await Task.Delay(20);
        return new LoadFigures
        {
            Clients = clients,
            Full = typists.Count,
            Offered = clients * rate,
            Made = (double)made / seconds,
            P50 = latencies.At(0.5),
            P95 = latencies.At(0.95),
            P99 = latencies.At(0.99),
            Ack50 = acks.At(0.5),
            Ack95 = acks.At(0.95),
            Ack99 = acks.At(0.99),
            Seen = (double)latencies.Count / Math.Max(1, made * (typists.Count - 1)),
            ServerCpu = serverCpu / seconds,
            MicrosPerEdit = serverCpu * 1e6 / made,
            MicrosPerDelivery = serverCpu * 1e6 / ((double)made * (clients - 1)),
            MicrosPerMessage = serverCpu * 1e6 / messages,
            PeakRssBytes = server is { } last ? ProcessFigures.PeakRss(last) : 0,
            BenchCpu = ownCpu / seconds / Environment.ProcessorCount,
            DrainMs = Math.Max(0, Stopwatch.GetElapsedTime(end, lastHeard).TotalMilliseconds),
        };
    }

    /// <summary>
    /// One edit at a time, the next one when everybody has the one before: so each delivery is a message of its own, and how much of the machine others use
    /// has no part in the processor time of one.
    /// </summary>
    private static async Task<int> StepAsync(List<LoadClient> all, int edits, AppServer? server, bool json)
    {
        if (server is null) throw new ArgumentException("--lockstep needs a server of its own");
        var random = new Random(edits);
        var cpu = 0.0;
        for (var edit = -edits / 4; edit < edits; edit++)
        {
            if (edit == 0) cpu = ProcessFigures.CpuSeconds(server.ProcessId);
            var before = all.Select(client => client.Messages).ToArray();
            all[0].Edit(text => Next(text, random), _ => { });
            while (all.Where((client, at) => client.Messages == before[at] && client.Failure is null).Any() || (!all[0].IsSettled && all[0].Failure is null)) await Task.Delay(1);
        }

        cpu = ProcessFigures.CpuSeconds(server.ProcessId) - cpu;
        foreach (var failure in all.Where(client => client.Failure is not null)) Console.Error.WriteLine(failure.Failure);
        var (microsPerEdit, microsPerMessage) = (cpu * 1e6 / edits, cpu * 1e6 / edits / all.Count);
        if (json) Console.WriteLine(JsonSerializer.Serialize(new { bench = "load", lockstep = new { clients = all.Count, edits, microsPerEdit, microsPerMessage } }));
        else Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all.Count} clients, {edits} edits in lockstep: {microsPerEdit:N0} µs of processor time per edit, {microsPerMessage:N1} µs per message"));
        return all.All(client => client.Failure is null) ? 0 : 1;
    }

    private static (int From, int To, string Insert) Next(PlanText text, Random random)
    {
        var pos = random.Next(text.Length);
        return random.NextDouble() < DeletedShare ? (pos, pos + 1, "") : (pos, pos, ((char)random.Next('ক', 'হ')).ToString());
    }

    private static void Print(LoadFigures figures, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { bench = "load", figures }, WithNaN));
            return;
        }

        static string N(double value, int digits = 0) => value.ToString($"N{digits}", CultureInfo.InvariantCulture);
        Table.Print(
            ["clients", "edits/s offered", "made", "p50 ms", "p95", "p99", "ack p50", "ack p95", "ack p99", "server CPU", "µs/edit", "µs/delivery", "µs/message", "peak RSS MB", "bench busy", "seen", "drain ms", "same text"],
            [
                [
                    $"{figures.Clients} ({figures.Full} full)", N(figures.Offered), N(figures.Made), N(figures.P50, 1), N(figures.P95, 1), N(figures.P99, 1), N(figures.Ack50, 1), N(figures.Ack95, 1), N(figures.Ack99, 1),
                    $"{N(figures.ServerCpu * 100)} %", N(figures.MicrosPerEdit), N(figures.MicrosPerDelivery, 1), N(figures.MicrosPerMessage, 1), N(figures.PeakRssBytes / 1e6), $"{N(figures.BenchCpu * 100)} %",
                    $"{N(figures.Seen * 100, 1)} %", N(figures.DrainMs), figures.Same ? "yes" : "NO",
                ],
            ]);
    }
}
