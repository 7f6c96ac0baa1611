using System.Collections.Immutable;
using PlanModel.Operations;

namespace PlanEditor.Tests.Rights;

/// <summary>How an act on a plan is tried.</summary>
/// <param name="Make">The operations that it comes to, and the revision they are made for; null: for the newest.</param>
internal sealed record PlanTry(Func<RightsSite, Ground, Colleague, Task<(long? Revision, ImmutableArray<Operation> Operations)>> Make)
{
    public PlanTry(Func<Ground, Colleague, Operation> make) : this((_, ground, colleague) => Task.FromResult<(long?, ImmutableArray<Operation>)>((null, [make(ground, colleague)])))
    {
    }

    /// <summary>Whether there are comments in the plan. They are in the way of a step.</summary>
    public bool Comments { get; init; }

    /// <summary>Done to the comments before the plan comes to its state.</summary>
    public Func<Colleague, ImmutableArray<Operation>>? Before { get; init; }

    /// <summary>Done when the plan has come to its state.</summary>
    public ImmutableArray<Operation> After { get; init; } = [];

    /// <summary>Whether it changes what others may: then each who may do it does so in a plan of its own.</summary>
    public bool Fresh { get; init; }
}
