using DocumentFormat.OpenXml.Wordprocessing;
using OgdPlans.Tests;
using PlanEditor.Export.Word;
using PlanModel;
using Xunit;

namespace PlanEditor.Tests.Export.Word;

/// <summary>Texts that nobody should write, and somebody does.</summary>
public sealed class WordAwkwardTests
{
    private static readonly string[] Markdown =
    [
        string.Concat(Enumerable.Range(0, 60).Select(level => $"{new string(' ', level * 2)}- level {level}\n")),
        string.Concat(Enumerable.Range(0, 12).Select(level => $"{new string(' ', level * 3)}{level + 1}. level {level}\n")),
        string.Concat(Enumerable.Repeat("> ", 40)) + "quoted",
        string.Concat(Enumerable.Repeat("> ", 200)) + "too deep",
        "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| only |\n",
        "|" + string.Concat(Enumerable.Repeat(" c |", 70)) + "\n|" + string.Concat(Enumerable.Repeat("---|", 70)) + "\n",
        new string('x', 40_000),
        new string('\u0301', 500),
        "\u09c7\u093e\u0982\u0901",
        "- \n- \n\n1.\n2.",
        "- - - nested at once",
        "7. seven\n8. eight\n\ntext\n\n1. one",
        "99999999999. huge",
        "**bold _both ~~all~~_** `code` <b>no html</b> &copy; &#0; \\* \\[",
        "```\ncode\n\twith tab\n```\n\n    indented\n",
        "[web](https://example.org/a%20b?q=\"x\"&y=1) [mail](mailto:a@example.org) [bad](javascript:alert(1)) [ftp](ftp://example.org/) ![](https://example.org/p.png) <https://example.org> https://example.org/bare",
        "[long](https://example.org/" + new string('a', 4_000) + ")",
        "# one\n## two\n###### six\n\n---\n\nSetext\n===",
        string.Concat(Enumerable.Repeat("[a](b", 3_000)),
        "العربية and עברית beside বাংলা, नेपाली। English 123",
        "* a\n\n  second paragraph\n\n  > quote in a list\n\n  | t |\n  |---|\n  | u |\n",
    ];

    [Fact]
    public async Task Every_naughty_string_in_every_field_makes_a_valid_file_that_holds_it()
    {
        var plan = AwkwardPlan.Naughty();
        var file = await WordReader.WriteAsync(WordReader.Of(plan.Document, new Dictionary<UserId, string>()));
        WordReader.Check(file);
        var fields = WordReader.Fields(file);
        foreach (var node in plan.Document.All())
            if (node.Kind.NameField is { } name && fields.TryGetValue($"{node.Id}:{name.Key}", out var shown)) Assert.Equal(name.ReadString(node), shown);
    }

    [Fact]
    public async Task Awkward_Markdown_makes_a_valid_file_and_links_lead_nowhere_but_to_the_web_and_mailboxes()
    {
        var whole = new WholePlan();
        foreach (var (text, at) in Markdown.Select((text, at) => (text, at)))
        {
            var section = whole.Plan.Add("customSection", ("title", $"Text {at}"), ("text", text));
            if (text.Length < 3_000) whole.Plan.Add("milestone", whole.Commitment, ("title", $"Step {at}"), ("deliverable", text));
            Assert.NotEqual(default, section);
        }

        var file = await WordReader.WriteAsync(WordReader.Of(whole.Plan.Document));
        WordReader.Check(file);
        WordReader.Read(file, main =>
        {
            var links = main.Document!.Descendants<FieldCode>().Select(code => code.Text.Trim()).Where(code => code.StartsWith("HYPERLINK", StringComparison.Ordinal)).Distinct().ToList();
            Assert.All(links, link => Assert.Matches("^HYPERLINK \"(https?://|mailto:)[^\"\\\\ ]+\"$", link));
            Assert.Contains("HYPERLINK \"https://example.org/a%20b?q=%22x%22&y=1\"", links);
            Assert.DoesNotContain(main.Document.Descendants<Drawing>(), _ => true);
            // Each list that counts begins at its own number.
            var numbering = main.NumberingDefinitionsPart!.Numbering!;
            Assert.Contains(numbering.Descendants<StartOverrideNumberingValue>(), start => start.Val! == 7);
            Assert.Contains(main.Document.Descendants<NumberingLevelReference>(), level => level.Val! == 8);
            return 0;
        });
    }

    [Theory]
    [InlineData("plain", "plain|")]
    [InlineData("বাংলা", "বাংলা|bn-BD")]
    [InlineData("नेपाली।", "नेपाली।|ne-NP")]
    [InlineData("The word সরকার (sarkar).", "The word |,সরকার|bn-BD, (sarkar).|")]
    [InlineData("সরকার ও জনগণ, ২০১৭।", "সরকার ও জনগণ, ২০১৭।|bn-BD")]
    [InlineData("नेपाल OGD पोर्टल", "नेपाल|ne-NP, OGD |,पोर्टल|ne-NP")]
    [InlineData("র‍্যাব", "র‍্যাব|bn-BD")]
    [InlineData("العربية 1", "العربية 1|ar-SA")]
    [InlineData("", "")]
    [InlineData("… — 12", "… — 12|")]
    public void A_text_is_cut_where_the_script_changes(string text, string stretches) =>
        Assert.Equal(stretches, string.Join(',', WordScripts.Of(text).Select(stretch => $"{stretch.Text}|{stretch.Complex}")));

    [Fact]
    public void What_XML_refuses_is_replaced() => Assert.Equal("a\uFFFDb\tc\nd\uFFFD\uFFFD😀", WordScripts.Clean("a\u000bb\tc\nd\uFFFF\ud800😀"));
}
