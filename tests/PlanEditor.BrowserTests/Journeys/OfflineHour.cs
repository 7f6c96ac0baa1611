using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

/// <summary>With OGDPLANS_OFFLINE_MINUTES=60 the edits are made over an hour; otherwise one after the other.</summary>
[Trait("Runs", "long")]
public sealed class OfflineHour(Site site) : Journey(site)
{
    private const string Plan = "bangladesh";
    private const string Field = "problem";
    private const int Edits = 500;
    private const int OthersEdits = 2_000;
    private const int BlockedMsMax = 100;

    private const string Watch = """
        () => {
          sessionStorage.blocked = 0;
          new PerformanceObserver(list => { sessionStorage.blocked = Math.max(sessionStorage.blocked, ...list.getEntries().map(task => task.duration)); }).observe({ type: 'longtask' });
        }
        """;

    private static readonly TimeSpan MergedWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Over = TimeSpan.FromMinutes(double.Parse(Environment.GetEnvironmentVariable("OGDPLANS_OFFLINE_MINUTES") is { Length: > 0 } minutes ? minutes : "0", CultureInfo.InvariantCulture));

    private AppProcess? _app;

    protected override AppProcess App => _app!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _app = await AppProcess.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_app is not null) await _app.DisposeAsync();
    }

    [Fact]
    public async Task Five_hundred_edits_offline_are_merged_with_two_thousand_of_three_others_in_seconds()
    {
        await using var line = new Line(App.Address);
        await using var browser = new OwnBrowser(Site, App, line.Address, Accounts.FocalBangladesh);
        var node = (await ReadAsync(Plan)).Commitment("School and health");
        var page = await PlanPage.OpenAsync(await browser.StartAsync(), Plan, node);
        line.CutSockets();
        await Assertions.Expect(page.State).ToContainTextAsync("Offline");
        var others = OthersAsync(node);

        var blocked = await TypeAsync(page, node, 0, Edits / 2);
        page = new PlanPage(await browser.CrashTabAsync(page.Page));
        await page.Page.GotoAsync($"plans/{Plan}/{node}");
        blocked = Math.Max(blocked, await TypeAsync(page, node, Edits / 2, Edits));
        var theirs = await others;

        await page.Page.EvaluateAsync("() => { sessionStorage.blocked = 0; }");
        line.Mend();
        var clock = Stopwatch.StartNew();
        // As a browser says it whose network is back.
        await page.Page.EvaluateAsync("() => { dispatchEvent(new Event('online')); }");
        await page.ExpectSavedAsync();
        var took = clock.Elapsed;
        await page.ExpectAwakeAsync();
        var merging = await BlockedAsync(page);

        var text = (await ReadAsync(Plan)).Text(node, Field);
        for (var edit = 0; edit < Edits; edit++) Assert.Equal(2, text.Split(Word(edit)).Length);
        Assert.StartsWith(theirs, text, StringComparison.Ordinal);
        await page.Text(node, Field).CaretAtEndAsync();
        await page.Text(node, Field).ExpectAsync(Word(Edits - 1));
        var said = string.Create(CultureInfo.InvariantCulture, $"{Edits} edits offline over {OthersEdits} by three others: merged and saved {took.TotalMilliseconds:0} ms after the line was there; the longest task of the page {blocked:0} ms while they were typed, {merging:0} ms while they were merged");
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        Assert.True(took < MergedWithin && blocked <= BlockedMsMax && merging <= BlockedMsMax, said);
    }

    private static string Word(int edit) => $" e{edit}.";

    /// <returns>The longest that the page did nothing else, in milliseconds.</returns>
    private static async Task<double> TypeAsync(PlanPage page, string node, int from, int to)
    {
        var text = page.Text(node, Field);
        await text.CaretAtEndAsync();
        var clock = Stopwatch.StartNew();
        for (var edit = from; edit < to; edit++)
        {
            await text.TypeAsync(Word(edit));
            // What the page does until it is all there is not counted.
            if (edit == from) await page.Page.EvaluateAsync(Watch);
            if (Over * (edit - from + 1) / Edits - clock.Elapsed is { Ticks: > 0 } rest) await Task.Delay(rest);
        }

        await text.ExpectAsync(Word(to - 1));
        await page.ExpectKeptAsync();
        return await BlockedAsync(page);
    }

    // A page that had no line when it came is loaded anew once all is saved; what it was busy with before stays counted.
    private static Task<double> BlockedAsync(PlanPage page) => page.Page.EvaluateAsync<double>("() => Number(sessionStorage.blocked)");

    private async Task<string> OthersAsync(string node)
    {
        await using var first = await Site.HubAsync(App, Accounts.FocalBbs);
        await using var second = await Site.HubAsync(App, Accounts.LeadBangladesh);
        await using var third = await Site.HubAsync(App, Accounts.FocalBbs);
        return await Others.WriteAsync([first, second, third], Plan, node, Field, OthersEdits);
    }
}
