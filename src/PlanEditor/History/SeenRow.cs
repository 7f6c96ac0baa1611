namespace PlanEditor.History;

/// <summary>Up to where somebody saw a plan.</summary>
public sealed class SeenRow
{
    /// <summary>The key of the plan's row.</summary>
    public required int Plan { get; init; }

    public required Guid User { get; init; }

    /// <summary>The revision at which nothing was new.</summary>
    public required long Revision { get; set; }

    /// <summary>The parts that were seen at a later one, as JSON: <c>{"id": revision}</c>.</summary>
    public required string Parts { get; set; }

    /// <summary>When the plan was looked at last.</summary>
    public required DateTimeOffset At { get; set; }
}
