using System.Diagnostics;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>Waits for conditions, never for time to pass.</summary>
public static class Wait
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(40);

    public static Task UntilAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null) => UntilAsync(condition, () => what, within);

    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> what, TimeSpan? within = null)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > (within ?? Deadline)) throw new TimeoutException($"Waited {clock.Elapsed.TotalSeconds:0} s in vain until {what()}");
            await Task.Delay(Interval);
        }
    }

    /// <summary>Reads until the value is as wanted, and says the last one read when it never is.</summary>
    public static async Task<T> ForAsync<T>(Func<Task<T>> read, Func<T, bool> wanted, string what, TimeSpan? within = null)
    {
        var last = default(T)!;
        await UntilAsync(async () => wanted(last = await read()), () => $"{what}; last seen: {last}", within);
        return last;
    }
}
