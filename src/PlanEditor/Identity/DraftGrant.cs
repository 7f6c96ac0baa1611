namespace PlanEditor.Identity;

/// <summary>That an administrator reads a draft for a reason. Each has at most one: asking for another ends it.</summary>
public sealed class DraftGrant
{
    public const int ReasonLengthMin = 10;
    public const int ReasonLengthMax = 160;

    /// <summary>Who.</summary>
    public required Guid User { get; init; }

    /// <summary>The <see cref="Storage.PlanRow.Key"/>.</summary>
    public required int Plan { get; set; }

    /// <summary>Why.</summary>
    public required string Reason { get; set; }

    /// <summary>Until when.</summary>
    public required DateTimeOffset Until { get; set; }
}
