using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Markdig.Syntax;
using PlanEditor.Markdown;
using MarkdownRow = Markdig.Extensions.Tables.TableRow;
using MarkdownTable = Markdig.Extensions.Tables.Table;
using MarkdownCell = Markdig.Extensions.Tables.TableCell;
using Table = DocumentFormat.OpenXml.Wordprocessing.Table;

namespace PlanEditor.Export.Word;

/// <summary>Where a text stands, and how it looks there.</summary>
/// <param name="Style">The style of its paragraphs.</param>
/// <param name="Language">The language tag of what is not in a complex script.</param>
internal readonly record struct WordProse(string Style, string? Language)
{
    public const string Normal = "Normal";

    /// <summary>How its words look.</summary>
    public WordLook Look => new() { Language = Language };

    /// <summary>The style of the paragraphs of its lists.</summary>
    public string ListStyle => Style == Normal ? "ListParagraph" : Style;
}

/// <summary>
/// Markdown as Word draws it, from its syntax tree: each list counts by itself, tables have a head, links lead to the web or a mailbox. What cannot be drawn shows as it was typed.
/// </summary>
internal sealed class WordMarkdown(WordParagraphs paragraphs, WordNumbering numbering)
{
    private const int DepthMax = 24;
    private const int IndentsMax = 10;

    /// <summary>A text.</summary>
    /// <param name="source">What was written.</param>
    /// <param name="prose">Where it stands.</param>
    /// <param name="anchors">What hangs on its stretches.</param>
    /// <param name="mark">Whether it is suggested as a whole.</param>
    public List<OpenXmlElement> Of(string source, WordProse prose, WordAnchors anchors, WordMark? mark = null)
    {
        var written = new Writing(this, source, prose, anchors, mark);
        if (MarkdownTree.Of(source) is { } tree) written.Add(tree, new Place(0, 0));
        else written.AddTyped(source, 0);
        return written.Done();
    }

    /// <summary>A text with what is suggested for it: paragraph by paragraph, and word by word where one changed.</summary>
    public List<OpenXmlElement> Compared(string before, string after, WordProse prose, WordAnchors anchors, Func<bool, int, WordMark> markOf)
    {
        if (MarkdownTree.Of(before) is not { } old || MarkdownTree.Of(after) is not { } now)
            return [.. Of(before, prose, anchors, markOf(false, 0)), .. Of(after, prose, WordAnchors.None, markOf(true, 0))];
        var (gone, come) = (new Writing(this, before, prose, anchors, null), new Writing(this, after, prose, WordAnchors.None, null));
        var blocks = new List<OpenXmlElement>();
        foreach (var (olds, nows) in WordAlignment.Of([.. old], [.. now], (a, b) => WordPiece.Slice(before, a.Span) == WordPiece.Slice(after, b.Span) && a.GetType() == b.GetType()))
        {
            var isPaired = olds.Count == nows.Count && olds.Zip(nows).All(pair => pair is { First: ParagraphBlock, Second: ParagraphBlock });
            if (olds.Count == 1 && nows.Count == 1 && WordPiece.Slice(before, olds[0].Span) == WordPiece.Slice(after, nows[0].Span)) Take(gone, olds[0], null);
            else if (isPaired)
            {
                foreach (var (a, b) in olds.Zip(nows))
                    gone.AddParagraph(Paragraphs.Runs(WordParagraphs.Compared(Pieces(a, before, prose), Pieces(b, after, prose), markOf), anchors), new Place(0, 0));
                blocks.AddRange(gone.Drain());
            }
            else
            {
                foreach (var block in olds) Take(gone, block, markOf(false, block.Span.Start));
                foreach (var block in nows) Take(come, block, markOf(true, block.Span.Start));
            }
        }

        void Take(Writing writing, Block block, WordMark? mark)
        {
            writing.Mark = mark;
            writing.Add(block, new Place(0, 0));
            writing.Mark = null;
            blocks.AddRange(writing.Drain());
        }

        gone.Finish(blocks);
        return blocks;
    }

    private static List<WordPiece> Pieces(Block block, string source, WordProse prose) => WordPiece.Of(((LeafBlock)block).Inline, source, prose.Look);

    /// <summary>How deep in lists and quotes a block stands.</summary>
    private readonly record struct Place(int Lists, int Quotes)
    {
        public int Depth => Lists + Quotes;
    }

    private sealed class Writing(WordMarkdown markdown, string source, WordProse prose, WordAnchors anchors, WordMark? mark)
    {
        private readonly List<OpenXmlElement> _blocks = [];
        private NumberingProperties? _number;

        public WordMark? Mark { get; set; } = mark;

        private WordParagraphs Paragraphs => markdown.Paragraphs;

        public List<OpenXmlElement> Done()
        {
            var blocks = Drain();
            Finish(blocks);
            return blocks;
        }

        public List<OpenXmlElement> Drain()
        {
            List<OpenXmlElement> blocks = [.. _blocks];
            _blocks.Clear();
            return blocks;
        }

        /// <summary>Something has to stand there, with whatever still hangs on it, and no table may be the last.</summary>
        public void Finish(List<OpenXmlElement> blocks)
        {
            if (blocks is [] or [.., Table]) blocks.Add(Paragraphs.Of(blocks is [] ? prose.Style : "Gap", [], Mark));
            if (anchors.IsAny) blocks[^1].Append(anchors.TakeRest());
        }

        public void Add(Block block, Place place)
        {
            switch (block)
            {
                case ContainerBlock when place.Depth > DepthMax:
                    AddTyped(WordPiece.Slice(source, block.Span), block.Span.Start);
                    break;
                case HeadingBlock heading:
                    AddParagraph(Runs(heading), place, $"Heading{Math.Min(heading.Level + MarkdownTree.HeadingsBelow, 6)}");
                    break;
                case ParagraphBlock paragraph:
                    AddParagraph(Runs(paragraph), place);
                    break;
                case ListBlock list:
                    AddList(list, place);
                    break;
                case QuoteBlock quote:
                    foreach (var child in quote) Add(child, place with { Quotes = place.Quotes + 1 });
                    break;
                case CodeBlock code:
                    AddCode(code, place);
                    break;
                case ThematicBreakBlock:
                    AddParagraph([], place, rule: true);
                    break;
                case MarkdownTable table:
                    AddTable(table);
                    break;
                case LinkReferenceDefinitionGroup or LinkReferenceDefinition or BlankLineBlock:
                    break;
                case ContainerBlock container:
                    foreach (var child in container) Add(child, place);
                    break;
                default:
                    AddTyped(WordPiece.Slice(source, block.Span), block.Span.Start);
                    break;
            }
        }

        public void AddTyped(string text, int at) => AddParagraph(Runs([new WordPiece(text, prose.Look, null, at)]), new Place(0, 0));

        public void AddParagraph(IEnumerable<OpenXmlElement> content, Place place, string? style = null, bool rule = false)
        {
            var properties = new ParagraphProperties();
            var isQuote = place.Quotes > 0 && prose.Style == WordProse.Normal && place.Lists == 0;
            if (_number is not null) properties.NumberingProperties = _number;
            if (rule) properties.ParagraphBorders = new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 6, Space = 1, Color = "C5CDD7" });
            if (place.Lists > 0 && _number is null) properties.Indentation = new Indentation { Left = WordNumbering.Indent(Math.Min(place.Depth - 1, IndentsMax)) };
            else if (place.Quotes > (isQuote ? 1 : 0) && _number is null) properties.Indentation = new Indentation { Left = WordNumbering.Indent(Math.Min(place.Quotes - 1, IndentsMax)) };
            _number = null;
            _blocks.Add(Paragraphs.Of(properties, style ?? (place.Lists > 0 ? prose.ListStyle : isQuote ? "Quote" : prose.Style), content, Mark));
        }

        private void AddList(ListBlock list, Place place)
        {
            var level = Math.Min(place.Lists, WordNumbering.LevelsMax - 1);
            var start = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 1;
            var number = markdown.Numbering.List(list.IsOrdered, level, start);
            foreach (var item in list)
            {
                _number = new NumberingProperties(new NumberingLevelReference { Val = level }, new NumberingId { Val = number });
                var within = place with { Lists = place.Lists + 1 };
                // A point whose words are themselves a list still has its sign.
                if (item is not ListItemBlock { Count: > 0 } point || point[0] is not (ParagraphBlock or HeadingBlock)) AddParagraph([], within);
                if (item is ListItemBlock points)
                    foreach (var child in points) Add(child, within);
                _number = null;
            }
        }

        private void AddCode(CodeBlock code, Place place)
        {
            var text = code.Lines.ToString().TrimEnd('\n');
            AddParagraph(Runs([new WordPiece(text, prose.Look with { Language = null }, null, code.Span.Start)]), place, "Code");
        }

        private void AddTable(MarkdownTable table)
        {
            var columns = table.OfType<MarkdownRow>().Select(row => row.Count).DefaultIfEmpty(0).Max();
            if (columns is 0 or > WordTables.ColumnsMax)
            {
                AddTyped(WordPiece.Slice(source, table.Span), table.Span.Start);
                return;
            }

            var rows = table.OfType<MarkdownRow>().Select(row => WordTables.Row(
                Enumerable.Range(0, columns).Select(at => at < row.Count ? Cell((MarkdownCell)row[at], row.IsHeader) : [Paragraphs.Of("TableText", [], Mark)]),
                row.IsHeader,
                Mark?.OfRow(Paragraphs.Ids)));
            _blocks.Add(WordTables.Of("PlanTable", [.. Enumerable.Repeat(WordTables.WidthTwips / columns, columns)], rows, table.OfType<MarkdownRow>().Any(row => row.IsHeader), isNested: prose.Style != WordProse.Normal));
            _blocks.Add(Paragraphs.Of("Gap", [], Mark));
        }

        private List<OpenXmlElement> Cell(MarkdownCell cell, bool isHead)
        {
            var pieces = cell.OfType<LeafBlock>().SelectMany(block => WordPiece.Of(block.Inline, source, prose.Look with { Bold = isHead })).ToList();
            return [Paragraphs.Of("TableText", Runs(pieces), Mark)];
        }

        private List<OpenXmlElement> Runs(LeafBlock block) => Runs(WordPiece.Of(block.Inline, source, prose.Look));

        private List<OpenXmlElement> Runs(IReadOnlyList<WordPiece> pieces) => Paragraphs.Runs(pieces.Select(piece => new WordMarked(piece, Mark)), anchors);
    }

    private WordParagraphs Paragraphs { get; } = paragraphs;

    private WordNumbering Numbering { get; } = numbering;
}
