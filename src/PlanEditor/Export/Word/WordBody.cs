using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using PlanModel;
using PlanModel.Publishing;
using Document = PlanModel.Documents.Document;

namespace PlanEditor.Export.Word;

/// <summary>The chapters of a plan, as they are and with what is suggested for them.</summary>
internal sealed class WordBody(Document document, bool translated, WordReview review, WordParagraphs paragraphs, WordLines lines, WordNumbering numbering)
{
    private const int LabelTwips = 2350;
    // What they leave is about half of the page.
    private const int FactsColumns = 3;
    private const int ShortUnitsMax = 16;

    private Document Proposed => review.ProposedDocument;

    /// <summary>The elements of a section.</summary>
    /// <param name="old">As it is; null: it would be added.</param>
    /// <param name="now">As it would be; null: it would go.</param>
    /// <param name="isFirst">Whether it begins a page.</param>
    public IEnumerable<OpenXmlElement> Section(ReadingSection? old, ReadingSection? now, bool isFirst)
    {
        var section = (old ?? now)!;
        var whole = old is null || now is null ? review.Mark(section.Node, section.Field, old is null) : null;
        foreach (var element in Heading(old, now, isFirst, whole)) yield return element;
        if (old is { IsMissing: true } && now is null or { IsMissing: true }) yield return paragraphs.Of("Remark", paragraphs.Words("Nothing written yet", default, whole), whole);
        foreach (var (before, after) in WordAlignment.ByKey<ReadingBlock>(old?.Blocks ?? now!.Blocks, (now ?? old)!.Blocks, KeyOf))
        {
            // In a section that comes or goes, everything does.
            var (a, b) = whole is null ? (before, after) : old is null ? (null, after) : (before, null);
            foreach (var element in Block(a, b, section, whole)) yield return element;
        }
    }

    /// <summary>The address inside the file of the heading of a section.</summary>
    public static string BookmarkOf(int number) => $"_Toc{number:D9}";

    /// <summary>A heading of a chapter that is no part of the plan.</summary>
    public Paragraph Chapter(string heading, int bookmark, IReadOnlyCollection<int>? comments = null) =>
        HeadingParagraph(1, numbering.Headings, 0, bookmark, WordComments.Around(comments ?? [], paragraphs.Words(heading, lines.Look(null))), null);

    private int _bookmark;

    private IEnumerable<OpenXmlElement> Heading(ReadingSection? old, ReadingSection? now, bool isFirst, WordMark? whole)
    {
        var section = (old ?? now)!;
        var isNode = section.Key == section.Node.ToString();
        var name = isNode ? NameOf(section.Node) : section.Field is { } field ? new FieldPlace(section.Node, field) : null;
        IEnumerable<OpenXmlElement> words = isNode
            ? WordComments.Around(review.On(section.Node, null), lines.Name(old?.Heading, now?.Heading, name, default, whole))
            : lines.Commented(name, paragraphs.Words(section.Heading.Text, lines.Look(section.Heading.Language), whole));
        var isLettered = section.Level == 2 && section.Number.Length > 0 && char.IsLetter(section.Number[0]);
        var number = isLettered ? numbering.Heading(new string([.. section.Number.TakeWhile(char.IsLetter)])) : numbering.Headings;
        yield return HeadingParagraph(section.Level, number, isLettered ? 0 : section.Level - 1, old is null ? null : _bookmark++, words, whole, isFirst);
        if (section.Heading.Translation is { } translation) yield return lines.Translation(translation, TranslationOf(section.Node), "Translation", whole, isOfHeading: true);
    }

    private Paragraph HeadingParagraph(int level, int number, int numberLevel, int? bookmark, IEnumerable<OpenXmlElement> words, WordMark? mark, bool isFirst = false)
    {
        var properties = new ParagraphProperties { PageBreakBefore = isFirst ? new PageBreakBefore() : null, NumberingProperties = new NumberingProperties(new NumberingLevelReference { Val = numberLevel }, new NumberingId { Val = number }) };
        if (bookmark is not { } known) return paragraphs.Of(properties, $"Heading{level}", words, mark);
        var id = lines.Ids.Next();
        return paragraphs.Of(properties, $"Heading{level}", [new BookmarkStart { Id = id, Name = BookmarkOf(known) }, .. words, new BookmarkEnd { Id = id }], mark);
    }

    private IEnumerable<OpenXmlElement> Block(ReadingBlock? old, ReadingBlock? now, ReadingSection section, WordMark? whole)
    {
        switch ((old ?? now)!)
        {
            case FactsBlock:
                yield return Facts((old as FactsBlock)?.Facts ?? [], (now as FactsBlock)?.Facts ?? [], whole);
                yield return paragraphs.Of("Gap", [], whole);
                break;
            case TextBlock { Text: var text }:
                if (text.Label is { } label) yield return paragraphs.Of("Heading3", lines.Commented(text.Place, paragraphs.Words(label, lines.Look(null), LabelMark(text.Place))), LabelMark(text.Place));
                foreach (var element in lines.Text((old as TextBlock)?.Text, (now as TextBlock)?.Text, WordProse.Normal, whole)) yield return element;
                break;
            case TableBlock { Caption: var caption }:
                if (caption is not null) yield return paragraphs.Of("Heading3", paragraphs.Words(caption, lines.Look(null), whole), whole);
                yield return Table(old as TableBlock, now as TableBlock, whole);
                yield return paragraphs.Of("Gap", [], whole);
                break;
        }

        WordMark? LabelMark(FieldPlace? place) => whole ?? (old is null || now is null ? review.Mark(place?.Node ?? section.Node, place?.Field, old is null) : null);
    }

    /// <summary>Facts, each a row with its name and its values.</summary>
    public Table Facts(IReadOnlyList<ValuesLine> old, IReadOnlyList<ValuesLine> now, WordMark? whole, IEnumerable<(string Label, string Words)>? first = null) => WordTables.Of(
        "PlanFacts",
        WordTables.Widths(LabelTwips, null),
        WordTables.Joined(
        [
            .. (first ?? []).Select(fact => WordTables.Row(
                [[paragraphs.Of("FactLabel", paragraphs.Words(fact.Label))], [paragraphs.Of("TableText", paragraphs.Words(fact.Words, lines.Look(null)))]])),
            .. WordAlignment.ByKey(old, now, fact => fact.Place is { } place ? WordControls.TagOf(place) : fact.Label ?? "").Select(pair => Fact(pair.Old, pair.Now, whole)),
        ]),
        hasHead: false);

    private TableRow Fact(ValuesLine? old, ValuesLine? now, WordMark? whole)
    {
        var fact = (old ?? now)!;
        var mark = whole ?? (old is null || now is null ? review.Mark(fact.Place?.Node ?? NodeId.Root, fact.Place?.Field, old is null) : null);
        return WordTables.Row(
            [
                [paragraphs.Of("FactLabel", lines.Commented(fact.Place, paragraphs.Words(fact.Label ?? "", default, mark)), mark)],
                [paragraphs.Of("TableText", lines.Values(old, now, whole), mark)],
            ],
            mark: mark?.OfRow(lines.Ids));
    }

    private Table Table(TableBlock? old, TableBlock? now, WordMark? whole)
    {
        var table = (old ?? now)!;
        // A column that a suggestion fills for the first time is there too.
        string[] heads = [.. table.Columns, .. (now?.Columns ?? []).Except(table.Columns)];
        var hasDetails = old is { HasDetails: true } || now is { HasDetails: true };
        var rows = WordAlignment.ByKey(old?.Rows ?? [], now?.Rows ?? [], row => row.Node.ToString()).SelectMany(pair => Rows(pair.Old, pair.Now, old, now, heads, hasDetails, whole));
        var isMarked = whole?.OfRow(lines.Ids);
        return WordTables.Of(
            "PlanTable",
            WidthsOf(table, heads.Length, hasDetails),
            [WordTables.Row(heads.Select(head => new[] { paragraphs.Of("TableHead", paragraphs.Words(head, default, whole), whole) }), isHead: true, isMarked), .. rows],
            hasHead: true);
    }

    /// <summary>A part: its row, and below it over the whole width what has no column, texts beside facts.</summary>
    private IEnumerable<TableRow> Rows(ReadingRow? old, ReadingRow? now, TableBlock? oldTable, TableBlock? nowTable, string[] heads, bool hasDetails, WordMark? whole)
    {
        var row = (old ?? now)!;
        var mark = whole ?? (old is null || now is null ? review.Mark(row.Node, null, old is null) : null);
        var isWide = hasDetails && (old is { Details.IsEmpty: false } || now is { Details.IsEmpty: false });
        var first = WordTables.Row(
            heads.Select((head, at) => isWide && at == 0 ? Some(ReadingRow.IsName) : Cell(old is null ? [] : CellOf(old, oldTable!, at, head), now is null ? [] : CellOf(now, nowTable!, at, head))), mark: mark?.OfRow(lines.Ids));
        yield return isWide ? WordTables.Open(first) : first;
        if (!isWide) yield break;
        var (texts, facts) = (Some(line => line is TextLine), Some(line => line is not TextLine && !ReadingRow.IsName(line)));
        yield return IsBlank(texts) ? WordTables.Below([facts], [heads.Length], mark?.OfRow(lines.Ids))
            : IsBlank(facts) ? WordTables.Below([texts], [heads.Length], mark?.OfRow(lines.Ids))
            : WordTables.Below([texts, facts], [heads.Length - FactsColumns, FactsColumns], mark?.OfRow(lines.Ids));

        List<OpenXmlElement> Some(Func<ReadingLine, bool> which) => Cell(old is null ? [] : [.. old.Cells[0].Where(which)], now is null ? [] : [.. now.Cells[0].Where(which)]);

        List<OpenXmlElement> Cell(IReadOnlyList<ReadingLine> before, IReadOnlyList<ReadingLine> after)
        {
            // The number of a row follows from its place, and nobody suggests it.
            var elements = WordAlignment.ByKey(before, mark is null && IsNumber(before) ? before : after, KeyOf).SelectMany(pair => lines.Line(pair.Old, pair.Now, row.Node, NameOf(row.Node), TranslationOf(row.Node), mark)).ToList();
            if (elements is [] or [.., not Paragraph]) elements.Add(paragraphs.Of(elements is [] ? "TableText" : "Gap", [], mark));
            return elements;
        }

        static bool IsBlank(List<OpenXmlElement> cell) => cell is [Paragraph { InnerText.Length: 0 }];
    }

    /// <summary>The field that holds what a heading or a row is called; null: it is called after something else, or not yet.</summary>
    public FieldPlace? NameOf(NodeId id) => (document.Find(id) ?? Proposed.Find(id)) is not { Kind.NameField: { } name } node || name.IsEmpty(node) ? null
        : translated && name.Translation is { } translation && !translation.IsEmpty(node) ? new FieldPlace(id, translation.Key)
        : new FieldPlace(id, name.Key);

    /// <summary>The field that holds it in the working language; null: none can.</summary>
    public FieldPlace? TranslationOf(NodeId id) => (document.Find(id) ?? Proposed.Find(id))?.Kind.NameField?.Translation is { } translation ? new FieldPlace(id, translation.Key) : null;

    private static IReadOnlyList<ReadingLine> CellOf(ReadingRow row, TableBlock table, int at, string head)
    {
        var place = at < table.Columns.Length && table.Columns[at] == head ? at : table.Columns.IndexOf(head);
        return place < 0 ? [] : row.Cells[place];
    }

    private static bool IsNumber(IReadOnlyList<ReadingLine> cell) => cell is [ValuesLine { Label: null, Place: null, Strong: false, Values: [{ Unbroken: true }] }];

    private static int[] WidthsOf(TableBlock table, int columns, bool hasDetails) =>
        table.IsNumbered ? WordTables.Widths([800, null, .. Enumerable.Range(2, columns - 2).Select(at => (int?)(columns <= 4 ? 1500 : table.Rows.Any(row => IsLong(row, at)) ? 1750 : 1250))])
        : columns == 3 && table.Rows.All(row => row.Cells[0] is [ValuesLine { Strong: true, Values: [{ Unbroken: true }] }, ..]) ? WordTables.Widths(1100, 4300, null)
        : WordTables.Widths([null, .. Enumerable.Repeat((int?)(hasDetails ? 1550 : 1750), columns - 1)]);

    /// <summary>Whether a cell has more than a day or a word.</summary>
    private static bool IsLong(ReadingRow row, int at) => at < row.Cells.Length && row.Cells[at].OfType<ValuesLine>().Any(line => line.Values.Any(value => value.Text.Length > ShortUnitsMax));

    private static string KeyOf(ReadingBlock block) => block switch
    {
        TextBlock text => $"text {text.Text.Place?.Field ?? text.Text.Label}",
        TableBlock table => $"table {table.Caption}",
        _ => "facts",
    };

    private static string KeyOf(ReadingLine line) => line is { Place: { } place } ? WordControls.TagOf(place) : line is ValuesLine { Strong: true } ? "name" : $"line {line.Label} {((line as ValuesLine)?.Values[0].Node)}";
}
