using System.Globalization;

namespace PlanBench;

/// <summary>What the kernel says about a process. Linux only.</summary>
internal static class ProcessFigures
{
    private const double TicksPerSecond = 100;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);

    /// <summary>Waits until a process has done next to nothing for two seconds, at most two minutes: what a server does once after its start is no part of how it carries people.</summary>
    public static async Task CalmAsync(int pid)
    {
        var before = CpuSeconds(pid);
        for (var (quiet, tries) = (0, 0); quiet < 4 && tries < 240; tries++)
        {
            await Task.Delay(Look);
            var now = CpuSeconds(pid);
            quiet = now - before < 0.03 ? quiet + 1 : 0;
            before = now;
        }
    }

    /// <summary>The most memory that was resident since the start, in bytes.</summary>
    public static long PeakRss(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(one => one.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Seconds of processor time, of all threads, user and system.</summary>
    public static double CpuSeconds(int pid)
    {
        var fields = File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
