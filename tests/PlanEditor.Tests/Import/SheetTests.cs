using System.Text;
using PlanEditor.Import;
using Xunit;

namespace PlanEditor.Tests.Import;

public sealed class SheetTests
{
    [Theory]
    [InlineData("Step,Due\nOne,2018-01-31\n")]
    [InlineData("\uFEFFStep;Due\r\nOne;2018-01-31\r\n")]
    [InlineData("Step\tDue\nOne\t2018-01-31")]
    [InlineData("\n\nStep,Due\n\nOne,2018-01-31\n,\n")]
    public void Values_between_commas_semicolons_or_tabs_are_read(string text)
    {
        var sheet = SheetFile.Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal(["Step", "Due"], sheet.Headers);
        Assert.Equal(["One", "2018-01-31"], Assert.Single(sheet.Rows).Cells.Select(cell => cell.Text));
    }

    [Theory]
    [InlineData("Step\nBudgets, contracts; audits\n", "Step", "Budgets, contracts; audits")]
    [InlineData("Step, short\tDue\nOne, two\t2018-01-31\n", "Step, short", "One, two")]
    public void Commas_within_the_cells_of_a_copied_column_or_table_divide_nothing(string text, string header, string cell)
    {
        var sheet = SheetFile.Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal((header, cell), (sheet.Headers[0], sheet[0, 0].Text));
    }

    [Fact]
    public void Quotation_marks_hold_lines_and_delimiters_together()
    {
        var sheet = SheetFile.Read("Step,Deliverable\n\"Say \"\"yes\"\", or no\",\"first\nsecond\"\n"u8.ToArray());
        Assert.Equal(["Say \"yes\", or no", "first\nsecond"], sheet.Rows[0].Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void Utf_16_that_says_so_is_read()
    {
        var encoding = Encoding.Unicode;
        Assert.Equal("ধাপ", SheetFile.Read([.. encoding.GetPreamble(), .. encoding.GetBytes("Step\nধাপ\n")])[0, 0].Text);
    }

    [Fact]
    public void A_workbook_gives_words_numbers_days_and_what_formulas_came_to()
    {
        var sheet = SheetFile.Read(Workbook.Of(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Due</t></is></c></row>
            <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>1.234</v></c><c r="C3" s="1"><v>43312</v></c><c r="D3" s="2"><v>43312</v></c><c r="E3" t="b"><v>1</v></c><c r="F3"><f>SUM(A1:A9)</f><v>12</v></c><c r="G3" t="str"><f>HYPERLINK("http://evil.example")</f><v>words</v></c><c r="H3"><f>1/0</f></c><c r="I3" t="e"><v>#REF!</v></c></row>
            """,
            strings: "<si><t>Step</t></si><si><r><t>One </t></r><r><t>chart</t></r><rPh><t>not this</t></rPh></si>"));
        Assert.Equal(["Step", "", "Due"], sheet.Headers);
        var row = Assert.Single(sheet.Rows);
        Assert.Equal(3, row.Line);
        Assert.Equal([new Cell("One chart"), Cell.Of(1.234m), new Cell("2018-07-31"), new Cell("2018-07-31"), new Cell("yes"), Cell.Of(12), new Cell("words"), new Cell(""), new Cell("#REF!")], row.Cells);
    }

    [Fact]
    public void A_sheet_goes_through_the_pipe_as_it_is()
    {
        var sheet = new Sheet(["Step", "মূল্য"], [new SheetRow(7, [new Cell("a \"b\"\nc"), Cell.Of(12.50m)]), new SheetRow(9, [])]);
        using var pipe = new MemoryStream();
        SheetJson.Write(pipe, sheet);
        var read = SheetJson.Read(pipe.ToArray());
        Assert.Equal(sheet.Headers, read.Headers);
        Assert.Equal(sheet.Rows.Select(row => (row.Line, string.Join('|', row.Cells))), read.Rows.Select(row => (row.Line, string.Join('|', row.Cells))));
    }
}
