using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Components.Editor;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Editor;

public sealed class PartsTests
{
    [Fact]
    public async Task A_milestone_is_added_at_the_end_with_the_leads_organisation()
    {
        await using var page = new OpenPage();
        page.Show(page.Whole.Commitment);
        page.View.FindAll(".add").Single(button => button.TextContent.Contains("milestone", StringComparison.Ordinal)).Click();
        var insert = Assert.IsType<InsertNode>(page.Committed.Single().Operations.Single());
        Assert.Equal((page.Whole.Commitment, "milestone"), (insert.Parent, insert.Kind));
        Assert.Equal(page.OnDisk[page.Whole.Commitment].Children[^1], insert.Node);
    }

    [Fact]
    public async Task A_target_is_added_by_choosing_it_and_the_page_stays()
    {
        await using var page = new OpenPage();
        page.Show(page.Whole.Commitment);
        page.View.FindAll(".add").Single(button => button.TextContent.Contains("SDG target", StringComparison.Ordinal)).Click();
        page.View.Find(".choosing input[role=combobox]").Input("1.4");
        page.View.FindAll(".choosing [role=option]").First(option => option.TextContent.Contains("1.4 ", StringComparison.Ordinal)).Click();
        var insert = Assert.IsType<InsertNode>(page.Committed.Single().Operations.Single());
        Assert.Equal(Scalar.Of("1.4"), insert.Fields["target"]);
        Assert.Empty(page.View.FindAll(".choosing"));
        Assert.Contains("Target 1.4", page.View.FindAll(".sdg article").Select(card => card.GetAttribute("aria-label")));
    }

    [Fact]
    public async Task An_amount_stands_with_its_currency_counted_as_the_country_counts()
    {
        var plan = new WholePlan();
        var resource = plan.Plan.Add("resource", ("amount", "4800000"), ("currency", "NPR"));
        await using var page = new OpenPage(plan);
        page.Show(resource);
        Assert.Contains("48,00,000 NPR", page.View.Find($"#{PlanAddress.ElementId(resource, "amount")}").TextContent, StringComparison.Ordinal);
        page.View.Find($"#v-{PlanAddress.ElementId(resource, "amount")}").Click();
        Assert.Equal("48,00,000", page.View.Find("input.line").GetAttribute("value"));
    }

    [Fact]
    public async Task A_part_that_others_removed_stays_open_with_the_way_back()
    {
        await using var page = new OpenPage();
        page.Show(page.Whole.Milestone);
        page.Other(new RemoveNode(page.Whole.Milestone));
        Assert.Contains("Somebody else removed this", page.View.Find(".node .banner").TextContent, StringComparison.Ordinal);
        Assert.Contains("What you write here is kept.", page.View.Find(".node .banner").TextContent, StringComparison.Ordinal);
        page.View.Find(".node .banner button").Click();
        Assert.Empty(page.View.FindAll(".node .banner"));
        Assert.True(page.OnDisk.IsVisible(page.OnDisk[page.Whole.Milestone]));
    }

    [Fact]
    public async Task Removed_parts_are_listed_with_who_and_the_way_back()
    {
        await using var page = new OpenPage();
        page.Show(page.Whole.Commitment);
        page.Other(new RemoveNode(page.Whole.Milestone));
        page.View.Find(".removed > button").Click();
        Assert.Contains("removed by Somebody else", page.View.Find(".removed li").TextContent, StringComparison.Ordinal);
        page.View.Find(".removed li button").Click();
        Assert.Empty(page.View.FindAll(".removed"));
    }

    [Fact]
    public async Task What_stays_with_a_part_is_said_before_it_is_converted_or_merged()
    {
        await using var page = new OpenPage(role: Role.PlanLead);
        var (session, milestone) = (page.Session, page.Whole.Milestone);
        var (asked, opened) = (new List<PartChoice>(), new List<string>());
        var acts = new PartActs(session, page.Services.GetRequiredService<MudBlazor.ISnackbar>(), opened.Add);
        acts.Choosing += asked.Add;
        await acts.ConvertAsync(page.Whole.SecondMilestone, ActionPlan.Commitment.Kind);
        Assert.Empty(asked);
        Assert.Single(opened);

        Assert.Null(await session.DoAsync(new StartThread(new ThreadId(70), milestone, "title", null, Severity.Should, "Which chart?")));
        Assert.Null(await session.DoAsync(new Suggest(new ProposalId(9), [new SetField(milestone, "dueDate", Scalar.Of("2018-03-12"))], []), new SendProposal(new ProposalId(9), "So.")));
        await acts.ConvertAsync(milestone, ActionPlan.Commitment.Kind);
        var question = Assert.Single(asked);
        Assert.Equal(("Convert C1.M1 to commitment?", "Convert"), ($"{question.Title}", question.Verb));
        Assert.StartsWith("One comment and one suggested change stay with the old part, which is removed.", question.Note, StringComparison.Ordinal);
        Assert.Single(opened);
        await question.ChosenAsync(question.Places.Single().Id);
        Assert.Equal(2, opened.Count);
        Assert.False(page.OnDisk.IsVisible(page.OnDisk[milestone]));

        Assert.Null(await session.DoAsync(new StartThread(new ThreadId(71), page.Whole.Organisation, null, null, Severity.Should, "Is it one office?")));
        acts.AskMerge(page.Whole.Organisation);
        Assert.Contains("One comment stays with the old part", asked[1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menu_moves_and_removes()
    {
        await using var page = new OpenPage();
        page.Show(page.Whole.SecondMilestone);
        page.View.Find(".crumb [aria-haspopup=menu]").Click();
        Assert.Equal(["Move up", "History of this part", "Duplicate", "Convert to commitment", "Remove"], page.View.FindAll(".crumb [role=menuitem] span").Select(item => item.TextContent));
        page.View.FindAll(".crumb [role=menuitem]")[0].Click();
        Assert.Equal("C1.M1", page.OnDisk.Number(page.OnDisk[page.Whole.SecondMilestone]));
        Assert.Contains("is now 1 of 2 in C1", page.View.Find("[aria-live=polite].sr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_in_the_outline_move_and_remove()
    {
        await using var page = new OpenPage();
        page.Show(page.Whole.SecondMilestone);
        var row = $"[role=treeitem][data-key='{page.Whole.SecondMilestone}']";
        page.View.Find(row).KeyDown(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "ArrowUp", AltKey = true });
        Assert.Equal("C1.M1", page.OnDisk.Number(page.OnDisk[page.Whole.SecondMilestone]));
        page.View.Find(row).KeyDown("Delete");
        Assert.True(page.OnDisk[page.Whole.SecondMilestone].Removed);
    }

    [Fact]
    public async Task What_is_needed_says_so_in_words()
    {
        var plan = new WholePlan();
        plan.Plan.Set(plan.Milestone, "dueDate", null);
        await using var page = new OpenPage(plan);
        page.Show(plan.Milestone);
        Assert.Contains("Needed for final", page.View.Find($"#{PlanAddress.ElementId(plan.Milestone, "dueDate")}").TextContent, StringComparison.Ordinal);
    }
}
