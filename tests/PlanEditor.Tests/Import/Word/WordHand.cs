using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Office2013.Word;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PlanEditor.Tests.Import.Word;

/// <summary>Somebody at work in Word: changes files as that program does.</summary>
internal sealed class WordHand : IDisposable
{
    public static readonly DateTime Monday = new(2018, 3, 5, 9, 0, 0, DateTimeKind.Utc);

    private readonly MemoryStream _stream = new();
    private readonly WordprocessingDocument _package;
    private int _last = 900_000;

    public WordHand(byte[] file)
    {
        _stream.Write(file);
        _stream.Position = 0;
        _package = WordprocessingDocument.Open(_stream, isEditable: true);
    }

    public MainDocumentPart Main => _package.MainDocumentPart!;

    public SdtElement Control(string tag) => Main.Document!.Descendants<SdtElement>().Single(control => control.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value == tag);

    /// <summary>Writes other words without tracking it.</summary>
    public WordHand Type(string tag, string words, string other)
    {
        var run = Cut(Control(tag), words);
        if (other.Length == 0) run.Remove();
        else run.GetFirstChild<Text>()!.Text = other;
        return this;
    }

    /// <summary>Writes other words while changes are tracked.</summary>
    public WordHand Track(string tag, string words, string other, string author)
    {
        var run = Cut(Control(tag), words);
        var added = (Run)run.CloneNode(true);
        added.GetFirstChild<Text>()!.Text = other;
        var gone = new DeletedRun { Id = Next(), Author = author, Date = Monday };
        run.InsertBeforeSelf(gone);
        run.Remove();
        var text = run.GetFirstChild<Text>()!;
        text.InsertAfterSelf(new DeletedText(text.Text) { Space = SpaceProcessingModeValues.Preserve });
        text.Remove();
        gone.Append(run);
        if (other.Length > 0) gone.InsertAfterSelf(new InsertedRun(added) { Id = Next(), Author = author, Date = Monday });
        return this;
    }

    /// <summary>Presses Enter behind the last paragraph of a text and goes on writing, tracked.</summary>
    public WordHand TrackParagraph(string tag, string text, string author)
    {
        var last = Control(tag).Descendants<Paragraph>().Last();
        var next = (Paragraph)last.CloneNode(true);
        foreach (var child in next.ChildElements.Where(child => child is not ParagraphProperties).ToList()) child.Remove();
        next.Append(new InsertedRun(new Run(new Text(text))) { Id = Next(), Author = author, Date = Monday });
        last.ParagraphProperties ??= new ParagraphProperties();
        last.ParagraphProperties.Append(new ParagraphMarkRunProperties(new Inserted { Id = Next(), Author = author, Date = Monday }));
        last.InsertAfterSelf(next);
        return this;
    }

    /// <summary>Comments on words.</summary>
    public WordHand Say(string tag, string words, string author, string text)
    {
        var run = Cut(Control(tag), words);
        var id = Add(author, text, null);
        run.InsertBeforeSelf(new CommentRangeStart { Id = id });
        run.InsertAfterSelf(new Run(new CommentReference { Id = id }));
        run.InsertAfterSelf(new CommentRangeEnd { Id = id });
        return this;
    }

    /// <summary>Answers a comment.</summary>
    public WordHand Answer(string asked, string author, string text)
    {
        var comment = Main.WordprocessingCommentsPart!.Comments!.Elements<Comment>().First(one => one.InnerText.Contains(asked, StringComparison.Ordinal));
        var id = Add(author, text, comment.Elements<Paragraph>().Last().ParagraphId!.Value);
        var end = Main.Document!.Descendants<CommentRangeEnd>().Single(one => one.Id!.Value == comment.Id!.Value);
        end.InsertAfterSelf(new Run(new CommentReference { Id = id }));
        end.InsertAfterSelf(new CommentRangeEnd { Id = id });
        Main.Document!.Descendants<CommentRangeStart>().Single(one => one.Id!.Value == comment.Id!.Value).InsertAfterSelf(new CommentRangeStart { Id = id });
        return this;
    }

    /// <summary>Takes all words of a field away without tracking it, also those that are only suggested.</summary>
    public WordHand Empty(string tag)
    {
        foreach (var text in Control(tag).Descendants<Text>().ToList()) text.Remove();
        return this;
    }

    /// <summary>Accepts or declines what is suggested there, all of it.</summary>
    public WordHand Settle(bool accepted)
    {
        var body = Main.Document!.Body!;
        foreach (var row in body.Descendants<TableRow>().Where(row => row.TableRowProperties?.Elements().Any(one => accepted ? one is Deleted : one is Inserted) == true).ToList()) row.Remove();
        foreach (var run in body.Descendants().Where(one => accepted ? one is DeletedRun : one is InsertedRun).ToList()) run.Remove();
        foreach (var text in body.Descendants<DeletedText>().ToList()) text.Parent!.ReplaceChild(new Text(text.Text) { Space = SpaceProcessingModeValues.Preserve }, text);
        foreach (var run in body.Descendants().Where(one => one is InsertedRun or DeletedRun).ToList())
        {
            foreach (var child in run.ChildElements.ToList())
            {
                child.Remove();
                run.InsertBeforeSelf(child);
            }

            run.Remove();
        }

        foreach (var mark in body.Descendants().Where(one => one is Inserted or Deleted).ToList()) mark.Remove();
        // A control that nothing is left of is gone with it.
        foreach (var control in body.Descendants<SdtElement>().Where(one => !one.Descendants().Any(inner => inner is Text or Paragraph)).ToList()) control.Remove();
        return this;
    }

    /// <summary>Cuts every run in pieces, with the marks that Word leaves where somebody typed and spelling was checked.</summary>
    public WordHand Scatter()
    {
        foreach (var run in Main.Document!.Descendants<Run>().ToList())
        {
            run.RsidRunAddition = "00A1B2C3";
            if (run.ChildElements.Where(child => child is not RunProperties).ToList() is not [Text { Text.Length: > 3 } text]) continue;
            var cut = text.Text.Length / 2;
            if (char.IsLowSurrogate(text.Text[cut])) cut++;
            var rest = (Run)run.CloneNode(true);
            rest.RsidRunAddition = "00D4E5F6";
            (rest.GetFirstChild<Text>()!.Text, text.Text) = (text.Text[cut..], text.Text[..cut]);
            run.InsertAfterSelf(rest);
            run.InsertBeforeSelf(new ProofError { Type = ProofingErrorValues.SpellStart });
            run.InsertAfterSelf(new BookmarkStart { Id = Next(), Name = $"_Go{_last}" });
        }

        return this;
    }

    /// <summary>Saves as LibreOffice 7.4 does: without controls, bookmarks of one paragraph shrunk to its beginning, those of several begun anew in the last, other names for the styles of contents.</summary>
    public WordHand AsLibreOffice()
    {
        foreach (var block in Main.Document!.Descendants<SdtContentBlock>().ToList())
        {
            if (block.GetFirstChild<Paragraph>()?.GetFirstChild<BookmarkStart>() is not { } start || Main.Document!.Descendants<BookmarkEnd>().Single(one => one.Id!.Value == start.Id!.Value) is not { Parent: Paragraph last } end) continue;
            end.Remove();
            if (last == start.Parent) start.InsertAfterSelf(end);
            else
            {
                var again = new BookmarkStart { Id = Next(), Name = start.Name };
                if (last.ParagraphProperties is { } properties) properties.InsertAfterSelf(again);
                else last.PrependChild(again);
                last.Append(new BookmarkEnd { Id = again.Id });
            }
        }

        foreach (var style in Main.Document!.Descendants<ParagraphStyleId>().Where(style => style.Val!.Value!.StartsWith("TOC", StringComparison.Ordinal))) style.Val = style.Val!.Value!.Replace("TOC", "Contents", StringComparison.Ordinal);
        return Unwrap();
    }

    /// <summary>Takes all controls away and leaves what is in them, as LibreOffice 7.4 does; and the bookmarks too, as a program does that knows neither.</summary>
    public WordHand Unwrap(bool keepsBookmarks = true)
    {
        if (!keepsBookmarks)
            foreach (var mark in Main.Document!.Descendants().Where(element => element is BookmarkStart or BookmarkEnd).ToList()) mark.Remove();
        while (Main.Document!.Descendants<SdtElement>().FirstOrDefault() is { } control)
        {
            foreach (var child in control.ChildElements.Where(child => child is SdtContentBlock or SdtContentRun or SdtContentRow or SdtContentCell).SelectMany(content => content.ChildElements).ToList())
            {
                child.Remove();
                control.InsertBeforeSelf(child);
            }

            control.Remove();
        }

        return this;
    }

    public byte[] Save()
    {
        _package.Save();
        _package.Dispose();
        return _stream.ToArray();
    }

    public void Dispose()
    {
        _package.Dispose();
        _stream.Dispose();
    }

    /// <summary>A run of its own for words that stand in one.</summary>
    private static Run Cut(SdtElement control, string words)
    {
        // What was added in sight is the last to be looked at.
        var run = control.Descendants<Run>().Where(one => one.GetFirstChild<Text>()?.Text.Contains(words, StringComparison.Ordinal) == true && one.Parent is not DeletedRun).OrderBy(one => one.Parent is InsertedRun).FirstOrDefault()
            ?? throw new InvalidOperationException($"no run has “{words}”: {control.InnerText}");
        var text = run.GetFirstChild<Text>()!;
        text.Space = SpaceProcessingModeValues.Preserve;
        var at = text.Text.IndexOf(words, StringComparison.Ordinal);
        var (before, after) = (text.Text[..at], text.Text[(at + words.Length)..]);
        if (before.Length > 0) run.InsertBeforeSelf(With(run, before));
        if (after.Length > 0) run.InsertAfterSelf(With(run, after));
        text.Text = words;
        return run;

        static Run With(Run run, string text)
        {
            var copy = (Run)run.CloneNode(true);
            copy.GetFirstChild<Text>()!.Text = text;
            return copy;
        }
    }

    private string Add(string author, string text, string? parent)
    {
        var part = Main.WordprocessingCommentsPart ?? Main.AddNewPart<WordprocessingCommentsPart>();
        part.Comments ??= new DocumentFormat.OpenXml.Wordprocessing.Comments();
        var more = Main.WordprocessingCommentsExPart ?? Main.AddNewPart<WordprocessingCommentsExPart>();
        more.CommentsEx ??= new CommentsEx();
        var id = Next();
        var paragraph = new Paragraph(new Run(new Text(text))) { ParagraphId = _last.ToString("X8", CultureInfo.InvariantCulture) };
        part.Comments.Append(new Comment(paragraph) { Id = id, Author = author, Initials = "x", Date = Monday });
        more.CommentsEx.Append(new CommentEx { ParaId = paragraph.ParagraphId, ParaIdParent = parent is null ? null : new HexBinaryValue(parent), Done = false });
        return id;
    }

    private string Next() => (++_last).ToString(CultureInfo.InvariantCulture);
}
