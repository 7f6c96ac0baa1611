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
        ["mark"] = DraftMark ?? "",
        ["sample"] = Cover.IsSample ? Cover.SampleWords : "",
        ["licence"] = LicenceWords,
        ["address"] = Address,
    };

    private string Day => DateField.Words(DateOnly.FromDateTime(export.At.UtcDateTime));

    private string LeadWords => Fact(ActionPlan.Plan.LeadOrganisation);

    private string LicenceWords => Fact(ActionPlan.Plan.Licence);

    // A final is read by everybody.
    private string Address => $"{export.Site.AbsoluteUri.TrimEnd('/')}/{(export.Document.State == PlanState.Final ? $"public/{export.Plan.Slug}/v{export.Document.Standing.Version}" : $"plans/{export.Plan.Slug}")}";

    /// <summary>The cover.</summary>
    public IEnumerable<OpenXmlElement> Elements()
    {
        yield return Plain("CoverCountry", Cover.Kicker);
        var title = lines.Name(Cover.Title, review.Proposed.Cover.Title, new FieldPlace(NodeId.Root, ActionPlan.Plan.Title.Key), default, null);
        yield return paragraphs.Of("Title", WordComments.Around(review.On(NodeId.Root, null), title));
        if (Cover.Title.Translation is { } translation) yield return paragraphs.Of("Subtitle", paragraphs.Words(translation.Text, lines.Look(translation.Language)));
        if (Cover.Period.Length > 0) yield return paragraphs.Of("Subtitle", paragraphs.Words(Cover.Period, lines.Look(Cover.PeriodLanguage)));
        if (DraftMark is { } mark) yield return paragraphs.Of("CoverMark", paragraphs.Words(mark, new WordLook { Style = "DraftMark" }));
        if (Cover.IsSample) yield return paragraphs.Of("CoverMark", [.. paragraphs.Words("Sample. ", lines.Look(null) with { Bold = true }), .. paragraphs.Words(Cover.SampleWords, lines.Look(null))]);
        if (LeadWords.Length > 0) yield return Plain("CoverLead", LeadWords);
        yield return body.Facts(
            Cover.Facts, review.Proposed.Cover.Facts, null, [("State", $"{StateWords.Of(export.Document)}, revision {export.Revision}, {Day}"), ("Address", Address)]);
    }

    /// <summary>The contents, written out and kept as a field that Word can work out anew, with the pages, which only a program that lays out the file knows.</summary>
    public IEnumerable<OpenXmlElement> Contents(IReadOnlyList<(int Level, string Number, string Heading, string? Language)> entries)
    {
        yield return paragraphs.Of(new ParagraphProperties { PageBreakBefore = new PageBreakBefore() }, "TOCHeading", paragraphs.Words("Contents"));
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
            .. DraftMark is { } mark ? paragraphs.Words(mark, new WordLook { Style = "DraftMark" }) : [],
            .. Cover.IsSample ? paragraphs.Words(DraftMark is null ? "Sample" : " · Sample", lines.Look(null)) : [],
        ]);

    /// <summary>The line below every page but the first.</summary>
    public Paragraph Footer() => paragraphs.Of(
        "Footer",
        [
            .. paragraphs.Words(string.Join(" · ", new[] { DraftMark ?? $"{StateWords.Of(export.Document)}, revision {export.Revision}", Day, LicenceWords }.Where(words => words.Length > 0)), lines.Look(null)),
            new Run(new TabChar()),
            .. paragraphs.Words("Page ", lines.Look(null)), .. WordRuns.Field("PAGE", WordRuns.Of("1")), .. paragraphs.Words(" of ", lines.Look(null)), .. WordRuns.Field("NUMPAGES", WordRuns.Of("1")),
        ]);

    private Paragraph Plain(string style, string words) => paragraphs.Of(style, paragraphs.Words(words, lines.Look(TextLanguage.Of(export.Document, words))));

    private string Fact(Field field) => string.Join("; ", ShownItem.Of(export.Document, export.Document.Root, field).Where(item => !item.Gone).Select(item => item.Label));
}
