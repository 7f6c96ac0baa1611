using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Takes back what one suggests and nobody answered yet. A draft goes without a trace in the plan; its changes stay in the log.</summary>
/// <param name="Proposal">One's own proposal.</param>
public sealed record WithdrawProposal(ProposalId Proposal) : ProposalOperation(Proposal)
{
    /// <summary>The written name.</summary>
    public const string OperationName = "withdrawProposal";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Suggest;

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        Find(document, out var refusal) is not { } proposal ? refusal
        : proposal.State is ProposalState.Draft or ProposalState.Open ? null
        : new Refusal(RefusalCode.BadValue, "It was answered or withdrawn already.");

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        // What a plan forgot meanwhile it cannot answer; a log that does is read all the same.
        if (document.Proposals.Find(Proposal) is not { } proposal) return document;
        return document.With(proposal.Sent is null ? document.Proposals.Without(Proposal) : document.Proposals.With(proposal with { Withdrawn = Stamp }));
    }

    /// <inheritdoc/>
    public override Operation? Invert(Document before) => null;

    /// <inheritdoc/>
    public override string Label(Document document) => document.Proposals.Find(Proposal) is { Sent: not null } ? "withdrew a suggestion" : "discarded a suggestion";

    private protected override void WriteOthers(Utf8JsonWriter writer)
    {
    }

    internal static Operation? Read(OperationMembers members) => members.Proposal is { } proposal ? new WithdrawProposal(proposal) { Stamp = members.Stamp ?? Stamp.None } : null;
}
