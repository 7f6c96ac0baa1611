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
    /// <summary>What it would do, in words that follow a person's name.</summary>
    public required string Words { get; init; }

    /// <summary>Whether it is the first change of its suggestion.</summary>
    public bool IsFirst => Part == Proposal.Parts[0];

    /// <summary>All lines, the oldest suggestion first. What is being written is nobody's yet.</summary>
    public static ImmutableArray<SuggestionRow> Of(Document document) =>
        [.. document.Proposals.Where(proposal => proposal.Sent is not null).OrderBy(proposal => proposal.Sent!.Revision).ThenBy(proposal => proposal.Id.Value).SelectMany(proposal => Of(document, proposal))];

    private static IEnumerable<SuggestionRow> Of(Document document, Proposal proposal)
    {
        var within = document;
        foreach (var part in proposal.Parts)
        {
            yield return Of(document, within, proposal, part);
            // The next changes may be about what this one would add.
            if (part.Operation is InsertNode insert && within.Find(insert.Node) is null && insert.Check(within) is null) within = insert.Apply(within);
        }
    }

    private static SuggestionRow Of(Document document, Document within, Proposal proposal, ProposalPart part)
    {
        // Numbers are those of the plan wherever it has the part.
        var named = AppliedProposal.Knows(document, part.Operation) ? document : within;
        var node = At(named, part.Operation);
        return new SuggestionRow(
            proposal,
            part,
            At(document, part.Operation).Id,
            node.Parent is null ? "The plan" : named.IsVisible(node) ? named.Name(node) : $"{named.Title(node)} (removed)",
            part.Operation.Target.Field is { } key ? node.Kind.Find(key)?.Label ?? key : null)
        { Words = AppliedProposal.Words(named, part.Operation) };
    }

    private static Node At(Document document, Operation operation) => document.Find(operation.Target.Node!.Value) ?? (operation is InsertNode insert ? document.Find(insert.Parent) : null) ?? document.Root;
}
