using PlanModel.Workflow;

namespace PlanEditor.Identity;

/// <summary>A link with which one person makes an account, or sets a new password for one. Works once, for a while.</summary>
public sealed class Invitation
{
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the code in the link: the code itself is nowhere but in the link.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>Who is invited; null for the first administrator, who says so himself.</summary>
    public string? Email { get; init; }

    public required Role Role { get; init; }

    public string? Country { get; init; }

    /// <summary>The account that gets a new password; null when the link makes an account.</summary>
    public Guid? ForUser { get; init; }

    /// <summary>Who made it; null: the server.</summary>
    public Guid? MadeBy { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
