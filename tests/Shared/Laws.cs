using System.Globalization;

namespace OgdPlans.Tests;

/// <summary>
/// Runs a law on many seeds. A failure names its seed; OGDPLANS_SEED=n runs that one alone, OGDPLANS_LAW_CASES=n that many of each law.
/// </summary>
public static class Laws
{
    public static void Hold(int cases, Action<Random> law)
    {
        if (Number("OGDPLANS_SEED") is { } only)
        {
            law(new Random(only));
            return;
        }

        var first = Environment.TickCount & 0x3fffffff;
        Parallel.For(0, Cases(cases), (at, loop) =>
        {
            var seed = first + at;
            try
            {
                law(new Random(seed));
            }
            catch (Exception broken)
            {
                loop.Stop();
                throw new InvalidOperationException($"broken with OGDPLANS_SEED={seed}: {broken.Message}", broken);
            }
        });
    }

    /// <summary>The same for a law that waits for something. Its threads are real, so a seed replays what was done, not when.</summary>
    public static async Task HoldAsync(int cases, Func<Random, Task> law)
    {
        if (Number("OGDPLANS_SEED") is { } only)
        {
            await law(new Random(only));
            return;
        }

        var first = Environment.TickCount & 0x3fffffff;
        var many = new ParallelOptions { MaxDegreeOfParallelism = 16 };
        await Parallel.ForEachAsync(Enumerable.Range(first, Cases(cases)), many, async (seed, _) =>
        {
            try
            {
                await law(new Random(seed));
            }
            catch (Exception broken)
            {
                throw new InvalidOperationException($"broken with OGDPLANS_SEED={seed}: {broken.Message}", broken);
            }
        });
    }

    /// <summary>The number of cases for one law: what a long run asks for, else the usual one.</summary>
    public static int Cases(int usual) => Number("OGDPLANS_LAW_CASES") ?? usual;

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
