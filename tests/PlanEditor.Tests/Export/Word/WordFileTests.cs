using System.Net;
using DocumentFormat.OpenXml.Wordprocessing;
using PlanEditor.Export;
using PlanEditor.Export.Word;
using PlanEditor.Markdown;
using PlanEditor.Tests.Hosting;
using PlanModel.Publishing;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Export.Word;

/// <summary>The sample plans as Word files.</summary>
public sealed class WordFileTests
{
    public static TheoryData<string> Samples => WordReader.Samples;

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_draft_with_its_review_and_a_final_are_valid_and_every_time_the_same_bytes(string slug)
    {
        var draft = WordReader.Sample(slug, PlanState.Draft) with { WithReview = true };
        foreach (var export in new[] { draft with { Texts = ExportTexts.Both }, WordReader.Sample(slug, PlanState.Final) with { Texts = slug == "nepal" ? ExportTexts.Translation : ExportTexts.Source } })
        {
            var file = await WordReader.WriteAsync(export);
            WordReader.Check(file);
            Assert.Equal(file, await WordReader.WriteAsync(export));
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_field_of_the_reading_copy_stands_once_in_the_file_under_its_tag_with_all_its_words(string slug)
    {
        var export = WordReader.Sample(slug) with { Texts = ExportTexts.Both };
        var fields = WordReader.Fields(await WordReader.WriteAsync(export));
        var lines = ReadingCopy.Of(export.Document, ReadingTexts.Both).Sections.SelectMany(section => section.Blocks).SelectMany(Lines).ToList();
        Assert.True(lines.Count(line => line.Place is not null) > 100);
        foreach (var line in lines.Where(line => line.Place is not null))
        {
            var text = fields[WordControls.TagOf(line.Place!)];
            if (line is TextLine { Markdown: var markdown }) Assert.Equal(Letters(Markdig.Markdown.ToPlainText(markdown, MarkdownTree.Pipeline)), Letters(text));
            else if (line is ValuesLine values) Assert.Equal(string.Join("; ", values.Values.Select(value => value.Translation is { } beside ? $"{value.Text} ({beside.Text})" : value.Text)), text);
        }
    }

    [Fact]
    public async Task Headings_contents_tables_and_properties_are_there()
    {
        var file = await WordReader.WriteAsync(WordReader.Sample("panama"));
        WordReader.Read(file, main =>
        {
            var paragraphs = main.Document!.Descendants<Paragraph>().ToList();
            var headings = paragraphs.Where(paragraph => Style(paragraph) is "Heading1" or "Heading2").ToList();
            var contents = paragraphs.Where(paragraph => Style(paragraph) is "TOC1" or "TOC2").ToList();
            Assert.Equal(headings.Count, contents.Count);
            Assert.All(headings.Zip(contents), pair => Assert.Contains(WordReader.Words(pair.First), WordReader.Words(pair.Second), StringComparison.Ordinal));
            Assert.All(headings, heading => Assert.NotNull(heading.ParagraphProperties!.NumberingProperties));
            var bookmarks = main.Document.Descendants<BookmarkStart>().Select(bookmark => bookmark.Name!.Value).ToHashSet();
            Assert.All(main.Document.Descendants<Hyperlink>(), link => Assert.Contains(link.Anchor!.Value, bookmarks));
            Assert.Contains(main.Document.Descendants<FieldCode>(), code => code.Text.Contains("TOC \\o", StringComparison.Ordinal));
            Assert.All(main.Document.Descendants<Table>().Where(table => table.GetFirstChild<TableProperties>()!.TableStyle!.Val! == "PlanTable"), table => Assert.NotNull(table.Elements<TableRow>().First().TableRowProperties?.GetFirstChild<TableHeader>()));
            Assert.Contains(main.FooterParts.Single().Footer!.Descendants<FieldCode>(), code => code.Text.Contains("NUMPAGES", StringComparison.Ordinal));
            return 0;
        });
        var core = WordReader.Part(file, "docProps/core.xml");
        Assert.StartsWith("Plan de Acción Nacional de Datos Abiertos de Gobierno 2017-2019", core.Root!.Elements().Single(one => one.Name.LocalName == "title").Value, StringComparison.Ordinal);
        Assert.Equal("es-PA", core.Root.Elements().Single(one => one.Name.LocalName == "language").Value);
        Assert.DoesNotContain(core.Root.Elements(), one => one.Name.LocalName is "creator" or "lastModifiedBy");
    }

    [Fact]
    public async Task Its_day_is_that_of_the_country()
    {
        var file = await WordReader.WriteAsync(WordReader.Sample("nepal") with { At = new DateTimeOffset(2018, 1, 31, 20, 0, 0, TimeSpan.Zero) });
        WordReader.Read(file, main =>
        {
            Assert.Contains("1 Feb 2018", main.Document!.InnerText, StringComparison.Ordinal);
            Assert.Contains("1 Feb 2018", main.FooterParts.Single().Footer!.InnerText, StringComparison.Ordinal);
            return 0;
        });
    }

    [Fact]
    public async Task What_has_no_column_stands_below_its_row_over_the_whole_width()
    {
        var export = WordReader.Sample("panama");
        var datasets = export.Document.Children(export.Document.Root, PlanModel.Schema.ActionPlan.Dataset.Kind).ToList();
        WordReader.Read(await WordReader.WriteAsync(export), main =>
        {
            var rows = main.Document!.Descendants<TableRow>().Where(row => row.Descendants<Tag>().Any(tag => tag.Val!.Value == $"{datasets[0].Id}:title")).ToList();
            var name = Assert.Single(rows);
            Assert.DoesNotContain(name.Descendants<Tag>(), tag => tag.Val!.Value == $"{datasets[0].Id}:description");
            var below = name.NextSibling<TableRow>()!;
            Assert.Equal([2, 3], below.Elements<TableCell>().Select(cell => cell.TableCellProperties!.GridSpan!.Val!.Value));
            Assert.Contains(below.Elements<TableCell>().First().Descendants<Tag>(), tag => tag.Val!.Value == $"{datasets[0].Id}:description");
            Assert.Contains(below.Elements<TableCell>().Last().Descendants<Tag>(), tag => tag.Val!.Value == $"{datasets[0].Id}:frequency");
            Assert.All(name.Descendants<Paragraph>(), paragraph => Assert.NotNull(paragraph.ParagraphProperties!.KeepNext));
            return 0;
        });
    }

    [Fact]
    public async Task Controls_around_paragraphs_are_of_the_kind_of_which_LibreOffice_loses_no_words() =>
        WordReader.Read(await WordReader.WriteAsync(WordReader.Sample("nepal", PlanState.Draft) with { WithReview = true, Texts = ExportTexts.Both }), main =>
        {
            var controls = main.Document!.Descendants<SdtBlock>().ToList();
            Assert.True(controls.Count > 100);
            Assert.All(controls, control => Assert.NotNull(control.SdtProperties!.GetFirstChild<SdtContentDocPartObject>()));
            return 0;
        });

    [Fact]
    public async Task No_heading_and_no_single_fact_stands_alone_at_the_end_of_a_page() =>
        WordReader.Read(await WordReader.WriteAsync(WordReader.Sample("nepal") with { Texts = ExportTexts.Both }), main =>
        {
            var translations = main.Document!.Descendants<Paragraph>().Where(paragraph => Style(paragraph) == "Translation" && paragraph.PreviousSibling() is Paragraph above && Style(above) is "Heading1" or "Heading2").ToList();
            Assert.NotEmpty(translations);
            Assert.All(translations, paragraph => Assert.NotNull(paragraph.ParagraphProperties!.KeepNext));
            var facts = main.Document.Descendants<Table>().Where(table => table.GetFirstChild<TableProperties>()!.TableStyle!.Val! == "PlanFacts").Select(table => table.Elements<TableRow>().ToList()).Where(rows => rows.Count > 4).ToList();
            Assert.NotEmpty(facts);
            Assert.All(facts, rows => Assert.Equal([0, 1, rows.Count - 2], rows.Index().Where(row => row.Item.Descendants<Paragraph>().All(paragraph => paragraph.ParagraphProperties?.KeepNext is not null)).Select(row => row.Index)));
            return 0;
        });

    [Fact]
    public async Task Names_of_organisations_have_more_room_than_days()
    {
        var widths = WordReader.Read(await WordReader.WriteAsync(WordReader.Sample("bangladesh")), main => main.Document!.Descendants<Table>()
            .First(table => WordReader.Words(table).Contains("Responsible", StringComparison.Ordinal)).GetFirstChild<TableGrid>()!.Elements<GridColumn>().Select(column => column.Width!.Value).ToArray());
        Assert.Equal(["800", "4361", "1250", "1750", "1250"], widths);
    }

    [Theory]
    [InlineData("nepal", "ne-NP")]
    [InlineData("bangladesh", "bn-BD")]
    public async Task Each_script_has_runs_of_its_own_with_the_font_the_size_and_the_language_of_complex_scripts(string slug, string language)
    {
        var export = WordReader.Sample(slug) with { Texts = ExportTexts.Both };
        WordReader.Read(await WordReader.WriteAsync(export), main =>
        {
            var runs = main.Document!.Descendants<Run>().ToList();
            var complex = runs.Where(run => run.RunProperties?.ComplexScript is not null).ToList();
            Assert.True(complex.Count > 20);
            foreach (var run in runs)
            {
                var words = string.Concat(run.Elements<Text>().Select(text => text.Text));
                var isComplex = words.Any(unit => unit is >= '\u0900' and <= '\u09ff' and not '\u0964' and not '\u0965');
                Assert.Equal(isComplex, run.RunProperties?.ComplexScript is not null);
                if (isComplex) Assert.Equal(language, run.RunProperties!.GetFirstChild<Languages>()!.Bidi!.Value);
                if (isComplex) Assert.DoesNotContain(words, unit => unit is >= 'a' and <= 'z' or >= 'A' and <= 'Z');
                Assert.Equal(run.RunProperties?.Bold is not null, run.RunProperties?.BoldComplexScript is not null);
            }

            return 0;
        });
    }

    [Fact]
    public async Task A_text_that_is_marked_as_being_in_another_language_has_runs_of_that_language()
    {
        var whole = new OgdPlans.Tests.WholePlan();
        whole.Plan.Set(whole.Commitment, "problem", "Nadie puede verlos.");
        whole.Plan.Set(whole.Commitment, "problemLang", "es");
        Assert.Equal(["es-ES"], WordReader.Read(await WordReader.WriteAsync(WordReader.Of(whole.Plan.Document)), main => main.Document!.Descendants<Run>()
            .Where(run => run.InnerText.Contains("Nadie", StringComparison.Ordinal)).Select(run => run.RunProperties?.GetFirstChild<Languages>()?.Val?.Value).ToArray()));
    }

    [Theory]
    [InlineData(PlanState.Draft, "Draft, revision 41")]
    [InlineData(PlanState.InReview, "Draft, in review, revision 41")]
    [InlineData(PlanState.Final, null)]
    public async Task Whatever_is_not_final_says_so_on_every_page(PlanState state, string? mark)
    {
        var document = new OgdPlans.Tests.WholePlan().Plan.Document;
        var file = await WordReader.WriteAsync(WordReader.Of(document.With(document.Standing with { State = state })));
        var (cover, header) = WordReader.Read(file, main => (WordReader.Words(main.Document!.Body!), WordReader.Words(main.HeaderParts.Single().Header!)));
        Assert.Equal(mark is not null, cover.Contains("Draft,", StringComparison.Ordinal));
        if (mark is not null) Assert.Contains(mark, cover, StringComparison.Ordinal);
        Assert.Equal(mark is not null, header.Contains(mark ?? "Draft", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_may_read_a_plan_may_save_it_as_a_Word_file()
    {
        await using var site = new Site(sample: true);
        var browser = site.Open();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/plans/nepal/plan.docx")).StatusCode);
        await browser.BecomeAsync("lead.np");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/plans/uruguay/plan.docx")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/plans/nepal/plan.docx?texts=neither")).StatusCode);
        using var answer = await browser.GetAsync("/plans/nepal/plan.docx?texts=both&review=true");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", answer.Content.Headers.ContentType!.ToString());
        Assert.Matches("^nepal-[0-9]+\\.docx$", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        WordReader.Check(await answer.Content.ReadAsByteArrayAsync());
    }

    private static string? Style(Paragraph paragraph) => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value;

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static IEnumerable<ReadingLine> Lines(ReadingBlock block) => block switch
    {
        FactsBlock facts => facts.Facts,
        TextBlock text => text.Text.Translation is { } translation ? [text.Text, translation] : [text.Text],
        TableBlock table => table.Rows.SelectMany(row => row.Cells).SelectMany(cell => cell),
        _ => [],
    };
}
