using Bunit;
using Bunit.TestDoubles;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Editor.Outline;
using PlanEditor.Components.Suggestions;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;
using Xunit;

namespace PlanEditor.Tests.Editor;

public sealed class RenderTests
{
    [Fact]
    public async Task A_remote_change_renders_only_what_shows_it()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Commitment);
        var rows = view.FindComponents<OutlineRow>().ToDictionary(row => row.Instance.Item.Key);
        var facts = view.FindComponents<Fact>().Where(fact => fact.Instance.Data.Node == page.Whole.Commitment).ToDictionary(fact => fact.Instance.Data.Field.Key);
        var before = (Rows: rows.ToDictionary(row => row.Key, row => row.Value.RenderCount), Facts: facts.ToDictionary(fact => fact.Key, fact => fact.Value.RenderCount));

        page.Other(new SetField(page.Whole.Commitment, "endDate", Scalar.Of("2019-03-31")));

        Assert.Contains("31 Mar 2019", facts["endDate"].Markup, StringComparison.Ordinal);
        Assert.Equal(["endDate"], facts.Where(fact => fact.Value.RenderCount > before.Facts[fact.Key]).Select(fact => fact.Key));
        Assert.Empty(rows.Where(row => row.Value.RenderCount > before.Rows[row.Key] && row.Value.Instance.Item.Blocks + row.Value.Instance.Item.Warnings == 0).Select(row => row.Key));
    }

    [Fact]
    public async Task A_change_elsewhere_renders_nothing_of_the_open_part()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Commitment);
        var panel = view.FindComponent<NodePanel>();
        var before = panel.RenderCount;
        page.Other(new SetField(page.Whole.Dataset, "frequency", Scalar.Of("DAILY")));
        Assert.Equal(before, panel.RenderCount);
    }

    [Fact]
    public async Task What_is_closed_or_says_nothing_has_no_component()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Commitment);
        Assert.Empty(view.FindComponents<SuggestedHere>());
        Assert.Empty(view.FindComponents<NodeMenuItems>());
        view.Find("[role=treeitem] [aria-haspopup=menu]").Click();
        Assert.Single(view.FindAll("[role=menu]"));
        view.Find("[role=treeitem] [data-leave]").Click();
        Assert.Empty(view.FindAll("[role=menu]"));
    }

    [Fact]
    public async Task Escape_closes_a_menu_of_the_outline_and_its_button_has_the_focus_again()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Commitment);
        view.Find("[role=treeitem] [aria-label^='Add to']").Click();
        Assert.Single(view.FindAll("[role=menu]"));
        var item = page.Focused[^1];
        var before = page.Focused.Count;
        view.Find("[role=treeitem] .menu[data-closes]").KeyDown("Escape");
        Assert.Empty(view.FindAll("[role=menu]"));
        Assert.NotEqual(item, Assert.Single(page.Focused.Skip(before)));
    }

    [Fact]
    public async Task A_language_that_is_suggested_for_a_name_is_seen_on_the_page_of_the_part()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Milestone);
        var language = NodeKind.BesideOf(page.OnDisk[page.Whole.Milestone].Kind.NameField!)!;
        page.Other(new Suggest(new ProposalId(9), [new SetField(page.Whole.Milestone, language.Key, Scalar.Of("ne"))], []), new SendProposal(new ProposalId(9), "So."));
        Assert.Equal(new ProposalId(9), Assert.Single(view.FindComponents<SuggestedHere>().SelectMany(one => one.FindComponents<Stub<SuggestedItem>>())).Instance.Parameters.Get(item => item.Row).Id);
    }

    [Fact]
    public async Task What_is_as_it_was_is_held_once()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Commitment);
        var panel = view.FindComponent<NodePanel>();
        var (node, facts) = (panel.Instance.Node, panel.Instance.Node.Facts);
        page.Other(new SetField(page.Whole.Dataset, "frequency", Scalar.Of("DAILY")));
        Assert.Same(node, panel.Instance.Node);
        page.Other(new SetField(page.Whole.Commitment, "endDate", Scalar.Of("2019-03-31")));
        Assert.Equal(["endDate"], panel.Instance.Node.Facts.Except<FactView>(facts, ReferenceEqualityComparer.Instance).Select(fact => fact.Field.Key));
    }

    [Fact]
    public async Task A_row_says_what_it_is_of_and_what_is_open_there_whatever_it_is_called()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Dataset);
        page.Other(new EditText(page.Whole.Commitment, "title", TextChangeSet.Of(page.OnDisk[page.Whole.Commitment].Text("title").Length, (0, 0, "<b>Open</b> & "))));
        var row = view.Find($"[role=treeitem][data-key='{page.Whole.Commitment}']");
        Assert.StartsWith("C1 <b>Open</b> & ", row.QuerySelector("a.link")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("C1", row.QuerySelector("a.link > b.n")!.TextContent);
        Assert.Null(row.QuerySelector("a.link > span > b"));
    }

    [Fact]
    public async Task Typing_renders_no_text_anew()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Commitment);
        var island = view.Find($"#{PlanAddress.ElementId(page.Whole.Commitment, "problem")}");
        var text = island.GetAttribute("text");
        var parts = view.FindComponents<TextPart>().Select(part => (Part: part, part.RenderCount)).ToArray();
        var length = page.OnDisk[page.Whole.Commitment].Text("problem").Length;
        page.Other(new EditText(page.Whole.Commitment, "problem", TextChangeSet.Of(length, (0, 0, "New. "))));
        Assert.All(parts, one => Assert.Equal(one.RenderCount, one.Part.RenderCount));
        Assert.Equal(text, view.Find($"#{PlanAddress.ElementId(page.Whole.Commitment, "problem")}").GetAttribute("text"));
    }

    [Fact]
    public async Task A_new_title_shows_in_the_outline()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Dataset);
        page.Other(new EditText(page.Whole.Commitment, "title", TextChangeSet.Of(page.OnDisk[page.Whole.Commitment].Text("title").Length, (0, 0, "Openly "))));
        Assert.StartsWith("Openly ", view.FindComponents<OutlineRow>().Single(row => row.Instance.Item.Node == page.Whole.Commitment).Instance.Item.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_others_change_is_marked_as_new()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Commitment);
        Assert.Empty(view.FindAll(".fresh-1, .fresh-2"));
        await view.InvokeAsync(() => page.Session.DoAsync(new SetField(page.Whole.Commitment, "endDate", Scalar.Of("2019-03-31"))));
        Assert.Empty(view.FindAll(".fresh-1, .fresh-2"));
        page.Other(new SetField(page.Whole.Commitment, "endDate", Scalar.Of("2019-02-28")));
        Assert.Single(view.FindAll(".fresh-1"));
        page.Other(new SetField(page.Whole.Commitment, "endDate", Scalar.Of("2019-01-31")));
        Assert.Single(view.FindAll(".fresh-2"));
    }

    [Fact]
    public async Task An_open_control_keeps_what_is_half_typed()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Commitment);
        view.Find($"#v-{PlanAddress.ElementId(page.Whole.Commitment, "endDate")}").Click();
        view.Find("input.line").Input("31 Ma");
        page.Other(new SetField(page.Whole.Commitment, "endDate", Scalar.Of("2019-02-28")));
        Assert.Contains("28 Feb 2019", view.Find(".meanwhile").TextContent, StringComparison.Ordinal);
        view.Find("input.line").Input("31 Mar 2019");
        view.Find("input.line").KeyDown("Enter");
        Assert.Equal(new DateOnly(2019, 3, 31), ActionPlan.Commitment.EndDate.Read(page.OnDisk[page.Whole.Commitment]));
    }
}
