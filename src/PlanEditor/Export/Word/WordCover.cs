using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using PlanEditor.Components.Shared;
using PlanModel;
using PlanModel.Publishing;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Export.Word;

/// <summary>What stands before the first chapter, and above and below every page.</summary>
internal sealed class WordCover(PlanExport export, ReadingCopy copy, WordReview review, WordParagraphs paragraphs, WordLines lines, WordBody body)
{
    private ReadingCover Cover => copy.Cover;

    /// <summary>"Draft, revision 12"; null for a final.</summary>
    public string? DraftMark => export.Document.State switch
    {
        PlanState.Final => null,
        PlanState.Draft => $"Draft, revision {export.Revision}",
        _ => $"Draft, {StateWords.Of(export.Document).ToLowerInvariant()}, revision {export.Revision}",
    };

    /// <summary>What the words of the cover are, by the names under which a template asks for them.</summary>
    public IReadOnlyDictionary<string, string> Words => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["title"] = Cover.Title.Text,
        ["country"] = Cover.Kicker,
        ["period"] = Cover.Period,
        ["lead"] = LeadWords,
        ["state"] = StateWords.Of(export.Document),
        ["revision"] = $"{export.Revision}",
        ["date"] = Day,
        [WordTemplateParts.MarkTag] = DraftMark ?? "",
        [WordTemplateParts.SampleTag] = Cover.IsSample ? Cover.SampleWords : "",
        ["licence"] = LicenceWords,
        ["texts"] = export.TextsWords ?? "",
        ["address"] = export.Address,
    };

    private string Day => DateField.Words(export.Day);

    private string LeadWords => Fact(ActionPlan.Plan.LeadOrganisation);

    private string LicenceWords => Fact(ActionPlan.Plan.Licence);

    /// <summary>The cover.</summary>
    public IEnumerable<OpenXmlElement> Elements()
    {
        yield return Plain("CoverCountry", Cover.Kicker);
        foreach (var element in Named(new ParagraphProperties(), "Title")) yield return element;
        if (LeadWords.Length > 0) yield return Plain("CoverLead", LeadWords);
        yield return Facts();
    }

    /// <summary>What the cover of a template leaves out, at the head of the contents: each field in its control, so that all that is said and suggested of it is there.</summary>
    public IEnumerable<OpenXmlElement> Head()
    {
        foreach (var element in Named(new ParagraphProperties { PageBreakBefore = new PageBreakBefore() }, "Subtitle")) yield return element;
        yield return Facts();
        yield return paragraphs.Of("Gap", []);
    }

    private IEnumerable<OpenXmlElement> Named(ParagraphProperties properties, string style)
    {
        var title = lines.Name(Cover.Title, review.Proposed.Cover.Title, body.NameOf(NodeId.Root) ?? new FieldPlace(NodeId.Root, ActionPlan.Plan.Title.Key), default, null);
        yield return paragraphs.Of(properties, style, WordComments.Around(review.On(NodeId.Root, null), title));
        if (Cover.Title.Translation is { } translation) yield return lines.Translation(translation, body.TranslationOf(NodeId.Root), "Subtitle", null);
        if (Cover.Period.Length > 0) yield return paragraphs.Of("Subtitle", paragraphs.Words(Cover.Period, lines.Look(Cover.PeriodLanguage)));
        if (DraftMark is { } mark) yield return paragraphs.Of("CoverMark", paragraphs.Words(mark, new WordLook { Style = "DraftMark" }));
        if (Cover.IsSample) yield return paragraphs.Of("CoverMark", [.. paragraphs.Words("Sample. ", lines.Look(null) with { Bold = true }), .. paragraphs.Words(Cover.SampleWords, lines.Look(null))]);
    }

    private Table Facts() => body.Facts(
        Cover.Facts,
        review.Proposed.Cover.Facts,
        null,
        [("State", $"{StateWords.Of(export.Document)}, revision {export.Revision}, {Day}"), .. export.TextsWords is { } texts ? [("Texts", texts)] : Array.Empty<(string, string)>(), ("Address", export.Address)]);

    /// <summary>The contents, written out and kept as a field that Word can work out anew, with the pages, which only a program that lays out the file knows.</summary>
    /// <param name="entries">The headings.</param>
    /// <param name="isFirst">Whether they begin a page.</param>
    public IEnumerable<OpenXmlElement> Contents(IReadOnlyList<(int Level, string Number, string Heading, string? Language)> entries, bool isFirst)
    {
        yield return paragraphs.Of(new ParagraphProperties { PageBreakBefore = isFirst ? new PageBreakBefore() : null }, "TOCHeading", paragraphs.Words("Contents"));
        for (var at = 0; at < entries.Count; at++)
        {
            var (level, number, heading, language) = entries[at];
            var anchor = WordBody.BookmarkOf(at);
            var link = new Hyperlink([.. paragraphs.Words($"{number}\t"), .. paragraphs.Words(heading, lines.Look(language))]) { Anchor = anchor, History = true };
            var paragraph = paragraphs.Of($"TOC{level}", [link]);
            if (at == 0)
                paragraph.InsertBefore(new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }), link)
                    .InsertAfterSelf(new Run(new FieldCode(" TOC \\o \"1-2\" \\h \\z ") { Space = SpaceProcessingModeValues.Preserve }))
                    .InsertAfterSelf(new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }));
            if (at == entries.Count - 1) paragraph.Append(new Run(new FieldChar { FieldCharType = FieldCharValues.End }));
            yield return paragraph;
        }
    }

    /// <summary>The line above every page but the first.</summary>
    public Paragraph Header() => paragraphs.Of(
        "Header",
        [
            .. paragraphs.Words(Cover.Country.Length > 0 ? $"{Cover.Title.Text}, {Cover.Country}" : Cover.Title.Text, lines.Look(Cover.Title.Language)),
            new Run(new TabChar()),
            .. Marks(ofDraft: true, ofSample: true),
        ]);

    /// <summary>A line with what every page of a draft, or of a sample, says.</summary>
    public Paragraph MarkLine(bool ofDraft, bool ofSample) => paragraphs.Of("Header", Marks(ofDraft, ofSample));

    /// <summary>The line below every page but the first.</summary>
    public Paragraph Footer() => paragraphs.Of(
        "Footer",
        [
            .. paragraphs.Words(string.Join(" · ", new[] { DraftMark ?? $"{StateWords.Of(export.Document)}, revision {export.Revision}", Day, LicenceWords }.Where(words => words.Length > 0)), lines.Look(null)),
            new Run(new TabChar()),
            .. paragraphs.Words("Page ", lines.Look(null)), .. WordRuns.Field("PAGE", WordRuns.Of("1")), .. paragraphs.Words(" of ", lines.Look(null)), .. WordRuns.Field("NUMPAGES", WordRuns.Of("1")),
        ]);

    private IEnumerable<OpenXmlElement> Marks(bool ofDraft, bool ofSample)
    {
        var mark = ofDraft ? DraftMark : null;
        return
        [
            .. mark is not null ? paragraphs.Words(mark, new WordLook { Style = "DraftMark" }) : [],
            .. ofSample && Cover.IsSample ? paragraphs.Words(mark is null ? "Sample" : " · Sample", lines.Look(null)) : [],
        ];
    }

    private Paragraph Plain(string style, string words) => paragraphs.Of(style, paragraphs.Words(words, lines.Look(TextLanguage.Of(export.Document, words))));

    private string Fact(Field field) => string.Join("; ", ShownItem.Of(export.Document, export.Document.Root, field).Where(item => !item.Gone).Select(item => item.Label));
}
