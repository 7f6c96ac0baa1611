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

    private readonly ImmutableDictionary<(UserId User, SessionId Session), Kept> _kept;

    private UndoHistories(ImmutableDictionary<(UserId User, SessionId Session), Kept> kept) => _kept = kept;

    public static UndoHistories None { get; } = new(ImmutableDictionary<(UserId, SessionId), Kept>.Empty);

    public UndoHistory Of(UserId user, SessionId session) => _kept.GetValueOrDefault((user, session))?.History ?? UndoHistory.Empty;

    /// <summary>After a committed change; <paramref name="own"/> is the history of its own session afterwards, null when that session keeps none.</summary>
    public UndoHistories After(CommittedChange change, UndoHistory? own)
    {
        var key = (change.Author, change.Session);
        if (own is null && _kept.IsEmpty) return this;
        var kept = _kept.ToBuilder();
        foreach (var (other, value) in _kept)
            if (other != key || own is null) kept[other] = value with { History = value.History.Over(change.Operations) };
        if (own is not null) kept[key] = new Kept(own, change.Revision);
        if (kept.Count > SessionsMax) kept.Remove(kept.MinBy(one => one.Value.LastChange).Key);
        return new UndoHistories(kept.ToImmutable());
    }

    /// <summary>With another history for a session, when nothing was committed.</summary>
    public UndoHistories With(UserId user, SessionId session, UndoHistory history) =>
        _kept.TryGetValue((user, session), out var kept) ? new UndoHistories(_kept.SetItem((user, session), kept with { History = history })) : this;

    private sealed record Kept(UndoHistory History, long LastChange);
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
