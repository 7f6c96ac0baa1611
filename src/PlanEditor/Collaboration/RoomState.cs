using PlanModel.Documents;

namespace PlanEditor.Collaboration;

/// <summary>A plan as it is at one revision, with what the room needs to go on from there. Immutable: to return to an earlier state is to take it again.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Document">The document at that revision.</param>
public sealed record RoomState(long Revision, Document Document)
{
    private RecentChanges? _recent;

    internal RecentChanges Recent
    {
        get => _recent ??= RecentChanges.None(Revision, Document);
        init => _recent = value;
    }

    internal UndoHistories Undo { get; init; } = UndoHistories.None;
}
