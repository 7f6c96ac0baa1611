using PlanModel.Operations;

namespace PlanModel.History;

/// <summary>One thing that somebody did in a sitting.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Words">It, in words that follow a person's name: "wrote 120 words in “The public problem” of C2".</param>
/// <param name="First">The revision of the first change to it.</param>
/// <param name="Last">The revision of the last change to it.</param>
public sealed record SittingLine(ActKinds Kind, string Words, long First, long Last)
{
    /// <summary>What was changed; null when it is all that these changes did.</summary>
    public OperationTarget? Target { get; init; }

    /// <summary>The part, if it is one.</summary>
    public NodeId? Node => Target?.Node;

    /// <summary>The key of the field, if it is one.</summary>
    public string? Field => Target?.Field;
}
