using System.Collections.Immutable;
using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>
/// Takes an answer back: what was suggested waits again. It carries the parts as they are for the plan after that, since an answered part no longer moves with the texts. Where in a text they stand
/// nothing else knows, so a room makes it only as an undo, out of what it moved itself; nobody submits it.
/// </summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Parts">The answered parts.</param>
public sealed record ReopenProposal(ProposalId Proposal, ImmutableArray<Operation> Parts) : ProposalOperation(Proposal)
{
    /// <summary>The written name.</summary>
    public const string OperationName = "reopenProposal";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Decide;

    /// <inheritdoc/>
    public override ImmutableArray<Operation> Carried => Parts;

    /// <inheritdoc/>
    public override Refusal? Check(Document document)
    {
        if (Find(document, out var refusal) is not { } proposal) return refusal;
        if (proposal.State == ProposalState.Withdrawn) return new Refusal(RefusalCode.BadValue, "The suggestion was withdrawn.");
        if (Parts.IsEmpty || Parts.Select(ProposalPart.KeyOf).Distinct(StringComparer.Ordinal).Count() != Parts.Length) return new Refusal(RefusalCode.BadValue, "An answer is taken back for some of what was suggested, each once.");
        foreach (var part in Parts)
        {
            if (proposal.Last(ProposalPart.KeyOf(part)) is not { IsOpen: false } answered) return new Refusal(RefusalCode.BadValue, "This was not answered.");
            if (!IsSame(answered.Operation, proposal.Gist(part))) return new Refusal(RefusalCode.BadValue, "That is not what was suggested.");
            if (part is EditText edit && (edit.Check(document) is { } wrong)) return wrong;
        }

        return null;
    }

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        // What a plan forgot meanwhile it cannot answer; a log that does is read all the same.
        if (document.Proposals.Find(Proposal) is not { } proposal) return document;
        var parts = proposal.Parts.ToBuilder();
        foreach (var operation in Parts)
        {
            if (proposal.Last(ProposalPart.KeyOf(operation)) is not { } answered) continue;
            parts[parts.IndexOf(answered)] = answered with { Operation = operation, State = PartState.Open, Decided = null, Note = "" };
        }

        return document.With(document.Proposals.With(proposal with { Parts = parts.ToImmutable() }));
    }

    /// <inheritdoc/>
    public override Operation? Invert(Document before)
    {
        var keys = Parts.Select(ProposalPart.KeyOf).ToImmutableArray();
        var first = before.Proposals[Proposal].Last(keys[0])!;
        return new DecideProposal(Proposal, keys, first.State == PartState.Accepted, first.Note);
    }

    /// <inheritdoc/>
    public override Operation Rebase(Operation over, bool before) => Over(Parts, over) is var parts && parts == Parts ? this : this with { Parts = parts };

    /// <inheritdoc/>
    public override string Label(Document document) => $"reopened {Count(Parts.Length)}";

    /// <inheritdoc/>
    public bool Equals(ReopenProposal? other) => other is not null && Proposal == other.Proposal && Stamp == other.Stamp && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Proposal, Parts.Length);

    private protected override string About => string.Join('\n', Parts.Select(ProposalPart.KeyOf));

    private protected override void WriteOthers(Utf8JsonWriter writer) => Write(writer, Parts);

    internal static Operation? Read(OperationMembers members) =>
        members is { Proposal: { } proposal, Parts: { } parts } ? new ReopenProposal(proposal, parts) { Stamp = members.Stamp ?? Stamp.None } : null;

    private static bool IsSame(Operation suggested, Operation reopened) => (suggested, reopened) switch
    {
        // Moved over others' edits it still inserts the same, and deletes no more.
        (EditText one, EditText other) => one.Edit.UnitsInserted == other.Edit.UnitsInserted && Inserted(one.Edit) == Inserted(other.Edit) && Deleted(other.Edit) <= Deleted(one.Edit),
        (InsertNode one, InsertNode other) => one with { Fields = other.Fields } == other && one.Fields.SequenceEqual(other.Fields),
        _ => suggested == reopened,
    };

    private static string Inserted(TextChangeSet edit) => string.Concat(edit.ChangedRanges().Select(range => range.Inserted));

    private static long Deleted(TextChangeSet edit) => edit.EditSizeUnits - edit.UnitsInserted;
}
