using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using PlanEditor.FaultTests;
using PlanEditor.Samples;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Schema;

namespace PlanBench;

/// <summary>
/// How long the server takes to open a plan with a long history and one with a short, both the same in size: from the call of <c>Open</c> on a connection that is up
/// until the document is here, the room being closed before. Each start of the server gives one first time of each, in random order; then, when each has been opened once, come
/// as many times again as are asked for, in random order too: which one comes first after a start tells more of the start than of the plan.
/// </summary>
internal static class OpenBench
{
    private const string Warm = "warm-up";
    private const int WarmChanges = 900;
    private const string Country = "NP";

    // As long as it gets between two snapshots.
    private const int Tail = 299;
    private const int AppendedTogether = 1_000;

    // A room that nobody is in closes after this, and is surely closed after the other.
    private static readonly TimeSpan Sweep = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Closed = TimeSpan.FromMilliseconds(600);

    private static readonly IPAddress Address = IPAddress.Loopback;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (longest, shortest, starts, samples) = (arguments.Number("long", 100_000), arguments.Number("short", 1_000), arguments.Number("starts", 8), arguments.Number("samples", 40));
        using var server = new AppServer(Path.GetFullPath(arguments.Text("app") ?? "artifacts/bench/app/PlanEditor.dll"))
        {
            Under = command => [.. command, "--Rooms:IdleFor", Sweep.ToString("c"), "--Rooms:SweepEvery", Sweep.ToString("c")],
        };
        Measured[] plans = [new(longest), new(shortest)];
        await using (var store = await BenchStore.OpenAsync(server.Data))
            foreach (var (slug, changes) in plans.Select(plan => (plan.Slug, plan.Changes)).Append((Warm, WarmChanges))) await MakeAsync(store, slug, changes);
        var random = new Random(starts);
        for (var start = 0; start < starts; start++)
        {
            server.Start();
            await server.ListenAsync();
            await ProcessFigures.CalmAsync(server.ProcessId);
            await using var client = await LoadClient.ConnectAsync(server.Address, await SampleSignIn.CookieAsync(server.Address, "lead.np"), Address);
            // What code costs when it runs for the first time is no part of a plan.
            await client.OpenAsync(Warm);
            foreach (var plan in Shuffled(plans, random)) plan.First.Add(await TimeAsync(client, plan));
            for (var at = start; at < samples; at += starts)
            {
                foreach (var plan in Shuffled(plans, random))
                {
                    await client.OpenAsync(Warm);
                    await Task.Delay(Closed);
                    plan.Again.Add(await TimeAsync(client, plan));
                }
            }

            await server.KillAsync();
        }

        if (arguments.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                bench = "open",
                starts,
                samples,
                plans = plans.Select(plan => new { changes = plan.Changes, medianMs = plan.Again.At(0.5), p95Ms = plan.Again.At(0.95), maxMs = plan.Again.Max, firstMedianMs = plan.First.At(0.5), firstMaxMs = plan.First.Max }),
            }));
        }
        else
        {
            Table.Print(
                ["changes", "median ms", "p95", "longest", "times", "first after a start: median ms", "longest", "starts"],
                plans.Select(plan => new[]
                {
                    $"{plan.Changes:N0}", Number(plan.Again.At(0.5)), Number(plan.Again.At(0.95)), Number(plan.Again.Max), $"{plan.Again.Count}", Number(plan.First.At(0.5)), Number(plan.First.Max), $"{plan.First.Count}",
                }));
        }

        return 0;
    }

    private static async Task<double> TimeAsync(LoadClient client, Measured plan)
    {
        var watch = Stopwatch.StartNew();
        var opened = await client.OpenAsync(plan.Slug);
        var took = watch.Elapsed.TotalMilliseconds;
        return opened.GetProperty("revision").GetInt64() == plan.Changes ? took : throw new InvalidDataException($"{plan.Slug} was opened at {opened.GetProperty("revision")}");
    }

    private static Measured[] Shuffled(Measured[] plans, Random random)
    {
        var order = plans.ToArray();
        random.Shuffle(order);
        return order;
    }

    private static async Task MakeAsync(BenchStore store, string slug, int changes)
    {
        var sample = SampleHistory.Of(SampleFile.ReadAll().Single(file => file.Country == Country), ActionPlan.Schema);
        var plan = await store.CreatePlanAsync(slug, ActionPlan.Schema, Country);
        var typist = new Typist(sample.Document, new Random(1));
        var session = new SessionId(Guid.NewGuid());
        var (author, at) = (sample.Changes[^1].Author, sample.Changes[^1].At);
        var appending = sample.Changes.Select(BenchStore.Logged).ToList();
        for (var revision = sample.Changes.Count + 1; revision <= changes; revision++)
        {
            at = at.AddMilliseconds(150);
            appending.Add(BenchStore.Logged(new CommittedChange(revision, new ChangeId(Guid.CreateVersion7()), author, session, at, [typist.Next()])));
            if (appending.Count >= AppendedTogether || revision == changes)
            {
                await store.Log.AppendAllAsync(plan, appending, CancellationToken.None);
                appending.Clear();
            }

            if (revision == changes - Tail) await store.Snapshots.SaveAsync(plan, revision, typist.Document, CancellationToken.None);
        }
    }

    private static string Number(double ms) => ms.ToString("N1", CultureInfo.InvariantCulture);

    private sealed record Measured(int Changes)
    {
        public string Slug => $"changes-{Changes}";

        public Samples First { get; } = new();

        public Samples Again { get; } = new();
    }
}
