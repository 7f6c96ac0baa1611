using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Notices;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Sdg;
using PlanModel.Workflow;

namespace PlanModel.Overview;

/// <summary>How a plan stands, as a list of plans needs it. Derived from the document alone.</summary>
/// <param name="Title">Its title; "" while it has none.</param>
/// <param name="Language">The language of its texts.</param>
/// <param name="State">Where it stands in its workflow.</param>
/// <param name="OpenToPeers">Whether peers may read it.</param>
/// <param name="Percent">How much of what final asks for is there.</param>
/// <param name="Blocks">How many things stand between it and final.</param>
/// <param name="Targets">Those of the four core targets that a commitment serves, in order.</param>
/// <param name="Milestones">The milestones with a date that are neither done nor given up, the earliest first.</param>
public sealed record PlanOverview(
    string Title, string Language, PlanState State, bool OpenToPeers, int Percent, int Blocks, ImmutableArray<string> Targets, ImmutableArray<DueMilestone> Milestones)
{
    /// <summary>By when the present step of the review is to be done; null: no day was set.</summary>
    public Deadline? Deadline { get; init; }

    /// <summary>The comments that somebody was asked to see to.</summary>
    public ImmutableArray<DueComment> Comments { get; init; } = [];

    /// <summary>How many proposals wait for an answer.</summary>
    public int Suggestions { get; init; }

    /// <summary>The overview of a document.</summary>
    public static PlanOverview Of(Document document)
    {
        var completeness = Completeness.Of(document);
        var coverage = SdgCoverage.Of(document);
        return new PlanOverview(
            ActionPlan.Plan.Title.ReadString(document.Root),
            ActionPlan.Plan.Language.Read(document.Root) ?? Languages.OfPlans.Choices[0].Code,
            document.State,
            document.OpenToPeers,
            completeness.Percent,
            completeness.Blocks.Count(),
            [.. SdgTargets.Core.Where(coverage.Serves)],
            [.. DueMilestone.In(document)])
        {
            Deadline = document.Standing.Deadline,
            Comments = DueComment.In(document),
            Suggestions = document.Proposals.Open.Count(),
        };
    }

    /// <inheritdoc/>
    public bool Equals(PlanOverview? other) =>
        other is not null && Title == other.Title && Language == other.Language && State == other.State && OpenToPeers == other.OpenToPeers && Percent == other.Percent
        && Blocks == other.Blocks && Deadline == other.Deadline && Suggestions == other.Suggestions && Targets.SequenceEqual(other.Targets) && Milestones.SequenceEqual(other.Milestones) && Comments.SequenceEqual(other.Comments);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Title, State, Percent, Blocks);
}

/// <summary>A milestone that is still to be reached.</summary>
/// <param name="Node">The node.</param>
/// <param name="Number">Its number: "C2.M3".</param>
/// <param name="Title">Its title.</param>
/// <param name="Due">The day by which it is due.</param>
public sealed record DueMilestone(NodeId Node, string Number, string Title, DateOnly Due)
{
    /// <summary>Those of a plan, the earliest first.</summary>
    public static IEnumerable<DueMilestone> In(Document document) =>
        from commitment in document.Children(document.Root, ActionPlan.Commitment.Kind)
        from milestone in document.Children(commitment, ActionPlan.Milestone.Kind)
        where ActionPlan.Milestone.Status.Read(milestone) is not (ActionPlan.Milestone.Done or ActionPlan.Milestone.Cancelled)
        let due = ActionPlan.Milestone.DueDate.Read(milestone)
        where due is not null
        orderby due
        select new DueMilestone(milestone.Id, document.Number(milestone), document.Title(milestone), due.Value);
}
