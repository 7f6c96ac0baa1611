using System.Collections.Immutable;
using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>
/// An act on a proposal. None changes the plan's content: whoever accepts does in one change what was suggested and <see cref="DecideProposal"/>, which comes first, so that one undo takes both back.
/// </summary>
/// <param name="Proposal">The proposal.</param>
public abstract record ProposalOperation(ProposalId Proposal) : StampedOperation
{
    /// <summary>How much may be said with a proposal or an answer, in UTF-16 units.</summary>
    public const int WordsUnitsMax = 2_000;

    /// <inheritdoc/>
    public override OperationTarget Target => new(null, "proposal", Proposal.ToString(), About);

    /// <summary>The operations that it carries without doing them: their texts move with the plan's.</summary>
    public virtual ImmutableArray<Operation> Carried => [];

    /// <inheritdoc/>
    public override Refusal? Refuse(Actor actor, PlanFacts plan, Document document) => Policy.Refuse(actor, plan, Act, suggestedBy: document.Proposals.Find(Proposal)?.Author);

    private protected virtual string About => Name;

    private protected sealed override void WriteAct(Utf8JsonWriter writer)
    {
        writer.WriteString("proposal"u8, Proposal.ToString());
        WriteOthers(writer);
    }

    private protected abstract void WriteOthers(Utf8JsonWriter writer);

    private protected Review.Proposal? Find(Document document, out Refusal? refusal)
    {
        var proposal = document.Proposals.Find(Proposal);
        refusal = proposal is null ? new Refusal(RefusalCode.UnknownProposal, $"There is no proposal {Proposal} in this plan.") : null;
        return proposal;
    }

    private protected static Refusal? CheckWords(string words) =>
        words.Length > WordsUnitsMax ? new Refusal(RefusalCode.TooLong, $"What is said with a suggestion has at most {WordsUnitsMax} characters.")
        : TextGate.Problem(words) is { } problem ? new Refusal(RefusalCode.BadText, problem + ".")
        : null;

    private protected static ImmutableArray<Operation> Over(ImmutableArray<Operation> carried, Operation over)
    {
        for (var at = 0; at < carried.Length; at++)
        {
            var moved = carried[at].Rebase(over, before: false);
            if (!ReferenceEquals(moved, carried[at])) carried = carried.SetItem(at, moved);
        }

        return carried;
    }

    private protected static string Count(int parts) => parts == 1 ? "a suggested change" : $"{parts} suggested changes";

    private protected static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> member, ImmutableArray<string> keys)
    {
        writer.WriteStartArray(member);
        foreach (var key in keys) writer.WriteStringValue(key);
        writer.WriteEndArray();
    }

    private protected static void Write(Utf8JsonWriter writer, ImmutableArray<Operation> parts)
    {
        writer.WriteStartArray("parts"u8);
        foreach (var part in parts) OperationJson.Write(writer, part);
        writer.WriteEndArray();
    }
}
