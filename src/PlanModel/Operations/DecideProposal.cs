using System.Collections.Immutable;
using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>
/// Accepts or declines parts of a proposal. This is the mark alone: in the same change what was suggested follows it as ordinary operations, so that folding the log never has to work out what was
/// accepted. <see cref="Acceptance"/> sees to it that they are those and no others.
/// </summary>
/// <param name="Proposal">A proposal that was sent.</param>
/// <param name="Keys">Which of its open parts.</param>
/// <param name="Accepted">Whether they are taken over.</param>
/// <param name="Note">What is said with it; may be empty.</param>
public sealed record DecideProposal(ProposalId Proposal, ImmutableArray<string> Keys, bool Accepted, string Note) : ProposalOperation(Proposal)
{
    /// <summary>The written name.</summary>
    public const string OperationName = "decideProposal";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Decide;

    /// <inheritdoc/>
    public override Refusal? Check(Document document)
    {
        if (Find(document, out var refusal) is not { } proposal) return refusal;
        if (proposal.State == ProposalState.Draft) return new Refusal(RefusalCode.NotReady, "This suggestion is still being written.");
        if (Keys.IsEmpty || Keys.Distinct(StringComparer.Ordinal).Count() != Keys.Length) return new Refusal(RefusalCode.BadValue, "An answer is about some of what was suggested, each once.");
        var open = proposal.OpenParts.Select(part => part.Key).ToHashSet(StringComparer.Ordinal);
        return Keys.All(open.Contains) ? CheckWords(Note) : new Refusal(RefusalCode.BadValue, proposal.State == ProposalState.Withdrawn ? "The suggestion was withdrawn." : "Somebody answered this already.");
    }

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        // What a plan forgot meanwhile it cannot answer; a log that does is read all the same.
        if (document.Proposals.Find(Proposal) is not { } proposal) return document;
        var keys = Keys.ToHashSet(StringComparer.Ordinal);
        return document.With(document.Proposals.With(proposal with
        {
            Parts = [.. proposal.Parts.Select(part => part.IsOpen && keys.Contains(part.Key) ? part with { State = Accepted ? PartState.Accepted : PartState.Declined, Decided = Stamp, Note = Note } : part)],
        }));
    }

    /// <inheritdoc/>
    public override Operation? Invert(Document before)
    {
        var keys = Keys.ToHashSet(StringComparer.Ordinal);
        return before.Proposals[Proposal].OpenParts.Where(part => keys.Contains(part.Key)).Select(part => part.Operation).ToImmutableArray() is { IsEmpty: false } parts
            ? new ReopenProposal(Proposal, parts)
            : null;
    }

    /// <inheritdoc/>
    public override string Label(Document document) => $"{(Accepted ? "accepted" : "declined")} {Count(Keys.Length)}";

    /// <inheritdoc/>
    public bool Equals(DecideProposal? other) =>
        other is not null && Proposal == other.Proposal && Stamp == other.Stamp && Accepted == other.Accepted && Note == other.Note && Keys.SequenceEqual(other.Keys);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Proposal, Keys.Length, Accepted);

    private protected override string About => string.Join('\n', Keys);

    private protected override void WriteOthers(Utf8JsonWriter writer)
    {
        Write(writer, "keys"u8, Keys);
        writer.WriteBoolean("accepted"u8, Accepted);
        writer.WriteString("note"u8, Note);
    }

    internal static Operation? Read(OperationMembers members) =>
        members is { Proposal: { } proposal, Keys: { } keys, Accepted: { } accepted, Note: { } note } ? new DecideProposal(proposal, keys, accepted, note) { Stamp = members.Stamp ?? Stamp.None } : null;
}
