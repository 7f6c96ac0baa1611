using Bunit;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Preview;
using PlanEditor.Tests.Editor;
using PlanModel;
using PlanModel.Operations;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Preview;

public sealed class PreviewTests
{
    [Fact]
    public async Task The_plan_reads_as_a_document_with_a_way_back_from_each_heading()
    {
        await using var page = new OpenPage();
        var view = page.Show(PlanTab.Preview);
        Assert.Equal("Open data plan", view.Find("#preview-title").TextContent);
        Assert.Contains("Draft, revision 1", view.Find(".cover").TextContent, StringComparison.Ordinal);
        var heading = view.Find($"#p-{page.Whole.Commitment} h3 a");
        Assert.Equal("C1 Publish local budgets", heading.TextContent);
        Assert.Equal($"plans/np/{page.Whole.Commitment}", heading.GetAttribute("href"));
        Assert.Equal(["No.", "Milestone", "Due", "Responsible"], view.FindAll($"#p-{page.Whole.Commitment} table:last-of-type thead th").Select(cell => cell.TextContent).TakeLast(4));
    }

    [Fact]
    public async Task Others_typing_renders_the_section_that_shows_it_and_nothing_else()
    {
        await using var page = new OpenPage();
        var view = page.Show(PlanTab.Preview);
        var sections = view.FindComponents<PreviewSection>().ToDictionary(section => section.Instance.Section.Key);
        var contents = view.FindComponent<PreviewContents>();
        var before = (Sections: sections.ToDictionary(section => section.Key, section => section.Value.RenderCount), Contents: contents.RenderCount);

        page.Other(new EditText(page.Whole.Commitment, "problem", TextChangeSet.Of(page.OnDisk[page.Whole.Commitment].Text("problem").Length, (0, 0, "Today "))));

        Assert.Contains("Today Nobody can see them.", sections[page.Whole.Commitment.ToString()].Markup, StringComparison.Ordinal);
        Assert.Equal([page.Whole.Commitment.ToString()], sections.Where(section => section.Value.RenderCount > before.Sections[section.Key]).Select(section => section.Key));
        Assert.Equal(before.Contents, contents.RenderCount);
    }

    [Fact]
    public async Task A_new_title_shows_in_the_contents()
    {
        await using var page = new OpenPage();
        var view = page.Show(PlanTab.Preview);
        page.Other(new EditText(page.Whole.Commitment, "title", TextChangeSet.Of(page.OnDisk[page.Whole.Commitment].Text("title").Length, (0, 0, "Openly "))));
        Assert.Contains("C1Openly Publish local budgets", view.Find(".contents").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_text_has_its_language()
    {
        await using var page = new OpenPage();
        page.Whole.Plan.Set(page.Whole.Commitment, "problem", "कसैले देख्दैन।");
        await using var nepali = new OpenPage(page.Whole);
        var view = nepali.Show(PlanTab.Preview);
        Assert.Equal("ne", view.FindAll($"#p-{page.Whole.Commitment} .prose")[0].GetAttribute("lang"));
        Assert.Equal("en", view.FindAll($"#p-{page.Whole.Commitment} .prose")[1].GetAttribute("lang"));
        Assert.Equal("en", view.Find(".preview").GetAttribute("lang"));
    }

    [Fact]
    public async Task Who_may_only_read_sees_the_preview_and_no_import()
    {
        await using var page = new OpenPage(role: Role.Reviewer, country: null);
        var view = page.Show(PlanTab.Preview);
        Assert.NotNull(view.Find(".preview"));
        Assert.Empty(view.FindAll(".tools a.import"));
        await using var own = new OpenPage();
        Assert.Single(own.Show(NodeId.Root).FindAll(".tools a.import"));
    }

    [Fact]
    public async Task A_removed_part_goes_from_the_preview()
    {
        await using var page = new OpenPage();
        var view = page.Show(PlanTab.Preview);
        page.Other(new RemoveNode(page.Whole.Milestone));
        Assert.DoesNotContain("One chart", view.Find(".preview").TextContent, StringComparison.Ordinal);
    }
}
