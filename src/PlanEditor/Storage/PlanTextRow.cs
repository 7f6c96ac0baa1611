namespace PlanEditor.Storage;

/// <summary>
/// The words of one field of a plan, for finding them in plans that nobody has open. A cache: it may be deleted together with the plan's <see cref="PlanDigestRow"/>. The
/// virtual table PlanTextIndex holds the same words as they are compared, under the same key.
/// </summary>
public sealed class PlanTextRow
{
    public int Key { get; init; }

    /// <summary>The <see cref="PlanRow.Key"/>.</summary>
    public required int Plan { get; init; }

    /// <summary>The node's id, its bits as a number.</summary>
    public required long Node { get; init; }

    /// <summary>The key of the node's kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The key of the field.</summary>
    public required string Field { get; init; }

    /// <summary>The node's number, "C2.M3", or "".</summary>
    public required string Number { get; init; }

    /// <summary>The node's title.</summary>
    public required string Title { get; init; }

    /// <summary>The words.</summary>
    public required string Text { get; init; }
}
