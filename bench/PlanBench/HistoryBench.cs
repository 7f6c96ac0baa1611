using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.FaultTests;
using PlanEditor.History;
using PlanEditor.Samples;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Schema;

namespace PlanBench;

/// <summary>
/// What a long past costs those who look into it: a page of sittings, the plan at any revision, two revisions compared, a text's authors, an old change taken back. Each time is of a store that was
/// just opened; again is the median of further times in the same one. First of all makes the landmarks, once for ever, which a plan that grows in a room leaves behind itself. The pages are whole
/// answers of the published app that was just started and had shown another plan's history.
/// </summary>
internal static class HistoryBench
{
    private const string Country = "NP";
    private const string Sample = "bangladesh";
    private const int AppendedTogether = 1_000;
    private const int PageLength = 40;
    private const int Again = 10;
    private const int AuthorsCount = 6;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var changes = arguments.Number("changes", 100_000);
        using var server = new AppServer(Path.GetFullPath(arguments.Text("app") ?? "artifacts/bench/app/PlanEditor.dll")) { WarmsUp = true };
        var directory = server.Data;
        PlanId plan;
        UserId[] authors = [.. Enumerable.Range(0, AuthorsCount).Select(_ => new UserId(Guid.NewGuid()))];
        Document now;
        await using (var store = await BenchStore.OpenAsync(directory)) (plan, now) = await MakeAsync(store, changes, authors);
        var part = now.Children(now.Root, ActionPlan.Commitment.Kind).First().Id;
        var rows = new List<(string What, double FirstMs, double AgainMs)>();
        async Task RowAsync(string what, Func<PlanHistory, int, Task> act)
        {
            await using var store = await BenchStore.OpenAsync(directory);
            var history = store.Services.GetRequiredService<PlanHistory>();
            rows.Add(await TimeAsync(what, at => act(history, at)));
        }

        async Task PageAsync(string what, HistoryFilter filter) => await RowAsync(what, async (history, _) => await history.PageAsync(plan, changes, now, filter, null, PageLength, CancellationToken.None));

        await RowAsync("first of all: a page of sittings, and the landmarks", async (history, _) => await history.PageAsync(plan, changes, now, HistoryFilter.None, null, PageLength, CancellationToken.None));
        await PageAsync("a page of sittings", HistoryFilter.None);
        await PageAsync("of one person", HistoryFilter.None with { By = authors[1] });
        await PageAsync("of one part", HistoryFilter.None with { Part = part });
        await PageAsync("of steps, which were taken long ago", HistoryFilter.None with { Kinds = ActKinds.Steps });
        var random = new Random(7);
        await RowAsync("the plan at any revision", async (history, _) => await history.AtAsync(plan, random.Next(1, changes), CancellationToken.None));
        await RowAsync("compare two distant revisions", async (history, at) =>
            PlanComparison.Of(await history.AtAsync(plan, (changes / 10) + at, CancellationToken.None), await history.AtAsync(plan, changes - at, CancellationToken.None)));
        var (node, field) = now.All().SelectMany(node => node.Kind.Fields.OfType<TextField>().Select(field => (node, field))).MaxBy(pair => pair.field.Read(pair.node).Length);
        await RowAsync("who wrote what in the longest text", async (history, _) => await history.AuthorshipAsync(plan, changes, node.Id, field.Key, CancellationToken.None));
        await RowAsync("take back a sitting in the middle", async (history, _) => await history.TakeBackAsync(plan, changes, authors[0], changes / 2, (changes / 2) + 400, null, CancellationToken.None));
        await PagesAsync(server, Slug(changes), changes, rows);
        if (arguments.Json) Console.WriteLine(JsonSerializer.Serialize(new { bench = "history", changes, rows = rows.Select(row => new { row.What, row.FirstMs, row.AgainMs }) }));
        else Table.Print([$"{changes:N0} changes", "first ms", "again ms"], rows.Select(row => new[] { row.What, Number(row.FirstMs), Number(row.AgainMs) }));
        return 0;
    }

    private static async Task PagesAsync(AppServer server, string slug, int changes, List<(string What, double FirstMs, double AgainMs)> rows)
    {
        await server.StartAndListenAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add("Cookie", await SampleSignIn.CookieAsync(server.Address, "reviewer"));
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        // What code costs when it runs for the first time is no part of a plan.
        await http.GetStringAsync($"/plans/{Sample}/history");
        foreach (var (what, query) in new[] { ("the history page", ""), ("its page of steps, which were taken long ago", "?kind=steps"), ("its page of the plan as it was", $"?at={changes / 3}"), ("its page of two distant revisions", $"?from={changes / 10}&to={changes - 10}") })
        {
            var length = 0;
            rows.Add(await TimeAsync($"{what}, over HTTP", async at => length = (await http.GetStringAsync($"/plans/{slug}/history{query}")).Length));
            Console.Error.WriteLine($"{what}: {length:N0} characters");
        }

        await server.KillAsync();
    }

    private static string Slug(int changes) => $"history-{changes}";

    private static async Task<(PlanId Plan, Document Document)> MakeAsync(BenchStore store, int changes, UserId[] authors)
    {
        var sample = SampleHistory.Of(SampleFile.ReadAll().Single(file => file.Country == Country), ActionPlan.Schema);
        var plan = await store.CreatePlanAsync(Slug(changes), ActionPlan.Schema, Country);
        var random = new Random(1);
        var typist = new Typist(sample.Document, random);
        var session = new SessionId(Guid.NewGuid());
        var at = sample.Changes[^1].At;
        var author = authors[0];
        var appending = sample.Changes.Select(BenchStore.Logged).ToList();
        for (var revision = sample.Changes.Count + 1; revision <= changes; revision++)
        {
            at = at.AddMilliseconds(random.Next(400) == 0 ? 2_400_000 : 150);
            if (random.Next(60) == 0) author = authors[random.Next(authors.Length)];
            appending.Add(BenchStore.Logged(new CommittedChange(revision, new ChangeId(Guid.CreateVersion7()), author, session, at, [typist.Next()])));
            if (appending.Count < AppendedTogether && revision < changes) continue;
            await store.Log.AppendAllAsync(plan, appending, CancellationToken.None);
            appending.Clear();
        }

        await store.Snapshots.SaveAsync(plan, changes, typist.Document, CancellationToken.None);
        return (plan, typist.Document);
    }

    private static async Task<(string What, double FirstMs, double AgainMs)> TimeAsync(string what, Func<int, Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act(0);
        var first = watch.Elapsed.TotalMilliseconds;
        var again = new Samples();
        for (var time = 1; time <= Again; time++)
        {
            watch.Restart();
            await act(time);
            again.Add(watch.Elapsed.TotalMilliseconds);
        }

        return (what, first, again.At(0.5));
    }

    private static string Number(double ms) => ms.ToString("N1", CultureInfo.InvariantCulture);
}
