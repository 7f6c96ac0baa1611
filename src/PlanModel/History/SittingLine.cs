using System.Collections.Immutable;
using PlanModel.Operations;

namespace PlanModel.History;

/// <summary>One thing that somebody did in a sitting.</summary>
/// <param name="Words">It, in words that follow a person's name: "wrote 120 words in “The public problem” of C2".</param>
/// <param name="First">The revision of the first change to it.</param>
/// <param name="Last">The revision of the last change to it.</param>
/// <param name="Acts">All that it stands for: what is written in a part that was added belongs to the line that says so, and what one large change did to that change's line.</param>
public sealed record SittingLine(string Words, long First, long Last, ImmutableArray<Act> Acts)
{
    /// <summary>What kinds of thing.</summary>
    public ActKinds Kinds => Acts.Aggregate(ActKinds.None, (kinds, act) => kinds | act.Kind);

    /// <summary>What was changed; null when it is all that these changes did.</summary>
    public OperationTarget? Target { get; init; }

    /// <summary>Who had suggested what was accepted or declined; null: it is no answer.</summary>
    public UserId? SuggestedBy { get; init; }

    /// <summary>The part, if it is one.</summary>
    public NodeId? Node => Target?.Node;

    /// <summary>The key of the field, if it is one.</summary>
    public string? Field => Target?.Field;
}
