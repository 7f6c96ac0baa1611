using System.Collections.Immutable;
using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>
/// Suggests changes: adds them to one's own proposal, or begins it. Each takes the place of what the proposal suggested about the same; one that the plan says anyway drops that. What
/// is about a part that the proposal itself adds goes into that addition.
/// </summary>
/// <param name="Proposal">The proposal; a new id begins one.</param>
/// <param name="Parts">What is suggested: operations that change the content, each made for the plan without the proposal; of an added part's text, for the text in the addition.</param>
/// <param name="Drop">The keys of what is no longer suggested. What is in <paramref name="Parts"/> all the same is put as it is, even if the plan says so anyway, nothing is left to say it of, or others used up the room for it or put its place under it: what undo and redo do. What does not fit for another reason is refused all the same.</param>
public sealed record Suggest(ProposalId Proposal, ImmutableArray<Operation> Parts, ImmutableArray<string> Drop) : ProposalOperation(Proposal)
{
    /// <summary>The written name.</summary>
    public const string OperationName = "suggest";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Suggest;

    /// <inheritdoc/>
    public override ImmutableArray<Operation> Carried => Parts;

    /// <inheritdoc/>
    public override Refusal? Check(Document document)
    {
        if (Proposal.Value == 0) return new Refusal(RefusalCode.BadValue, "0 is not the id of a proposal.");
        var begun = document.Proposals.Find(Proposal);
        if (begun is null && document.Proposals.UnansweredCount >= Limits.ProposalsMax) return new Refusal(RefusalCode.TooMany, $"A plan holds at most {Limits.ProposalsMax} suggestions without an answer.");
        if (begun is { State: not ProposalState.Draft }) return new Refusal(RefusalCode.BadValue, "This suggestion was sent. Withdraw it, or begin a new one.");
        if (begun is null && document.Proposals.Unanswered.Count(one => one.Author == Stamp.By) >= Limits.ProposalsOfOneMax)
            return new Refusal(RefusalCode.TooMany, $"One person has at most {Limits.ProposalsOfOneMax} suggestions without an answer. Withdraw one first.");
        if (Parts.IsEmpty && Drop.IsEmpty) return new Refusal(RefusalCode.BadValue, "A proposal suggests something.");
        if (Parts.Length > Limits.ProposalPartsMax || Drop.Length > 2 * Limits.ProposalPartsMax) return TooMany;
        if (Drop.Select(key => TextGate.Problem(key)).FirstOrDefault(problem => problem is not null) is { } bad) return new Refusal(RefusalCode.BadText, bad + ".");
        if (Parts.FirstOrDefault(part => part.Act != PlanAct.Edit) is { } other) return new Refusal(RefusalCode.BadValue, $"\"{other.Name}\" cannot be suggested: it does not change the content.");
        var before = begun ?? Begun;
        var after = Amended(document, before, out var refusal);
        if (refusal is not null) return refusal;
        if (after.Parts.Length > Limits.ProposalPartsMax) return TooMany;
        if (after.Units is var units && units > before.Units && units + document.Proposals.Unanswered.Where(one => one.Author == after.Author && one.Id != after.Id).Sum(one => one.Units) > Limits.ProposedUnitsOfOneMax)
            return new Refusal(RefusalCode.TooMany, $"What one person suggests for a plan and nobody has answered has at most {Limits.ProposedUnitsOfOneMax:N0} characters. Wait for an answer, or withdraw something.");
        foreach (var edit in Parts.OfType<EditText>())
        {
            var sections = after.SectionsOn(edit.Node, edit.Field);
            if (sections > before.SectionsOn(edit.Node, edit.Field) && sections - before.SectionsOn(edit.Node, edit.Field) + document.Proposals.SectionsOn(edit.Node, edit.Field, after.Author) > TextChangeSetJson.SectionsMax)
                return new Refusal(RefusalCode.TooMany, $"What one person suggests for one text and nobody has answered has at most {TextChangeSetJson.SectionsMax:N0} parts.", edit.Node, edit.Field);
        }

        // What is about something that others removed may stand there, marked as no longer applicable; what does not fit even so may not. Only what is new is looked at, with what it stands on.
        var known = before.Parts.ToHashSet<ProposalPart>(ReferenceEqualityComparer.Instance);
        var news = after.Parts.Where(part => !known.Contains(part)).Select(part => part.Key);
        return AppliedProposal.EvenRemoved(document, after, news).Parts
            .FirstOrDefault(part => part.WhyNot is not null && !known.Contains(part.Part) && !MayStand(part))?.WhyNot;
    }

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var after = Amended(document, document.Proposals.Find(Proposal) ?? Begun, out _);
        return document.With(after.Parts.IsEmpty && after.Sent is null ? document.Proposals.Without(Proposal) : document.Proposals.With(after));
    }

    /// <inheritdoc/>
    public override Operation? Invert(Document before)
    {
        var old = before.Proposals.Find(Proposal) ?? Begun;
        var after = Amended(before, old, out _);
        var kept = after.Parts.ToHashSet<ProposalPart>(ReferenceEqualityComparer.Instance);
        var parts = old.OpenParts.Where(part => !kept.Contains(part)).Select(part => part.Operation).ToImmutableArray();
        var known = old.OpenParts.Select(part => part.Key).ToHashSet(StringComparer.Ordinal);
        // Dropping an addition would take along what stands on it, and the plan never says it anyway.
        ImmutableArray<string> drop = [.. after.OpenParts.Select(part => part.Key).Where(key => !known.Contains(key)), .. parts.Where(part => part is not InsertNode).Select(ProposalPart.KeyOf)];
        return parts.IsEmpty && drop.IsEmpty ? null : new Suggest(Proposal, parts, drop);
    }

    /// <inheritdoc/>
    public override Operation Rebase(Operation over, bool before) => Over(Parts, over) is var parts && parts == Parts ? this : this with { Parts = parts };

    /// <inheritdoc/>
    public override string Label(Document document) => "worked on a suggestion";

    /// <inheritdoc/>
    public bool Equals(Suggest? other) => other is not null && Proposal == other.Proposal && Stamp == other.Stamp && Parts.SequenceEqual(other.Parts) && Drop.SequenceEqual(other.Drop);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Proposal, Parts.Length, Drop.Length);

    private protected override void WriteOthers(Utf8JsonWriter writer)
    {
        Write(writer, Parts);
        Write(writer, "drop"u8, Drop);
    }

    internal static Operation? Read(OperationMembers members) =>
        members is { Proposal: { } proposal, Parts: { } parts, Drop: { } drop } ? new Suggest(proposal, parts, drop) { Stamp = members.Stamp ?? Stamp.None } : null;

    // What others wrote or added meanwhile may have used up the room for it or be the one that every plan has, and what they moved may stand under it. Checks say that last, so all else about it is right; what
    // would have no room in an empty text never had any.
    private bool MayStand(AppliedPart part) => (part.Part.Operation, part.WhyNot!) switch
    {
        (InsertNode insert, { Code: RefusalCode.NotHere }) => insert.CheckContent(part.Before) is null,
        _ when !Drop.Contains(part.Part.Key) => false,
        (_, { Words: AppliedProposal.SaysSo or AppliedProposal.NothingLeft }) => true,
        (EditText edit, { Code: RefusalCode.TooLong }) => part.Before[edit.Node].Kind.Find(edit.Field) is TextField field && edit.Edit.UnitsInserted <= field.UnitsMax,
        (AddToSet, { Code: RefusalCode.TooMany }) or (MoveNode, { Code: RefusalCode.TooMany or RefusalCode.Cycle }) => true,
        _ => false,
    };

    private static Refusal TooMany { get; } = new(RefusalCode.TooMany, $"A proposal suggests at most {Limits.ProposalPartsMax} changes. Send this one and begin another.");

    private Review.Proposal Begun => new(Proposal, Stamp, []);

    private Review.Proposal Amended(Document document, Review.Proposal proposal, out Refusal? refusal)
    {
        refusal = null;
        foreach (var key in Drop) proposal = proposal.Without(key);
        foreach (var part in Parts)
        {
            // What comes before the part that it is about would be made for a plan that never was.
            if (part is not InsertNode && part.Target.Node is { } node && document.Find(node) is null && proposal.Adds(node) is null)
            {
                refusal = new Refusal(RefusalCode.UnknownNode, $"There is no node {node} in this plan, and nothing suggested before adds it.", node);
                continue;
            }

            var after = proposal.With(document, part, Drop.Contains(ProposalPart.KeyOf(part)));
            if (ReferenceEquals(after, proposal) && part is EditText { Edit.IsEmpty: false } edit && document.Find(edit.Node) is null)
                refusal = new Refusal(RefusalCode.BadEdit, "The edit does not fit the text that is suggested.", edit.Node, edit.Field);
            proposal = after;
        }

        return proposal;
    }
}
