using Bunit;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.AspNetCore.Components.Forms;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Import;
using PlanEditor.Tests.Editor;
using PlanEditor.Tests.Export.Word;
using PlanModel.Operations;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Import.Word;

public sealed class WordReturnPageTests
{
    [Fact]
    public async Task What_came_back_is_shown_chosen_and_brought_in_and_the_same_file_again_is_known()
    {
        await using var page = new OpenPage(role: Role.Contributor);
        var file = await EditedAsync(page);
        page.Show(PlanTab.Import);
        page.Other(new EditText(page.Whole.Commitment, "problem", TextChangeSet.Of(20, (0, 0, "By now: "))));
        Choose(page, file);
        Assert.Contains("Two edits and one comment · one to bring in by hand · plan.docx, made from revision", page.View.Find("#word-found + p").TextContent, StringComparison.Ordinal);
        Assert.Contains("Li Wei, in Word", page.View.Find(".came").TextContent, StringComparison.Ordinal);
        Assert.Contains("soon", page.View.Find("ul.left").TextContent, StringComparison.Ordinal);

        // One is not wanted.
        page.View.FindAll(".came input[type=checkbox]")[0].Change(false);
        Assert.Equal("Bring in one suggestion and one comment", Button(page).TextContent);
        Button(page).Click();
        page.View.WaitForAssertion(() => Assert.Contains("Brought in one suggestion and one comment.", page.View.Find(".done").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(40));
        var proposal = Assert.Single(page.OnDisk.Proposals.Open);
        Assert.Equal("By Li Wei, in Word.", proposal.Reason);
        Assert.Equal("Ana Pérez, in Word:\nAll of them?", Assert.Single(page.OnDisk.Threads).Entries[0].Text);
        Assert.Equal("By now: Nobody can see them.", page.OnDisk[page.Whole.Commitment].Text("problem").ToString());

        Choose(page, file);
        Assert.Contains("One edit and no comments · two in the plan already", page.View.Find("#word-found + p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_plan_or_of_none_is_refused_in_words()
    {
        await using var page = new OpenPage();
        page.Show(PlanTab.Import);
        Input(page).UploadFiles(InputFileContent.CreateFromBinary(await WordReader.WriteAsync(page.WordFiles.Export(page.Session.Plan with { Slug = "nepal" }, 1)), "plan.docx"));
        page.View.WaitForAssertion(() => Assert.Contains("made from another plan, “nepal”", page.View.Find("[role=alert]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(40));
        Input(page).UploadFiles(InputFileContent.CreateFromText("hello", "plan.docx"));
        page.View.WaitForAssertion(() => Assert.Contains("This is no Word file", page.View.Find("[role=alert]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Of_much_to_bring_in_by_hand_the_first_is_shown_and_the_rest_when_it_is_wanted()
    {
        await using var page = new OpenPage(role: Role.Contributor);
        using var hand = new WordHand(await WordReader.WriteAsync(page.WordFiles.Export(page.Session.Plan, 1)));
        for (var at = 0; at < 120; at++) hand.Control($"{page.Whole.Commitment}:problem").InsertBeforeSelf(new Paragraph(new Run(new Text($"Remark {at}"))));
        page.Show(PlanTab.Import);
        Choose(page, hand.Save());
        Assert.Equal(100, page.View.FindAll("ul.left > li").Count);
        page.View.FindAll("button").Single(button => button.TextContent == "Show all").Click();
        Assert.Equal(120, page.View.FindAll("ul.left > li").Count);
    }

    [Fact]
    public async Task Who_may_not_suggest_has_no_Word_file_to_choose()
    {
        await using var page = new OpenPage(role: Role.Peer, country: null);
        Assert.Empty(page.Show(PlanTab.Import).FindComponents<WordReturn>());
    }

    private static async Task<byte[]> EditedAsync(OpenPage page)
    {
        using var hand = new WordHand(await WordReader.WriteAsync(page.WordFiles.Export(page.Session.Plan, 1)));
        return hand
            .Type($"{page.Whole.Commitment}:problem", "them", "the budgets")
            .Track($"{page.Whole.Commitment}:solution", "municipality", "village", "Li Wei")
            .Type($"{page.Whole.Milestone}:dueDate", "31 Jan 2018", "soon")
            .Say($"{page.Whole.Commitment}:solution", "each", "Ana Pérez", "All of them?")
            .Save();
    }

    private static void Choose(OpenPage page, byte[] file)
    {
        Input(page).UploadFiles(InputFileContent.CreateFromBinary(file, "plan.docx"));
        page.View.WaitForState(() => page.View.FindAll("#word-found").Count == 1, TimeSpan.FromSeconds(40));
    }

    private static IRenderedComponent<InputFile> Input(OpenPage page) => page.View.FindComponents<InputFile>()[0];

    private static AngleSharp.Dom.IElement Button(OpenPage page) => page.View.Find(".bring");
}
