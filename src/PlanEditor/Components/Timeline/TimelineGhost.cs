using PlanEditor.Components.Suggestions;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Timeline;

namespace PlanEditor.Components.Timeline;

/// <summary>What somebody suggests about a commitment or a milestone in time: other days, a new one, another place, its removal.</summary>
/// <param name="Proposal">In which proposal.</param>
/// <param name="Row">The row on which it is shown: its own, or that of the commitment under which it would stand; null: there is none yet.</param>
/// <param name="Node">The commitment or the milestone.</param>
/// <param name="Words">All of it: "Suggested: C2.M3 due 12 Mar 2018".</param>
/// <param name="Dates">The days.</param>
public sealed record TimelineGhost(ProposalId Proposal, NodeId? Row, NodeId Node, string Words, TimelineDates Dates)
{
    /// <summary>Whether it would be gone.</summary>
    public bool IsRemoval { get; private init; }

    /// <summary>Whether there is anything to draw in time.</summary>
    public bool HasDays => Dates is not { Start: null, Due: null };

    /// <summary>Whether it is a sign at a day, and no bar.</summary>
    public bool IsOneDay => Dates is not { Start: not null, Due: not null };

    /// <summary>All that waits for an answer.</summary>
    public static IEnumerable<TimelineGhost> Of(Document document) => document.Proposals.Count == 0 ? [] : OpenSuggestions.Of(document).All.SelectMany(one => Of(document, one.Proposal.Id, one.Applied));

    /// <summary>Where the bar stands, or the sign of a single day.</summary>
    public string Style(TimelineScale scale) =>
        TimelineStyle.Span(Dates.Start is { } start ? scale.Before(start) : scale.After(Dates.Due!.Value), Dates.Due is { } due ? scale.After(due) : scale.After(Dates.Start!.Value));

    private static IEnumerable<TimelineGhost> Of(Document document, ProposalId proposal, AppliedProposal applied) =>
        applied.Parts.Where(part => part.WhyNot is null).GroupBy(part => part.Part.Operation.Target.Node!.Value).Select(parts => Of(document, proposal, applied.Document, parts.Key, parts)).OfType<TimelineGhost>();

    private static TimelineGhost? Of(Document document, ProposalId proposal, Document applied, NodeId id, IEnumerable<AppliedPart> parts)
    {
        var (before, after) = (Shown(document, id), Shown(applied, id));
        if ((after ?? before) is not { } node) return null;
        var dates = TimelineDates.Of(node);
        if (before is null) return new TimelineGhost(proposal, node.Kind == ActionPlan.Milestone.Kind ? RowOf(node) : null, id, $"Suggested: new {node.Kind.Label.ToLowerInvariant()} “{applied.Title(node)}”, {dates.Words}", dates);
        if (parts.FirstOrDefault(part => part.Part.Operation is RemoveNode or MoveNode) is { } act)
            return new TimelineGhost(proposal, after is null ? id : RowOf(after) ?? id, id, $"Suggested: {Sentence(act)}{(after is not null && TimelineDates.Of(before) != dates ? $", {dates.Words}" : "")}", dates) { IsRemoval = after is null };
        return after is null || TimelineDates.Of(before) == dates || dates is { Start: null, Due: null } ? null : new TimelineGhost(proposal, id, id, $"Suggested: {applied.Name(after)}, {dates.Words}", dates);

        NodeId? RowOf(Node shown) => shown.Kind == ActionPlan.Milestone.Kind && shown.Parent != before?.Parent ? Shown(document, shown.Parent!.Value)?.Id : null;
    }

    private static Node? Shown(Document document, NodeId id) => document.Find(id) is { } node && TimelineDates.AreOf(node.Kind) && document.IsVisible(node) ? node : null;

    private static string Sentence(AppliedPart part)
    {
        var words = SuggestedPart.Sentence(part.Before, part.Part.Operation);
        return char.ToLowerInvariant(words[0]) + words[1..];
    }
}
