using System.Collections.Immutable;
using PlanModel.Workflow;

namespace PlanModel.Documents;

/// <summary>What a document says of the plan as a whole: where it stands in its workflow.</summary>
public sealed record PlanStanding
{
    /// <summary>Where the plan stands.</summary>
    public PlanState State { get; init; }

    /// <summary>Whether peers may read it.</summary>
    public bool OpenToPeers { get; init; }

    /// <summary>Which version is being written, or is final: 1, and one more after each reopening.</summary>
    public int Version { get; init; } = 1;

    /// <summary>How often this version was submitted for review.</summary>
    public int Round { get; init; }

    /// <summary>What was said with the last step of the review; empty when nothing was.</summary>
    public string Note { get; init; } = "";

    /// <summary>The names of its versions, which differ in more than capitals.</summary>
    public ImmutableSortedSet<string> Versions { get; init; } = NoVersions;

    /// <summary>A new plan.</summary>
    public static PlanStanding New { get; } = new();

    /// <summary>No names, compared as names are.</summary>
    internal static ImmutableSortedSet<string> NoVersions => ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase);
}
