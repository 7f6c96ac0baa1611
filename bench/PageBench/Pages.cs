using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PlanBench;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;
using PlanEditor.FaultTests;

namespace PageBench;

/// <summary>
/// Opens many plan pages in real Chromium against the real server, on this one machine: what each costs the server, and how long people
/// wait beside all the others.
/// </summary>
internal static class Pages
{
    internal const string Plan = "nepal";
    private const int PagesPerLine = 60;
    private const int OpenedAtOnce = 2;
    private const int Seen = 10;

    private static readonly string[] Readers =
    [
        "Plan lead, Nepal", "Focal point, Nepal", "Focal point, CBS Nepal", "Contributor, Nepal", "Reviewer, DPADM", "Second reviewer, DPADM",
        "Plan lead, Bangladesh", "Focal point, Bangladesh", "Focal point, BBS Bangladesh", "Plan lead, Uruguay", "Focal point, Uruguay", "Focal point, INE Uruguay",
        "Plan lead, Panama", "Focal point, Panama", "Focal point, AIG Panama",
    ];

    public static async Task<int> RunAsync(int count)
    {
        using var app = new AppServer(Report.Published) { WarmsUp = true };
        await app.StartAndListenAsync();
        var lines = Enumerable.Range(2, 1 + (count / PagesPerLine)).Select(at => new Line(app.Address, IPAddress.Parse($"127.0.0.{at}"))).ToArray();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM"), Args = ["--renderer-process-limit=8"] });
        var people = new List<IBrowserContext>();
        foreach (var (at, name) in Readers.Index()) people.Add(await ArriveAsync(browser, lines[at % lines.Length].Address, name));

        await using var writer = await BareHub.ConnectAsync(app.Address, await people[0].CookiesAsync());
        var opened = await writer.OpenAsync(Plan);
        var commitment = new PlanCopy(opened).Commitment("Budget and spending");
        await VisitAsync(people[0], lines[0].Address, Plan);
        var (heapBefore, residentBefore) = (await app.LiveBytesAsync(), app.ResidentBytes);
        Report.Say($"one plan open, nobody in it: {Report.Mb(heapBefore)} managed, {Report.Mb(residentBefore)} resident", ("onePlanManaged", heapBefore), ("onePlanResident", residentBefore));
        for (var person = 6; person < people.Count; person += 3) await VisitAsync(people[person], lines[0].Address, PlanOf(person));
        var plans = Enumerable.Range(0, people.Count).Select(PlanOf).Distinct().Count();
        var heapOfPlans = await app.LiveBytesAsync() - heapBefore;
        Report.Say($"an open plan: {Report.Each(heapOfPlans, plans - 1)} managed", ("openPlanManaged", heapOfPlans / (plans - 1)));
        (heapBefore, residentBefore) = (heapBefore + heapOfPlans, app.ResidentBytes);

        var pages = new List<IPage>();
        var opening = new List<double>();
        for (var at = 0; at < count; at += OpenedAtOnce)
        {
            var batch = await Task.WhenAll(Enumerable.Range(at, Math.Min(OpenedAtOnce, count - at)).Select(async one =>
            {
                var watch = Stopwatch.StartNew();
                var person = one % people.Count;
                var page = await OpenAsync(people[person], lines[one / PagesPerLine].Address, person < 6 ? commitment : null, PlanOf(person));
                return (page, watch.Elapsed.TotalMilliseconds);
            }));
            pages.AddRange(batch.Select(one => one.page));
            opening.AddRange(batch.Select(one => one.TotalMilliseconds));
        }

        Report.Say($"{count} pages open; opening one took {Report.Spread(opening)}", ("pages", count), ("opening", Report.Spread(opening)));
        var idleFrom = ProcessFigures.CpuSeconds(app.ProcessId);
        await Task.Delay(Report.Calm);
        var idle = (ProcessFigures.CpuSeconds(app.ProcessId) - idleFrom) / Report.Calm.TotalSeconds;
        var (heap, resident) = (await app.LiveBytesAsync(), app.ResidentBytes);
        Report.Say($"idle: {Report.Mb(heap)} managed, {Report.Mb(resident)} resident, {idle:P1} of a core", ("idleManaged", heap), ("idleResident", resident), ("idleCores", idle));
        Report.Say(
            $"a page: {Report.Each(heap - heapBefore, count)} managed, {Report.Each(resident - residentBefore, count)} resident",
            ("pageManaged", (heap - heapBefore) / count),
            ("pageResident", (resident - residentBefore) / count));

        var seen = pages.Where((_, at) => at % people.Count < 6).Take(Seen).ToArray();
        var revision = opened["revision"]!.GetValue<long>();
        await new Responding(commitment, seen, [.. pages.Except(seen)], () => OpenAsync(people[0], lines[^1].Address, commitment), ChangeAsync, app.ProcessId).MeasureThreeTimesAsync();
        foreach (var person in people) await person.DisposeAsync();
        foreach (var line in lines) await line.DisposeAsync();
        Report.End("pages");
        return 0;

        async Task ChangeAsync(DateOnly day)
        {
            revision = RevisionOf(await writer.SubmitAsync(revision, StartsOn(commitment, day)));
        }
    }

    internal static JsonObject StartsOn(string commitment, DateOnly day) =>
        new() { ["op"] = "setField", ["node"] = commitment, ["field"] = "startDate", ["value"] = day.ToString("O", CultureInfo.InvariantCulture) };

    /// <summary>The revision of the one change that was submitted.</summary>
    internal static long RevisionOf(JsonObject answer) => answer["refusal"] is { } refusal
        ? throw new InvalidOperationException(refusal.ToJsonString())
        : answer["accepted"]![0]!["revision"]!.GetValue<long>();

    internal static async Task<IBrowserContext> ArriveAsync(IBrowser browser, Uri address, string name)
    {
        var person = await browser.NewContextAsync(new() { BaseURL = address.ToString(), ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB" });
        person.SetDefaultTimeout(120_000);
        var page = await person.NewPageAsync();
        await new SignInPage(page).SignInAsync(name);
        await page.CloseAsync();
        return person;
    }

    /// <summary>Opens a plan and leaves it: the room stays open for a while.</summary>
    private static async Task VisitAsync(IBrowserContext person, Uri line, string plan)
    {
        var page = await OpenAsync(person, line, null, plan);
        await page.CloseAsync();
        await Task.Delay(Report.Calm);
    }

    internal static async Task<IPage> OpenAsync(IBrowserContext person, Uri line, string? node, string plan = Plan)
    {
        var page = await person.NewPageAsync();
        await page.GotoAsync(new Uri(line, node is null ? $"plans/{plan}" : $"plans/{plan}/{node}").ToString());
        await page.Locator("html[data-awake]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    private static string PlanOf(int person) => person < 6 ? Plan : person < 9 ? "bangladesh" : person < 12 ? "uruguay" : "panama";
}
