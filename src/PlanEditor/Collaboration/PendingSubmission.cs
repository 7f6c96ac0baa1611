using System.Collections.Immutable;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

/// <summary>
/// A submission on its way to a room's loop. Whatever needs the log or much work is done before it queues, against what is on disk: known ids are looked up, and the
/// changes are moved over all that was committed since their base. The loop does the same for the few changes that came meanwhile.
/// </summary>
internal sealed class PendingSubmission(PlanId plan, Submission submission)
{
    private const int PageSize = 500;

    // About a millisecond of moving one operation over one change.
    private const long ShortMoves = 5_000;
    private const int MovedTogether = 50;

    private readonly ImmutableArray<ImmutableArray<byte>> _hashes = [.. submission.Changes.Select(change => LoggedChange.HashOf(submission.Base, change.Operations))];
    private readonly LoggedChange?[] _earlier = new LoggedChange?[submission.Changes.Length];
    private readonly Meanwhile? _since = submission.Changes.Any(change => change.Operations.Any(operation => operation is Verdict)) ? new Meanwhile() : null;
    private ImmutableDictionary<UserId, Actor?> _rights = ImmutableDictionary<UserId, Actor?>.Empty;
    private HashSet<ChangeId>? _ids;
    private HashSet<(NodeId Node, string Field)>? _texts;
    private long _lookedUpAt;

    public Submission Submission => submission;

    /// <summary>The revision for which <see cref="Left"/> is made.</summary>
    public long Base { get; private set; } = submission.Base;

    /// <summary>The changes that are still to be done.</summary>
    public ImmutableArray<Change> Left { get; private set; } = submission.Changes;

    /// <summary>How many of the first changes were met among the committed ones.</summary>
    public int Met => submission.Changes.Length - Left.Length;

    /// <summary>Who is asked in it to see to a comment, each once.</summary>
    public ImmutableArray<UserId> Asked { get; } = AskedIn(submission);

    /// <summary>The rights of somebody who is asked; null when there is no such account.</summary>
    public Actor? RightsOf(UserId asked) => _rights.GetValueOrDefault(asked);

    /// <summary>Finds the rights of all who are asked: before the loop, which everybody waits for.</summary>
    public async Task FindAskedAsync(Func<UserId, ValueTask<Actor?>> find)
    {
        foreach (var person in Asked) _rights = _rights.SetItem(person, await find(person));
    }

    /// <summary>Whether catching up is much work: the log has to be read, or much moved over much.</summary>
    public bool IsLong(RoomState durable) => Base < durable.Recent.Before || (durable.Revision - Base) * Left.Sum(change => change.Operations.Length) > ShortMoves;

    /// <summary>Looks ids up in the log and moves the changes over all that is on disk.</summary>
    public async Task CatchUpAsync(RoomState durable, IPlanLog log, CancellationToken cancellation)
    {
        _lookedUpAt = durable.Revision;
        for (var at = 0; at < _earlier.Length; at++)
            _earlier[at] ??= durable.Recent.Find(submission.Author, submission.Changes[at].Id)
                ?? await log.FindAsync(plan, submission.Author, submission.Changes[at].Id, cancellation);
        while (Base < durable.Recent.Before)
        {
            var page = await log.ReadAsync(plan, Base, PageSize, cancellation);
            if (page.Count == 0 || page[0].Change.Revision != Base + 1) throw new InvalidOperationException($"the log has no revision {Base + 1} although {durable.Revision} is on disk");
            MoveOver(page, cancellation);
        }

        if (Base < durable.Revision) MoveOver(durable.Recent.After(Base).Select(recent => recent.Logged), cancellation);
    }

    /// <summary>Whether all that came since the catching up is among the recent changes of a state.</summary>
    public bool IsCaughtUpWith(RecentChanges recent) => Math.Min(Base, _lookedUpAt) >= recent.Before;

    /// <summary>Moves the changes over the recent changes of a state, to its revision.</summary>
    public void MoveTo(RoomState state)
    {
        if (Base < state.Revision) MoveOver(state.Recent.After(Base).Select(recent => recent.Logged), CancellationToken.None);
    }

    /// <summary>Why operations do not hold for what was committed since the base; null when they do.</summary>
    public Refusal? Outdated(Document document, ImmutableArray<Operation> operations)
    {
        if (_since is null) return null;
        foreach (var operation in operations)
            if (operation is Verdict verdict && verdict.Outdated(document, _since) is { } refusal) return refusal;
        return null;
    }

    /// <summary>The change as it was committed earlier under the id of a submitted one, or null.</summary>
    public LoggedChange? Earlier(int at, RecentChanges recent) => _earlier[at] ?? recent.Find(submission.Author, submission.Changes[at].Id);

    /// <summary>Whether an earlier change is the submitted one, byte for byte.</summary>
    public bool IsSame(int at, LoggedChange earlier) => earlier.Hash.AsSpan().SequenceEqual(_hashes[at].AsSpan());

    public LoggedChange Logged(int at, CommittedChange committed) => new(committed, _hashes[at]);

    private static ImmutableArray<UserId> AskedIn(Submission submission)
    {
        HashSet<UserId>? asked = null;
        foreach (var change in submission.Changes)
        {
            foreach (var operation in change.Operations)
                if (operation is AssignThread { Person: { } person }) (asked ??= []).Add(person);
        }

        return asked is null ? [] : [.. asked];
    }

    private void MoveOver(IEnumerable<LoggedChange> committed, CancellationToken cancellation)
    {
        foreach (var some in committed.Chunk(MovedTogether))
        {
            cancellation.ThrowIfCancellationRequested();
            MoveOver(some);
        }
    }

    private void MoveOver(LoggedChange[] committed)
    {
        // What touches none of our texts and is none of ours moves nothing: leaving it out keeps the work in proportion to what was edited in the same place.
        List<CommittedChange>? over = null;
        var last = Base;
        foreach (var logged in committed)
        {
            last = logged.Change.Revision;
            _since?.Add(logged.Change);
            if (Matters(logged.Change)) (over ??= []).Add(logged.Change);
        }

        if (over is not null) Left = Rebase.Submitted(Left, submission.Author, over, out _);
        Base = last;
    }

    private bool Matters(CommittedChange committed)
    {
        if (committed.Author == submission.Author && (_ids ??= [.. submission.Changes.Select(change => change.Id)]).Contains(committed.Id)) return true;
        foreach (var operation in committed.Operations)
            if (operation is EditText edit && (_texts ??= Texts()).Contains((edit.Node, edit.Field))) return true;
        return false;
    }

    private HashSet<(NodeId Node, string Field)> Texts()
    {
        var texts = new HashSet<(NodeId, string)>();
        foreach (var change in submission.Changes)
        {
            foreach (var operation in change.Operations)
            {
                if (operation is EditText edit) texts.Add((edit.Node, edit.Field));
                else if (operation is ProposalOperation { Carried: var carried }) texts.UnionWith(carried.OfType<EditText>().Select(suggested => (suggested.Node, suggested.Field)));
                else if (operation is StartThread { Field: { } field, Range: not null } thread) texts.Add((thread.Node, field));
            }
        }

        return texts;
    }
}
