using System.Diagnostics;
using System.Globalization;
using PlanEditor.Import;
using Xunit;

namespace PlanEditor.Tests.Import.Hostile;

/// <summary>How long a hostile file may take, what it may take up, and how it is refused.</summary>
internal static class HostileBounds
{
    public const long BytesMax = 256L * 1024 * 1024;

    private const int FailureUnitsMax = 1_500;
    private const int TicksPerSecond = 100;

    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(5);

    /// <summary>Reads a file.</summary>
    /// <param name="read">Reads it.</param>
    /// <param name="problem">Why it was refused; empty when it was not.</param>
    /// <returns>What was read; null when it was refused.</returns>
    public static T? Within<T>(Func<T> read, out string problem) where T : class
    {
        var (come, why) = ((T?)null, "");
        Within(() =>
        {
            try
            {
                come = read();
            }
            catch (FileException refusal)
            {
                why = refusal.Message;
                AssertWords(why);
            }
        });
        problem = why;
        return come;
    }

    /// <summary>Looks at each file of a family; one that fails does not hide the next.</summary>
    public static void All(IEnumerable<HostileFile> files, Action<HostileFile> look)
    {
        var failures = new List<string>();
        foreach (var file in files)
        {
            try
            {
                look(file);
            }
            catch (Exception failure)
            {
                failures.Add($"{file.Name}: {Quoted.Short(failure.ToString(), FailureUnitsMax)}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    /// <summary>All that is taken up, whether it is given back or not, is less than may be in use at once.</summary>
    public static void Within(Action work)
    {
        var (before, start) = (GC.GetAllocatedBytesForCurrentThread(), Time());
        work();
        var time = Time() - start;
        Assert.True(time < TimeMax, $"it took {time}");
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(bytes < BytesMax, $"it took up {bytes} bytes");
    }

    public static void AssertWords(string words)
    {
        Assert.EndsWith(".", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", words, StringComparison.Ordinal);
        Assert.InRange(words.Length, 10, 500);
    }

    /// <summary>How long a process or thread has worked, from its line in <c>/proc</c>.</summary>
    public static TimeSpan WorkIn(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds(fields[11..13].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond);
    }

    /// <summary>How long this thread has worked; on a machine that does not say so, the time of day: others may have the processor too.</summary>
    public static TimeSpan Time()
    {
        const string file = "/proc/thread-self/stat";
        if (!File.Exists(file)) return Stopwatch.GetElapsedTime(0);
        return WorkIn(File.ReadAllText(file));
    }
}
