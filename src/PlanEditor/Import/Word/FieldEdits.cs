using System.Collections.Immutable;
using PlanModel.History;
using PlanModel.Text;

namespace PlanEditor.Import.Word;

/// <summary>One edit of a text.</summary>
/// <param name="Author">Who made it, by the file's word; null: it does not say.</param>
/// <param name="At">When; null: it does not say.</param>
/// <param name="Edit">It, made for the text as it stood at the file's revision, without the other edits.</param>
internal sealed record FieldEdit(string? Author, DateTimeOffset? At, TextChangeSet Edit);

/// <summary>
/// What somebody did to the text of a field. Each tracked change is an edit of its own, what touches and has one author together; what was not tracked is found by comparing. All are worked out on
/// texts in the one fixed form, and brought over to the text as it was written.
/// </summary>
internal sealed class FieldEdits
{
    private const int GroupsMax = 150;
    private const int WordsBetweenMax = 2;

    private readonly string _source;
    private readonly bool _isMarkdown;
    private readonly List<ReadParagraph> _now;
    private readonly List<(string? Author, DateTimeOffset? At)> _groups = [];
    private readonly string _written;
    private readonly ReturnedText _untracked;
    private readonly TextChangeSet _toWritten;
    private readonly TextChangeSet _toSource;

    /// <summary>Compares.</summary>
    /// <param name="source">The text of the field at the file's revision.</param>
    /// <param name="isMarkdown">Whether it is Markdown.</param>
    /// <param name="went">What stood in its control when the file was made.</param>
    /// <param name="came">What stands there now.</param>
    /// <param name="changes">The tracked changes of the file now.</param>
    /// <param name="isKnown">Which of these were there when it was made.</param>
    public FieldEdits(string source, bool isMarkdown, IReadOnlyList<ReadParagraph> went, IReadOnlyList<ReadParagraph> came, ImmutableArray<ReadChange> changes, Func<int, bool> isKnown)
    {
        (_source, _isMarkdown) = (source, isMarkdown);
        _now = Grouped(came, changes, isKnown);
        _written = ReturnedText.Of(went, isMarkdown, (inserted, _) => inserted == 0).Text;
        _untracked = ReturnedText.Of(_now, isMarkdown, (inserted, _) => inserted == 0);
        _toWritten = TextComparison.Edit(_written, _untracked.Text).Invert(PlanText.Of(_written));
        _toSource = TextComparison.Edit(source, _written).Invert(PlanText.Of(source));
    }

    /// <summary>The text in its control with all that was done to it, tracked or not.</summary>
    public string Final => ReturnedText.Of(_now, _isMarkdown, (_, deleted) => deleted == 0).Text;

    /// <summary>The text in its control as the file went.</summary>
    public string Written => _written;

    /// <summary>Who did the first of it; null: it was not tracked.</summary>
    public (string? Author, DateTimeOffset? At)? First => _groups.Count > 0 ? _groups[0] : null;

    /// <summary>All edits, those that were not tracked first.</summary>
    /// <param name="editor">Who made those that were not tracked, as far as the file says.</param>
    /// <param name="cancellation">Ends it.</param>
    public IEnumerable<FieldEdit> All(string? editor, CancellationToken cancellation)
    {
        foreach (var ranges in Apart(TextComparison.Edit(_written, _untracked.Text)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Of(ranges, editor, null, isWritten: true) is { } edit) yield return edit;
        }

        for (var group = 1; group <= _groups.Count; group++)
        {
            cancellation.ThrowIfCancellationRequested();
            var one = group;
            var with = ReturnedText.Of(_now, _isMarkdown, (inserted, deleted) => (inserted == 0 || inserted == one) && deleted != one);
            var (author, at) = _groups[group - 1];
            if (Of([.. TextComparison.Edit(_untracked.Text, with.Text).ChangedRanges()], author, at, isWritten: false) is { } edit) yield return edit;
        }
    }

    /// <summary>The stretch of the field's text on which a comment hangs; null: it hangs on none of it.</summary>
    public (int From, int To)? Stretch(int comment)
    {
        int? from = null, to = null;
        foreach (var (one, isEnd, at) in _untracked.Anchors)
        {
            if (one != comment) continue;
            if (isEnd) to ??= at;
            else from ??= at;
        }

        if (from is not { } first || to is not { } last) return null;
        var (start, end) = Over(_toWritten, Math.Min(first, last), Math.Max(first, last));
        (start, end) = Over(_toSource, start, end);
        return end > start ? (start, end) : null;
    }

    private FieldEdit? Of(List<ChangedRange> ranges, string? author, DateTimeOffset? at, bool isWritten)
    {
        List<(int From, int To, string Insert)> edits = [.. ranges.Select(range => (range.FromA, range.ToA, range.Inserted))];
        if (!isWritten) edits = Over(_untracked.Text, _toWritten, edits);
        edits = Over(_written, _toSource, edits);
        var edit = TextChangeSet.Of(_source.Length, [.. edits]);
        return edit.IsEmpty || edit.Apply(PlanText.Of(_source)).ContentEquals(PlanText.Of(_source)) ? null : new FieldEdit(author, at, edit);
    }

    /// <summary>Edits of one text as edits of another that says the same. One that cuts through what is written otherwise there takes all of it.</summary>
    private static List<(int From, int To, string Insert)> Over(string text, TextChangeSet way, List<(int From, int To, string Insert)> edits)
    {
        if (way.IsEmpty) return edits;
        var over = new List<(int From, int To, string Insert)>();
        var (from, to, done, insert) = (0, 0, -1, "");
        foreach (var edit in edits)
        {
            var (start, end) = (edit.From, edit.To);
            foreach (var other in way.ChangedRanges())
            {
                if (other.FromA < edit.From && edit.From < other.ToA) start = other.FromA;
                if (other.FromA < edit.To && edit.To < other.ToA) end = other.ToA;
            }

            if (done >= 0 && start < to) insert += text[done..edit.From] + edit.Insert;
            else
            {
                Put();
                (from, insert) = (start, text[start..edit.From] + edit.Insert);
            }

            (to, done) = (end, edit.To);
        }

        Put();
        return over;

        void Put()
        {
            if (done < 0) return;
            var (start, end) = Over(way, from, to);
            if (over.Count > 0) start = Math.Max(start, over[^1].To);
            over.Add((start, Math.Max(start, end), insert + text[done..to]));
        }
    }

    /// <summary>A stretch of one text as one of another. What only that has, at its ends, is not touched.</summary>
    private static (int From, int To) Over(TextChangeSet way, int from, int to)
    {
        if (from == to) return (way.MapPos(from, -1), way.MapPos(from, -1));
        var start = way.MapPos(from, 1);
        return (start, Math.Max(start, way.MapPos(to, -1)));
    }

    /// <summary>What was not tracked, edit by edit: what is divided by a word or two is one.</summary>
    private IEnumerable<List<ChangedRange>> Apart(TextChangeSet edit)
    {
        List<ChangedRange>? group = null;
        foreach (var range in edit.ChangedRanges())
        {
            if (group is not null && IsNear(_written[group[^1].ToA..range.FromA])) group.Add(range);
            else
            {
                if (group is not null) yield return group;
                group = [range];
            }
        }

        if (group is not null) yield return group;
    }

    private static bool IsNear(string between) => !between.Contains('\n', StringComparison.Ordinal) && between.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= WordsBetweenMax;

    /// <summary>The same words, each change named by the edit that it belongs to; what was there when the file was made counts as it was then.</summary>
    private List<ReadParagraph> Grouped(IReadOnlyList<ReadParagraph> came, ImmutableArray<ReadChange> changes, Func<int, bool> isKnown)
    {
        var paragraphs = new List<ReadParagraph>(came.Count);
        var open = 0;
        foreach (var paragraph in came)
        {
            var words = ImmutableArray.CreateBuilder<ReadWords>(paragraph.Words.Length);
            foreach (var word in paragraph.Words)
            {
                if (word.Text.Length == 0) words.Add(word);
                else if (Group(word.Inserted, word.Deleted, word.Text) is { } group) words.Add(word with { Inserted = group.Inserted, Deleted = group.Deleted });
            }

            // A paragraph that is not there goes on in the next, as one that somebody took away again.
            var end = Group(paragraph.Inserted, paragraph.Deleted, "\n") ?? (int.MaxValue, 0);
            paragraphs.Add(paragraph with { Words = words.ToImmutable(), Inserted = end.Inserted, Deleted = end.Deleted });
        }

        return paragraphs;

        (int Inserted, int Deleted)? Group(int inserted, int deleted, string text)
        {
            if (inserted > 0 && (deleted > 0 || isKnown(inserted))) return null;
            if (deleted > 0 && isKnown(deleted)) deleted = 0;
            var change = Math.Max(inserted, deleted);
            if (change == 0)
            {
                if (text == "\n" || !string.IsNullOrWhiteSpace(text)) open = 0;
                return (0, 0);
            }

            var (author, at) = (changes[change - 1].Author, changes[change - 1].At);
            if (open == 0 || _groups[open - 1].Author != author) open = GroupOf(author, at);
            return inserted > 0 ? (open, 0) : (0, open);
        }
    }

    /// <summary>The edit of a change that goes on with none before it. Where there are too many it joins one of the same author, else one of nobody: never somebody else's.</summary>
    private int GroupOf(string author, DateTimeOffset? at)
    {
        if (_groups.Count < GroupsMax)
        {
            _groups.Add((author, at));
            return _groups.Count;
        }

        if (_groups.FindLastIndex(group => group.Author == author) is >= 0 and var known) return known + 1;
        if (_groups.Count == GroupsMax) _groups.Add((null, null));
        return _groups.Count;
    }
}
