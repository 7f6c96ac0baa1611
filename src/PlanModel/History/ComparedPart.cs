using System.Collections.Immutable;

namespace PlanModel.History;

/// <summary>What became of a part.</summary>
public enum PartFate
{
    /// <summary>It stands in both.</summary>
    Kept,

    /// <summary>It stands in the newer plan only.</summary>
    Added,

    /// <summary>It was removed before, and stands in the newer plan again.</summary>
    Restored,

    /// <summary>It stands in the older plan only.</summary>
    Removed,
}

/// <summary>A part that differs between two revisions of a plan.</summary>
/// <param name="Node">The part.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Number">Its number, in the newer plan if it stands there: "C2.M3"; or empty.</param>
/// <param name="Title">Its title, or the label of its kind.</param>
/// <param name="Kind">What people call one of it.</param>
/// <param name="Moved">Where it was moved, in words; null when it was not.</param>
/// <param name="Fields">Its fields that differ, in the order of its page.</param>
public sealed record ComparedPart(NodeId Node, PartFate Fate, string Number, string Title, string Kind, string? Moved, ImmutableArray<ComparedField> Fields)
{
    /// <summary>How many differences it has: each is one place to go to.</summary>
    public int Count => Fields.Length + (Moved is null ? 0 : 1) + (Fate == PartFate.Kept ? 0 : 1);
}
