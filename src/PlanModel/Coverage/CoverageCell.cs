using System.Collections.Immutable;

namespace PlanModel.Coverage;

/// <summary>What a row has to do with a column.</summary>
/// <param name="Whole">Whether wholly: shown as a full mark, else as a ring.</param>
/// <param name="Words">How, in English: "Primary".</param>
/// <param name="Node">The part of the plan that says so.</param>
/// <param name="Field">The field that says so; null: the part as a whole.</param>
public sealed record CoverageCell(bool Whole, string Words, NodeId Node, string? Field = null)
{
    /// <summary>Whether something is amiss with it, which <see cref="Words"/> say.</summary>
    public bool Hole { get; init; }

    /// <summary>The parts that say so, when there are several; else none.</summary>
    public ImmutableArray<CoverageSource> Sources { get; init; } = [];

    /// <summary>A cell that one part says or several.</summary>
    /// <param name="whole">Whether wholly.</param>
    /// <param name="words">How.</param>
    /// <param name="sources">The parts, at least one.</param>
    public static CoverageCell Of(bool whole, string words, IReadOnlyList<CoverageSource> sources) =>
        new(whole, words, sources[0].Node, sources[0].Field) { Sources = sources.Count > 1 ? [.. sources] : [] };

    /// <inheritdoc/>
    public bool Equals(CoverageCell? other) =>
        other is not null && Whole == other.Whole && Words == other.Words && Node == other.Node && Field == other.Field && Hole == other.Hole && Sources.SequenceEqual(other.Sources);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Whole, Words, Node, Field);
}

/// <summary>A part of a plan that a cell comes from.</summary>
/// <param name="Name">What it is called: "C2".</param>
/// <param name="Node">The part.</param>
/// <param name="Field">The field that says so; null: the part as a whole.</param>
public sealed record CoverageSource(string Name, NodeId Node, string? Field = null);

/// <summary>What a column comes to.</summary>
/// <param name="Words">In English: "3, of them 2 primary".</param>
/// <param name="Hole">Whether something is amiss with it, which the words say.</param>
public sealed record CoverageTotal(string Words, bool Hole = false);
