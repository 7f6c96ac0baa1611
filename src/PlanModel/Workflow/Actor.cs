namespace PlanModel.Workflow;

/// <summary>Who acts, with the rights of this moment.</summary>
/// <param name="User">The person.</param>
/// <param name="Role">The role.</param>
/// <param name="Country">The country of the roles that have one ("NP"), else null.</param>
public sealed record Actor(UserId User, Role Role, string? Country)
{
    /// <summary>A suspended person may do nothing.</summary>
    public bool Suspended { get; init; }

    /// <summary>The draft that an administrator reads for a reason that was written down, for some hours; null: none.</summary>
    public PlanId? ReadsDraft { get; init; }

    /// <summary>The server itself.</summary>
    public static Actor Server { get; } = new(UserId.Server, Role.Server, null);
}
