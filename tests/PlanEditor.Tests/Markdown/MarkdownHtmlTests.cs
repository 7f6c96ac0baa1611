using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using OgdPlans.Tests;
using PlanEditor.Markdown;
using PlanEditor.Tests.Import.Hostile;
using Xunit;

namespace PlanEditor.Tests.Markdown;

public sealed partial class MarkdownHtmlTests
{
    private static readonly string[] Elements = ["p", "br", "hr", "strong", "em", "del", "code", "pre", "ul", "ol", "li", "blockquote", "a", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"];

    [Theory]
    [InlineData("Plain **bold** and *slanted* ~~gone~~", "<p>Plain <strong>bold</strong> and <em>slanted</em> <del>gone</del></p>")]
    [InlineData("one\ntwo", "<p>one<br>\ntwo</p>")]
    [InlineData("# Heading", "<h4>Heading</h4>")]
    [InlineData("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>")]
    [InlineData("[UN](https://un.org)", "<p><a href=\"https://un.org\" rel=\"noopener noreferrer nofollow\">UN</a></p>")]
    [InlineData("![map](https://example.org/map.png)", "<p><a href=\"https://example.org/map.png\" rel=\"noopener noreferrer nofollow\">map</a></p>")]
    [InlineData("क्षेत्र ক্ষেত্র", "<p>क्षेत्र ক্ষেত্র</p>")]
    public void What_was_written_reads_as_it_was_meant(string source, string html) => Assert.Equal(html, MarkdownHtml.Of(source).Trim());

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java&#115;cript:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("[x](//evil.example)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("[x]: javascript:alert(1)\n\n[x]")]
    [InlineData("[x](https://example.org/\"onmouseover=\"alert(1))")]
    [InlineData("`<svg onload=alert(1)>`")]
    [InlineData("| a |\n|---|\n| <iframe src=x> |")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<style>*{display:none}</style>")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    public void Nothing_that_could_run_or_load_goes_through(string source)
    {
        Assert.Empty(Problems(source));
    }

    [Fact]
    public void Nothing_of_thousands_of_texts_made_to_run_or_load_goes_through()
    {
        Assert.InRange(ScriptPayloads.All.Count, 1_500, 5_000);
        var wrong = ScriptPayloads.All.SelectMany(source => Problems(source).Select(problem => $"{source}\n→ {problem}")).Take(20).ToList();
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    private static IEnumerable<string> Problems(string source)
    {
        using var page = new HtmlParser().ParseDocument(MarkdownHtml.Of(source));
        foreach (var element in page.Body!.QuerySelectorAll("*"))
        {
            if (!Elements.Contains(element.LocalName)) yield return element.OuterHtml;
            foreach (var attribute in element.Attributes)
                if (attribute.Name is not ("href" or "rel" or "start") || (attribute.Name == "href" && !Web().IsMatch(attribute.Value))) yield return $"{element.OuterHtml}: {attribute.Name}";
        }

        if (page.Head!.HasChildNodes) yield return page.Head.InnerHtml;
    }

    [GeneratedRegex("^(https?|ftp|mailto):")]
    private static partial Regex Web();

    /// <summary>What a text may cost at most, so that nobody waits for it.</summary>
    private static readonly TimeSpan CostMax = TimeSpan.FromMilliseconds(250);

    public static TheoryData<string, string> Costly => new()
    {
        { "nested quotes", string.Concat(Enumerable.Repeat(">", 50_000)) },
        { "nested lists", string.Concat(Enumerable.Range(0, 300).Select(depth => new string(' ', depth * 2) + "- x\n"))[..45_000] },
        { "brackets", new string('[', 50_000) },
        { "stars", string.Concat(Enumerable.Repeat("*a_", 16_000)) },
        { "backticks", string.Concat(Enumerable.Range(1, 300).Select(length => new string('`', length) + "x")) },
        { "pipes", string.Concat(Enumerable.Repeat("|", 25_000)) + "\n" + string.Concat(Enumerable.Repeat("|-", 12_000)) },
        { "links", string.Concat(Enumerable.Repeat("[a](", 12_000)) },
        { "as many quotes as are read", new string('>', 1_990) },
        { "as many quotes in lines as are read", string.Concat(Enumerable.Repeat(new string('>', 100) + " a\n", 19)) },
        { "as many brackets as are read", new string('[', 1_990) },
        { "as many stars as are read", string.Concat(Enumerable.Repeat("*a_", 990)) },
        { "as many links as are read", string.Concat(Enumerable.Repeat("[a](", 990)) },
        { "as many pipes as are read", string.Concat(Enumerable.Repeat("|", 990)) + "\n" + string.Concat(Enumerable.Repeat("|-", 990)) },
        { "rows", "| a | b |\n|---|---|\n" + string.Concat(Enumerable.Repeat("| c | d |\n", 4_900)) },
        { "angle brackets", string.Concat(Enumerable.Repeat("<a ", 16_000)) },
    };

    [Theory]
    [MemberData(nameof(Costly))]
    public void A_text_made_to_cost_much_is_done_soon(string what, string source)
    {
        // The work of this thread, so that a busy machine says nothing of the text; the least of three, so that what is compiled the first time does not either.
        var cost = Enumerable.Range(0, 3).Min(_ =>
        {
            var start = HostileBounds.Time();
            Assert.NotNull(MarkdownHtml.Of(source));
            return HostileBounds.Time() - start;
        });
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {cost.TotalMilliseconds} ms");
        Assert.True(cost <= CostMax, $"{what}: {cost}");
    }
}
