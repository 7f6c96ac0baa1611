namespace PlanEditor.SimulationTests;

/// <summary>How a transaction ends.</summary>
internal enum DiskFault
{
    /// <summary>Well.</summary>
    None,

    /// <summary>Surely not written.</summary>
    Full,

    /// <summary>Written or not; the room is not told which.</summary>
    Unknown,
}
