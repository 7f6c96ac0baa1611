using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Says what a comment asks of the country.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Severity">What it asks.</param>
public sealed record RateThread(ThreadId Thread, Severity Severity) : ThreadOperation(Thread)
{
    /// <summary>The written name.</summary>
    public const string OperationName = "rateThread";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => ActOf(Severity);

    /// <summary>What the policy is asked about: whoever comments may ask and praise, not everybody may demand.</summary>
    public static PlanAct ActOf(Severity severity) => severity is Severity.Blocking or Severity.Should ? PlanAct.Demand : PlanAct.Comment;

    /// <inheritdoc/>
    /// <remarks>Who makes less of a demand confirms it in part, and who may not confirm it may not do that. Of another's comment only a reviewer or the lead says what it asks.</remarks>
    public override Refusal? Refuse(Actor actor, PlanFacts plan, Document document) =>
        WhyNotFromThere(actor, plan, document) ?? base.Refuse(actor, plan, document);

    /// <inheritdoc/>
    public override Refusal? Check(Document document)
    {
        _ = Find(document, out var refusal);
        return refusal;
    }

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var thread = document.Threads[Thread];
        return thread.Severity == Severity ? document : document.With(document.Threads.With(thread with { Severity = Severity }));
    }

    /// <inheritdoc/>
    public override string Label(Document document) => $"rated a comment on {Place(document)} as “{ThreadJson.Write(Severity)}”";

    private protected override void WriteOthers(Utf8JsonWriter writer) => writer.WriteString("severity"u8, ThreadJson.Write(Severity));

    internal static Operation? Read(OperationMembers members) =>
        members is { Thread: { } thread, Severity: { } severity } ? new RateThread(thread, severity) { Stamp = members.Stamp ?? Stamp.None } : null;

    /// <summary>What is blocked is let go only by who may confirm it, or demand where nothing is confirmed; what somebody else asked is rated by who may demand.</summary>
    private Refusal? WhyNotFromThere(Actor actor, PlanFacts plan, Document document) =>
        document.Threads.Find(Thread) is not { } thread || thread.Severity == Severity ? null
        : thread.Severity == Severity.Blocking ? Policy.Refuse(actor, plan, plan.Workflow == PlanWorkflow.Circulation ? PlanAct.Demand : PlanAct.Confirm, thread.Facts)
        : thread.Asked.By == actor.User && ActOf(thread.Severity) == PlanAct.Comment ? null
        : Policy.Refuse(actor, plan, PlanAct.Demand, thread.Facts);
}
