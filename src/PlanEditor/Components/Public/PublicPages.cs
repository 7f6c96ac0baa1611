using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using PlanEditor.Components.Preview;
using PlanModel.Documents;
using PlanModel.Publishing;
using PlanModel.Schema;

namespace PlanEditor.Components.Public;

/// <summary>
/// On how many pages a final plan, or the report, is read, so that each comes over a weak line: one; or, of a large one, an overview and pages of its chapters. A long table goes on on the next page; a text is
/// on one.
/// </summary>
public sealed class PublicPages
{
    // As far as the weight of a page can be told from what it says, before it is compressed: of the only one, and of one of several.
    private const int OnlyBytesMax = 300_000;
    private const int BytesMax = 180_000;
    private const int BytesOfMarks = 80;

    private static readonly ConditionalWeakTable<Document, PublicPages> Known = [];

    private readonly ImmutableDictionary<string, PublicPage> _pageOf;

    private PublicPages(Document document)
    {
        var copy = PlanCopies.Of(document);
        Summary = copy.Sections.FirstOrDefault(section => section.Field == ActionPlan.Plan.Summary.Key);
        ReadingSection[] rest = [.. copy.Sections.Where(section => section != Summary)];
        All = rest.Sum(section => BytesOf(section.Blocks)) <= OnlyBytesMax ? [new PublicPage([.. rest.Select(section => new PublicPiece(section, 1))], null)] : [.. PagesOf(rest)];
        var pageOf = ImmutableDictionary.CreateBuilder<string, PublicPage>(StringComparer.Ordinal);
        foreach (var page in All)
            foreach (var anchor in page.Pieces.SelectMany(piece => piece.Anchors)) pageOf.TryAdd(anchor, page);
        _pageOf = pageOf.ToImmutable();
        Datasets = Packed(document.Children(document.Root, ActionPlan.Dataset.Kind), node => BytesOf(ReadingCopy.BlocksOf(document, node)));
    }

    /// <summary>What stands before all else; null: the plan has none.</summary>
    public ReadingSection? Summary { get; }

    /// <summary>The pages of all else.</summary>
    public ImmutableArray<PublicPage> All { get; }

    /// <summary>The datasets, page by page.</summary>
    public ImmutableArray<ImmutableArray<Node>> Datasets { get; }

    /// <summary>Whether all is read on the page of the plan.</summary>
    public bool IsOne => All.Length == 1;

    /// <summary>The pages of a plan.</summary>
    public static PublicPages Of(Document document) => Known.GetValue(document, static one => new PublicPages(one));

    /// <summary>Things in their order, as many on a page as it holds.</summary>
    /// <param name="things">The things.</param>
    /// <param name="bytes">How much one of them weighs.</param>
    public static ImmutableArray<ImmutableArray<T>> Packed<T>(IEnumerable<T> things, Func<T, int> bytes)
    {
        var (pages, page, full) = (ImmutableArray.CreateBuilder<ImmutableArray<T>>(), ImmutableArray.CreateBuilder<T>(), 0);
        foreach (var thing in things)
        {
            var more = bytes(thing);
            if (page.Count > 0 && full + more > BytesMax)
            {
                pages.Add(page.ToImmutable());
                page.Clear();
                full = 0;
            }

            page.Add(thing);
            full += more;
        }

        pages.Add(page.ToImmutable());
        return pages.ToImmutable();
    }

    /// <summary>How much words weigh.</summary>
    public static int BytesOf(string words) => BytesOfMarks + Encoding.UTF8.GetByteCount(words);

    /// <summary>The page that has something; null: none has.</summary>
    public PublicPage? Find(string anchor) => _pageOf.GetValueOrDefault(anchor) ?? All.FirstOrDefault(page => page.Key == anchor);

    /// <summary>Where a section or a row is read, from the page of the plan.</summary>
    public string LinkOf(PublicFinal plan, string anchor) => IsOne ? $"#p-{anchor}" : AddressOf(plan, anchor);

    /// <summary>Where a section or a row is read.</summary>
    public string AddressOf(PublicFinal plan, string anchor) => !IsOne && Find(anchor) is { } page ? $"{page.AddressIn(plan)}#p-{anchor}" : $"{plan.Path}#p-{anchor}";

    /// <summary>Where a part is read: with the part above it, where it has no place of its own.</summary>
    public string AddressOf(PublicFinal plan, Document document, Node part)
    {
        for (var node = part; node is not null; node = node.Parent is { } parent ? document.Find(parent) : null)
        {
            var at = 0;
            while (at < Datasets.Length && !Datasets[at].Contains(node)) at++;
            if (at < Datasets.Length) return $"{plan.Manifest.Path}/datasets{(at == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"/{at + 1}"))}#p-{part.Id}";
            if (_pageOf.ContainsKey(node.Id.ToString())) return AddressOf(plan, node.Id.ToString());
        }

        return plan.Path;
    }

    private static IEnumerable<PublicPage> PagesOf(IEnumerable<ReadingSection> sections)
    {
        ReadingSection? chapter = null;
        foreach (var pieces in Packed(Together([.. sections.SelectMany(PiecesOf)]), group => group.Sum(piece => BytesOf(piece.Section.Blocks))))
        {
            var page = pieces.SelectMany(group => group).ToImmutableArray();
            yield return new PublicPage(page, page[0].Section.Level == 1 ? null : chapter);
            chapter = page.LastOrDefault(piece => piece.Section.Level == 1)?.Section ?? chapter;
        }
    }

    /// <summary>A heading without a text stays with what comes after it.</summary>
    private static IEnumerable<ImmutableArray<PublicPiece>> Together(ImmutableArray<PublicPiece> pieces)
    {
        for (var at = 0; at < pieces.Length; at++)
            if (pieces[at].Section.Blocks.IsEmpty && at + 1 < pieces.Length && pieces[at + 1].Section.Level > pieces[at].Section.Level) yield return [pieces[at], pieces[++at]];
            else yield return [pieces[at]];
    }

    private static IEnumerable<PublicPiece> PiecesOf(ReadingSection section) =>
        Packed(section.Blocks.SelectMany(Cut), BytesOf).Select((blocks, at) => new PublicPiece(section with { Blocks = blocks }, at + 1));

    private static IEnumerable<ReadingBlock> Cut(ReadingBlock block) =>
        block is TableBlock table ? Packed(table.Rows, BytesOf).Select(rows => table with { Rows = rows }) : [block];

    private static int BytesOf(ImmutableArray<ReadingBlock> blocks) => BytesOfMarks + blocks.Sum(BytesOf);

    private static int BytesOf(ReadingBlock block) => block switch
    {
        FactsBlock facts => facts.Facts.Sum(BytesOf),
        TextBlock text => BytesOf(text.Text),
        TableBlock table => table.Rows.Sum(BytesOf),
        _ => 0,
    };

    private static int BytesOf(ReadingRow row) => BytesOfMarks + row.Cells.Sum(cell => BytesOfMarks + cell.Sum(BytesOf));

    private static int BytesOf(ReadingLine line) => line switch
    {
        TextLine text => BytesOf(text.Markdown),
        ValuesLine values => BytesOfMarks + values.Values.Sum(value => BytesOf(value.Text)),
        _ => 0,
    };
}

/// <summary>A page of a plan, or of the report.</summary>
/// <param name="Pieces">What stands on it.</param>
/// <param name="Chapter">The chapter that goes on there; null: it begins with a chapter.</param>
public sealed record PublicPage(ImmutableArray<PublicPiece> Pieces, ReadingSection? Chapter)
{
    /// <summary>Its name in addresses, the same as long as the final is: that of what it begins with.</summary>
    public string Key => Pieces[0].Key;

    /// <summary>"2 – C14": what is on it.</summary>
    public string Words => Pieces[0].Section.Number == Pieces[^1].Section.Number ? Pieces[0].Section.Number : $"{Pieces[0].Section.Number} – {Pieces[^1].Section.Number}";

    /// <summary>Its address on this site.</summary>
    public string AddressIn(PublicFinal plan) => $"{plan.Manifest.Path}/part/{Key}";
}

/// <summary>A section as far as it is on one page.</summary>
/// <param name="Section">The section, with what stands on the page.</param>
/// <param name="At">Which part of it: 1 is where it begins.</param>
public sealed record PublicPiece(ReadingSection Section, int At)
{
    /// <summary>Whether it began on an earlier page.</summary>
    public bool GoesOn => At > 1;

    /// <summary>What tells it from all others.</summary>
    public string Key => GoesOn ? string.Create(CultureInfo.InvariantCulture, $"{Section.Key}.{At}") : Section.Key;

    /// <summary>What can be led to: where the section begins, and rows.</summary>
    public IEnumerable<string> Anchors => Section.Blocks.OfType<TableBlock>().SelectMany(table => table.Rows).Select(row => row.Node.ToString()).Prepend(Key);
}
