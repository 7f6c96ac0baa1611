using System.Collections.Immutable;
using System.Text;
using DiffPlex;
using PlanModel.Text;

namespace PlanModel.History;

/// <summary>
/// What differs between two texts, as a reader would say it: paragraph by paragraph first, and word by word where a paragraph changed. Laws: what was kept and removed, one after
/// another, is the older text; what was kept and added is the newer one.
/// <example><c>Of("two steps", "three steps")</c>: removed "two", added "three", kept " steps".</example>
/// </summary>
public static class TextComparison
{
    private const int EditsMax = 4_000;

    /// <summary>Compares two texts.</summary>
    /// <param name="before">The older one.</param>
    /// <param name="after">The newer one.</param>
    /// <param name="budget">What it may cost, shared by all texts of one comparison; null: a budget of its own.</param>
    public static ImmutableArray<TextPiece> Of(string before, string after, DiffBudget? budget = null)
    {
        var pieces = new Pieces();
        if (before == after) pieces.Add(PieceFate.Kept, before);
        else Compare(pieces, Lines.Chunker.Chunk(before), Lines.Chunker.Chunk(after), Lines.Chunker, CompareWords, budget ?? new DiffBudget());
        return pieces.All;
    }

    /// <summary>The edit that makes one text of another and leaves alone what stays.</summary>
    public static TextChangeSet Edit(string before, string after)
    {
        var edits = new List<(int From, int To, string Insert)>();
        var position = 0;
        foreach (var piece in Of(before, after))
        {
            if (piece.Fate == PieceFate.Kept)
            {
                position += piece.Text.Length;
                continue;
            }

            // What touches is one edit.
            if (edits.Count == 0 || edits[^1].To < position) edits.Add((position, position, ""));
            var last = edits[^1];
            if (piece.Fate == PieceFate.Removed) position += piece.Text.Length;
            edits[^1] = (last.From, position, piece.Fate == PieceFate.Added ? last.Insert + piece.Text : last.Insert);
        }

        if (edits.Count > EditsMax)
        {
            var (from, to) = (edits[0].From, edits[^1].To);
            edits = [(from, to, after[from..(after.Length - (before.Length - to))])];
        }

        return TextChangeSet.Of(before.Length, [.. edits]);
    }

    private delegate void CompareBlock(Pieces pieces, IReadOnlyList<string> before, IReadOnlyList<string> after, DiffBudget budget);

    private static void Compare(Pieces pieces, IReadOnlyList<string> before, IReadOnlyList<string> after, IChunker chunker, CompareBlock block, DiffBudget budget)
    {
        var start = 0;
        while (start < before.Count && start < after.Count && before[start] == after[start]) start++;
        var end = 0;
        while (end < before.Count - start && end < after.Count - start && before[^(end + 1)] == after[^(end + 1)]) end++;
        pieces.Add(PieceFate.Kept, string.Concat(before.Take(start)));
        CompareMiddle(pieces, Part(before, start, before.Count - end), Part(after, start, after.Count - end), chunker, block, budget);
        pieces.Add(PieceFate.Kept, string.Concat(before.Skip(before.Count - end)));
    }

    private static void CompareMiddle(Pieces pieces, List<string> before, List<string> after, IChunker chunker, CompareBlock block, DiffBudget budget)
    {
        if (before.Count == 0 || after.Count == 0 || !budget.Pays(before.Count, after.Count))
        {
            block(pieces, before, after, budget);
            return;
        }

        var (old, now) = (0, 0);
        foreach (var change in Differ.Instance.CreateDiffs(string.Concat(before), string.Concat(after), ignoreWhiteSpace: false, ignoreCase: false, chunker).DiffBlocks)
        {
            pieces.Add(PieceFate.Kept, string.Concat(Part(before, old, change.DeleteStartA)));
            (old, now) = (change.DeleteStartA + change.DeleteCountA, change.InsertStartB + change.InsertCountB);
            block(pieces, Part(before, change.DeleteStartA, old), Part(after, change.InsertStartB, now), budget);
        }

        pieces.Add(PieceFate.Kept, string.Concat(before.Skip(old)));
    }

    /// <summary>Paragraphs that changed: each by its words, when there are as many as before; else all their words at once.</summary>
    private static void CompareWords(Pieces pieces, IReadOnlyList<string> before, IReadOnlyList<string> after, DiffBudget budget)
    {
        if (before.Count == 0 || after.Count == 0)
        {
            Replace(pieces, before, after, budget);
            return;
        }

        if (before.Count == after.Count)
        {
            for (var at = 0; at < before.Count; at++) Words(pieces, before[at], after[at], budget);
            return;
        }

        Words(pieces, string.Concat(before), string.Concat(after), budget);
    }

    private static void Words(Pieces pieces, string before, string after, DiffBudget budget)
    {
        var compared = new Pieces();
        Compare(compared, History.Words.Chunker.Chunk(before), History.Words.Chunker.Chunk(after), History.Words.Chunker, Replace, budget);
        // Two sentences that only share "the" are not one that was edited.
        var all = compared.All;
        var kept = all.Where(piece => piece.Fate == PieceFate.Kept).Sum(piece => piece.Text.Count(unit => !char.IsWhiteSpace(unit)));
        if (kept * 5 < Math.Min(before.Length, after.Length))
        {
            Replace(pieces, [before], [after], budget);
            return;
        }

        for (var at = 0; at < all.Length; at++)
        {
            var piece = all[at];
            // A space between two words that were replaced was replaced with them.
            if (at > 1 && at < all.Length - 2 && piece is { Fate: PieceFate.Kept, Text: " " }
                && (all[at - 2].Fate, all[at - 1].Fate, all[at + 1].Fate, all[at + 2].Fate) == (PieceFate.Removed, PieceFate.Added, PieceFate.Removed, PieceFate.Added))
                Replace(pieces, [piece.Text], [piece.Text], budget);
            else pieces.Add(piece.Fate, piece.Text);
        }
    }

    private static void Replace(Pieces pieces, IReadOnlyList<string> before, IReadOnlyList<string> after, DiffBudget budget)
    {
        pieces.Add(PieceFate.Removed, string.Concat(before));
        pieces.Add(PieceFate.Added, string.Concat(after));
    }

    private static List<string> Part(IReadOnlyList<string> list, int from, int to)
    {
        var part = new List<string>(to - from);
        for (var at = from; at < to; at++) part.Add(list[at]);
        return part;
    }

    /// <summary>Cuts a text behind each line break.</summary>
    private sealed class Lines : IChunker
    {
        public static Lines Chunker { get; } = new();

        public IReadOnlyList<string> Chunk(string text)
        {
            var lines = new List<string>();
            for (var at = 0; at < text.Length;)
            {
                var end = text.IndexOf('\n', at) + 1;
                if (end == 0) end = text.Length;
                lines.Add(text[at..end]);
                at = end;
            }

            return lines;
        }
    }

    private sealed class Pieces
    {
        private readonly List<Piece> _all = [];

        public ImmutableArray<TextPiece> All => [.. _all.Select(piece => new TextPiece(piece.Fate, piece.Text))];

        public void Add(PieceFate fate, string text)
        {
            if (text.Length == 0) return;
            if (_all.Count > 0 && _all[^1].Fate == fate) _all[^1].Add(text);
            // Removed before added, so that a reader meets the old word first.
            else if (fate == PieceFate.Removed && _all.Count > 1 && _all[^1].Fate == PieceFate.Added && _all[^2].Fate == PieceFate.Removed) _all[^2].Add(text);
            else if (fate == PieceFate.Removed && _all.Count > 0 && _all[^1].Fate == PieceFate.Added) _all.Insert(_all.Count - 1, new Piece(fate, text));
            else _all.Add(new Piece(fate, text));
        }

        // A text of thousands of replaced lines is one piece: it grows without being copied each time.
        private sealed class Piece(PieceFate fate, string first)
        {
            private StringBuilder? _more;

            public PieceFate Fate => fate;

            public string Text => _more?.ToString() ?? first;

            public void Add(string text) => (_more ??= new StringBuilder(first)).Append(text);
        }
    }
}
