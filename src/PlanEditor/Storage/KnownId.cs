namespace PlanEditor.Storage;

/// <summary>An id that many changes repeat, an author's or a session's: written once, named by a number.</summary>
public sealed class KnownId
{
    public int Key { get; init; }

    public required Guid Value { get; init; }
}
