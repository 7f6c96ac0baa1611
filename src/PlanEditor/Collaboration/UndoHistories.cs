using System.Collections.Immutable;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanEditor.Collaboration;

/// <summary>What each session of a plan can undo. Immutable. The sessions that changed something longest ago are forgotten first.</summary>
internal sealed class UndoHistories
{
    public const int SessionsMax = 64;

    private readonly ImmutableArray<Kept> _kept;

    private UndoHistories(ImmutableArray<Kept> kept) => _kept = kept;

    public static UndoHistories None { get; } = new([]);

    public UndoHistory Of(UserId user, SessionId session) => PlaceOf(user, session) is >= 0 and var at ? _kept[at].History : UndoHistory.Empty;

    /// <summary>After a committed change; <paramref name="own"/> is the history of its own session afterwards, null when that session keeps none.</summary>
    public UndoHistories After(CommittedChange change, UndoHistory? own)
    {
        var mine = own is null ? -1 : PlaceOf(change.Author, change.Session);
        var kept = _kept;
        for (var at = 0; at < kept.Length; at++)
        {
            if (at == mine) continue;
            var moved = kept[at].History.Over(change.Operations);
            if (moved != kept[at].History) kept = kept.SetItem(at, kept[at] with { History = moved });
        }

        if (own is not null)
        {
            var made = new Kept(change.Author, change.Session, own, change.Revision);
            kept = mine < 0 ? kept.Add(made) : kept.SetItem(mine, made);
        }

        if (kept.Length > SessionsMax) kept = kept.Remove(kept.MinBy(one => one.LastChange)!);
        return kept == _kept ? this : new UndoHistories(kept);
    }

    /// <summary>With another history for a session, when nothing was committed.</summary>
    public UndoHistories With(UserId user, SessionId session, UndoHistory history) =>
        PlaceOf(user, session) is >= 0 and var at ? new UndoHistories(_kept.SetItem(at, _kept[at] with { History = history })) : this;

    private int PlaceOf(UserId user, SessionId session)
    {
        for (var at = 0; at < _kept.Length; at++)
            if (_kept[at].User == user && _kept[at].Session == session) return at;
        return -1;
    }

    private sealed record Kept(UserId User, SessionId Session, UndoHistory History, long LastChange);
}

/// <summary>What a session does with its history.</summary>
internal enum UndoStep
{
    /// <summary>Something new.</summary>
    Make,

    /// <summary>Takes its last change back.</summary>
    Undo,

    /// <summary>Does what it took back again.</summary>
    Redo,
}

/// <summary>The two directions of a history as one.</summary>
internal static class UndoSteps
{
    public static string? Label(this UndoHistory history, UndoStep step) => step == UndoStep.Undo ? history.UndoLabel : history.RedoLabel;

    public static ImmutableArray<Operation> Operations(this UndoHistory history, UndoStep step) => step == UndoStep.Undo ? history.Undo : history.Redo;

    /// <summary>The history without what can never be done again.</summary>
    public static UndoHistory Without(this UndoHistory history, UndoStep step) => step == UndoStep.Undo ? history.WithoutUndo() : history.WithoutRedo();

    /// <summary>The history after operations were committed, or passed over because they were empty.</summary>
    public static UndoHistory After(this UndoHistory history, UndoStep step, Document before, ImmutableArray<Operation> operations) => step switch
    {
        UndoStep.Make => history.Made(before, operations),
        UndoStep.Undo => history.Undone(before),
        _ => history.Redone(before),
    };
}
