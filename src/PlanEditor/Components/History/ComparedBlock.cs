using System.Collections.Immutable;
using PlanModel.History;

namespace PlanEditor.Components.History;

/// <summary>One or more whole lines of two texts, as they are shown: what did not change is left out between them.</summary>
/// <param name="Pieces">The lines, word by word.</param>
/// <param name="AfterGap">Whether lines that did not change were left out before it.</param>
public sealed record ComparedBlock(ImmutableArray<TextPiece> Pieces, bool AfterGap)
{
    // A paragraph that is far longer than what changed in it is shown around the change only.
    private const int AroundMax = 240;

    /// <summary>The lines that changed.</summary>
    public static ImmutableArray<ComparedBlock> Of(ImmutableArray<TextPiece> pieces)
    {
        var blocks = ImmutableArray.CreateBuilder<ComparedBlock>();
        var line = ImmutableArray.CreateBuilder<TextPiece>();
        var gap = false;
        foreach (var piece in pieces)
        {
            if (piece.Fate != PieceFate.Kept)
            {
                line.Add(piece);
                continue;
            }

            var parts = piece.Text.Split('\n');
            for (var at = 0; at < parts.Length; at++)
            {
                if (at > 0) End();
                if (parts[at].Length > 0) line.Add(new TextPiece(PieceFate.Kept, parts[at]));
            }
        }

        End();
        return blocks.ToImmutable();

        void End()
        {
            if (line.Any(piece => piece.Fate != PieceFate.Kept))
            {
                blocks.Add(new ComparedBlock([.. line.Select((piece, at) => Shortened(piece, at == 0, at == line.Count - 1))], gap));
                gap = false;
            }
            else if (line.Count > 0)
            {
                gap = true;
            }

            line.Clear();
        }
    }

    /// <summary>What one side has of it.</summary>
    public IEnumerable<TextPiece> Side(PieceFate other) => Pieces.Where(piece => piece.Fate != other);

    private static TextPiece Shortened(TextPiece piece, bool first, bool last)
    {
        if (piece.Fate != PieceFate.Kept || piece.Text.Length <= 2 * AroundMax) return piece;
        var text = piece.Text;
        var start = first ? "" : text[..text.LastIndexOf(' ', AroundMax)];
        var end = last ? "" : text[Math.Max(0, text.IndexOf(' ', text.Length - AroundMax))..];
        return text.IndexOf(' ', text.Length - AroundMax) < 0 || text.LastIndexOf(' ', AroundMax) < 0 ? piece : new TextPiece(PieceFate.Kept, $"{start} … {end}");
    }
}
