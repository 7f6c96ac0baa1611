using System.Text;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using PlanEditor.Components.Editor;
using PlanEditor.Import;
using PlanEditor.Tests.Editor;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Import;

public sealed class ImportPageTests
{
    private const string File = "Commitment,Step,Due\nC1,Print the lists,2018-03-31\nC1,Open the desks,soon\nC1,Count the calls,2018-05-31\n";

    [Fact]
    public async Task What_is_wrong_is_named_mended_in_its_place_and_all_rows_come_in_as_one_change()
    {
        await using var page = new OpenPage();
        Choose(page, File);
        Assert.Contains("2 can be brought in, 1 has something wrong", page.View.Find("#import-rows + p").TextContent, StringComparison.Ordinal);
        Assert.Contains("“soon” is not a day", page.View.Find(".why").TextContent, StringComparison.Ordinal);
        Assert.True(Button(page).HasAttribute("disabled"));

        page.View.Find("td input").Change("30 Apr 2018");
        Assert.Equal("Bring in three rows", Button(page).TextContent);
        Button(page).Click();
        page.View.WaitForAssertion(() => Assert.Contains("Brought in three milestones", page.View.Find(".done").TextContent, StringComparison.Ordinal));
        Assert.Equal(3, page.Committed.Single().Operations.Length);
        Assert.Equal(["One chart", "All publish", "Print the lists", "Open the desks", "Count the calls"], page.OnDisk.Children(page.OnDisk[page.Whole.Commitment], ActionPlan.Milestone.Kind).Select(page.OnDisk.Title));
    }

    [Fact]
    public async Task What_comes_first_in_days_of_numbers_is_asked_once_for_all_rows()
    {
        await using var page = new OpenPage();
        Choose(page, "Commitment,Step,Due\nC1,Print the lists,3/2/2018\nC1,Open the desks,4/5/2018\n");
        Assert.Contains("0 can be brought in", page.View.Find("#import-rows + p").TextContent, StringComparison.Ordinal);
        var order = page.View.FindAll("label.under").Single(label => label.TextContent.Contains("Days such as 3/2/2018", StringComparison.Ordinal)).QuerySelector("select")!;
        Assert.Equal(["– not said –", "3 Feb 2018: the day first", "2 Mar 2018: the month first"], order.QuerySelectorAll("option").Select(option => option.TextContent));

        order.Change("MonthFirst");
        Assert.Contains("all can be brought in", page.View.Find("#import-rows + p").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 Mar 2018", page.View.Find("#import-rows").ParentElement!.TextContent, StringComparison.Ordinal);
        Button(page).Click();
        page.View.WaitForState(() => page.Committed.Count == 1);
        Assert.Equal([Scalar.Of("2018-03-02"), Scalar.Of("2018-04-05")], page.Committed.Single().Operations.Cast<InsertNode>().Select(insert => insert.Fields["dueDate"]));
    }

    [Fact]
    public async Task Where_a_column_goes_is_said_in_the_language_of_the_plan_too()
    {
        await using var page = new OpenPage();
        Choose(page, "चरण,म्याद\nसूची छाप्ने,2018-03-31\n");
        var options = page.View.FindAll(".columns select")[0].QuerySelectorAll("option").Select(option => option.TextContent).ToArray();
        Assert.Contains("Step · चरण", options);
        Assert.Contains("Due · अन्त्य", options);
        Assert.Contains("Supporters", options);
    }

    [Theory]
    [InlineData("es", "dueDate", "vence")]
    [InlineData("bn", "dueDate", "শেষ")]
    [InlineData("en", "dueDate", null)]
    [InlineData(null, "dueDate", null)]
    [InlineData("es", "title", "hito")]
    public void A_column_has_its_usual_word(string? language, string key, string? word)
    {
        var kind = ImportKind.Find("milestone")!;
        Assert.Equal(word, ColumnGuess.WordIn(kind, kind.Targets.Single(target => target.Key == key), language));
    }

    [Fact]
    public async Task Rows_with_something_wrong_are_left_out_only_if_somebody_says_so()
    {
        await using var page = new OpenPage();
        Choose(page, File);
        Assert.True(Button(page).HasAttribute("disabled"));
        page.View.Find(".leave input").Change(true);
        Assert.Equal("Bring in two rows", Button(page).TextContent);
        Button(page).Click();
        page.View.WaitForState(() => page.Committed.Count == 1);
        Assert.Equal(2, page.Committed.Single().Operations.Length);
    }

    [Fact]
    public async Task What_is_there_already_says_so_at_its_name_and_comes_in_when_it_is_ticked()
    {
        await using var page = new OpenPage();
        Choose(page, "Name,Acronym\nNational Information Office,NIO\nMinistry of Rivers,MoR\n", "organisation");
        Assert.Contains("1 can be brought in, 1 is there already", page.View.Find("#import-rows + p").TextContent, StringComparison.Ordinal);
        Assert.Equal("There is an organisation of this name already", page.View.Find("tr.out .there").TextContent);
        Assert.Equal("Bring in one row", Button(page).TextContent);
        page.View.Find(".again input").Change(true);
        Assert.Equal("Bring in two rows", Button(page).TextContent);
        page.View.Find(".again input").Change(false);
        Button(page).Click();
        page.View.WaitForState(() => page.Committed.Count == 1);
        Assert.Equal(Scalar.Of("Ministry of Rivers"), ((InsertNode)page.Committed.Single().Operations.Single()).Fields["name"]);
    }

    [Fact]
    public async Task A_column_can_go_elsewhere()
    {
        await using var page = new OpenPage();
        Choose(page, "Commitment,Step,When\nC1,Print the lists,2018-03-31\n");
        page.View.FindAll(".columns select")[2].Change("dueDate");
        Button(page).Click();
        page.View.WaitForState(() => page.Committed.Count == 1);
        Assert.Equal(Scalar.Of("2018-03-31"), ((InsertNode)page.Committed.Single().Operations.Single()).Fields["dueDate"]);
    }

    [Fact]
    public async Task The_file_to_fill_in_has_the_columns_of_what_is_chosen()
    {
        await using var page = new OpenPage();
        page.Show(PlanTab.Import);
        page.View.Find(".choose select").Change("dataset");
        foreach (var name in (string[])["datasets.xlsx", "datasets.csv"])
        {
            var given = Convert.FromBase64String(page.View.Find($"a[download='{name}']").GetAttribute("href")!.Split("base64,")[1]);
            Assert.Equal(name.EndsWith("xlsx", StringComparison.Ordinal) ? BlankSheet.Workbook(ImportKind.Find("dataset")!) : BlankSheet.Csv(ImportKind.Find("dataset")!), given);
        }
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_says_why()
    {
        await using var page = new OpenPage();
        page.Show(PlanTab.Import);
        Sheets(page).UploadFiles(InputFileContent.CreateFromBinary(Encoding.Latin1.GetBytes("Step\nAño\n"), "rows.csv"));
        page.View.WaitForAssertion(() => Assert.Contains("not written in UTF-8", page.View.Find("[role=alert]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Who_may_not_edit_reads_why_and_has_no_spreadsheet_to_choose()
    {
        await using var page = new OpenPage(role: Role.Contributor);
        var view = page.Show(PlanTab.Import);
        Assert.Equal(".docx", Assert.Single(view.FindAll("input[type=file]")).GetAttribute("accept"));
        Assert.Contains("Contributors suggest and comment", view.Find(".import").TextContent, StringComparison.Ordinal);
    }

    private static void Choose(OpenPage page, string csv, string kind = "milestone")
    {
        page.Show(PlanTab.Import);
        page.View.Find(".choose select").Change(kind);
        Sheets(page).UploadFiles(InputFileContent.CreateFromText(csv, "rows.csv"));
        page.View.WaitForState(() => page.View.FindAll("#import-rows").Count == 1, TimeSpan.FromSeconds(20));
    }

    private static IRenderedComponent<InputFile> Sheets(OpenPage page) => page.View.FindComponents<InputFile>()[^1];

    private static IElement Button(OpenPage page) => page.View.Find(".last .btn.primary");
}
