using System.Net;
using Bunit;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Audit;
using PlanEditor.Components.Export;
using PlanEditor.Export;
using PlanEditor.Export.Pdf;
using PlanEditor.Export.Word;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Tests.Export.Word;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Export;

/// <summary>An administrator's own cover and styles, as the page replaces them.</summary>
public sealed class FileTemplatesTests(FileTemplatesTests.SampleSite samples) : IClassFixture<FileTemplatesTests.SampleSite>
{
    private static readonly UserId Administrator = SampleAccounts.Find("admin")!.Id;

    private Site Site => samples.Site;

    private FileTemplates Templates => Site.Services.GetRequiredService<FileTemplates>();

    [Fact]
    public async Task What_an_administrator_chooses_is_in_every_file_from_then_on_until_the_built_in_one_is_put_back()
    {
        await using var scope = Site.Scope();
        var audit = scope.ServiceProvider.GetRequiredService<PlanDb>().Set<AuditEntry>().AsNoTracking();
        var before = await audit.MaxAsync(entry => (long?)entry.Key) ?? 0;
        var word = Site.Services.GetRequiredService<WordTemplate>();
        Assert.Null(await Templates.ReplaceAsync(Administrator, word, Template(main => main.Document = new Document(new Body(new Paragraph(new Run(new Text("Ministry of Openness")))))), default));
        var browser = Site.Open();
        await browser.BecomeAsync("lead.np");
        Assert.StartsWith("Ministry of Openness", await WordsAsync(browser), StringComparison.Ordinal);
        Assert.Null(await Templates.RestoreAsync(Administrator, word, default));
        Assert.DoesNotContain("Ministry of Openness", await WordsAsync(browser), StringComparison.Ordinal);

        var print = Site.Services.GetRequiredService<PrintTemplate>();
        Assert.Null(await Templates.ReplaceAsync(Administrator, print, ".cover::after { content: \"Ministry of Openness\"; }"u8.ToArray(), default));
        Assert.Contains(".cover::after", await PageAsync(), StringComparison.Ordinal);
        Assert.Null(await Templates.RestoreAsync(Administrator, print, default));
        Assert.DoesNotContain(".cover::after", await PageAsync(), StringComparison.Ordinal);

        var written = await audit.Where(entry => entry.Key > before && entry.Kind == AuditKind.TemplateReplaced && entry.User == Administrator.Value).OrderBy(entry => entry.Key).Select(entry => entry.Detail).ToListAsync();
        Assert.Equal(["plan.docx: the built-in one again", "print.css: the built-in one again"], written.Where(detail => detail.Contains("built-in", StringComparison.Ordinal)));
        Assert.Equal(4, written.Count);
    }

    [Fact]
    public async Task Nothing_is_deleted_before_the_administrator_says_so_again()
    {
        var print = Site.Services.GetRequiredService<PrintTemplate>();
        Assert.Null(await Templates.ReplaceAsync(Administrator, print, "h1 { color: navy; }"u8.ToArray(), default));
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddSingleton(Templates).AddSingleton(Site.Services.GetRequiredService<AuditLog>());
        context.SetRendererInfo(new RendererInfo("Server", true));
        var page = context.Render<TemplatesPage>(parameters => parameters.AddCascadingValue(new Person(new Actor(Administrator, Role.Administrator, null), "Administrator")));
        page.Find($"section[aria-labelledby='template-{print.Name}'] > button").Click();
        page.Find(".asked").KeyDown("Escape");
        page.Find($"section[aria-labelledby='template-{print.Name}'] > button").Click();
        Assert.NotNull(print.Find());
        page.FindAll(".asked button")[1].Click();
        Assert.NotNull(print.Find());
        page.Find($"section[aria-labelledby='template-{print.Name}'] > button").Click();
        page.FindAll(".asked button")[0].Click();
        page.WaitForAssertion(() => Assert.Contains("The built-in one is used from now on.", page.Markup, StringComparison.Ordinal));
        Assert.Null(print.Find());
    }

    [Theory]
    [InlineData("h1 { background: url(https://example.org/a.png) }", "loads something")]
    [InlineData("@IMPORT 'a.css';", "loads something")]
    [InlineData("</style><script>alert(1)</script>", "no style sheet")]
    [InlineData("h1 { content: \"\u0000\" }", "no style sheet")]
    public async Task A_style_sheet_that_loads_or_ends_something_is_refused_in_words_and_nothing_changes(string sheet, string words)
    {
        var print = Site.Services.GetRequiredService<PrintTemplate>();
        var problem = await Templates.ReplaceAsync(Administrator, print, System.Text.Encoding.UTF8.GetBytes(sheet), default);
        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.Null(print.Find());
    }

    [Fact]
    public async Task A_picture_for_the_cover_is_a_sound_small_PNG_or_refused_in_words()
    {
        var emblem = Site.Services.GetRequiredService<PrintEmblem>();
        byte[] wide = [.. Pictures.Png.AsSpan()[..16], 0, 0, 0x0B, 0xB9, .. Pictures.Png.AsSpan()[20..]];
        foreach (var (file, words) in new (byte[], string)[]
        {
            ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray(), "no sound PNG"), ("https://example.org/logo.png"u8.ToArray(), "no sound PNG"), ([], "no sound PNG"), (Pictures.Png[..^3], "no sound PNG"),
            ([.. Pictures.Png, 1], "no sound PNG"), (wide, "more than 3000 pixels"), (new byte[emblem.SizeBytesMax + 1], "larger than 1 MB"),
        })
        {
            Assert.Contains(words, await Templates.ReplaceAsync(Administrator, emblem, file, default), StringComparison.Ordinal);
            Assert.Null(emblem.Find());
        }

        Assert.DoesNotContain("<img", await PageAsync(), StringComparison.Ordinal);
        Assert.Null(await Templates.ReplaceAsync(Administrator, emblem, Pictures.Png, default));
        Assert.Contains("<img class=\"emblem\" src=\"/cover.png\" alt=\"Emblem\"", await PageAsync(), StringComparison.Ordinal);
        Assert.Null(await Templates.RestoreAsync(Administrator, emblem, default));
        Assert.DoesNotContain("<img", await PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Word_file_that_leads_outside_is_refused_in_words()
    {
        var word = Site.Services.GetRequiredService<WordTemplate>();
        var file = Template(main =>
        {
            main.Document = new Document(new Body(new Paragraph()));
            main.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", new Uri("https://example.org/logo.png"), "x");
        });
        Assert.Contains("it leads to something outside of it", await Templates.ReplaceAsync(Administrator, word, file, default), StringComparison.Ordinal);
        Assert.Contains("it is no sound Word file", await Templates.ReplaceAsync(Administrator, word, [1, 2, 3], default), StringComparison.Ordinal);
        Assert.Contains("it is larger than 10 MB", await Templates.ReplaceAsync(Administrator, word, new byte[word.SizeBytesMax + 1], default), StringComparison.Ordinal);
        Assert.Null(word.Find());
    }

    [Theory]
    [InlineData("admin", HttpStatusCode.OK)]
    [InlineData("reviewer", HttpStatusCode.NotFound)]
    public async Task The_page_is_for_administrators(string account, HttpStatusCode status)
    {
        var browser = Site.Open();
        await browser.BecomeAsync(account);
        using var answer = await browser.GetAsync("/templates");
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK, (await answer.Content.ReadAsStringAsync()).Contains("The built-in one is used.", StringComparison.Ordinal));
    }

    private async Task<string> PageAsync() => await ActivatorUtilities.CreateInstance<PdfFormat>(Site.Services).RenderAsync(WordReader.Sample("panama"));

    private static async Task<string> WordsAsync(Browser browser) => WordReader.Read(await browser.Client.GetByteArrayAsync("/plans/nepal/plan.docx"), main => WordReader.Words(main.Document!.Body!));

    private static byte[] Template(Action<MainDocumentPart> fill)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document)) fill(package.AddMainDocumentPart());
        return stream.ToArray();
    }

    /// <summary>The site with the sample plans, started once.</summary>
    public sealed class SampleSite : IDisposable
    {
        public Site Site { get; } = new(sample: true);

        public void Dispose() => Site.Dispose();
    }
}
