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
/// Who wrote which characters of a text, followed through the log. What was deleted and comes back as it was, by undo, restore or from another place of the text, stays with who wrote it.
/// Law: the lengths add up to that of the text.
/// </summary>
/// <param name="node">The part.</param>
/// <param name="field">The key of the text.</param>
public sealed class TextAuthorship(NodeId node, string field)
{
    // Shorter pieces come back by chance.
    private const int KnownUnitsMin = 4;
    private const int KnownMax = 2_000;

    private readonly List<AuthoredRun> _runs = [];
    private readonly Dictionary<string, ImmutableArray<AuthoredRun>> _deleted = new(StringComparer.Ordinal);
    private PlanText _text = PlanText.Empty;

    /// <summary>The text's stretches from its start to its end.</summary>
    public ImmutableArray<AuthoredRun> Runs => [.. _runs];

    /// <summary>The text.</summary>
    public PlanText Text => _text;

    /// <summary>Takes the next change of the log.</summary>
    public void Add(CommittedChange change)
    {
        foreach (var operation in change.Operations)
        {
            if (operation is InsertNode insert && insert.Node == node && insert.Fields.GetValueOrDefault(field) is Scalar { Text: { Length: > 0 } text })
                Replace(0, 0, text, change);
            if (operation is not EditText edit || edit.Node != node || edit.Field != field) continue;
            // From the end, so that what is before stays where it is.
            foreach (var range in edit.Edit.ChangedRanges().Reverse()) Replace(range.FromA, range.ToA, range.Inserted, change);
        }
    }

    private void Replace(int from, int to, string inserted, CommittedChange change)
    {
        var first = Cut(from);
        var last = Cut(to);
        if (to - from >= KnownUnitsMin)
        {
            if (_deleted.Count == KnownMax) _deleted.Clear();
            _deleted[_text.Slice(from, to)] = [.. _runs.GetRange(first, last - first)];
        }

        _runs.RemoveRange(first, last - first);
        _text = _text.Replace(from, to, inserted);
        if (inserted.Length == 0) return;
        if (inserted.Length >= KnownUnitsMin && _deleted.TryGetValue(inserted, out var known))
        {
            _runs.InsertRange(first, known);
            return;
        }

        _runs.Insert(first, new AuthoredRun(inserted.Length, change.Author, change.Revision, change.Revision, change.At));
        Join(first + 1);
        Join(first);
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
}
