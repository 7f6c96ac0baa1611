using DocumentFormat.OpenXml;
using PlanModel.Publishing;
using PlanModel.Schema;

namespace PlanEditor.Export.Word;

/// <summary>
/// A plan as a Word file (docs/word-file.md). It is written element by element, so that its size does not decide what memory it takes.
/// </summary>
public sealed class WordFormat(WordTemplate template) : IPlanFormat
{
    /// <inheritdoc/>
    public string Extension => "docx";

    /// <inheritdoc/>
    public bool IsDocument => true;

    /// <inheritdoc/>
    public string MediaType => "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <inheritdoc/>
    public string Label => "Word";

    /// <inheritdoc/>
    public string? WhyNot => template.WhyNot;

    /// <inheritdoc/>
    public async Task WriteAsync(PlanExport export, Stream to, IProgress<double> progress, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        using (var package = template.Open(file)) Write(export, package, progress, cancellation);
        await WordFile.CopyAsync(file, to, cancellation);
        progress.Report(1);
    }

    /// <summary>Which texts a reading copy gives for an export.</summary>
    internal static ReadingTexts TextsOf(ExportTexts texts) => texts switch
    {
        ExportTexts.Translation => ReadingTexts.Translation,
        ExportTexts.Both => ReadingTexts.Both,
        _ => ReadingTexts.Source,
    };

    private static void Write(PlanExport export, WordFile file, IProgress<double> progress, CancellationToken cancellation)
    {
        var document = export.Document;
        var translated = export.Texts == ExportTexts.Translation;
        var read = translated ? TranslatedDocument.Of(document) : document;
        var copy = ReadingCopy.Of(document, TextsOf(export.Texts));
        var (comments, numbering, paragraphs) = (new WordComments(), new WordNumbering(file.FirstNumber), new WordParagraphs(new WordIds(file.FirstId)));
        var review = WordReview.Of(export, copy, comments);
        var lines = new WordLines(review, paragraphs, new WordMarkdown(paragraphs, numbering), export.Plan.Country);
        var body = new WordBody(document, translated, review, paragraphs, lines, numbering);
        var cover = new WordCover(export, copy, review, paragraphs, lines, body);
        var annexes = new WordAnnexes(document, read, review, paragraphs, lines);

        var chapters = copy.Sections.Count(section => section.Level == 1);
        List<(int Level, string Number, string Heading, string? Language)> contents = [.. copy.Sections.Select(section => (section.Level, section.Number, section.Heading.Text, section.Heading.Language))];
        // A report commits nobody to anything.
        var covers = !export.Plan.IsReport;
        if (covers) contents.Add((1, $"{++chapters}", WordAnnexes.CoverageHeading, null));
        if (export.WithReview) contents.Add((1, $"{++chapters}", annexes.ResponseHeading, null));

        file.Write(cover, TextLanguage.OfPlan(read), export, Elements());
        comments.Write(file.Main);
        file.Finish(numbering, export, copy.Cover.Title.Text, TextLanguage.OfPlan(read));

        IEnumerable<OpenXmlElement> Elements()
        {
            foreach (var element in cover.Contents(contents, isFirst: !file.HasCover)) yield return element;
            var sections = WordAlignment.ByKey<ReadingSection>(copy.Sections, ReferenceEquals(review.Proposed, copy) ? copy.Sections : review.Proposed.Sections, section => section.Key).ToList();
            for (var at = 0; at < sections.Count; at++)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var element in body.Section(sections[at].Old, sections[at].Now, isFirst: at == 0)) yield return element;
                progress.Report(0.9 * (at + 1) / sections.Count);
            }

            if (covers)
            {
                yield return body.Chapter(WordAnnexes.CoverageHeading, copy.Sections.Length);
                foreach (var element in annexes.Coverage()) yield return element;
            }

            if (!export.WithReview) yield break;
            yield return body.Chapter(annexes.ResponseHeading, copy.Sections.Length + (covers ? 1 : 0), review.Left());
            foreach (var element in annexes.Responses()) yield return element;
        }
    }
}
