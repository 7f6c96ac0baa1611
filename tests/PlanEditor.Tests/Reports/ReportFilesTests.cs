using DocumentFormat.OpenXml.Wordprocessing;
using PlanEditor.Export;
using PlanEditor.Export.Word;
using PlanEditor.Markdown;
using PlanEditor.Tests.Export.Pdf;
using PlanEditor.Tests.Export.Word;
using PlanModel.Publishing;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Reports;

/// <summary>The report, its agreed list and what goes into the outcome document as Word and PDF.</summary>
public sealed class ReportFilesTests(PdfTests.SampleSite samples) : IClassFixture<PdfTests.SampleSite>
{
    private const string Report = "workshop-report";

    public static TheoryData<string> Parts => ["whole", "agreed", "outcome"];

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task As_Word_it_is_valid_and_every_field_stands_in_it_with_all_its_words(string part)
    {
        var export = await ReadAsync(part);
        var file = await WordReader.WriteAsync(export);
        WordReader.Check(file);
        Assert.Equal(file, await WordReader.WriteAsync(export));
        var fields = WordReader.Fields(file);
        var copy = ReadingCopy.Of(export.Document);
        var texts = copy.Sections.SelectMany(section => section.Blocks).OfType<TextBlock>().Select(block => block.Text).Where(line => line.Place is not null).ToArray();
        Assert.Equal(part == "whole", texts.Length > 10);
        foreach (var line in texts) Assert.Equal(Letters(Markdig.Markdown.ToPlainText(line.Markdown, MarkdownTree.Pipeline)), Letters(fields[WordControls.TagOf(line.Place!)]));
        var headings = WordReader.Read(file, main => main.Document!.Descendants<Paragraph>().Where(paragraph => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value is "Heading1" or "Heading2").Select(WordReader.Words).ToArray());
        Assert.Equal(copy.Sections.Length, headings.Length);
        Assert.All(copy.Sections.Zip(headings), pair => Assert.Contains(pair.First.Heading.Text, pair.Second, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task As_PDF_it_is_tagged_has_an_outline_and_all_its_words(string part)
    {
        using var report = await PrintedPlan.OfAsync(samples.Pdf, await ReadAsync(part));
        report.AssertHasAllWords();
        Assert.Matches("Tagged: +yes", report.Info());
        Assert.Contains("/Lang (en)", report.Raw, StringComparison.Ordinal);
        Assert.Contains("/Outlines", report.Raw, StringComparison.Ordinal);
        var structure = report.Info("-struct");
        foreach (var tag in new[] { "H1", "H2", "H3" }) Assert.Contains($"  {tag}", structure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cover_says_what_it_is_and_a_published_one_is_no_draft()
    {
        foreach (var (part, words) in new[] { ("whole", "Report of the workshop"), ("agreed", "Agreed conclusions and recommendations"), ("outcome", "For the outcome document of the forum") })
        {
            var export = await ReadAsync(part);
            Assert.Contains(words, WordReader.Read(await WordReader.WriteAsync(export), main => WordReader.Words(main.Document!)), StringComparison.Ordinal);
            var published = export with { Document = export.Document.With(export.Document.Standing with { State = PlanState.Final }) };
            var html = await samples.Pdf.RenderAsync(published);
            Assert.Contains(words, html, StringComparison.Ordinal);
            Assert.Contains("Published, version 1", html, StringComparison.Ordinal);
            Assert.DoesNotContain("Draft, ", WordReader.Read(await WordReader.WriteAsync(published), main => WordReader.Words(main.Document!)), StringComparison.Ordinal);
        }
    }

    private async Task<PlanExport> ReadAsync(string part)
    {
        var export = await samples.ReadAsync(Report);
        return part == "whole" ? export : export with { Document = AgreedConclusions.Of(export.Document, forOutcomeDocument: part == "outcome") };
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
