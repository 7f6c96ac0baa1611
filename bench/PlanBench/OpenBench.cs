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
/// until the document is here, the room being closed before. Each start of the server gives one time of each.
/// </summary>
internal static class OpenBench
{
    private const string Warm = "warm-up";
    private const int WarmChanges = 900;
    private const string Country = "NP";

    // As long as it gets between two snapshots.
    private const int Tail = 299;
    private const int AppendedTogether = 1_000;

    private static readonly IPAddress Address = IPAddress.Loopback;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (longest, shortest, starts) = (arguments.Number("long", 100_000), arguments.Number("short", 1_000), arguments.Number("starts", 8));
        using var server = new AppServer(Path.GetFullPath(arguments.Text("app") ?? "artifacts/bench/app/PlanEditor.dll"));
        (string Slug, int Changes, Samples Times)[] plans = [($"changes-{longest}", longest, new Samples()), ($"changes-{shortest}", shortest, new Samples())];
        await using (var store = await BenchStore.OpenAsync(server.Data, ActionPlan.Schema))
            foreach (var (slug, changes, _) in plans.Append((Warm, WarmChanges, new Samples()))) await MakeAsync(store, slug, changes);
        for (var start = 0; start < starts; start++)
        {
            server.Start();
            await server.ListenAsync();
            await using var client = await LoadClient.ConnectAsync(server.Address, await SampleSignIn.CookieAsync(server.Address, "lead.np"), Address);
            // What code costs when it runs for the first time is no part of a plan.
            await client.OpenAsync(Warm);
            foreach (var (slug, changes, times) in start % 2 == 0 ? plans : plans.Reverse())
            {
                var watch = Stopwatch.StartNew();
                var opened = await client.OpenAsync(slug);
                times.Add(watch.Elapsed.TotalMilliseconds);
                if (opened.GetProperty("revision").GetInt64() != changes) throw new InvalidDataException($"{slug} was opened at {opened.GetProperty("revision")}");
            }

            await server.KillAsync();
        }

        if (arguments.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { bench = "open", plans = plans.Select(plan => new { changes = plan.Changes, starts, medianMs = plan.Times.At(0.5), maxMs = plan.Times.Max }) }));
        }
        else
        {
            Table.Print(
                ["changes", "median ms", "longest ms", "starts"],
                plans.Select(plan => new[] { $"{plan.Changes:N0}", Number(plan.Times.At(0.5)), Number(plan.Times.Max), starts.ToString(CultureInfo.InvariantCulture) }));
        }

        return 0;
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
}
