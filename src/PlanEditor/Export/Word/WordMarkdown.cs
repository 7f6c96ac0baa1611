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

    /// <summary>A text with what is suggested for it: paragraph by paragraph, also those of lists, and word by word where one changed.</summary>
    public List<OpenXmlElement> Compared(string before, string after, WordProse prose, WordAnchors anchors, Func<bool, int, WordMark> markOf)
    {
        if (MarkdownTree.Of(before) is not { } old || MarkdownTree.Of(after) is not { } now)
            return [.. Of(before, prose, anchors, markOf(false, 0)), .. Of(after, prose, WordAnchors.None, markOf(true, 0))];
        var comparison = new Comparison(before, after, new Writing(this, before, prose, anchors, null), new Writing(this, after, prose, WordAnchors.None, null), prose, markOf);
        comparison.Add([.. old], [.. now], new Place(0, 0));
        return comparison.Done();
    }

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
            var numbering = BeginList(list, place);
            foreach (var item in list) AddPoint(item, numbering, place);
        }

        /// <summary>A list that counts by itself.</summary>
        public (int Level, int Number) BeginList(ListBlock list, Place place)
        {
            var level = Math.Min(place.Lists, WordNumbering.LevelsMax - 1);
            var start = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 1;
            return (level, markdown.Numbering.List(list.IsOrdered, level, start));
        }

        public void AddPoint(Block item, (int Level, int Number) numbering, Place place)
        {
            var within = Begin(numbering, place);
            // A point whose words are themselves a list still has its sign.
            if (item is not ListItemBlock { Count: > 0 } point || point[0] is not (ParagraphBlock or HeadingBlock)) AddParagraph([], within);
            if (item is ListItemBlock points)
                foreach (var child in points) Add(child, within);
            _number = null;
        }

        /// <summary>The next paragraph has the sign of a point.</summary>
        public Place Begin((int Level, int Number) numbering, Place place)
        {
            _number = new NumberingProperties(new NumberingLevelReference { Val = numbering.Level }, new NumberingId { Val = numbering.Number });
            return place with { Lists = place.Lists + 1 };
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

        private List<OpenXmlElement> Runs(IReadOnlyList<WordPiece> pieces) => Runs(pieces.Select(piece => new WordMarked(piece, Mark)));

        public List<OpenXmlElement> Runs(IEnumerable<WordMarked> pieces) => Paragraphs.Runs(pieces, anchors);
    }

    /// <summary>Writes a text beside what it would be.</summary>
    private sealed class Comparison(string before, string after, Writing gone, Writing come, WordProse prose, Func<bool, int, WordMark> markOf)
    {
        private readonly List<OpenXmlElement> _blocks = [];

        public List<OpenXmlElement> Done()
        {
            gone.Finish(_blocks);
            return _blocks;
        }

        public void Add(IReadOnlyList<Block> old, IReadOnlyList<Block> now, Place place) => Align(old, now, (a, b) => AddPair(a, b, place), (writing, block) => writing.Add(block, place));

        private void Align(IReadOnlyList<Block> old, IReadOnlyList<Block> now, Action<Block, Block> pair, Action<Writing, Block> whole)
        {
            foreach (var (olds, nows) in WordAlignment.Of(old, now, IsSame))
            {
                if (olds.Count == nows.Count && olds.Zip(nows).All(both => IsLike(both.First, both.Second)))
                    foreach (var (a, b) in olds.Zip(nows)) pair(a, b);
                else
                {
                    foreach (var block in olds) Take(gone, markOf(false, block.Span.Start), () => whole(gone, block));
                    foreach (var block in nows) Take(come, markOf(true, block.Span.Start), () => whole(come, block));
                }
            }
        }

        private void AddPair(Block old, Block now, Place place)
        {
            if (IsSame(old, now)) Take(gone, null, () => gone.Add(old, place));
            else if (old is ParagraphBlock) Take(gone, null, () => gone.AddParagraph(gone.Runs(WordParagraphs.Compared(Pieces(old, before), Pieces(now, after), markOf)), place));
            else if ((old, now) is (ListBlock a, ListBlock b) && place.Depth <= DepthMax) AddPoints(a, b, place);
            else
            {
                Take(gone, markOf(false, old.Span.Start), () => gone.Add(old, place));
                Take(come, markOf(true, now.Span.Start), () => come.Add(now, place));
            }
        }

        private void AddPoints(ListBlock old, ListBlock now, Place place)
        {
            var numbering = gone.BeginList(old, place);
            Align([.. old], [.. now], AddPoint, (writing, point) => writing.AddPoint(point, numbering, place));

            void AddPoint(Block a, Block b)
            {
                if (IsSame(a, b))
                {
                    Take(gone, null, () => gone.AddPoint(a, numbering, place));
                    return;
                }

                var within = gone.Begin(numbering, place);
                foreach (var (one, other) in ((ListItemBlock)a).Zip((ListItemBlock)b)) AddPair(one, other, within);
            }
        }

        private void Take(Writing writing, WordMark? mark, Action write)
        {
            writing.Mark = mark;
            write();
            writing.Mark = null;
            _blocks.AddRange(writing.Drain());
        }

        // The number that somebody typed before a point says nothing: points are counted.
        private bool IsSame(Block old, Block now) => (old, now) switch
        {
            (ListItemBlock { Count: > 0 } a, ListItemBlock { Count: > 0 } b) => a.Count == b.Count && a.Zip(b).All(both => IsSame(both.First, both.Second)),
            _ => old.GetType() == now.GetType() && WordPiece.Slice(before, old.Span) == WordPiece.Slice(after, now.Span),
        };

        /// <summary>Whether two are compared word by word, or point by point, where they differ.</summary>
        private bool IsLike(Block old, Block now) => (old, now) switch
        {
            (ParagraphBlock, ParagraphBlock) => true,
            (ListBlock a, ListBlock b) => a.IsOrdered == b.IsOrdered && a.OrderedStart == b.OrderedStart,
            (ListItemBlock { Count: > 0 } a, ListItemBlock { Count: > 0 } b) when a[0] is ParagraphBlock => a.Count == b.Count && a.Zip(b).All(both => IsLike(both.First, both.Second)),
            _ => IsSame(old, now),
        };

        private List<WordPiece> Pieces(Block block, string source) => WordPiece.Of(((LeafBlock)block).Inline, source, prose.Look);
    }

    private WordParagraphs Paragraphs { get; } = paragraphs;

    private WordNumbering Numbering { get; } = numbering;
}
