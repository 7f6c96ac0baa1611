using System.Reflection;
using System.Text.Json;

namespace PageBench;

/// <summary>What is measured, in words; and what is measured.</summary>
internal static class Report
{
    private static readonly Dictionary<string, object> Figures = [];

    /// <summary>Whether one line of JSON is printed at the end, instead of words as they come.</summary>
    public static bool Json { get; set; }

    /// <summary>How long the server is left alone before its memory is read.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    /// <summary>The app as it is deployed; <c>bench/pages.sh</c> publishes it.</summary>
    public static string Published { get; } = Path.GetFullPath("artifacts/bench/app/PlanEditor.dll");

    /// <summary>An app that was built with this.</summary>
    public static string Built(string name) =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == name).Value!;

    /// <summary>Says something in words, and keeps its figures.</summary>
    public static void Say(string words, params (string Name, object Value)[] figures)
    {
        if (!Json) Console.WriteLine(words);
        foreach (var (name, value) in figures) Figures[name] = value;
    }

    /// <summary>All that was said is said.</summary>
    public static void End(string bench)
    {
        if (Json) Console.WriteLine(JsonSerializer.Serialize(new { bench, figures = Figures }));
    }

    public static Spread Spread(List<double> ms)
    {
        ms.Sort();
        return new Spread(At(0.5), At(0.95), ms[^1]);

        double At(double part) => ms[(int)(part * (ms.Count - 1))];
    }

    public static string Mb(long bytes) => $"{bytes / 1024.0 / 1024:F0} MiB";

    public static string Each(long bytes, int count) => $"{bytes / 1024.0 / count:F0} KiB";
}

/// <summary>Measured times.</summary>
internal sealed record Spread(double P50Ms, double P95Ms, double MostMs)
{
    public override string ToString() => $"p50 {P50Ms:F0} ms, p95 {P95Ms:F0} ms, most {MostMs:F0} ms";
}
