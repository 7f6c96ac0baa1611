using System.Collections.Immutable;
using PlanModel.Review;
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

    /// <summary>The names of its revisions that have one, which differ in more than capitals.</summary>
    public ImmutableSortedSet<string> Versions { get; init; } = NoVersions;

    /// <summary>Who made the last step of the review, when, and at which revision; none for a plan that never took one.</summary>
    public Stamp Since { get; init; } = Stamp.None;

    /// <summary>By when the present step of the review is to be done; null: no day was set.</summary>
    public Deadline? Deadline { get; init; }

    /// <summary>The last approval of each reviewer in this version, oldest first.</summary>
    public ImmutableArray<Approval> Approvals { get; init; } = [];

    /// <summary>What reviewers answered to the checklist of each part, in this version.</summary>
    public Checklist Checklist { get; init; } = Checklist.Empty;

    /// <summary>What was found wrong in final versions, oldest first.</summary>
    public ImmutableArray<Erratum> Errata { get; init; } = [];

    /// <summary>The final versions that are not public, by version.</summary>
    public ImmutableArray<Unpublication> Unpublished { get; init; } = [];

    /// <summary>The versions that were final, the newest first.</summary>
    public IEnumerable<int> Finals => Enumerable.Range(1, State == PlanState.Final ? Version : Version - 1).Reverse();

    /// <summary>Why a version is not public, though it was final; null: nobody took it off.</summary>
    public Unpublication? UnpublishedOf(int version) => Unpublished.FirstOrDefault(one => one.Version == version);

    /// <summary>How many approve the plan as it is, in this round.</summary>
    public int FreshApprovals => Approvals.Count(Holds);

    /// <summary>Whether an approval is of the plan as it is. What was approved before changes were asked for is approved again once it is submitted again, changed or not.</summary>
    public bool Holds(Approval approval) => !approval.Stale && (State == PlanState.Final || approval.Stamp.Revision >= Since.Revision);

    /// <summary>No names.</summary>
    internal static ImmutableSortedSet<string> NoVersions { get; } = ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>A new plan.</summary>
    public static PlanStanding New { get; } = new();

    /// <inheritdoc/>
    public bool Equals(PlanStanding? other) =>
        other is not null && (State, OpenToPeers, Version, Round, Note, Since, Deadline) == (other.State, other.OpenToPeers, other.Version, other.Round, other.Note, other.Since, other.Deadline) && Checklist.SequenceEqual(other.Checklist) && Approvals.SequenceEqual(other.Approvals) && Errata.SequenceEqual(other.Errata) && Unpublished.SequenceEqual(other.Unpublished) && Versions.SequenceEqual(other.Versions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(State, Version, Round, Since, Approvals.Length);

    /// <summary>After something changed in a node: nobody approved what the plan is now, nor judged what the part is now.</summary>
    internal PlanStanding Edited(Document document, Node node)
    {
        var standing = this;
        if (Approvals.Any(approval => !approval.Stale)) standing = standing with { Approvals = [.. Approvals.Select(approval => approval with { Stale = true })] };
        if (!Checklist.IsEmpty && Checklist.Edited(document, node) is var checklist && checklist != Checklist) standing = standing with { Checklist = checklist };
        return standing;
    }
}

/// <summary>That a reviewer approved a plan.</summary>
/// <param name="Stamp">Who, when, and which revision.</param>
/// <param name="Stale">Whether the content changed since.</param>
public sealed record Approval(Stamp Stamp, bool Stale);
