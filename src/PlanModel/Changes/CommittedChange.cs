using System.Collections.Immutable;
using PlanModel.Operations;

namespace PlanModel.Changes;

/// <summary>An entry of a plan's log.</summary>
/// <param name="Revision">The number of the document that it made; 1 for the first.</param>
/// <param name="Id">The change's id.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Session">The page or run it was made in.</param>
/// <param name="At">When it was committed, to the millisecond, UTC.</param>
/// <param name="Operations">What it does, as rebased to the revision before it.</param>
public sealed record CommittedChange(long Revision, ChangeId Id, UserId Author, SessionId Session, DateTimeOffset At, ImmutableArray<Operation> Operations);
