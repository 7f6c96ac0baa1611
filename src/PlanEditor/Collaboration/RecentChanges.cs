using System.Collections.Immutable;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Documents;

namespace PlanEditor.Collaboration;

/// <summary>
/// The last changes of a plan without gaps, with the document after each; older ones are in the log. Bounded by count and by bytes. Immutable, so that
/// anybody may read the one of the durable state while the room goes on.
/// </summary>
internal sealed class RecentChanges
{
    public const int CountMax = 1_000;
    public const int SizeBytesMax = 4 << 20;

    /// <summary>So many are kept however large they are: more than wait for the disk at any time.</summary>
    public const int CountMin = 32;

    private readonly ImmutableList<RecentChange> _changes;
    private readonly ImmutableDictionary<(UserId Author, ChangeId Id), long> _revisions;
    private readonly Document _before;
    private readonly long _sizeBytes;

    private RecentChanges(
        long before,
        Document documentBefore,
        ImmutableList<RecentChange> changes,
        ImmutableDictionary<(UserId Author, ChangeId Id), long> revisions,
        long sizeBytes)
    {
        Before = before;
        _before = documentBefore;
        _changes = changes;
        _revisions = revisions;
        _sizeBytes = sizeBytes;
    }

    /// <summary>The oldest revision from which all later changes are here.</summary>
    public long Before { get; }

    /// <summary>The newest change.</summary>
    public RecentChange Newest => _changes[^1];

    private long Last => Before + _changes.Count;

    public static RecentChanges None(long revision, Document document) => new(revision, document.Apart(), [], ImmutableDictionary<(UserId, ChangeId), long>.Empty, 0);

    public RecentChanges With(RecentChange change)
    {
        var committed = change.Logged.Change;
        if (committed.Revision != Last + 1) throw new InvalidOperationException($"revision {committed.Revision} cannot follow {Last}");
        var (before, document, changes, size) = (Before, _before, _changes.Add(change), _sizeBytes + change.SizeBytes);
        var revisions = _revisions.Add((committed.Author, committed.Id), committed.Revision);
        while (changes.Count > CountMax || (size > SizeBytesMax && changes.Count > CountMin))
        {
            var oldest = changes[0];
            before++;
            document = oldest.After;
            size -= oldest.SizeBytes;
            changes = changes.RemoveAt(0);
            revisions = revisions.Remove((oldest.Logged.Change.Author, oldest.Logged.Change.Id));
        }

        return new RecentChanges(before, document, changes, revisions, size);
    }

    /// <summary>The change of an author with an id, or null when it is not here.</summary>
    public LoggedChange? Find(UserId author, ChangeId id) =>
        _revisions.TryGetValue((author, id), out var revision) ? _changes[(int)(revision - Before - 1)].Logged : null;

    /// <summary>All changes after a revision, in order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not all of them are here.</exception>
    public IEnumerable<RecentChange> After(long revision)
    {
        if (revision < Before || revision > Last) throw new ArgumentOutOfRangeException(nameof(revision), revision, $"kept are {Before} to {Last}");
        return Enumerate(revision);
    }

    /// <summary>The document at a revision, or null when it is too old to be here.</summary>
    public Document? DocumentAt(long revision) =>
        revision < Before || revision > Last ? null
        : revision == Before ? _before
        : _changes[(int)(revision - Before - 1)].After;

    private IEnumerable<RecentChange> Enumerate(long revision)
    {
        for (var at = (int)(revision - Before); at < _changes.Count; at++) yield return _changes[at];
    }
}

/// <summary>A change, its form on the wire and the document after it.</summary>
internal sealed record RecentChange(LoggedChange Logged, WrittenChange Written, Document After)
{
    /// <summary>About how much memory it takes.</summary>
    public long SizeBytes { get; } = Written.Utf8.Length + After.MovedBytes(Logged.Change.Operations);
}
