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
}

/// <summary>What a column comes to.</summary>
/// <param name="Words">In English: "3, of them 2 primary".</param>
/// <param name="Hole">Whether something is amiss with it, which the words say.</param>
public sealed record CoverageTotal(string Words, bool Hole = false);
