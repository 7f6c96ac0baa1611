namespace PlanEditor.Identity;

/// <summary>A sign-in on one browser. The cookie only names it, so deleting the row ends it.</summary>
public sealed class SignInSession
{
    /// <summary>128 random bits, inside the protected cookie.</summary>
    public required Guid Id { get; init; }

    public required Guid User { get; init; }

    /// <summary>What the cookie handler wants back, in its own serialised form.</summary>
    public required byte[] Ticket { get; set; }

    public required DateTimeOffset SignedInAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; set; }
}
