namespace PlanEditor.Storage;

/// <summary>A change was not written, because the log holds its revision or its id already: whoever sent it does not know all of the log.</summary>
public sealed class LogConflictException : Exception
{
    public LogConflictException()
    {
    }

    public LogConflictException(string message) : base(message)
    {
    }

    public LogConflictException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
