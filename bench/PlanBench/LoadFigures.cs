namespace PlanBench;

/// <summary>What a load did to the server. Times in milliseconds.</summary>
internal sealed record LoadFigures
{
    public required int Clients { get; init; }

    /// <summary>Those that write and keep a copy.</summary>
    public required int Full { get; init; }

    /// <summary>Edits a second that the schedule asked for.</summary>
    public required double Offered { get; init; }

    public required double Made { get; init; }

    /// <summary>From the local edit until another full client has applied it.</summary>
    public required double P50 { get; init; }

    public required double P95 { get; init; }

    public required double P99 { get; init; }

    /// <summary>From the local edit until the server has said that it is on disk.</summary>
    public required double Ack50 { get; init; }

    public required double Ack95 { get; init; }

    public required double Ack99 { get; init; }

    /// <summary>Pairs of edit and other full client that were observed, of those expected.</summary>
    public required double Seen { get; init; }

    /// <summary>Of one core.</summary>
    public required double ServerCpu { get; init; }

    public required double MicrosPerEdit { get; init; }

    /// <summary>Per edit and other client.</summary>
    public required double MicrosPerDelivery { get; init; }

    /// <summary>Per message that went to a client: several edits that come together are one.</summary>
    public required double MicrosPerMessage { get; init; }

    public required long PeakRssBytes { get; init; }

    /// <summary>Of all cores: where it is high, the latency is the bench's own.</summary>
    public required double BenchCpu { get; init; }

    public required double DrainMs { get; init; }

    /// <summary>Whether all full clients, and one that came later, ended with one text.</summary>
    public bool Same { get; init; }
}
