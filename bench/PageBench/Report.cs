using System.Reflection;

namespace PageBench;

/// <summary>What is measured, in words; and what is measured.</summary>
internal static class Report
{
    /// <summary>How long the server is left alone before its memory is read.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    /// <summary>The app as it is deployed; <c>bench/pages.sh</c> publishes it.</summary>
    public static string Published { get; } = Path.GetFullPath("artifacts/bench/app/PlanEditor.dll");

    /// <summary>An app that was built with this.</summary>
    public static string Built(string name) =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == name).Value!;

    public static string Spread(List<double> ms)
    {
        ms.Sort();
        return $"p50 {At(0.5):F0} ms, p95 {At(0.95):F0} ms, most {ms[^1]:F0} ms";

        double At(double part) => ms[(int)(part * (ms.Count - 1))];
    }

    public static string Mb(long bytes) => $"{bytes / 1024.0 / 1024:F0} MiB";

    public static string Each(long bytes, int count) => $"{bytes / 1024.0 / count:F0} KiB";
}
