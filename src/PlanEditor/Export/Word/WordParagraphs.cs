using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using PlanModel.History;

namespace PlanEditor.Export.Word;

/// <summary>Words with what is suggested for them.</summary>
/// <param name="Piece">The words.</param>
/// <param name="Mark">What is suggested; null: nothing.</param>
internal readonly record struct WordMarked(WordPiece Piece, WordMark? Mark);

/// <summary>Makes paragraphs of pieces.</summary>
internal sealed class WordParagraphs(WordIds ids)
{
    /// <summary>The numbers of the file.</summary>
    public WordIds Ids { get; } = ids;

    /// <summary>A paragraph.</summary>
    /// <param name="style">Its style.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="mark">Whether it is suggested as a whole.</param>
    public Paragraph Of(string style, IEnumerable<OpenXmlElement> content, WordMark? mark = null) => Of(new ParagraphProperties(), style, content, mark);

    /// <summary>A paragraph with more properties than its style.</summary>
    public Paragraph Of(ParagraphProperties properties, string style, IEnumerable<OpenXmlElement> content, WordMark? mark = null)
    {
        if (style != "Normal") properties.ParagraphStyleId = new ParagraphStyleId { Val = style };
        if (mark is not null) properties.ParagraphMarkRunProperties = mark.OfParagraph(Ids);
        var paragraph = new Paragraph();
        if (properties.HasChildren) paragraph.Append(properties);
        paragraph.Append(content);
        return paragraph;
    }

    /// <summary>Words as they are.</summary>
    public IEnumerable<OpenXmlElement> Words(string text, WordLook look = default, WordMark? mark = null, string? address = null) =>
        Runs([new WordMarked(new WordPiece(text, look, address, 0), mark)], WordAnchors.None);

    /// <summary>Pieces, with the ends of the stretches that comments hang on between them.</summary>
    public List<OpenXmlElement> Runs(IEnumerable<WordMarked> pieces, WordAnchors anchors)
    {
        var runs = new List<OpenXmlElement>();
        foreach (var (piece, mark) in pieces)
        {
            var left = piece;
            // What is added has a place in another text than the comments.
            while (mark is not { Added: true } && anchors.IsAny)
            {
                runs.AddRange(anchors.TakeUntil(left.At));
                var cut = anchors.Next - left.At;
                if (cut <= 0 || cut >= left.Text.Length) break;
                if (char.IsLowSurrogate(left.Text[cut])) cut++;
                runs.AddRange(Run(left.Until(cut), mark));
                left = left.From(cut);
                if (left.Text.Length == 0) break;
            }

            runs.AddRange(Run(left, mark));
            if (mark is not { Added: true }) runs.AddRange(anchors.TakeEndsUntil(left.At + left.Text.Length));
        }

        return runs;
    }

    /// <summary>What differs between two paragraphs, word by word.</summary>
    /// <param name="before">The older one.</param>
    /// <param name="after">The newer one.</param>
    /// <param name="markOf">Who suggests what stands at a place, of the newer text if it is added.</param>
    public static IEnumerable<WordMarked> Compared(IReadOnlyList<WordPiece> before, IReadOnlyList<WordPiece> after, Func<bool, int, WordMark> markOf)
    {
        var (old, now) = (new Cursor(before), new Cursor(after));
        foreach (var part in TextComparison.Of(string.Concat(before.Select(piece => piece.Text)), string.Concat(after.Select(piece => piece.Text))))
        {
            for (var left = part.Text.Length; left > 0;)
            {
                var length = Math.Min(left, part.Fate switch { PieceFate.Removed => old.Left, PieceFate.Added => now.Left, _ => Math.Min(old.Left, now.Left) });
                left -= length;
                var gone = part.Fate == PieceFate.Added ? default : old.Take(length);
                var come = part.Fate == PieceFate.Removed ? default : now.Take(length);
                if (part.Fate == PieceFate.Kept && gone.Look == come.Look && gone.Address == come.Address) yield return new WordMarked(gone, null);
                else
                {
                    if (part.Fate != PieceFate.Added) yield return new WordMarked(gone, markOf(false, gone.At));
                    if (part.Fate != PieceFate.Removed) yield return new WordMarked(come, markOf(true, come.At));
                }
            }
        }
    }

    private IEnumerable<OpenXmlElement> Run(WordPiece piece, WordMark? mark)
    {
        if (piece.Text.Length == 0) return [];
        var deleted = mark is { Added: false };
        var runs = WordRuns.Of(piece.Text, piece.Look, deleted);
        if (piece.Address is { } address && !deleted) runs = WordRuns.Field($"HYPERLINK \"{address}\"", runs);
        return mark is null ? runs : [mark.Around(Ids, runs)];
    }

    /// <summary>Goes through pieces.</summary>
    private sealed class Cursor(IReadOnlyList<WordPiece> pieces)
    {
        private int _piece;
        private int _within;

        public int Left => pieces[_piece].Text.Length - _within;

        public WordPiece Take(int length)
        {
            var taken = pieces[_piece].From(_within).Until(length);
            _within += length;
            if (_within == pieces[_piece].Text.Length) (_piece, _within) = (_piece + 1, 0);
            return taken;
        }
    }
}
