using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using OgdPlans.Tests;
using PlanEditor.Export;
using PlanEditor.Export.Word;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;
using Document = DocumentFormat.OpenXml.Wordprocessing.Document;

namespace PlanEditor.Tests.Export.Word;

/// <summary>An administrator's own cover and styles.</summary>
public sealed class WordTemplateTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ogdplans-templates-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("plan.docx")]
    [InlineData("plan.dotx")]
    public async Task Cover_styles_and_lines_come_from_the_template_and_its_controls_are_filled(string name)
    {
        Make(name, main =>
        {
            main.AddNewPart<StyleDefinitionsPart>("s").Styles = new Styles(new Style(new StyleName { Val = "heading 1" }, new StyleRunProperties(new Color { Val = "FF0000" })) { Type = StyleValues.Paragraph, StyleId = "Heading1" });
            main.AddNewPart<HeaderPart>("h").Header = new Header(new Paragraph(Control("title"), new Run(new Text(" · Ministry"))));
            main.AddNewPart<NumberingDefinitionsPart>("n").Numbering = new Numbering(new AbstractNum(new Level { LevelIndex = 0 }) { AbstractNumberId = 4 }, new NumberingInstance(new AbstractNumId { Val = 4 }) { NumberID = 4 });
            main.Document = new Document(new Body(
                new Paragraph(new Run(new Text("Ministry of Openness"))),
                new Paragraph(Control("title")),
                new SdtBlock(new SdtProperties(new Tag { Val = "mark" }), new SdtContentBlock(new Paragraph(new Run(new Text("?"))))),
                new SdtBlock(new SdtProperties(new Tag { Val = "plan" }), new SdtContentBlock(new Paragraph(new Run(new Text("The plan comes here"))))),
                new Paragraph(new Run(new Text("Printed by the ministry"))),
                new SectionProperties(new HeaderReference { Type = HeaderFooterValues.Default, Id = "h" }, new PageSize { Width = 12240, Height = 15840 })));
        });
        var export = WordReader.Of(new WholePlan().Plan.Document);
        var file = await WordReader.WriteAsync(export, _directory.FullName);
        WordReader.Check(file);
        Assert.Equal(file, await WordReader.WriteAsync(export, _directory.FullName));
        WordReader.Read(file, main =>
        {
            var words = WordReader.Words(main.Document!.Body!);
            Assert.StartsWith("Ministry of Openness\nOpen data plan\nDraft, revision 41\nOpen data plan\n1 Jul 2017 – 30 Jun 2019\nDraft, revision 41\nState\nDraft, revision 41, 12 Oct 2017\nAddress\nhttps://plans.example.org/plans/np\n", words, StringComparison.Ordinal);
            Assert.Contains("\nContents\n", words, StringComparison.Ordinal);
            Assert.EndsWith("Printed by the ministry", words, StringComparison.Ordinal);
            Assert.DoesNotContain("The plan comes here", words, StringComparison.Ordinal);
            Assert.Equal("Open data plan · Ministry\nDraft, revision 41", WordReader.Words(main.HeaderParts.Single().Header!));
            Assert.Equal("FF0000", main.StyleDefinitionsPart!.Styles!.Elements<Style>().Single(style => style.StyleId == "Heading1").StyleRunProperties!.Color!.Val!.Value);
            Assert.Contains(main.StyleDefinitionsPart.Styles.Elements<Style>(), style => style.StyleId == "PlanTable");
            Assert.Equal(12240u, main.Document.Body!.Elements<SectionProperties>().Last().GetFirstChild<PageSize>()!.Width!.Value);
            return 0;
        });
    }

    [Fact]
    public async Task A_template_of_styles_alone_keeps_our_cover()
    {
        Make("plan.docx", main =>
        {
            main.Document = new Document(new Body(new Paragraph()));
            main.AddNewPart<StyleDefinitionsPart>("s").Styles = new Styles();
        });
        var file = await WordReader.WriteAsync(WordReader.Of(new WholePlan().Plan.Document), _directory.FullName);
        WordReader.Check(file);
        Assert.StartsWith("Nepal\nOpen data plan\n", WordReader.Read(file, main => WordReader.Words(main.Document!.Body!)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("styles alone", "Draft, revision 41 · Sample")]
    [InlineData("a line above", "Ministry\nDraft, revision 41 · Sample")]
    [InlineData("a mark above", "Draft, revision 41\nSample")]
    [InlineData("a mark below", "Sample")]
    [InlineData("three kinds of pages", "Draft, revision 41 · Sample", "Ministry\nDraft, revision 41 · Sample", "Draft, revision 41 · Sample")]
    [InlineData("a part of its own before the plan", "Ministry\nDraft, revision 41 · Sample", "Ministry\nDraft, revision 41 · Sample")]
    public async Task Every_page_of_a_draft_and_of_a_sample_says_so_whatever_the_template_says(string template, params string[] lines)
    {
        Make("plan.docx", main =>
        {
            var page = new SectionProperties(new PageSize { Width = 11906, Height = 16838 });
            main.Document = new Document(new Body(page));
            if (template == "styles alone") return;
            var above = main.AddNewPart<HeaderPart>("h").Header = new Header(new Paragraph(new Run(new Text("Ministry"))));
            if (template == "a mark above") above.ReplaceChild(new Paragraph(Control("mark")), above.FirstChild!);
            page.PrependChild(new HeaderReference { Type = template == "three kinds of pages" ? HeaderFooterValues.Even : HeaderFooterValues.Default, Id = "h" });
            page.InsertBeforeSelf(new Paragraph(new Run(new Text("Ministry of Openness"))));
            if (template == "a mark below")
            {
                main.DeletePart("h");
                page.RemoveAllChildren<HeaderReference>();
                main.AddNewPart<FooterPart>("f").Footer = new Footer(new Paragraph(Control("mark")));
                page.PrependChild(new FooterReference { Type = HeaderFooterValues.Default, Id = "f" });
            }

            if (template == "three kinds of pages")
            {
                page.Append(new TitlePage());
                main.AddNewPart<DocumentSettingsPart>("s").Settings = new Settings(new EvenAndOddHeaders());
            }

            // What the last part does not name it has from the one before.
            if (template == "a part of its own before the plan")
            {
                page.InsertBeforeSelf(new Paragraph(new ParagraphProperties(page.CloneNode(true))));
                page.RemoveAllChildren<HeaderReference>();
            }
        });
        var plan = new WholePlan().Plan.Document;
        var export = WordReader.Of(plan.With(plan.Root.With("sample", Scalar.Of(true))));
        var file = await WordReader.WriteAsync(export, _directory.FullName);
        WordReader.Check(file);
        Assert.Equal(file, await WordReader.WriteAsync(export, _directory.FullName));
        Assert.Equal(lines, LinesAbove(file));

        file = await WordReader.WriteAsync(WordReader.Of(plan.With(plan.Standing with { State = PlanState.Final })), _directory.FullName);
        Assert.All(LinesAbove(file), line => Assert.True(line is "Ministry" or ""));

        // Of each part, the line above each kind of page that it has.
        static string[] LinesAbove(byte[] file) => WordReader.Read(file, main =>
        {
            var (above, lines) = (new Dictionary<HeaderFooterValues, string>(), new List<string>());
            foreach (var section in main.Document!.Descendants<SectionProperties>())
            {
                foreach (var reference in section.Elements<HeaderReference>()) above[reference.Type!.Value] = WordReader.Words(((HeaderPart)main.GetPartById(reference.Id!.Value!)).Header!);
                lines.AddRange(above.OrderBy(line => line.Key == HeaderFooterValues.First ? 0 : line.Key == HeaderFooterValues.Even ? 1 : 2).Select(line => line.Value));
            }

            return lines.ToArray();
        });
    }

    [Fact]
    public async Task With_a_cover_of_the_template_too_every_fact_of_the_plan_is_in_the_file_and_what_is_suggested_for_it()
    {
        Make("plan.docx", main => main.Document = new Document(new Body(new Paragraph(new Run(new Text("Ministry of Openness"))), new Paragraph(Control("title")))));
        var whole = new WholePlan();
        whole.Plan.Set(NodeId.Root, "partnerOrganisations", whole.Organisation.ToString());
        whole.Plan.Set(NodeId.Root, "sdgGapReason", "The statistics act comes first.");
        var (author, proposal) = (new UserId(new Guid(3, 0, 0, new byte[8])), new ProposalId(0x9000));
        var stamp = new Stamp(author, WordReader.At, 41);
        whole.Plan.Do(new Suggest(proposal, [new EditText(NodeId.Root, "title", TextChangeSet.Of(14, (0, 4, "Public")))], []) { Stamp = stamp });
        whole.Plan.Do(new SendProposal(proposal, "It is better.") { Stamp = stamp });
        var file = await WordReader.WriteAsync(WordReader.Of(whole.Plan.Document, new Dictionary<UserId, string> { [author] = "C. Tributor" }), _directory.FullName);
        WordReader.Check(file);
        var fields = WordReader.Fields(file);
        Assert.Equal("National Information Office", fields[$"{NodeId.Root}:partnerOrganisations"]);
        Assert.Equal("The statistics act comes first.", fields[$"{NodeId.Root}:sdgGapReason"]);
        Assert.Equal("Public data plan", fields[$"{NodeId.Root}:title"]);
        Assert.Equal("Public", WordReader.Read(file, main => Assert.Single(main.Document!.Descendants<InsertedRun>()).InnerText));
    }

    [Fact]
    public async Task What_loads_or_runs_something_is_refused_in_words()
    {
        Make("plan.docx", main =>
        {
            main.Document = new Document(new Body(new Paragraph()));
            main.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", new Uri("https://example.org/logo.png"), "x");
        });
        var refused = await Assert.ThrowsAsync<ExportException>(() => WordReader.WriteAsync(WordReader.Of(new WholePlan().Plan.Document), _directory.FullName));
        Assert.Contains("plan.docx cannot be used: it leads to something outside of it: https://example.org/logo.png", refused.Message, StringComparison.Ordinal);

        Make("plan.docx", main => main.Document = new Document(new Body(new Paragraph(new Run(new FieldCode(" INCLUDEPICTURE \"https://example.org/logo.png\" "))))));
        Assert.Contains("a field in it loads another file", WhyNot, StringComparison.Ordinal);

        Make("plan.docx", main => main.Document = new Document(new Body(new Paragraph())), WordprocessingDocumentType.MacroEnabledDocument);
        Assert.Contains("it may hold macros", WhyNot, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(_directory.FullName, "plan.docx"), "no zip");
        Assert.Contains("no sound Word file", WhyNot, StringComparison.Ordinal);

        File.Delete(Path.Combine(_directory.FullName, "plan.docx"));
        Assert.Null(new WordTemplate(_directory.FullName).WhyNot);
    }

    private string? WhyNot => new WordTemplate(_directory.FullName).WhyNot;

    private static SdtRun Control(string tag) => new(new SdtProperties(new Tag { Val = tag }), new SdtContentRun(new Run(new Text("?"))));

    private void Make(string name, Action<MainDocumentPart> fill, WordprocessingDocumentType type = WordprocessingDocumentType.Document)
    {
        using var package = WordprocessingDocument.Create(Path.Combine(_directory.FullName, name), name.EndsWith(".dotx", StringComparison.Ordinal) ? WordprocessingDocumentType.Template : type);
        fill(package.AddMainDocumentPart());
    }
}
