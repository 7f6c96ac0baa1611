namespace PlanEditor.SimulationTests;

/// <summary>What may go wrong in one schedule. Each is off in about half of them, so that faults also meet alone.</summary>
internal sealed class Faults(SimulatedRandom random)
{
    public bool LinesBreak { get; private set; } = random.OneIn(2);

    public bool LateCopies { get; private set; } = random.OneIn(2);

    public bool SlowReaders { get; private set; } = random.OneIn(4);

    public bool RightsChange { get; private set; } = random.OneIn(3);

    public bool Review { get; private set; } = random.OneIn(5);

    public bool DiskFails { get; private set; } = random.OneIn(3);

    public bool OutcomesUnknown { get; private set; } = random.OneIn(4);

    public bool Kills { get; private set; } = random.OneIn(4);

    /// <summary>From now on all goes well.</summary>
    public void End() => LinesBreak = LateCopies = SlowReaders = RightsChange = Review = DiskFails = OutcomesUnknown = Kills = false;
}
