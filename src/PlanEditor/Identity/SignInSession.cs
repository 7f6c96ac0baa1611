namespace PlanEditor.Identity;

/// <summary>A sign-in on one browser. The cookie only names it, so deleting the row ends it.</summary>
public sealed class SignInSession
{
    /// <summary>128 random bits, inside the protected cookie.</summary>
    public required Guid Id { get; init; }

    public required Guid User { get; init; }

    public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>When it was last used, to some minutes.</summary>
    public required DateTimeOffset SeenAt { get; set; }
}
