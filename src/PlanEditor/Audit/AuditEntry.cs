namespace PlanEditor.Audit;

/// <summary>Something that happened, for administrators to look up. Rows are added and never altered: the database refuses it. No words of plans, no secrets.</summary>
public sealed class AuditEntry
{
    public const int DetailLengthMax = 200;

    public long Key { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditKind Kind { get; init; }

    /// <summary>Who; null when nobody was signed in.</summary>
    public Guid? User { get; init; }

    /// <summary>To whom it happened, when that is somebody else.</summary>
    public Guid? Other { get; init; }

    /// <summary>The slug of the plan that it is about.</summary>
    public string? Plan { get; init; }

    /// <summary>The rest, in words.</summary>
    public required string Detail { get; init; }

    /// <summary>The address it came from, where that is known.</summary>
    public string? Address { get; init; }
}
