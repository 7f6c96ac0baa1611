using System.Collections.Immutable;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Workflow;

namespace PlanEditor.Finals;

/// <summary>When a plan became final.</summary>
/// <param name="Version">Which version.</param>
/// <param name="Revision">The revision of the step.</param>
/// <param name="At">When.</param>
public sealed record FinalStep(int Version, long Revision, DateTimeOffset At)
{
    /// <summary>The steps among changes of a log, which must hold all of its <see cref="ChangeState"/>, oldest first.</summary>
    public static ImmutableArray<FinalStep> Of(IEnumerable<CommittedChange> changes)
    {
        var steps = ImmutableArray.CreateBuilder<FinalStep>();
        var (state, version) = (PlanState.Draft, 1);
        foreach (var change in changes)
        {
            foreach (var step in change.Operations.OfType<ChangeState>().Where(step => step.To != state))
            {
                if (state == PlanState.Final) version++;
                state = step.To;
                if (state == PlanState.Final) steps.Add(new FinalStep(version, change.Revision, change.At));
            }
        }

        return steps.ToImmutable();
    }
}
