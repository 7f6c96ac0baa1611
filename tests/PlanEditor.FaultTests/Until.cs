using System.Diagnostics;

namespace PlanEditor.FaultTests;

/// <summary>Waits for what is to happen.</summary>
internal static class Until
{
    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> TrueAsync(Func<bool> condition, TimeSpan patience, string what)
    {
        var waiting = Stopwatch.StartNew();
        while (!condition())
        {
            if (waiting.Elapsed > patience) throw new TimeoutException($"{what}: not within {patience.TotalSeconds:0.#} s");
            await Task.Delay(10);
        }

        return waiting.Elapsed;
    }

    /// <summary>Ninety-five of a hundred are not above this.</summary>
    public static TimeSpan Percentile95(IReadOnlyCollection<TimeSpan> times) => times.Count == 0 ? TimeSpan.Zero : times.Order().ElementAt((times.Count * 95) / 100);
}
