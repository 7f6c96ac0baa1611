using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using PlanBench;

namespace PageBench;

/// <summary>
/// How long those who look at their page wait while all the others are open too. Real people's pages are drawn on their own machines; here one browser, on the server's
/// machine, holds them all, so it is measured three times: with every page drawn, with the others' circuits as alive as before but their pages not drawn, and with the
/// others in the background, where the server hands them nothing.
/// </summary>
internal sealed class Responding(string node, IReadOnlyList<IPage> seen, IReadOnlyList<IPage> others, Func<Task<IPage>> open, Func<DateOnly, Task> change, int processId)
{
    private const int Openings = 5;
    private const int Changes = 10;

    // Seen as soon as it is in the page: a browser with this many pages gives each a frame only once a second.
    private const string Until = """
        const until = isThere => new Promise(done => {
          const look = () => { if (isThere()) { watch.disconnect(); done(); } };
          const watch = new MutationObserver(look);
          watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
          look();
        });
        """;

    private const string Shows = "async words => { " + Until + " await until(() => document.querySelector('main').textContent.includes(words)); return Date.now(); }";

    // From the click on a commitment in the outline, the next one when none is named, until its page is there.
    private const string Switch = "async key => { " + Until + """
          const rows = [...document.querySelectorAll('[role=treeitem][data-kind=commitment]')];
          const at = rows.findIndex(row => row.hasAttribute('aria-current'));
          const row = key ? rows.find(row => row.dataset.key === key) : rows[at + 1] ?? rows[at - 1];
          const from = performance.now();
          row.querySelector('a.link').click();
          await until(() => document.querySelector(`#node-name [node="${row.dataset.key}"]`));
          return performance.now() - from;
        }
        """;

    private const string LeaveUndrawn = "() => { document.documentElement.style.display = 'none'; }";

    private const string Leave = """
        () => {
          Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
          Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """;

    private DateOnly _day = new(2018, 1, 1);

    public async Task MeasureThreeTimesAsync()
    {
        await MeasureAsync("every page drawn");
        foreach (var page in others) await page.EvaluateAsync(LeaveUndrawn);
        await MeasureAsync($"{seen.Count} pages drawn, the others' circuits alive");
        foreach (var page in others) await page.EvaluateAsync(Leave);
        foreach (var page in others) await page.Locator("html[data-unseen]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await MeasureAsync($"{seen.Count} pages drawn, the others in the background");
    }

    public async Task MeasureAsync(string words)
    {
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        Report.Say($"{words} (load average {load}):");
        var (opening, switching, shown) = (new List<double>(), new List<double>(), new List<double>());
        for (var at = 0; at < Openings; at++)
        {
            var watch = Stopwatch.StartNew();
            var page = await open();
            opening.Add(watch.Elapsed.TotalMilliseconds);
            await page.CloseAsync();
        }

        Report.Say($"  opening one more: {Report.Spread(opening)}", ($"{words}: opening", Report.Spread(opening)), ($"{words}: load average", load));
        var from = ProcessFigures.CpuSeconds(processId);
        var clock = Stopwatch.StartNew();
        for (var at = 0; at < Changes; at++, _day = _day.AddDays(1))
        {
            var date = _day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
            var screens = seen.Select(page => page.EvaluateAsync<double>(Shows, date)).ToArray();
            var sent = TimeProvider.System.GetUtcNow();
            await change(_day);
            shown.AddRange((await Task.WhenAll(screens)).Select(one => one - sent.ToUnixTimeMilliseconds()));
        }

        var busy = (ProcessFigures.CpuSeconds(processId) - from) / clock.Elapsed.TotalSeconds;
        var rate = Changes / clock.Elapsed.TotalSeconds;
        Report.Say(
            $"  a change on {seen.Count} screens: {Report.Spread(shown)}; the server uses {busy:P0} of a core at {rate:F1} changes/s",
            ($"{words}: change", Report.Spread(shown)),
            ($"{words}: cores", busy),
            ($"{words}: changes a second", rate));
        foreach (var page in seen)
        {
            switching.Add(await page.EvaluateAsync<double>(Switch, null));
            switching.Add(await page.EvaluateAsync<double>(Switch, node));
        }

        Report.Say($"  to another part: {Report.Spread(switching)}", ($"{words}: another part", Report.Spread(switching)));
    }
}
