using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>
/// What a reviewer says of the plan as it stood before the reviewer's eyes: at the revision for which it was made, a submission's base. When what it is about was changed since, it is refused; so
/// it is always about the content of the revision that it makes.
/// </summary>
public abstract record Verdict : StampedOperation
{
    /// <summary>Why it does not hold for what came since; null when it does.</summary>
    /// <param name="document">The plan now.</param>
    /// <param name="since">What was changed after the revision for which it was made.</param>
    public abstract Refusal? Outdated(Document document, Meanwhile since);
}
