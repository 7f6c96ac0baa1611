using System.Text;
using PlanEditor.Export;
using Xunit;

namespace PlanEditor.Tests.Export;

public sealed class CsvTests
{
    [Theory]
    [InlineData("Publish budgets", "\"Publish budgets\"")]
    [InlineData("", "\"\"")]
    [InlineData("He said \"yes\", twice", "\"He said \"\"yes\"\", twice\"")]
    [InlineData("2017-2019", "\"2017-2019\"")]
    [InlineData("–", "\"–\"")]
    [InlineData("खुला तथ्याङ्क", "\"खुला तथ्याङ्क\"")]
    public void A_cell_is_quoted_and_else_as_it_is(string text, string cell) => Assert.Equal(cell, Csv.Cell(text));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠SUM(A1)", "'＠SUM(A1)")]
    [InlineData("  =1", "  '=1")]
    [InlineData("\u00a0=1", "\u00a0'=1")]
    [InlineData("\u200b=1", "\u200b'=1")]
    [InlineData("\t=1", "'\t'=1")]
    [InlineData("\r=1", "'\r'=1")]
    [InlineData("a;=1", "a;'=1")]
    [InlineData("a\n=1", "a\n'=1")]
    public void A_formula_is_not_one_any_more(string text, string harmless) => Assert.Equal($"\"{harmless}\"", Csv.Cell(text));

    [Theory]
    [InlineData("Results:\n\n- **Publish** the budget\n  - of each ministry; and its roads\n+ Train\n\nMore.")]
    [InlineData("Head\n====\n\nBelow\n\n---\n\n| a | b |\n|---|:-:|\n| 1 | 2 |")]
    [InlineData("One\r\n\r\n- two")]
    public void Markdown_is_as_it_was_written(string text) => Assert.Equal($"\"{text}\"", Csv.Cell(text));

    // As a spreadsheet reads a line that divides cells by other signs: what stands behind the end of a line begins a cell.
    [Theory]
    [InlineData("a\n- cmd|' /C calc'!A0", "a\n'- cmd|' /C calc'!A0")]
    [InlineData("a\n- WEBSERVICE (A1)", "a\n'- WEBSERVICE (A1)")]
    [InlineData("a\n+ [1]Sheet!A1", "a\n'+ [1]Sheet!A1")]
    [InlineData("a\n- ＨＹＰＥＲＬＩＮＫ（A1）", "a\n'- ＨＹＰＥＲＬＩＮＫ（A1）")]
    [InlineData("a\n-1", "a\n'-1")]
    [InlineData("a\n\n=1", "a\n\n'=1")]
    [InlineData("a\n@SUM", "a\n'@SUM")]
    [InlineData("a\n－ 1", "a\n'－ 1")]
    [InlineData("a; - b", "a; '- b")]
    [InlineData("a\n\t- b", "a\n'\t'- b")]
    [InlineData("- a\n- b", "'- a\n- b")]
    [InlineData("\n- a", "'\n'- a")]
    [InlineData("---", "'---")]
    public void Inside_a_text_a_formula_is_none_either(string text, string harmless) => Assert.Equal($"\"{harmless}\"", Csv.Cell(text));

    [Fact]
    public void Quotes_before_a_formula_hide_nothing() => Assert.Equal("\"\"\"'=1\"", Csv.Cell("\"=1"));

    [Fact]
    public void Rows_end_with_both_signs_and_the_file_says_that_it_is_unicode()
    {
        var file = Csv.Write([["a", "b"], [], ["c"]]);
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.Equal("\"a\",\"b\"\r\n\r\n\"c\"\r\n", Encoding.UTF8.GetString(file[3..]));
    }
}
