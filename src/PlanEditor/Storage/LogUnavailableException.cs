namespace PlanEditor.Storage;

/// <summary>A change was surely not written.</summary>
public sealed class LogUnavailableException : Exception
{
    public LogUnavailableException()
    {
    }

    public LogUnavailableException(string message) : base(message)
    {
    }

    public LogUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>What stood in the way.</summary>
    public StoreProblem Problem { get; init; }
}
