namespace PlanModel.Workflow;

/// <summary>What the policy needs to know of a thread.</summary>
/// <param name="AskedBy">Who started it.</param>
/// <param name="Blocking">Whether it stands before final.</param>
/// <param name="SaidBy">Whose words are to be changed, if any are.</param>
public sealed record ThreadFacts(UserId AskedBy, bool Blocking, UserId? SaidBy = null);
