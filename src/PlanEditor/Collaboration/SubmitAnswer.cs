using System.Collections.Immutable;
using PlanModel;
using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

/// <summary>What became of a submission.</summary>
/// <param name="Accepted">The first changes, as far as they are on disk.</param>
/// <param name="Refused">The change at which the room stopped; null when all were accepted, or when the submission as a whole was refused.</param>
/// <param name="Refusal">Why; null when all were accepted.</param>
public sealed record SubmitAnswer(ImmutableArray<AcceptedChange> Accepted, ChangeId? Refused, Refusal? Refusal)
{
    internal static SubmitAnswer Refusing(Refusal refusal, ChangeId? change = null) => new([], change, refusal);
}

/// <summary>A change that is on disk, and the revision it made.</summary>
public readonly record struct AcceptedChange(ChangeId Id, long Revision);
