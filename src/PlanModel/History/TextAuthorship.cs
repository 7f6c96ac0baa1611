using System.Collections.Immutable;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Text;

namespace PlanModel.History;

/// <summary>A stretch of a text that one person wrote in one sitting.</summary>
/// <param name="Length">How many UTF-16 units.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="First">The revision of the first change that wrote in it.</param>
/// <param name="Last">The revision of the last one.</param>
/// <param name="At">When the last one was.</param>
public readonly record struct AuthoredRun(int Length, UserId Author, long First, long Last, DateTimeOffset At);

/// <summary>
/// Who wrote which characters of a text, followed through the log. What was deleted and comes back as it was stays with who wrote it, where the log shows that it came back: within one change (it was moved),
/// in its place by the one who deleted it (undo), or as a stretch of words that is too long to be written again by chance (restored, taken back). A short piece that somebody puts there is theirs,
/// and what was accepted is of who suggested it.
/// Law: the lengths add up to that of the text.
/// </summary>
/// <param name="node">The part.</param>
/// <param name="field">The key of the text.</param>
public sealed class TextAuthorship(NodeId node, string field)
{
    private const int KnownUnitsMin = 4;
    private const int LongUnitsMin = 20;
    private const int LongMax = 2_000;
    private const int UndoableMax = 64;

    private readonly List<AuthoredRun> _runs = [];
    private readonly Dictionary<string, ImmutableArray<AuthoredRun>> _long = new(StringComparer.Ordinal);
    private readonly List<Deleted> _undoable = [];
    private readonly Dictionary<ProposalId, UserId> _suggested = [];
    private PlanText _text = PlanText.Empty;

    /// <summary>The text's stretches from its start to its end.</summary>
    public ImmutableArray<AuthoredRun> Runs => [.. _runs];

    /// <summary>The text.</summary>
    public PlanText Text => _text;

    /// <summary>Takes the next change of the log.</summary>
    public void Add(CommittedChange change)
    {
        var author = change.Author;
        foreach (var operation in change.Operations)
        {
            // What is done with an acceptance is what was suggested, and nothing else.
            if (operation is DecideProposal { Accepted: true } accepted) author = _suggested.GetValueOrDefault(accepted.Proposal, author);
            else if (operation is Suggest suggest) _suggested.TryAdd(suggest.Proposal, change.Author);
        }

        var moved = new Dictionary<string, ImmutableArray<AuthoredRun>>(StringComparer.Ordinal);
        foreach (var operation in change.Operations)
        {
            if (operation is InsertNode insert && insert.Node == node && insert.Fields.GetValueOrDefault(field) is Scalar { Text: { Length: > 0 } text })
                Replace(new ChangedRange(0, 0, 0, text.Length, text), null, change, author);
            if (operation is EditText edit && edit.Node == node && edit.Field == field) Take(edit.Edit, moved, change, author);
        }
    }

    private void Take(TextChangeSet edit, Dictionary<string, ImmutableArray<AuthoredRun>> moved, CommittedChange change, UserId author)
    {
        ChangedRange[] ranges = [.. edit.ChangedRanges()];
        // What goes is known before anything is put: it may be moved either way.
        var gone = new List<Deleted>();
        foreach (var range in ranges)
        {
            if (range.ToA - range.FromA < KnownUnitsMin) continue;
            var deleted = new Deleted(range.FromB, change.Author, _text.Slice(range.FromA, range.ToA), RunsIn(range.FromA, range.ToA));
            gone.Add(deleted);
            moved[deleted.Text] = deleted.Runs;
        }

        // From the end, so that what is before stays where it is.
        for (var at = ranges.Length - 1; at >= 0; at--) Replace(ranges[at], Known(ranges[at], moved, change.Author), change, author);
        for (var at = 0; at < _undoable.Count; at++) _undoable[at] = _undoable[at] with { At = edit.MapPos(_undoable[at].At, 1) };
        _undoable.AddRange(gone);
        if (_undoable.Count > UndoableMax) _undoable.RemoveRange(0, _undoable.Count - UndoableMax);
        foreach (var deleted in gone.Where(deleted => IsLong(deleted.Text)))
        {
            if (_long.Count == LongMax) _long.Clear();
            _long[deleted.Text] = deleted.Runs;
        }
    }

    /// <summary>The stretches of what comes back; null: it is new.</summary>
    private ImmutableArray<AuthoredRun>? Known(ChangedRange range, Dictionary<string, ImmutableArray<AuthoredRun>> moved, UserId by)
    {
        if (range.Inserted.Length < KnownUnitsMin) return null;
        if (moved.Remove(range.Inserted, out var runs)) return runs;
        var at = _undoable.FindLastIndex(deleted => deleted.At == range.FromA && deleted.By == by && deleted.Text == range.Inserted);
        if (at >= 0)
        {
            runs = _undoable[at].Runs;
            _undoable.RemoveAt(at);
            return runs;
        }

        return IsLong(range.Inserted) && _long.TryGetValue(range.Inserted, out runs) ? runs : null;
    }

    // A line of signs and a single long word are written again by chance.
    private static bool IsLong(string text) => text.Length >= LongUnitsMin && Words.Begun(text, within: false) > 1;

    private void Replace(ChangedRange range, ImmutableArray<AuthoredRun>? known, CommittedChange change, UserId author)
    {
        var first = Cut(range.FromA);
        var last = Cut(range.ToA);
        _runs.RemoveRange(first, last - first);
        _text = _text.Replace(range.FromA, range.ToA, range.Inserted);
        if (range.Inserted.Length == 0) return;
        if (known is { } runs)
        {
            _runs.InsertRange(first, runs);
            return;
        }

        _runs.Insert(first, new AuthoredRun(range.Inserted.Length, author, change.Revision, change.Revision, change.At));
        Join(first + 1);
        Join(first);
    }

    private ImmutableArray<AuthoredRun> RunsIn(int from, int to)
    {
        var first = Cut(from);
        return [.. _runs.GetRange(first, Cut(to) - first)];
    }

    /// <summary>The index of the run that starts at a position, after dividing one that lies across it.</summary>
    private int Cut(int position)
    {
        var at = 0;
        for (; position > 0; at++)
        {
            var run = _runs[at];
            if (run.Length > position)
            {
                _runs[at] = run with { Length = position };
                _runs.Insert(at + 1, run with { Length = run.Length - position });
            }

            position -= Math.Min(run.Length, position);
        }

        return at;
    }

    private void Join(int at)
    {
        if (at == 0 || at >= _runs.Count) return;
        var (one, other) = (_runs[at - 1], _runs[at]);
        if (one.Author != other.Author || (one.At - other.At).Duration() > SittingFold.Gap) return;
        _runs[at - 1] = new AuthoredRun(one.Length + other.Length, one.Author, Math.Min(one.First, other.First), Math.Max(one.Last, other.Last), one.At > other.At ? one.At : other.At);
        _runs.RemoveAt(at);
    }

    /// <summary>A stretch that was deleted.</summary>
    /// <param name="At">Where it stood, in the text as it is now.</param>
    /// <param name="By">Who deleted it.</param>
    /// <param name="Text">What it was.</param>
    /// <param name="Runs">Who had written it.</param>
    private readonly record struct Deleted(int At, UserId By, string Text, ImmutableArray<AuthoredRun> Runs);
}
