using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.CustomProperties;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using PlanEditor.Export;
using PlanEditor.Export.Word;
using WordTable = DocumentFormat.OpenXml.Wordprocessing.Table;

namespace PlanEditor.Import.Word;

/// <summary>Reads a Word file that was made here. Run in a process of its own: <see cref="FileProcess"/>.</summary>
internal static class WordFileReader
{
    private const string NotSound = "This is no sound Word file. Open it in Word and save it again as .docx.";

    public static FileException TooLarge => new($"The file is larger than {WordLimits.FileSizeBytesMax / 1024 / 1024} MB. Take out pictures and what is not of the plan.");

    /// <exception cref="FileException">It cannot be read.</exception>
    public static WordReading Read(byte[] file)
    {
        if (file.Length > WordLimits.FileSizeBytesMax) throw TooLarge;
        try
        {
            WordFileCheck.Check(file);
            using var package = WordprocessingDocument.Open(new MemoryStream(file, writable: false), isEditable: false, new OpenSettings { MaxCharactersInPart = WordLimits.UnpackedSizeBytesMax });
            return Read(package);
        }
        catch (Exception problem) when (problem is InvalidDataException or XmlException or OpenXmlPackageException or FileFormatException or ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException or IOException or OverflowException or NotSupportedException)
        {
            throw new FileException(NotSound, problem);
        }
    }

    private static WordReading Read(WordprocessingDocument package)
    {
        var main = package.MainDocumentPart ?? throw new FileException(NotSound);
        var properties = package.CustomFilePropertiesPart?.Properties?.Elements<CustomDocumentProperty>().ToLookup(property => property.Name?.Value ?? "", property => property.InnerText);
        string? Property(string name) => properties?[name].FirstOrDefault();
        if (Property(WordFile.PlanProperty) is not { Length: > 0 } plan || !long.TryParse(Property(WordFile.RevisionProperty), NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
            throw new FileException("The file does not say which plan it is. Only a Word file that was saved here, under Export, can come back.");
        var comments = WordCommentsReader.Read(main);
        var reader = new WordTextReader(main, comments.Numbers);
        using (var parts = OpenXmlReader.Create(main))
        {
            while (parts.Read())
                if (parts.IsStartElement && (parts.ElementType == typeof(Paragraph) || parts.ElementType == typeof(WordTable) || parts.ElementType == typeof(SdtBlock)))
                    reader.Add(parts.LoadCurrentElement()!);
        }

        return new WordReading(
            plan,
            revision,
            Enum.TryParse<ExportTexts>(Property(WordFile.TextsProperty), out var texts) ? texts : ExportTexts.Source,
            Property(WordFile.ReviewProperty) == "yes",
            package.PackageProperties.LastModifiedBy is { Length: > 0 } editor ? editor : null,
            [.. reader.Changes],
            [.. reader.Paragraphs],
            [.. comments.Comments],
            [.. reader.Others]);
    }
}

/// <summary>The comments of a file.</summary>
/// <param name="Comments">The comments.</param>
/// <param name="Numbers">Their places in that list, from 1, by the ids that the file gives them.</param>
internal sealed record WordCommentsReader(ImmutableArray<ReadComment> Comments, IReadOnlyDictionary<string, int> Numbers)
{
    public static WordCommentsReader Read(MainDocumentPart main)
    {
        var all = main.WordprocessingCommentsPart?.Comments?.Elements<Comment>().ToList() ?? [];
        if (all.Count > WordLimits.CommentsMax) throw new FileException(FormattableString.Invariant($"The file has more than {WordLimits.CommentsMax:#,0} comments. Delete those that are settled."));
        var (numbers, paragraphs) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase));
        for (var at = 0; at < all.Count; at++)
        {
            numbers.TryAdd(all[at].Id?.Value ?? "", at + 1);
            foreach (var paragraph in all[at].Descendants<Paragraph>())
                if (paragraph.ParagraphId?.Value is { } id) paragraphs.TryAdd(id, at + 1);
        }

        var answers = new int[all.Count + 1];
        foreach (var more in main.WordprocessingCommentsExPart?.CommentsEx?.Elements<DocumentFormat.OpenXml.Office2013.Word.CommentEx>() ?? [])
            if (more.ParaId?.Value is { } id && more.ParaIdParent?.Value is { } parent && paragraphs.TryGetValue(id, out var number) && paragraphs.TryGetValue(parent, out var first) && first != number) answers[number] = first;
        return new WordCommentsReader([.. all.Select((comment, at) => new ReadComment(comment.Author?.Value ?? "", WordTextReader.TimeOf(comment.Date), TextOf(comment), answers[at + 1]))], numbers);
    }

    private static string TextOf(Comment comment) => string.Join('\n', comment.Elements<Paragraph>().Select(paragraph => string.Concat(paragraph.Descendants().Select(one => one switch
    {
        Text text => text.Text,
        TabChar => "\t",
        Break => "\n",
        _ => "",
    })))).Trim();
}
