namespace PlanBench;

/// <summary>What one way of replaying a trace took.</summary>
internal sealed record TraceRow
{
    public required int Edits { get; init; }

    /// <summary>From the first message to the last; with a log on disk until the last is there.</summary>
    public required double Ms { get; init; }

    /// <summary>Processor time of the process meanwhile, all threads: what is left of <see cref="Ms"/> on a machine that others use too.</summary>
    public required double CpuMs { get; init; }

    public required double P99Micros { get; init; }

    public required double MaxMs { get; init; }

    public required long PeakRssBytes { get; init; }

    /// <summary>All that is kept, with history: for the log on disk the growth of the database.</summary>
    public required long StoredBytes { get; init; }

    /// <summary>Opening in a fresh process, first call.</summary>
    public double? OpenMs { get; init; }

    /// <summary>The same, second call.</summary>
    public double? OpenWarmMs { get; init; }

    /// <summary>The text from the whole history, after opening in the same process.</summary>
    public double? ReplayMs { get; init; }

    /// <summary>The same, once more.</summary>
    public double? ReplayWarmMs { get; init; }
}
