namespace PlanEditor.Storage;

/// <summary>A plan's log has a gap, or holds what this server does not know. The plan is not served, rather than served wrongly.</summary>
public sealed class UnreadableLogException : Exception
{
    public UnreadableLogException()
    {
    }

    public UnreadableLogException(string message) : base(message)
    {
    }

    public UnreadableLogException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
