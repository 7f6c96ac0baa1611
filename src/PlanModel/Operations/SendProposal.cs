using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Asks the country to answer what one suggests, and says why one suggests it.</summary>
/// <param name="Proposal">One's own draft.</param>
/// <param name="Reason">Why.</param>
public sealed record SendProposal(ProposalId Proposal, string Reason) : ProposalOperation(Proposal)
{
    /// <summary>The thread that it answers; null: none. One that waits or was accepted hangs on a thread, no more.</summary>
    public ThreadId? Thread { get; init; }

    private const int ShownUnits = 120;

    /// <summary>The written name.</summary>
    public const string OperationName = "sendProposal";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Suggest;

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        Find(document, out var refusal) is not { } proposal ? refusal
        : proposal.State != ProposalState.Draft ? new Refusal(RefusalCode.BadValue, "It was sent already.")
        : Reason.AsSpan().Trim().IsEmpty ? new Refusal(RefusalCode.BadValue, "Say in a few words why you suggest this.")
        : CheckWords(Reason) ?? CheckThread(document);

    /// <inheritdoc/>
    public override Document Apply(Document document) => document.With(document.Proposals.With(document.Proposals[Proposal] with { Reason = Reason, Sent = Stamp, Thread = Thread }));

    /// <inheritdoc/>
    /// <remarks>Others may have read it. Who wants it back withdraws it.</remarks>
    public override Operation? Invert(Document before) => null;

    /// <inheritdoc/>
    public override string Label(Document document) =>
        document.Proposals.Find(Proposal) is { Parts: { Length: var count } } ? $"suggested {(count == 1 ? "a change" : $"{count} changes")}: {Short(Reason)}" : $"suggested changes: {Short(Reason)}";

    private protected override void WriteOthers(Utf8JsonWriter writer)
    {
        writer.WriteString("reason"u8, Reason);
        if (Thread is { } thread) writer.WriteString("thread"u8, thread.ToString());
    }

    internal static Operation? Read(OperationMembers members) =>
        members is { Proposal: { } proposal, Reason: { } reason } ? new SendProposal(proposal, reason) { Thread = members.Thread, Stamp = members.Stamp ?? Stamp.None } : null;

    private Refusal? CheckThread(Document document) =>
        Thread is not { } thread ? null
        : document.Threads.Find(thread) is null ? new Refusal(RefusalCode.UnknownThread, $"There is no comment {thread} in this plan.")
        : document.Proposals.On(thread) is { } other && (other.State == ProposalState.Open || other.Parts.Any(part => part.State == PartState.Accepted))
            ? new Refusal(RefusalCode.BadValue, "Another suggestion answers that comment already.")
        : null;

    private static string Short(string reason)
    {
        var line = reason.ReplaceLineEndings(" ").Trim();
        return line.Length <= ShownUnits ? line : line[..(char.IsHighSurrogate(line[ShownUnits - 1]) ? ShownUnits - 1 : ShownUnits)] + "…";
    }
}
