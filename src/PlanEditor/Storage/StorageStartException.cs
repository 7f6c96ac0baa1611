namespace PlanEditor.Storage;

/// <summary>The server cannot start with this data; the message says why, in one line for whoever runs it.</summary>
public sealed class StorageStartException : Exception
{
    public StorageStartException()
    {
    }

    public StorageStartException(string message) : base(message)
    {
    }

    public StorageStartException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
