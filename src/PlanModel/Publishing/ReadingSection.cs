using System.Collections.Immutable;

namespace PlanModel.Publishing;

/// <summary>A heading of a reading copy with what stands under it, up to the next heading.</summary>
/// <param name="Key">What tells it from the others of the plan, the same for ever: a node's id, a field's or a kind's key.</param>
/// <param name="Level">1 for a chapter, 2 for a part in one.</param>
/// <param name="Number">"4" for a chapter, "C2" or "4.2" for a part.</param>
/// <param name="Heading">The words of the heading.</param>
/// <param name="Node">The part it is about; the root for a chapter of several parts.</param>
public sealed record ReadingSection(string Key, int Level, string Number, ReadingValue Heading, NodeId Node)
{
    /// <summary>The field of the node that the section is; null: the whole node, or several.</summary>
    public string? Field { get; init; }

    /// <summary>The group of the outline in which the parts of a chapter are found; null for a section of one node.</summary>
    public string? Group { get; init; }

    /// <summary>Whether final asks for something here and there is nothing yet.</summary>
    public bool IsMissing { get; init; }

    /// <summary>What stands under the heading.</summary>
    public ImmutableArray<ReadingBlock> Blocks { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(ReadingSection? other) =>
        other is not null && Key == other.Key && Level == other.Level && Number == other.Number && Heading == other.Heading && Node == other.Node
        && Field == other.Field && Group == other.Group && IsMissing == other.IsMissing && Blocks.SequenceEqual(other.Blocks);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Number, Heading, Blocks.Length);
}
