using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using PlanEditor.Collaboration;
using PlanEditor.Export;
using PlanEditor.Export.Word;
using PlanEditor.Identity;
using PlanEditor.Samples;
using PlanModel;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;
using Document = PlanModel.Documents.Document;

namespace PlanEditor.Tests.Export.Word;

/// <summary>Makes Word files and looks into them.</summary>
internal static class WordReader
{
    public static readonly DateTimeOffset At = new(2017, 10, 12, 9, 30, 0, TimeSpan.Zero);

    public static TheoryData<string> Samples => ["bangladesh", "nepal", "panama", "uruguay"];

    /// <summary>A sample plan.</summary>
    public static PlanExport Sample(string slug, PlanState? state = null)
    {
        var file = SampleFile.ReadAll().Single(one => one.Slug == slug);
        var history = SampleHistory.Of(file, ActionPlan.Schema);
        var document = state is { } known ? history.Document.With(history.Document.Standing with { State = known }) : history.Document;
        return new PlanExport(new PlanInfo(new PlanId(new Guid(1, 0, 0, new byte[8])), slug, file.Country, "actionPlan"), document, history.Changes.Count, new Uri("https://plans.example.org"))
        {
            At = history.Changes[^1].At,
            Names = SampleAccounts.All.ToDictionary(account => account.Id, account => account.Name),
        };
    }

    public static PlanExport Of(Document document, IReadOnlyDictionary<UserId, string>? names = null) =>
        new(new PlanInfo(new PlanId(new Guid(1, 0, 0, new byte[8])), "np", "NP", "actionPlan"), document, 41, new Uri("https://plans.example.org")) { At = At, WithReview = names is not null, Names = names ?? new Dictionary<UserId, string>() };

    public static async Task<byte[]> WriteAsync(PlanExport export, string? templates = null)
    {
        using var stream = new MemoryStream();
        await new WordFormat(new WordTemplate(templates ?? "/nowhere")).WriteAsync(export, stream, new Progress<double>(), default);
        return stream.ToArray();
    }

    /// <summary>What the two newest validators say, and what a file must never hold.</summary>
    public static void Check(byte[] file)
    {
        using var package = WordprocessingDocument.Open(new MemoryStream(file), false);
        foreach (var version in new[] { FileFormatVersions.Office2019, FileFormatVersions.Microsoft365 })
        {
            var errors = new OpenXmlValidator(version).Validate(package).Take(5).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}").ToList();
            Assert.True(errors.Count == 0, string.Join('\n', errors));
        }

        using var zip = new ZipArchive(new MemoryStream(file));
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.EndsWith(".rels", StringComparison.Ordinal)))
            Assert.DoesNotContain("External", new StreamReader(entry.Open()).ReadToEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain(zip.Entries, entry => entry.FullName.Contains("vba", StringComparison.OrdinalIgnoreCase));
        // Each comment stands in the text once.
        var main = package.MainDocumentPart!;
        var comments = main.WordprocessingCommentsPart?.Comments?.Elements<Comment>().Select(comment => comment.Id!.Value).Order().ToList() ?? [];
        Assert.Equal(comments, main.Document!.Descendants<CommentReference>().Select(reference => reference.Id!.Value).Order());
        Assert.Equal(comments, main.Document.Descendants<CommentRangeStart>().Select(start => start.Id!.Value).Order());
        Assert.Equal(comments, main.Document.Descendants<CommentRangeEnd>().Select(end => end.Id!.Value).Order());
        // No field of the plan stands in two places.
        var tags = main.Document.Descendants<Tag>().Select(tag => tag.Val!.Value!).ToList();
        Assert.Distinct(tags);
        Assert.Distinct(main.Document.Descendants<SdtId>().Select(id => id.Val!.Value));
        // Bookmarks have names and numbers of their own, and each ends.
        var bookmarks = main.Document.Descendants<BookmarkStart>().ToList();
        Assert.Distinct(bookmarks.Select(bookmark => bookmark.Name!.Value!.ToUpperInvariant()));
        Assert.All(bookmarks, bookmark => Assert.InRange(bookmark.Name!.Value!.Length, 1, 40));
        Assert.Equal(bookmarks.Select(bookmark => bookmark.Id!.Value!).Order(), main.Document.Descendants<BookmarkEnd>().Select(end => end.Id!.Value!).Order());
        Assert.Distinct(bookmarks.Select(bookmark => bookmark.Id!.Value));
        // A row with cells over several columns goes over all of them.
        foreach (var row in main.Document.Descendants<GridSpan>().Select(span => span.Ancestors<TableRow>().First()).Distinct())
            Assert.Equal(((Table)row.Parent!).GetFirstChild<TableGrid>()!.Elements<GridColumn>().Count(), row.Elements<TableCell>().Sum(cell => cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1));
    }

    /// <summary>What stands in each control, by its tag.</summary>
    public static Dictionary<string, string> Fields(byte[] file)
    {
        using var package = WordprocessingDocument.Open(new MemoryStream(file), false);
        return package.MainDocumentPart!.Document!.Descendants<SdtElement>().Where(control => control.SdtProperties!.GetFirstChild<Tag>() is not null)
            .ToDictionary(control => control.SdtProperties!.GetFirstChild<Tag>()!.Val!.Value!, Words);
    }

    /// <summary>The words of an element, without what would be deleted, a line for each paragraph.</summary>
    public static string Words(OpenXmlElement element)
    {
        var words = new StringBuilder();
        foreach (var one in element.Descendants())
        {
            if (one is Paragraph && words.Length > 0) words.Append('\n');
            if (one is Text text) words.Append(text.Text);
            else if (one is TabChar) words.Append('\t');
            else if (one is Break) words.Append('\n');
        }

        return words.ToString();
    }

    public static T Read<T>(byte[] file, Func<MainDocumentPart, T> read)
    {
        using var package = WordprocessingDocument.Open(new MemoryStream(file), false);
        return read(package.MainDocumentPart!);
    }

    public static XDocument Part(byte[] file, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var stream = zip.GetEntry(name)!.Open();
        return XDocument.Load(stream);
    }
}
