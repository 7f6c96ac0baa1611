using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PlanEditor.Components.History;
using PlanModel.Documents;
using PlanModel.History;

namespace PlanEditor.Components.Public;

/// <summary>On how many pages what differs between two versions is read, so that each comes over a weak line. A part that is too much for one goes on on the next; a text is on one.</summary>
public sealed class PublicChanges
{
    private static readonly ConditionalWeakTable<Document, ConditionalWeakTable<Document, PublicChanges>> Known = [];

    private PublicChanges(Document before, Document after)
    {
        var parts = PlanComparison.ForReaders(before, after);
        Count = parts.Length;
        Pages = PublicPages.Packed(parts.SelectMany((part, at) => Cut(part, at + 1)), piece => BytesOf(piece.Part));
    }

    /// <summary>How many parts differ.</summary>
    public int Count { get; }

    /// <summary>What differs, page by page.</summary>
    public ImmutableArray<ImmutableArray<Piece>> Pages { get; }

    /// <summary>What differs between two versions, made once for all who read it.</summary>
    public static PublicChanges Of(Document before, Document after) => Known.GetOrCreateValue(after).GetValue(before, old => new PublicChanges(old, after));

    // What became of the part stands where it begins.
    private static IEnumerable<Piece> Cut(ComparedPart part, int number) =>
        PublicPages.Packed(part.Fields, BytesOf).Select((fields, at) => new Piece(at == 0 ? part with { Fields = fields } : part with { Fields = fields, Fate = PartFate.Kept, Moved = null }, number, at > 0));

    private static int BytesOf(ComparedPart part) => 2 * PublicPages.BytesOf(part.Title) + part.Fields.Sum(BytesOf);

    private static int BytesOf(ComparedField field) => PublicPages.BytesOf(field.Label) + field switch
    {
        ComparedText text => ComparedBlock.Of(text.Pieces).Sum(block => block.Pieces.Sum(piece => PublicPages.BytesOf(piece.Text))),
        ComparedSet set => set.Removed.Concat(set.Added).Concat(set.Kept).Sum(PublicPages.BytesOf),
        ComparedValue value => PublicPages.BytesOf($"{value.Before}{value.After}"),
        _ => 0,
    };

    /// <summary>A part as far as it is on one page.</summary>
    /// <param name="Part">The part, with what stands on the page.</param>
    /// <param name="Number">Which of the parts that differ, from 1.</param>
    /// <param name="GoesOn">Whether it began on an earlier page.</param>
    public sealed record Piece(ComparedPart Part, int Number, bool GoesOn);
}
