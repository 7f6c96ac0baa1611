using System.Collections.Immutable;
using PlanModel.Changes;

namespace PlanEditor.Collaboration;

/// <summary>What came onto disk since the update before.</summary>
/// <param name="State">The plan after it.</param>
/// <param name="Changes">The changes, in order, without gaps.</param>
public sealed record RoomUpdate(RoomState State, ImmutableArray<CommittedChange> Changes)
{
    /// <summary>The same changes as the hub sends them, written once for all connections.</summary>
    internal ImmutableArray<WrittenChange> Written { get; init; }
}
