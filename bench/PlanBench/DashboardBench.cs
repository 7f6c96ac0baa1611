using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Digests;
using PlanEditor.FaultTests;
using PlanModel;
using PlanModel.Search;
using PlanModel.Workflow;

namespace PlanBench;

/// <summary>
/// What many plans cost those who look over them all: the server's time for the dashboard of a reviewer, who reads all, and for a search in all texts. Cold is the first
/// time after the server (or, of a search, what it is made of) was started; warm the median of further times. Nobody has a plan open.
/// </summary>
internal static class DashboardBench
{
    private const int WarmTimes = 20;

    private static readonly Actor Reviewer = new(new UserId(Guid.NewGuid()), Role.Reviewer, null);

    // A word of each language, one of two letters, several at once, one that is nowhere.
    private static readonly string[] Searches = ["তথ্য", "सूचना", "informacion", "radio", "আয়", "open data budget", "zzzzzz"];

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (plans, commitments) = (arguments.Number("plans", 200), arguments.Number("commitments", 40));
        using var server = new AppServer(Path.GetFullPath(arguments.Text("app") ?? "artifacts/bench/app/PlanEditor.dll")) { WarmsUp = true };
        var rows = new List<(string What, double ColdMs, double WarmMs)>();
        var making = Stopwatch.StartNew();
        await using (var store = await BenchStore.OpenAsync(server.Data)) await ManyPlans.MakeAsync(store, plans, commitments);
        var made = making.Elapsed;
        making.Restart();
        await using (var store = await BenchStore.OpenAsync(server.Data)) await store.Services.GetRequiredService<PlanDigests>().RepairAsync(CancellationToken.None);
        var derived = making.Elapsed;

        foreach (var words in Searches)
        {
            await using var store = await BenchStore.OpenAsync(server.Data);
            rows.Add(await TimeAsync($"search “{words}”", () => SearchAsync(store, words)));
        }

        await using (var store = await BenchStore.OpenAsync(server.Data))
            rows.Add(await TimeAsync("digests of all plans", async () => await store.Services.GetRequiredService<PlanDigests>().ReadableAsync(Reviewer, CancellationToken.None)));

        await server.StartAndListenAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add("Cookie", await SampleSignIn.CookieAsync(server.Address, "reviewer"));
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        var length = 0;
        foreach (var page in new[] { "/dashboard", "/" })
            rows.Add(await TimeAsync($"page {page}", async () => length = Math.Max(length, (await http.GetStringAsync(page)).Length)));
        if (length < plans * 100) throw new InvalidDataException($"a page of {length} characters does not show {plans} plans");
        await server.KillAsync();

        var bytes = BenchStore.SizeBytes(server.Data);
        if (arguments.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { bench = "dashboard", plans, commitments, megabytes = bytes / 1e6, madeSeconds = made.TotalSeconds, derivedSeconds = derived.TotalSeconds, rows = rows.Select(row => new { row.What, row.ColdMs, row.WarmMs }) }));
        }
        else
        {
            Table.Print([$"{plans} plans of {commitments} commitments", "cold ms", "warm ms"], rows.Select(row => new[] { row.What, Number(row.ColdMs), Number(row.WarmMs) }));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nData directory: {bytes / 1e6:N0} MB, made in {made.TotalSeconds:N0} s; all digests and the index derived in {derived.TotalSeconds:N0} s."));
        }

        return 0;
    }

    private static Task SearchAsync(BenchStore store, string words) =>
        store.Services.GetRequiredService<PlanSearch>().FindAsync(Reviewer, SearchWords.Of(words), null, 10, CancellationToken.None);

    private static async Task<(string What, double ColdMs, double WarmMs)> TimeAsync(string what, Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        var cold = watch.Elapsed.TotalMilliseconds;
        var warm = new Samples();
        for (var time = 0; time < WarmTimes; time++)
        {
            watch.Restart();
            await act();
            warm.Add(watch.Elapsed.TotalMilliseconds);
        }

        return (what, cold, warm.At(0.5));
    }

    private static string Number(double ms) => ms.ToString("N1", CultureInfo.InvariantCulture);
}
