namespace PlanEditor.Export;

/// <summary>A file cannot be made; the message is for the person who wants it.</summary>
public sealed class ExportException : Exception
{
    public ExportException(string words)
        : base(words)
    {
    }

    public ExportException(string words, Exception inner)
        : base(words, inner)
    {
    }
}
