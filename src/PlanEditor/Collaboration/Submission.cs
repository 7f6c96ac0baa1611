using System.Collections.Immutable;
using PlanModel;
using PlanModel.Changes;

namespace PlanEditor.Collaboration;

/// <summary>Changes that somebody wants to make.</summary>
/// <param name="Author">Who.</param>
/// <param name="Session">The page or run in which they were made.</param>
/// <param name="Base">The revision on which the first was made; each other stands on the one before it.</param>
/// <param name="Changes">At least one, at most <see cref="ChangesMax"/>.</param>
public sealed record Submission(UserId Author, SessionId Session, long Base, ImmutableArray<Change> Changes)
{
    public const int ChangesMax = 200;

    /// <summary>How many people are asked to see to comments: the rights of each are looked up.</summary>
    public const int AskedMax = 20;

    /// <summary>Whether the session can take the changes back with <see cref="PlanRoom.UndoAsync"/>.</summary>
    public bool Undoable { get; init; } = true;
}
