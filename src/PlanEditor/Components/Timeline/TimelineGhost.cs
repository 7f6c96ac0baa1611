using PlanEditor.Components.Suggestions;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Timeline;

namespace PlanEditor.Components.Timeline;

/// <summary>Dates of a commitment or a milestone that somebody suggests.</summary>
/// <param name="Proposal">In which proposal.</param>
/// <param name="Row">The row on which it is shown: its own, or that of the commitment under which a milestone would be new.</param>
/// <param name="Node">The commitment or the milestone.</param>
/// <param name="Words">All of it: "Suggested: C2.M3 due 12 Mar 2018".</param>
/// <param name="Dates">The days.</param>
public sealed record TimelineGhost(ProposalId Proposal, NodeId Row, NodeId Node, string Words, TimelineDates Dates)
{
    /// <summary>All that waits for an answer.</summary>
    public static IEnumerable<TimelineGhost> Of(Document document) =>
        document.Proposals.Count == 0 ? [] : OpenSuggestions.Of(document).All.SelectMany(one => Of(document, one.Applied.Document, one.Proposal.Id, one.Applied.Parts.Where(part => part.WhyNot is null).Select(part => part.Part.Operation.Target.Node!.Value).Distinct()));

    /// <summary>Where the bar stands, or the sign of a single day.</summary>
    public string Style(TimelineScale scale) =>
        TimelineStyle.Span(Dates.Start is { } start ? scale.Before(start) : scale.After(Dates.Due!.Value), Dates.Due is { } due ? scale.After(due) : scale.After(Dates.Start!.Value));

    private static IEnumerable<TimelineGhost> Of(Document document, Document applied, ProposalId proposal, IEnumerable<NodeId> nodes)
    {
        foreach (var id in nodes)
        {
            if (applied.Find(id) is not { } after || !TimelineDates.AreOf(after.Kind) || !applied.IsVisible(after)) continue;
            var dates = TimelineDates.Of(after);
            var isNew = document.Find(id) is not { } before || !document.IsVisible(before);
            // A commitment that is not there yet has no row.
            if (isNew && after.Kind == ActionPlan.Commitment.Kind) continue;
            if (dates is { Start: null, Due: null } || (!isNew && TimelineDates.Of(document[id]) == dates)) continue;
            yield return new TimelineGhost(proposal, isNew ? after.Parent!.Value : id, id, $"Suggested: {(isNew ? $"new milestone “{applied.Title(after)}”" : applied.Name(after))}, {dates.Words}", dates);
        }
    }
}
