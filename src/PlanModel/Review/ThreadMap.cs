using System.Collections;
using System.Collections.Immutable;
using PlanModel.Operations;
using PlanModel.Text;

namespace PlanModel.Review;

/// <summary>All threads of a plan, immutable. Knows which hang on stretches of which text, so that an edit elsewhere costs nothing.</summary>
public sealed class ThreadMap : IEnumerable<CommentThread>
{
    private readonly ImmutableSortedDictionary<ulong, CommentThread> _threads;
    private readonly ImmutableDictionary<(NodeId Node, string Field), ImmutableArray<ulong>> _ranges;
    private readonly ImmutableDictionary<UserId, int> _said;

    private ThreadMap(
        ImmutableSortedDictionary<ulong, CommentThread> threads, ImmutableDictionary<(NodeId Node, string Field), ImmutableArray<ulong>> ranges, ImmutableDictionary<UserId, int> said) =>
        (_threads, _ranges, _said) = (threads, ranges, said);

    /// <summary>None.</summary>
    public static ThreadMap Empty { get; } = new(ImmutableSortedDictionary<ulong, CommentThread>.Empty, TextKeys.None, ImmutableDictionary<UserId, int>.Empty);

    /// <summary>How many there are.</summary>
    public int Count => _threads.Count;

    /// <summary>The thread with an id, or null.</summary>
    public CommentThread? Find(ThreadId id) => _threads.GetValueOrDefault(id.Value);

    /// <summary>The thread with an id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public CommentThread this[ThreadId id] => Find(id) ?? throw new KeyNotFoundException($"there is no thread {id}");

    /// <summary>How many hang on stretches of a text.</summary>
    internal int CountOn(NodeId node, string field) => _ranges.TryGetValue((node, field), out var here) ? here.Length : 0;

    /// <summary>How much somebody says in all of them, in UTF-16 units.</summary>
    internal int UnitsSaidBy(UserId person) => _said.GetValueOrDefault(person);

    /// <summary>All, by id.</summary>
    public IEnumerator<CommentThread> GetEnumerator() => _threads.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static ThreadMap Of(IEnumerable<CommentThread> threads) => threads.Aggregate(Empty, (all, thread) => all.With(thread));

    /// <summary>With a thread in place of the one that has its id, if any.</summary>
    internal ThreadMap With(CommentThread thread)
    {
        var id = thread.Id.Value;
        var ranges = _ranges;
        if (thread.Anchor is { Field: { } field, Range: not null } anchor && !_threads.ContainsKey(id))
            ranges = ranges.SetItem((anchor.Node, field), ranges.GetValueOrDefault((anchor.Node, field), []).Add(id));
        return new ThreadMap(_threads.SetItem(id, thread), ranges, Said(_threads.GetValueOrDefault(id)?.Entries ?? [], thread.Entries));
    }

    /// <summary>After an edit of a text.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="after">The text after it.</param>
    internal ThreadMap Over(EditText edit, PlanText after)
    {
        if (_ranges.IsEmpty || !_ranges.TryGetValue((edit.Node, edit.Field), out var here)) return this;
        var threads = _threads;
        foreach (var id in here)
        {
            var thread = threads[id];
            var range = thread.Anchor.Range!;
            var moved = range.Over(edit.Edit, after);
            if (moved != range) threads = threads.SetItem(id, thread with { Anchor = thread.Anchor with { Range = moved } });
        }

        return threads == _threads ? this : new ThreadMap(threads, _ranges, _said);
    }

    private ImmutableDictionary<UserId, int> Said(ImmutableArray<ThreadEntry> before, ImmutableArray<ThreadEntry> after)
    {
        var said = _said;
        if (before == after) return said;
        for (var at = 0; at < Math.Max(before.Length, after.Length); at++)
        {
            var (old, now) = (at < before.Length ? before[at] : null, at < after.Length ? after[at] : null);
            if (ReferenceEquals(old, now)) continue;
            if (old is not null) said = said.SetItem(old.Said.By, said.GetValueOrDefault(old.Said.By) - old.Text.Length);
            if (now is not null) said = said.SetItem(now.Said.By, said.GetValueOrDefault(now.Said.By) + now.Text.Length);
        }

        return said;
    }
}
