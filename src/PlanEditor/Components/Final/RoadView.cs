using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Components.Final;

/// <summary>The road to final, as its page shows it.</summary>
/// <param name="Standing">Where the plan stands, and what stands beside a final.</param>
/// <param name="Percent">How much of what final asks for is there.</param>
/// <param name="Blocks">What stands before final, by section.</param>
/// <param name="Warnings">What asks for a second look, by section.</param>
public sealed record RoadView(PlanStanding Standing, int Percent, ImmutableArray<RoadSection> Blocks, ImmutableArray<RoadSection> Warnings)
{
    public PlanState State => Standing.State;

    public int BlockCount { get; } = Blocks.Sum(section => section.Items.Length);

    public int WarningCount { get; } = Warnings.Sum(section => section.Items.Length);

    public static RoadView Of(Document document, Completeness found, string slug) =>
        new(document.Standing, found.Percent, RoadSection.Of(document, found.Blocks, slug), RoadSection.Of(document, found.Warnings, slug));

    public bool Equals(RoadView? other) =>
        other is not null && Standing == other.Standing && Percent == other.Percent && Blocks.SequenceEqual(other.Blocks) && Warnings.SequenceEqual(other.Warnings);

    public override int GetHashCode() => HashCode.Combine(Standing, Percent, BlockCount, WarningCount);
}
