namespace PlanEditor.SimulationTests;

/// <summary>A schedule ended in what may not be.</summary>
public sealed class SimulationFailedException : Exception
{
    public SimulationFailedException()
    {
    }

    public SimulationFailedException(string message) : base(message)
    {
    }

    public SimulationFailedException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
