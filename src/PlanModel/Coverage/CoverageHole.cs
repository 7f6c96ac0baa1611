using System.Collections.Immutable;

namespace PlanModel.Coverage;

/// <summary>Something that coverage lacks.</summary>
/// <param name="Weight">What it means for final.</param>
/// <param name="Words">The hole, in English.</param>
/// <param name="Cures">Where it can be closed.</param>
public sealed record CoverageHole(HoleWeight Weight, string Words, ImmutableArray<HoleCure> Cures)
{
    /// <inheritdoc/>
    public bool Equals(CoverageHole? other) => other is not null && Weight == other.Weight && Words == other.Words && Cures.SequenceEqual(other.Cures);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Weight, Words);
}

/// <summary>A place where a hole can be closed.</summary>
/// <param name="Words">What to go to, in English: "C5, Strength".</param>
/// <param name="Node">The part of the plan.</param>
/// <param name="Field">The key of the field, or null.</param>
/// <param name="Children">The key of the kind of children to add, or null.</param>
public sealed record HoleCure(string Words, NodeId Node, string? Field, string? Children = null);

/// <summary>What a hole means for final. The first two are findings of the rules; the last only helps to look.</summary>
public enum HoleWeight
{
    /// <summary>The plan cannot become final.</summary>
    Block,

    /// <summary>Whoever marks the plan final is asked to confirm it.</summary>
    Warning,

    /// <summary>No rule asks for it.</summary>
    Note,
}
