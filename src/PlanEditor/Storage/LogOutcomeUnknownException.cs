namespace PlanEditor.Storage;

/// <summary>A change may have been written or not, and the database does not say. Only reading the log again, later, can tell.</summary>
public sealed class LogOutcomeUnknownException : Exception
{
    public LogOutcomeUnknownException()
    {
    }

    public LogOutcomeUnknownException(string message) : base(message)
    {
    }

    public LogOutcomeUnknownException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
