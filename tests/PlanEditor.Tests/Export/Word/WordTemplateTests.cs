using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using OgdPlans.Tests;
using PlanEditor.Export;
using PlanEditor.Export.Word;
using Xunit;

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
            Assert.StartsWith("Ministry of Openness\nOpen data plan\nDraft, revision 41\nContents\n", words, StringComparison.Ordinal);
            Assert.EndsWith("Printed by the ministry", words, StringComparison.Ordinal);
            Assert.DoesNotContain("The plan comes here", words, StringComparison.Ordinal);
            Assert.Equal("Open data plan · Ministry", WordReader.Words(main.HeaderParts.Single().Header!));
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
