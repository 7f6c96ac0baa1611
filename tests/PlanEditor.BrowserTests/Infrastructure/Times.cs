using System.Text.Json;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>Measured times in milliseconds, from the shortest.</summary>
public sealed record Times(IReadOnlyList<double> Sorted)
{
    /// <summary>Where <c>bench/typing.sh</c> wants the rows of its table; null in a test run.</summary>
    public static string? Rows { get; } = Environment.GetEnvironmentVariable("OGDPLANS_SLOW_LINE_ROWS") is { Length: > 0 } path ? path : null;

    public double Median => At(.5);

    public double P95 => At(.95);

    public double Max => Sorted[^1];

    public static Times Of(IEnumerable<double> ms) => new([.. ms.Order()]);

    /// <summary>Says them, and adds them to the table where one is made.</summary>
    public void Report(string what)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {this}");
        if (Rows is not null) File.AppendAllText(Rows, JsonSerializer.Serialize(new { what, times = Sorted.Count, p50 = Median, p95 = P95, most = Max }) + "\n");
    }

    public override string ToString() => FormattableString.Invariant($"p50 {Median:0.0}, p95 {P95:0.0}, most {Max:0.0} ms");

    private double At(double share) => Sorted[(int)Math.Ceiling(share * Sorted.Count) - 1];
}
