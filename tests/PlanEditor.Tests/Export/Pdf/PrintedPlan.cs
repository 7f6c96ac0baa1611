using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using PlanEditor.Export;
using PlanEditor.Export.Pdf;
using Xunit;

namespace PlanEditor.Tests.Export.Pdf;

/// <summary>A plan as PDF, as readers' programs see it.</summary>
internal sealed partial class PrintedPlan : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public PrintedPlan(byte[] bytes, string html)
    {
        (Bytes, Html) = (bytes, html);
        File.WriteAllBytes(_path, bytes);
    }

    public byte[] Bytes { get; }

    /// <summary>The page that was printed.</summary>
    public string Html { get; }

    /// <summary>The file's own words that are not compressed.</summary>
    public string Raw => Encoding.Latin1.GetString(Bytes);

    public static async Task<PrintedPlan> OfAsync(PdfFormat format, PlanExport export)
    {
        using var file = new MemoryStream();
        await format.WriteAsync(export, file, new Progress<double>(), CancellationToken.None);
        return new PrintedPlan(file.ToArray(), await format.RenderAsync(export));
    }

    public string Info(params string[] arguments) => Run("pdfinfo", [.. arguments, _path]);

    /// <summary>The number of the page of each picture.</summary>
    public IReadOnlyList<string> PagesOfPictures() => [.. Run("pdfimages", ["-list", _path]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(line => line.Trim().Split(' ')[0])];

    /// <summary>The text, pages with a form feed behind each.</summary>
    public string Text() => Run("pdftotext", ["-raw", "-enc", "UTF-8", _path, "-"]);

    /// <summary>All letters in the order of the text, without what is white.</summary>
    public string Letters() => Dense(Text());

    /// <summary>Every word of the page stands in the file, in order; the margins of pages may come between.</summary>
    public void AssertHasAllWords()
    {
        const int between = 1_200;
        using var page = new HtmlParser().ParseDocument(Html);
        foreach (var hidden in page.QuerySelectorAll("title, style, svg")) hidden.Remove();
        var (letters, at) = (Letters(), 0);
        var before = new Queue<string>();
        foreach (var word in page.Body!.Descendants<IText>().SelectMany(text => text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            var found = letters.IndexOf(Dense(word), at, Math.Min(between + word.Length, letters.Length - at), StringComparison.Ordinal);
            Assert.True(found >= 0, $"“{string.Join(' ', before)} {word}” is missing after “{letters[Math.Max(0, at - 60)..at]}”, where stands “{letters[at..Math.Min(letters.Length, at + 120)]}”");
            at = found + Dense(word).Length;
            before.Enqueue(word);
            if (before.Count > 12) before.Dequeue();
        }
    }

    /// <summary>No word of Bengali or Devanagari has a space in it, and each stands there as often as on the page; those in the margins come on top.</summary>
    public void AssertWordsAreWhole()
    {
        using var page = new HtmlParser().ParseDocument(Html);
        foreach (var hidden in page.QuerySelectorAll("title, style, svg, .letters")) hidden.Remove();
        var written = page.Body!.Descendants<IText>().SelectMany(text => Indic().Matches(text.Data)).CountBy(word => word.Value).ToDictionary();
        var read = Indic().Matches(Text()).CountBy(word => word.Value).ToDictionary();
        Assert.Empty(read.Keys.Except(written.Keys));
        Assert.All(written, word => Assert.True(read.GetValueOrDefault(word.Key) >= word.Value, $"“{word.Key}” is there {read.GetValueOrDefault(word.Key)} times of {word.Value}"));
    }

    /// <summary>Each line of the contents has the number of a page behind the contents, and on that page stands what it names.</summary>
    public void AssertContentsLeadToTheirPages()
    {
        using var page = new HtmlParser().ParseDocument(Html);
        string[] pages = [.. Text().Split('\f').Select(Dense)];
        var letters = string.Concat(pages);
        var at = letters.IndexOf("Contents", StringComparison.Ordinal);
        var lines = page.QuerySelectorAll("nav.contents a").ToList();
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var words = Dense(line.TextContent);
            at = letters.IndexOf(words, at, StringComparison.Ordinal) + words.Length;
            var here = Enumerable.Range(1, pages.Length).First(count => pages.Take(count).Sum(one => one.Length) >= at);
            var numbers = Enumerable.Range(here + 1, pages.Length - here).Where(number => letters.AsSpan(at).StartsWith($"{number}", StringComparison.Ordinal));
            Assert.True(numbers.Any(number => pages[number - 1].Contains(words, StringComparison.Ordinal)), $"“{line.TextContent}” is said to stand on “{letters.AsSpan(at, 8)}”");
        }
    }

    /// <summary>Whoever has the contents read out hears in each line first its number and last its page.</summary>
    public void AssertContentsAreTaggedWithTheirPages()
    {
        using var page = new HtmlParser().ParseDocument(Html);
        var numbers = page.QuerySelectorAll("nav.contents .no").Select(number => number.TextContent).ToList();
        var tags = Info("-struct-text");
        var said = tags[tags.IndexOf("\"Contents\"", StringComparison.Ordinal)..].Split("Link (inline)").Skip(1).Take(numbers.Count)
            .Select(link => link.Split("Object ")[0].Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('"')).Select(line => line.Trim('"')).ToList()).ToList();
        Assert.Equal(numbers, said.Select(words => words[0]));
        Assert.All(said, words => Assert.Matches("^[0-9]+$", words[^1]));
    }

    /// <summary>The outline has all headings of sections and annexes, in order.</summary>
    public void AssertOutlineIsThatOfThePage()
    {
        using var page = new HtmlParser().ParseDocument(Html);
        var headings = page.QuerySelectorAll("main h2, main h3, section.wide > h2").Select(heading => Dense(heading.TextContent)).ToList();
        using var outline = new HtmlParser().ParseDocument(Run("pdftohtml", ["-xml", "-i", "-f", "1", "-l", "1", "-stdout", _path]));
        Assert.Equal(headings, outline.QuerySelectorAll("outline > item").Select(item => Dense(item.TextContent)).Where(headings.Contains));
    }

    /// <summary>Each drawing of the page, and each bar of the timeline, is a figure with its words.</summary>
    public void AssertDrawingsAreTold()
    {
        using var page = new HtmlParser().ParseDocument(Html);
        var drawings = page.QuerySelectorAll("[role=img]").Length;
        Assert.True(drawings > 1);
        // Of SVG there is the axis alone: each is looked at for every page of the file.
        Assert.Single(page.QuerySelectorAll("svg"));
        Assert.Equal(drawings, Regex.Count(Info("-struct"), @"^ +Figure\b", RegexOptions.Multiline));
        Assert.True(Regex.Count(Raw, @"/Alt \(") >= drawings);
    }

    /// <summary>Whoever opens the file needs no font of it.</summary>
    public void AssertFontsAreEmbedded()
    {
        var fonts = Run("pdffonts", [_path]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();
        Assert.NotEmpty(fonts);
        // Embedded, a part of it, with what each sign means.
        Assert.All(fonts, font => Assert.Matches(" yes +(yes|no) +(yes|no) +[0-9]+ +[0-9]+$", font));
    }

    public void Dispose() => File.Delete(_path);

    private static string Dense(string text) => string.Concat(text.Where(unit => !char.IsWhiteSpace(unit) && unit is not ('\u200b' or '\u00ad' or '\ufeff' or '\f')));

    [GeneratedRegex("[\u0900-\u0963\u0966-\u0df3\u200c\u200d]+")]
    private static partial Regex Indic();

    private static string Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
