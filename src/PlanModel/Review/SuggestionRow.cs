using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanModel.Review;

/// <summary>A line of the response matrix for one change that was suggested: what, why, what was answered, and in which revision.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Part">The change.</param>
/// <param name="Node">Where it is: the part that it is about, or the one under which it would add one.</param>
/// <param name="Place">What that is called.</param>
/// <param name="Field">The label of the field; null: the part as a whole.</param>
public sealed record SuggestionRow(Proposal Proposal, ProposalPart Part, NodeId Node, string Place, string? Field)
{
    /// <summary>All lines, the oldest suggestion first. What is being written is nobody's yet.</summary>
    public static ImmutableArray<SuggestionRow> Of(Document document) =>
        [.. document.Proposals.Where(proposal => proposal.Sent is not null).OrderBy(proposal => proposal.Sent!.Revision).ThenBy(proposal => proposal.Id.Value).SelectMany(proposal => proposal.Parts.Select(part => Of(document, proposal, part)))];

    private static SuggestionRow Of(Document document, Proposal proposal, ProposalPart part)
    {
        var node = document.Find(part.Operation.Target.Node!.Value) ?? (part.Operation is InsertNode insert ? document.Find(insert.Parent) : null) ?? document.Root;
        return new SuggestionRow(
            proposal,
            part,
            node.Id,
            node.Parent is null ? "The plan" : document.IsVisible(node) ? document.Name(node) : $"{document.Title(node)} (removed)",
            part.Operation.Target.Field is { } key ? node.Kind.Find(key)?.Label ?? key : null);
    }
}
