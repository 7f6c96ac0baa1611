using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using PlanModel;
using WordTable = DocumentFormat.OpenXml.Wordprocessing.Table;

namespace PlanEditor.Import.Word;

/// <summary>Reads the text of a file, element after element: which words stand in which control, what was changed there in sight, where comments hang.</summary>
internal sealed class WordTextReader
{
    // One tag is said with each paragraph behind it.
    private const int TagUnitsMax = 200;

    private readonly MainDocumentPart _main;
    private readonly IReadOnlyDictionary<string, int> _comments;
    private readonly WordLists _lists;
    private readonly Dictionary<(string Author, DateTimeOffset? At), int> _numbers = [];
    private readonly HashSet<int> _begun = [];
    private readonly Stack<LinkField> _fields = new();
    private readonly WordBookmarks _bookmarks = new();
    private string? _near;
    private int _controls;
    private int _lines;
    private int _rows;
    private int _tables;
    private int _units;

    public WordTextReader(MainDocumentPart main, IReadOnlyDictionary<string, int> comments) => (_main, _comments, _lists) = (main, comments, new WordLists(main));

    public List<ReadChange> Changes { get; } = [];

    public List<ReadParagraph> Paragraphs { get; } = [];

    public HashSet<string> Others { get; } = [];

    /// <summary>A time to the minute: Word keeps no more.</summary>
    public static DateTimeOffset? TimeOf(DateTimeValue? written)
    {
        if (written is not { HasValue: true }) return null;
        var time = written.Value;
        return new DateTimeOffset(time.Ticks - (time.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
    }

    /// <summary>Reads what stands in the body, or in something of it.</summary>
    public void Add(OpenXmlElement element) => AddBlock(element, new Place());

    private void AddBlock(OpenXmlElement element, Place place)
    {
        switch (element)
        {
            case Paragraph paragraph:
                AddParagraph(paragraph, place);
                break;
            case WordTable table:
                AddTable(table, place);
                break;
            case SdtBlock or SdtRow or SdtCell:
                place = Inside((SdtElement)element, place);
                if (IsEmptied((SdtElement)element))
                {
                    Put(new ReadParagraph(place.Tag, place.Tag is null ? _near : null, place.Control, default(ParagraphForm) with { Style = "" }, [], 0, 0) { RowChange = place.RowChange, OfRow = place.OfRow, Line = ++_lines });
                    break;
                }

                foreach (var child in element.ChildElements.Where(child => child is SdtContentBlock or SdtContentRow or SdtContentCell)) AddChildren(child, place);
                break;
            default:
                AddChildren(element, place);
                break;
        }
    }

    private void AddChildren(OpenXmlElement element, Place place)
    {
        foreach (var child in element.ChildElements) AddBlock(child, place);
    }

    private Place Inside(SdtElement control, Place place)
    {
        if (control.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value is not { } tag || !IsOfField(tag)) return place;
        _near = tag;
        return place with { Tag = tag, Control = ++_controls, Table = 0 };
    }

    /// <summary>Word asks for words where somebody deleted all of them; those are nobody's.</summary>
    private static bool IsEmptied(SdtElement control) => control.SdtProperties?.GetFirstChild<ShowingPlaceholder>() is not null;

    private static bool IsOfField(string tag) => tag.Length <= TagUnitsMax && tag.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < tag.Length - 1 && NodeId.TryParse(tag.AsSpan(0, colon), out _);

    private void AddTable(WordTable table, Place place)
    {
        // Inside of a text a table is part of it; elsewhere it is how the plan is laid out.
        var number = (place.Tag ?? _bookmarks.Open) is null || place.Table > 0 ? place.Table : ++_tables;
        var row = 0;
        foreach (var child in table.ChildElements)
        {
            if (child is TableRow line) AddRow(line, place with { Table = number, Row = place.Table > 0 ? place.Row : ++row });
            else if (child is not (TableProperties or TableGrid)) AddBlock(child, place with { Table = number, Row = place.Table > 0 ? place.Row : ++row });
        }
    }

    private void AddRow(TableRow row, Place place)
    {
        // A row that somebody inserted and somebody else deleted has both: what happened last counts.
        var change = row.TableRowProperties is not { } properties ? 0
            : ChangeOf(properties.GetFirstChild<Deleted>()) is > 0 and var deleted ? deleted
            : ChangeOf(properties.GetFirstChild<Inserted>());
        var cell = 0;
        if (place.Table == 0) place = place with { OfRow = ++_rows };
        foreach (var child in row.ChildElements.Where(child => child is not TableRowProperties))
        {
            AddBlock(child, place with { RowChange = change > 0 ? change : place.RowChange, Cell = place.Table > 0 && child is TableCell or SdtCell ? ++cell : place.Cell });
            _bookmarks.EndCell();
        }
    }

    private void AddParagraph(Paragraph paragraph, Place place)
    {
        var properties = paragraph.ParagraphProperties;
        var mark = properties?.ParagraphMarkRunProperties;
        var words = new List<ReadWords>();
        var inner = new List<ReadParagraph>();
        var form = _lists.FormOf(properties) with { Table = place.Table, Row = place.Row, Cell = place.Cell };
        _lines++;
        _bookmarks.BeginParagraph(form.Style);
        AddInline(paragraph, new Inline(place, words, inner, null, 0, 0));
        var (tag, control) = (place.Tag, place.Control);
        if (place.Tag is null && inner.Count == 0 && _bookmarks.Cut(words) is { } cut)
        {
            var pieces = WithEnd(cut);
            // All of it is one field; or fields stand in it like controls.
            if (pieces is [{ Name: { } whole }]) (tag, control) = (whole, ControlOf(pieces[0]));
            else
            {
                words.Clear();
                foreach (var piece in pieces)
                {
                    if (piece.Name is null) words.AddRange(piece.Words);
                    else inner.Add(new ReadParagraph(piece.Name, null, ControlOf(piece), default(ParagraphForm) with { Style = "" }, [.. piece.Words], 0, 0) { RowChange = place.RowChange, OfRow = place.OfRow, Line = _lines, Behind = words.Sum(word => word.Text.Length) });
                }
            }
        }

        var added = ChangeOf(mark?.GetFirstChild<Inserted>()) is > 0 and var inserted ? inserted : ChangeOf(mark?.GetFirstChild<MoveTo>());
        _bookmarks.EndParagraph(isEndAdded: added > 0);
        Put(new ReadParagraph(
            tag,
            tag is null ? _near : null,
            control,
            form,
            [.. words],
            added,
            ChangeOf(mark?.GetFirstChild<Deleted>()) is > 0 and var deleted ? deleted : ChangeOf(mark?.GetFirstChild<MoveFrom>()))
        { RowChange = place.RowChange, OfRow = place.OfRow, Line = _lines });
        foreach (var one in inner) Put(one);
        if (inner is [.., { Tag: { } last }]) _near = last;
        else _near = tag ?? _near;

        // LibreOffice lets a bookmark end a letter too early where comments hang, and what is typed at its end stands behind it: no words of the file follow a field in its paragraph.
        static IReadOnlyList<WordBookmarks.Piece> WithEnd(IReadOnlyList<WordBookmarks.Piece> pieces) =>
            pieces is [.., { Name: not null } last, { Name: null } end] && end.Words.Exists(word => !string.IsNullOrWhiteSpace(word.Text)) ? [.. pieces.SkipLast(2), last with { Words = [.. last.Words, .. end.Words] }] : pieces;

        int ControlOf(WordBookmarks.Piece piece) => piece.Begins || _bookmarks.Control == 0 ? _bookmarks.Control = ++_controls : _bookmarks.Control;
    }

    private void Put(ReadParagraph paragraph)
    {
        Paragraphs.Add(paragraph);
        if (Paragraphs.Count > WordLimits.ParagraphsMax || _units > WordLimits.UnitsMax) throw new FileException("The file has more text than any plan. Take out what is not of the plan.");
    }

    private void AddInline(OpenXmlElement element, Inline inline)
    {
        foreach (var child in element.ChildElements)
        {
            switch (child)
            {
                case ParagraphProperties:
                    break;
                case Run run:
                    AddRun(run, inline);
                    break;
                case InsertedRun inserted:
                    AddInline(inserted, inline with { Inserted = ChangeOf(inserted) });
                    break;
                case MoveToRun moved:
                    AddInline(moved, inline with { Inserted = ChangeOf(moved) });
                    break;
                case DeletedRun deleted:
                    AddInline(deleted, inline with { Deleted = ChangeOf(deleted) });
                    break;
                case MoveFromRun moved:
                    AddInline(moved, inline with { Deleted = ChangeOf(moved) });
                    break;
                case SdtRun control:
                    AddControl(control, inline);
                    break;
                case Hyperlink link:
                    AddInline(link, inline with { Address = AddressOf(link) ?? inline.Address });
                    break;
                case SimpleField field:
                    AddInline(field, inline with { Address = LinkField.AddressOf(field.Instruction?.Value) ?? inline.Address });
                    break;
                case CommentRangeStart start when start.Id?.Value is { } id && _comments.TryGetValue(id, out var number):
                    if (_begun.Add(number)) inline.Words.Add(new ReadWords("") { Opens = number });
                    break;
                case CommentRangeEnd end when end.Id?.Value is { } id && _comments.TryGetValue(id, out var number):
                    inline.Words.Add(new ReadWords("") { Closes = number });
                    break;
                case BookmarkStart begin:
                    if (inline.Place.Tag is null) _bookmarks.Begin(begin, inline.Words.Count);
                    break;
                case BookmarkEnd end:
                    _bookmarks.End(end, inline.Words.Count);
                    break;
                case ProofError or PermStart or PermEnd:
                    break;
                case DocumentFormat.OpenXml.Math.OfficeMath or DocumentFormat.OpenXml.Math.Paragraph:
                    Others.Add("a formula");
                    break;
                default:
                    AddInline(child, inline);
                    break;
            }
        }
    }

    /// <summary>What stands in a control inside of a paragraph is a field of its own; the paragraph around it goes on.</summary>
    private void AddControl(SdtRun control, Inline inline)
    {
        if (control.SdtContentRun is not { } content) return;
        var place = Inside(control, inline.Place);
        if (place == inline.Place)
        {
            AddInline(content, inline);
            return;
        }

        var words = new List<ReadWords>();
        if (!IsEmptied(control)) AddInline(content, inline with { Place = place, Words = words });
        inline.Inner.Add(new ReadParagraph(place.Tag, null, place.Control, default(ParagraphForm) with { Style = "" }, [.. words], 0, 0) { RowChange = place.RowChange, OfRow = place.OfRow, Line = _lines, Behind = inline.Words.Sum(word => word.Text.Length) });
    }

    private void AddRun(Run run, Inline inline)
    {
        var looks = LooksOf(run.RunProperties);
        foreach (var child in run.ChildElements)
        {
            switch (child)
            {
                case FieldChar { FieldCharType: { HasValue: true } type }:
                    if (type.Value == FieldCharValues.Begin) _fields.Push(new LinkField());
                    else if (type.Value == FieldCharValues.Separate && _fields.TryPeek(out var begun)) begun.IsShown = true;
                    else if (type.Value == FieldCharValues.End) _fields.TryPop(out _);
                    break;
                case FieldCode code when _fields.TryPeek(out var field):
                    field.Code.Append(code.Text);
                    break;
                case DeletedFieldCode code when _fields.TryPeek(out var field):
                    field.Code.Append(code.Text);
                    break;
                case Text text:
                    Write(text.Text);
                    break;
                case DeletedText text:
                    Write(text.Text);
                    break;
                case TabChar:
                    Write("\t");
                    break;
                case Break line when line.Type is null || line.Type.Value == BreakValues.TextWrapping:
                case CarriageReturn:
                    Write("\n");
                    break;
                case NoBreakHyphen:
                    Write("\u2011");
                    break;
                case CommentReference reference when reference.Id?.Value is { } id && _comments.TryGetValue(id, out var number) && _begun.Add(number):
                    inline.Words.Add(new ReadWords("") { Opens = number, Closes = number });
                    break;
                case Drawing or Picture or EmbeddedObject or AlternateContent:
                    Others.Add("a picture or an embedded file");
                    break;
                case FootnoteReference or EndnoteReference:
                    Others.Add("a footnote");
                    break;
            }
        }

        void Write(string text)
        {
            if (_fields.Any(field => !field.IsShown) || text.Length == 0) return;
            _units += text.Length;
            var address = inline.Address ?? _fields.Select(field => LinkField.AddressOf(field.Code.ToString())).FirstOrDefault(one => one is not null);
            var words = new ReadWords(text, looks, address, inline.Inserted, inline.Deleted);
            // Word cuts what was typed at different times, or was checked for spelling; that means nothing.
            if (inline.Words is [.., { Text.Length: > 0 } last] && !_bookmarks.IsJoint(inline.Words.Count) && last with { Text = "" } == words with { Text = "" }) inline.Words[^1] = last with { Text = last.Text + text };
            else inline.Words.Add(words);
        }
    }

    private static WordLooks LooksOf(RunProperties? properties)
    {
        if (properties is null) return WordLooks.None;
        return (IsOn(properties.Bold) ? WordLooks.Bold : 0) | (IsOn(properties.Italic) ? WordLooks.Italic : 0) | (IsOn(properties.Strike) ? WordLooks.Struck : 0)
            | (properties.RunStyle?.Val?.Value is { } style ? style.ToUpperInvariant() switch { "CODEWORDS" => WordLooks.Code, "STRONG" => WordLooks.Bold, "EMPHASIS" => WordLooks.Italic, _ => 0 } : 0);

        static bool IsOn(OnOffType? property) => property is not null && (property.Val is null || property.Val.Value);
    }

    private string? AddressOf(Hyperlink link) =>
        link.Id?.Value is { } id && _main.HyperlinkRelationships.FirstOrDefault(one => one.Id == id) is { } relationship ? Export.Word.WordPiece.AddressOf(relationship.Uri.OriginalString) : null;

    private int ChangeOf(OpenXmlElement? element)
    {
        if (element is null) return 0;
        var (author, at) = element switch
        {
            TrackChangeType track => (track.Author?.Value, TimeOf(track.Date)),
            RunTrackChangeType run => (run.Author?.Value, TimeOf(run.Date)),
            _ => (null, null),
        };
        var key = (author ?? "", at);
        if (_numbers.TryGetValue(key, out var known)) return known;
        Changes.Add(new ReadChange(key.Item1, at));
        return _numbers[key] = Changes.Count;
    }

    /// <summary>Where one is in the file.</summary>
    private sealed record Place
    {
        public string? Tag { get; init; }

        public int Control { get; init; }

        public int Table { get; init; }

        public int Row { get; init; }

        public int Cell { get; init; }

        public int RowChange { get; init; }

        public int OfRow { get; init; }
    }

    /// <summary>Where one is in a paragraph.</summary>
    private sealed record Inline(Place Place, List<ReadWords> Words, List<ReadParagraph> Inner, string? Address, int Inserted, int Deleted);
}
