namespace PlanEditor.Storage;

/// <summary>What the log and the snapshots were written with.</summary>
public static class Engine
{
    /// <summary>
    /// Raised whenever operations come to mean something else, or new ones are written. Changes of older versions are read for ever; a plan
    /// with changes of a newer one is not served. Snapshots count for their own version only.
    /// </summary>
    public const int Version = 2;
}
