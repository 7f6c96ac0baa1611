using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using PlanModel;
using PlanModel.Publishing;

namespace PlanEditor.Export.Word;

/// <summary>Draws the lines of a reading copy, each with what is said and suggested for it.</summary>
internal sealed class WordLines(WordReview review, WordParagraphs paragraphs, WordMarkdown markdown, string country)
{
    private static readonly WordLook Label = new() { Style = "Label" };

    /// <summary>The numbers of the file.</summary>
    public WordIds Ids => paragraphs.Ids;

    /// <summary>How a text in a language looks.</summary>
    public WordLook Look(string? language) => new() { Language = WordScripts.TagOf(language ?? "en", country) };

    /// <summary>A text that people wrote, in its control, with its translation below.</summary>
    /// <param name="old">As it is; null: it would be added.</param>
    /// <param name="now">As it would be; null: it would go.</param>
    /// <param name="style">The style of its paragraphs.</param>
    /// <param name="whole">What is suggested for the part that it belongs to.</param>
    public IEnumerable<OpenXmlElement> Text(TextLine? old, TextLine? now, string style, WordMark? whole)
    {
        var line = (old ?? now)!;
        if (line.Untranslated) yield return paragraphs.Of("Remark", paragraphs.Words("Not translated yet; this is the source.", Look(null), whole), whole);
        var prose = new WordProse(style, Look(line.Language).Language);
        var blocks = Blocks(old, now, prose, whole);
        yield return line.Place is { } place ? WordControls.Around(Ids, place, line.Label, blocks) : WordControls.Around(Ids, blocks);
        if (old?.Translation is not null || now?.Translation is not null)
            foreach (var block in Text(old?.Translation, now?.Translation, style == WordProse.Normal ? "Translation" : style, whole)) yield return block;
    }

    /// <summary>Values one after the other, in their control.</summary>
    public IEnumerable<OpenXmlElement> Values(ValuesLine? old, ValuesLine? now, WordMark? whole)
    {
        var line = (old ?? now)!;
        var place = line.Place;
        var mark = whole ?? (old is null || now is null ? review.Mark(place?.Node ?? NodeId.Root, place?.Field, old is null) : null);
        var pieces = mark is null && now is not null && place is not null && review.Suggests(place.Node, place.Field) ? Differing(old!, now, place) : Pieces(line, mark);
        var anchors = place is null ? WordAnchors.None : review.Anchors(place.Node, place.Field);
        var runs = paragraphs.Runs(pieces, anchors);
        runs.AddRange(anchors.TakeRest());
        return WordComments.Around(place is null ? [] : review.On(place.Node, place.Field), place is null ? runs : [WordControls.AroundWords(Ids, place, line.Label, runs)]);
    }

    /// <summary>The words of a name, in the control of the field that holds them.</summary>
    /// <param name="old">As it is; null: it would be added.</param>
    /// <param name="now">As it would be; null: it would go.</param>
    /// <param name="place">The field; null: it is no field of its own.</param>
    /// <param name="look">How it looks beside its language.</param>
    /// <param name="whole">What is suggested for the part.</param>
    public IEnumerable<OpenXmlElement> Name(ReadingValue? old, ReadingValue? now, FieldPlace? place, WordLook look, WordMark? whole)
    {
        var value = (old ?? now)!;
        WordPiece Piece(ReadingValue of) => new(of.Text, look with { Language = Look(of.Language).Language }, null, 0);
        var isSuggested = whole is null && place is not null && old is not null && now is not null && old.Text != now.Text && review.Suggests(place.Node, place.Field);
        var pieces = isSuggested
            ? WordParagraphs.Compared([Piece(old!)], [Piece(now!)], (added, at) => review.Mark(place!.Node, place.Field, added, at))
            : [new WordMarked(Piece(value), whole)];
        if (place is null) return paragraphs.Runs(pieces, WordAnchors.None);
        var anchors = review.Anchors(place.Node, place.Field);
        var runs = paragraphs.Runs(pieces, anchors);
        runs.AddRange(anchors.TakeRest());
        return WordComments.Around(review.On(place.Node, place.Field), [WordControls.AroundWords(Ids, place, null, runs)]);
    }

    /// <summary>The translation of a name below it.</summary>
    /// <param name="value">It.</param>
    /// <param name="place">The field that holds it, if one does.</param>
    /// <param name="style">The style of its paragraph.</param>
    /// <param name="whole">What is suggested for the part.</param>
    /// <param name="isOfHeading">Whether it stands below a heading, and so on the page of what follows.</param>
    public Paragraph Translation(ReadingValue value, FieldPlace? place, string style, WordMark? whole, bool isOfHeading = false)
    {
        var words = paragraphs.Words(value.Text, Look(value.Language), whole);
        return paragraphs.Of(new ParagraphProperties { KeepNext = isOfHeading ? new KeepNext() : null }, style, place is null ? words : [WordControls.AroundWords(Ids, place, null, words)], whole);
    }

    /// <summary>A line of a cell.</summary>
    /// <param name="old">As it is; null: it would be added.</param>
    /// <param name="now">As it would be; null: it would go.</param>
    /// <param name="node">The part that the row is.</param>
    /// <param name="name">The field that names it, if one does.</param>
    /// <param name="translation">The field that names it in the working language.</param>
    /// <param name="whole">What is suggested for the row.</param>
    public IEnumerable<OpenXmlElement> Line(ReadingLine? old, ReadingLine? now, NodeId node, FieldPlace? name, FieldPlace? translation, WordMark? whole)
    {
        switch ((old ?? now)!)
        {
            case TextLine text:
                if (text.Label is { } label) yield return paragraphs.Of("FactLabel", Commented(text.Place, paragraphs.Words(label, default, whole)), whole);
                foreach (var block in Text(old as TextLine, now as TextLine, "TableText", whole)) yield return block;
                break;
            case ValuesLine { Strong: true, Values: [var first, ..] }:
                var runs = Name((old as ValuesLine)?.Values[0], (now as ValuesLine)?.Values[0], name, new WordLook { Bold = true }, whole);
                yield return paragraphs.Of("TableText", WordComments.Around(review.On(node, null), runs), whole);
                if (first.Translation is { } beside) yield return Translation(beside, translation, "TableText", whole);
                break;
            case ValuesLine values:
                var labelled = values.Label is { } words ? paragraphs.Words($"{words}: ", Label, whole) : [];
                yield return paragraphs.Of("TableText", [.. labelled, .. Values(old as ValuesLine, now as ValuesLine, whole)], whole);
                break;
        }
    }

    /// <summary>A label with the comments on the field that it names.</summary>
    public IEnumerable<OpenXmlElement> Commented(FieldPlace? place, IEnumerable<OpenXmlElement> label) =>
        WordComments.Around(place is null ? [] : review.On(place.Node, place.Field), label);

    private List<OpenXmlElement> Blocks(TextLine? old, TextLine? now, WordProse prose, WordMark? whole)
    {
        var place = (old ?? now)!.Place;
        var anchors = place is null || old is null ? WordAnchors.None : review.Anchors(place.Node, place.Field);
        List<OpenXmlElement> blocks;
        if (whole is not null || old is null || now is null)
            blocks = markdown.Of((old ?? now)!.Markdown, prose, anchors, whole ?? review.Mark(place!.Node, place.Field, old is null));
        else if (place is not null && old.Markdown != now.Markdown && review.Suggests(place.Node, place.Field))
            blocks = markdown.Compared(old.Markdown, now.Markdown, prose, anchors, (added, at) => review.Mark(place.Node, place.Field, added, at));
        else blocks = markdown.Of(old.Markdown, prose, anchors);
        // What has no label to hang on hangs on the first words.
        if (place is not null && review.On(place.Node, place.Field) is { Count: > 0 } comments && blocks.OfType<Paragraph>().FirstOrDefault() is { } paragraph)
        {
            var start = paragraph.ParagraphProperties is { } properties ? (OpenXmlElement)properties : null;
            foreach (var element in comments.SelectMany(WordComments.Start)) start = start is null ? paragraph.PrependChild(element) : paragraph.InsertAfter(element, start);
            paragraph.Append(comments.SelectMany(WordComments.End));
        }

        return blocks;
    }

    private List<WordMarked> Pieces(ValuesLine line, WordMark? mark) =>
        [.. line.Values.SelectMany((value, at) => Of(value).Prepend(Between).Skip(at == 0 ? 1 : 0).Select(piece => new WordMarked(piece, mark)))];

    /// <summary>Which values come and go; those that stay are not marked. Whatever is decided, there is one sign between two that are left.</summary>
    private List<WordMarked> Differing(ValuesLine old, ValuesLine now, FieldPlace place)
    {
        var all = new List<WordMarked>();
        var (goes, comes) = (review.Mark(place.Node, place.Field, added: false), review.Mark(place.Node, place.Field, added: true));
        var isAnyKept = false;
        foreach (var value in old.Values)
        {
            var mark = now.Values.Contains(value) ? null : goes;
            if (all.Count > 0) all.Add(new WordMarked(Between, mark is null && isAnyKept ? null : goes));
            all.AddRange(Of(value).Select(piece => new WordMarked(piece, mark)));
            isAnyKept |= mark is null;
        }

        foreach (var value in now.Values.Except(old.Values))
        {
            if (isAnyKept) all.Add(new WordMarked(Between, comes));
            all.AddRange(Of(value).Select(piece => new WordMarked(piece, comes)));
            isAnyKept = true;
        }

        return all;
    }

    private static WordPiece Between => new("; ", default, null, int.MaxValue / 2);

    private IEnumerable<WordPiece> Of(ReadingValue value)
    {
        var address = value.Address is { } url ? WordPiece.AddressOf(url) : null;
        yield return new WordPiece(value.Text, address is null ? Look(value.Language) : Look(value.Language) with { Style = "Hyperlink" }, address, 0);
        if (value.Translation is { } translation) yield return new WordPiece($" ({translation.Text})", Look(translation.Language), null, int.MaxValue / 2);
    }
}
