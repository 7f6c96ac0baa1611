using PlanModel;

namespace PlanEditor.Storage;

/// <summary>What a room needs of the log. <see cref="ChangeLog"/> is the real one; the simulation has one that fails whenever its seed says so.</summary>
public interface IPlanLog
{
    /// <summary>
    /// Appends a change; completes when it is on disk. Changes of one plan are written in the order of the calls, each at the revision after the one before; when one is
    /// not written, those that were built on it are not either.
    /// </summary>
    /// <exception cref="LogUnavailableException">It was surely not written.</exception>
    /// <exception cref="LogConflictException">It was not written: somebody else wrote this revision, or the author's change with this id.</exception>
    /// <exception cref="LogOutcomeUnknownException">Nobody can say: open the plan anew from the log.</exception>
    Task AppendAsync(PlanId plan, LoggedChange change);

    /// <summary>The changes after a revision, oldest first.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="after">The revision; 0 for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="UnreadableLogException">There is a gap, or a change that this server does not know.</exception>
    Task<IReadOnlyList<LoggedChange>> ReadAsync(PlanId plan, long after, int limit, CancellationToken cancellation);

    /// <summary>An author's change, or null.</summary>
    /// <exception cref="UnreadableLogException">This server does not know it.</exception>
    Task<LoggedChange?> FindAsync(PlanId plan, UserId author, ChangeId id, CancellationToken cancellation);
}
