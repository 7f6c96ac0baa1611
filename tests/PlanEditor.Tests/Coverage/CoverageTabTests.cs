using Bunit;
using OgdPlans.Tests;
using PlanEditor.Components.Coverage;
using PlanEditor.Components.Editor;
using PlanEditor.Tests.Editor;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Text;
using Xunit;

namespace PlanEditor.Tests.Coverage;

public sealed class CoverageTabTests
{
    [Fact]
    public async Task Tables_have_heads_for_each_row_and_column()
    {
        await using var page = new OpenPage();
        var view = page.Show(PlanTab.Coverage);
        Assert.Equal(5, view.FindAll(".coverage table").Count);
        Assert.All(view.FindAll(".coverage table th"), head => Assert.Contains(head.GetAttribute("scope"), new[] { "col", "row" }));
        Assert.All(view.FindAll(".coverage table"), table => Assert.NotEmpty(view.Find($"#{table.GetAttribute("aria-labelledby")}").TextContent));
    }

    [Fact]
    public async Task A_cell_is_a_word_a_sign_and_a_way_to_its_source()
    {
        await using var page = new OpenPage();
        var view = page.Show(PlanTab.Coverage);
        var cell = view.FindComponents<MatrixTable>()[0].Find("tbody td.whole a");
        Assert.Equal($"plans/np/{page.Whole.FirstMapping}/strength", cell.GetAttribute("href"));
        Assert.Equal("C1, 16.6: Primary", cell.TextContent);
    }

    [Fact]
    public async Task A_cell_that_several_parts_say_leads_to_each()
    {
        var whole = new WholePlan();
        var women = whole.Plan.Add("vulnerableGroup", ("group", "womenGirls"), ("channels", "communityRadio"), ("commitments", whole.Commitment.ToString()));
        await using var page = new OpenPage(whole);
        var cell = page.Show(PlanTab.Coverage).FindComponents<MatrixTable>()[2].Find("tbody td .several");
        Assert.StartsWith("C1, Community radio: 2 groups", string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal([$"plans/np/{whole.Group}/channels", $"plans/np/{women}/channels"], cell.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task A_hole_is_named_in_words_with_its_weight_and_its_cure()
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Group, "intermediaries", null);
        whole.Plan.Set(whole.Group, "channels", "website");
        await using var page = new OpenPage(whole);
        var view = page.Show(PlanTab.Coverage);

        var holes = view.FindAll(".holes li");
        Assert.Equal("Blocks final:", holes[0].QuerySelector("[role=img]")!.GetAttribute("aria-label"));
        Assert.Equal("Warning:", holes[1].QuerySelector("[role=img]")!.GetAttribute("aria-label"));
        Assert.Equal($"plans/np/{whole.Group}/intermediaries", holes[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.StartsWith("1 blocks final, 1 is a warning, ", view.Find(".holes > p").TextContent, StringComparison.Ordinal);
        Assert.Contains("No intermediary", view.Find(".coverage td .gap.block").TextContent, StringComparison.Ordinal);
        Assert.Contains("None: online only", view.Find(".coverage td .gap.caution").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_without_commitments_and_groups_says_what_to_do()
    {
        var whole = new WholePlan();
        whole.Plan.Remove(whole.Commitment);
        whole.Plan.Remove(whole.Group);
        await using var page = new OpenPage(whole);
        var view = page.Show(PlanTab.Coverage);
        Assert.Equal(["plans/np/commitments/commitment", "plans/np/groups/vulnerableGroup"], view.FindAll(".coverage .card.empty a").Select(link => link.GetAttribute("href")));
        Assert.Empty(view.FindAll(".coverage table"));
    }

    [Fact]
    public async Task Only_what_changed_renders()
    {
        await using var page = new OpenPage();
        var view = page.Show(PlanTab.Coverage);
        var tab = view.FindComponent<CoverageTab>();
        var matrices = view.FindComponents<MatrixTable>();
        var before = (Tab: tab.RenderCount, Matrices: matrices.Select(matrix => matrix.RenderCount).ToArray());

        page.Other(new EditText(page.Whole.Commitment, "problem", TextChangeSet.Of(page.OnDisk[page.Whole.Commitment].Text("problem").Length, (0, 0, "New. "))));
        Assert.Equal(before.Tab, tab.RenderCount);
        page.Other(new SetField(page.Whole.LastMapping, "strength", Scalar.Of("primary")));
        Assert.True(tab.RenderCount > before.Tab);
        Assert.Equal([1, 0, 0, 0], matrices.Select((matrix, at) => matrix.RenderCount - before.Matrices[at]));
    }
}
