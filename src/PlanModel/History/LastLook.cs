using System.Collections.Immutable;

namespace PlanModel.History;

/// <summary>Up to which revision somebody saw a plan: all of it, and parts that were looked at after that. Immutable.</summary>
/// <param name="Plan">The revision at which nothing was new.</param>
/// <param name="Parts">The parts that were seen at a later one.</param>
public sealed record LastLook(long Plan, ImmutableDictionary<NodeId, long> Parts)
{
    /// <summary>All of a plan, as it was at a revision.</summary>
    public static LastLook All(long revision) => new(revision, ImmutableDictionary<NodeId, long>.Empty);

    /// <summary>At which revision a part was seen last.</summary>
    public long Of(NodeId part) => Math.Max(Plan, Parts.GetValueOrDefault(part));

    /// <summary>What was seen here or there.</summary>
    public LastLook With(LastLook other) => other.Parts.Aggregate(this with { Plan = Math.Max(Plan, other.Plan) }, (all, part) => all.With(part.Key, part.Value));

    /// <summary>A part was looked at.</summary>
    public LastLook With(NodeId part, long revision) => revision <= Of(part) ? this : this with { Parts = Parts.SetItem(part, revision) };
}
