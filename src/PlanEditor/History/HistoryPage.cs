using System.Collections.Immutable;
using PlanModel.History;

namespace PlanEditor.History;

/// <summary>Some sittings of a plan.</summary>
/// <param name="Sittings">By their last change, the newest first.</param>
/// <param name="Before">Where the next page begins; null when this is the last.</param>
public sealed record HistoryPage(ImmutableArray<Sitting> Sittings, long? Before);
