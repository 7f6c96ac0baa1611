using System.Globalization;

namespace PlanEditor.FaultTests;

/// <summary>One run of a fault: what was asked for, and what it found.</summary>
internal sealed class FaultRun
{
    private const int ShownMax = 50;

    private static readonly double Slack = double.TryParse(Environment.GetEnvironmentVariable("OGDPLANS_FAULTS_SLACK"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var slack) ? slack : 2;

    private readonly string _name;
    private readonly List<string> _wrong = [];

    public FaultRun(string name, string dll, double count, int seed)
    {
        (_name, Dll, Amount, Seed, Random) = (name, dll, count, seed, new Random(seed));
        Say($"seed {seed.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>The published app.</summary>
    public string Dll { get; }

    public int Seed { get; }

    public Random Random { get; }

    /// <summary>The count, where parts of one make sense.</summary>
    public double Amount { get; }

    public int Count => (int)Amount;

    /// <summary>
    /// How long something may take whose goal is a number of seconds on a machine of the server's own. Here the clients share it, and OGDPLANS_FAULTS_SLACK says how much else does.
    /// </summary>
    public static TimeSpan Within(double seconds) => TimeSpan.FromSeconds(seconds * Slack);

    public void Say(string line) => Console.WriteLine($"{_name}: {line}");

    public void Wrong(string what)
    {
        lock (_wrong) _wrong.Add(what);
    }

    public void Wrong(IEnumerable<string> all)
    {
        foreach (var one in all) Wrong(one);
    }

    public void Check(bool holds, string otherwise)
    {
        if (!holds) Wrong(otherwise);
    }

    /// <summary>Says what is wrong.</summary>
    /// <returns>The exit code.</returns>
    public int End(TimeSpan after)
    {
        foreach (var line in _wrong.Take(ShownMax)) Say(line);
        Say($"{_wrong.Count} things wrong, after {after.TotalSeconds:0.0} s");
        return _wrong.Count == 0 ? 0 : 1;
    }
}
