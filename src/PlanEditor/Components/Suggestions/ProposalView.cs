using System.Collections.Immutable;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Shared;
using PlanModel.Documents;
using PlanModel.Review;

namespace PlanEditor.Components.Suggestions;

/// <summary>A proposal as it is shown.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Parts">What it suggests: first what waits for an answer.</param>
/// <param name="MayDecide">Whether this person may answer.</param>
/// <param name="IsOwn">Whether this person suggests it.</param>
public sealed record ProposalView(Proposal Proposal, ImmutableArray<SuggestedPart> Parts, bool MayDecide, bool IsOwn)
{
    /// <summary>The comment that it answers, with its address; null: none.</summary>
    public (Worded Place, string Address)? Answers { get; private init; }

    public IEnumerable<SuggestedPart> Open => Parts.Where(part => part.State == PartState.Open);

    /// <summary>How much of what waits is applicable.</summary>
    public int Applicable => Open.Count(part => part.WhyNot is null);

    public string StateWords => Proposal.State switch
    {
        ProposalState.Draft => "being written",
        ProposalState.Open => "waits for an answer",
        ProposalState.Withdrawn => "withdrawn",
        _ when Parts.IsEmpty => "given up",
        _ when Parts.All(part => part.State == PartState.Accepted) => "accepted",
        _ when Parts.All(part => part.State == PartState.Declined) => "declined",
        _ => "accepted in part",
    };

    public static ProposalView Of(Document document, Proposal proposal, AppliedProposal applied, string slug, bool mayDecide, bool isOwn) => new(
        proposal,
        [
            .. applied.Parts.Select(part => SuggestedPart.Of(document, applied.Document, part, slug)),
            .. proposal.Parts.Where(part => !part.IsOpen).Select(part => SuggestedPart.OfAnswered(document, part, slug)),
        ],
        mayDecide,
        isOwn)
    {
        Answers = proposal.Thread is { } id && document.Threads.Find(id) is { } thread && ThreadView.Of(document, thread, slug) is var asked ? (asked.Place, asked.Address) : null,
    };

    // Where in a text it stands moves with every key that somebody presses.
    public bool Equals(ProposalView? other) =>
        other is not null && Proposal.Id == other.Proposal.Id && Proposal.State == other.Proposal.State && Proposal.Reason == other.Proposal.Reason && Proposal.Sent == other.Proposal.Sent
        && MayDecide == other.MayDecide && IsOwn == other.IsOwn && Answers == other.Answers && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => HashCode.Combine(Proposal.Id, Parts.Length);
}
