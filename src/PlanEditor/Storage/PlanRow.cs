namespace PlanEditor.Storage;

/// <summary>A plan, without its content: that is the fold of its changes.</summary>
public sealed class PlanRow
{
    /// <summary>How the log's rows name the plan: a small number, because there are many of them.</summary>
    public int Key { get; init; }

    public required Guid Id { get; init; }

    /// <summary>The plan's name in addresses: "nepal-2017".</summary>
    public required string Slug { get; init; }

    /// <summary>The stored name of its schema: "actionPlan".</summary>
    public required string Schema { get; init; }

    public required string Country { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
