using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Components.Editor;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Sdg;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;
using IElement = AngleSharp.Dom.IElement;

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
    public async Task A_double_click_adds_one_and_opens_a_menu_as_one_click_does()
    {
        await using var page = new OpenPage();
        page.Show(page.Whole.Commitment);
        page.View.Find("main .crumb [aria-haspopup=menu]").Click(new MouseEventArgs { Detail = 1 });
        page.View.Find("main .crumb [aria-haspopup=menu]").Click(new MouseEventArgs { Detail = 2 });
        Assert.NotEmpty(page.View.FindAll("main .crumb [role=menu]"));

        page.View.FindAll(".add").Single(button => button.TextContent.Contains("milestone", StringComparison.Ordinal)).Click(new MouseEventArgs { Detail = 1 });
        page.View.FindAll(".add").Single(button => button.TextContent.Contains("milestone", StringComparison.Ordinal)).Click(new MouseEventArgs { Detail = 2 });
        Assert.Single(page.Committed);
    }

    [Fact]
    public async Task Steps_are_added_named_and_dated_in_their_table_and_the_page_stays()
    {
        await using var page = new OpenPage();
        page.Show(page.Whole.Commitment);
        var steps = new List<NodeId>();
        foreach (var (at, starts, due) in new[] { (3, "1 Feb 2018", "31 Mar 2018"), (4, "1 Apr 2018", "30 Jun 2018"), (5, "1 Jul 2018", "30 Sep 2018") })
        {
            page.View.FindAll(".add").Single(button => button.TextContent.Contains("milestone", StringComparison.Ordinal)).Click();
            steps.Add(Assert.IsType<InsertNode>(page.Committed[^1].Operations.Single()).Node);
            var name = Assert.Single(page.View.FindAll("td plan-text[field=title][reveal]"));
            Assert.Equal(steps[^1].ToString(), name.GetAttribute("node"));
            name.ParentElement!.FocusOut();
            Assert.Empty(page.View.FindAll("td plan-text[reveal]"));
            await page.View.InvokeAsync(() => page.Session.DoAsync(new EditText(steps[^1], "title", TextChangeSet.Of(0, (0, 0, $"Step {at}")))));
            Assert.Equal($"Open C1.M{at}", Row().QuerySelector(".n a")!.GetAttribute("aria-label"));
            SetDate("Starts", starts);
            SetDate("Due", due);

            IElement Row() => page.View.Find($"tr:has(plan-text[node='{steps[^1]}'])");

            void SetDate(string field, string day)
            {
                Row().QuerySelector($"button[aria-label='C1.M{at} Step {at}, {field}: empty']")!.Click();
                Row().QuerySelector("input.line")!.Input(day);
                Row().QuerySelector("input.line")!.KeyDown("Enter");
            }
        }

        Assert.Equal(["Starts", "Due", "Responsible", "Status"], page.View.FindAll($"[aria-labelledby='{PlanAddress.PartsId(page.Whole.Commitment, "milestone")}'] thead th").Skip(2).SkipLast(1).Select(head => head.TextContent));
        Assert.Equal([("2018-02-01", "2018-03-31"), ("2018-04-01", "2018-06-30"), ("2018-07-01", "2018-09-30")], steps.Select(step => (page.OnDisk[step].Scalar("startDate")?.Text, page.OnDisk[step].Scalar("dueDate")?.Text)));
        Assert.Empty(page.Services.GetRequiredService<BunitNavigationManager>().History);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Several_commitments_are_put_before_another_in_one_change_or_one_suggestion(bool suggesting)
    {
        var plan = new WholePlan();
        foreach (var title in new[] { "Two", "Three", "Four", "Five" }) plan.Plan.Add("commitment", ("title", title));
        await using var page = new OpenPage(plan);
        page.Dialogs.Render();
        var view = page.Follow("plans/np/commitments");
        page.Session.SetSuggesting(suggesting);
        var before = page.OnDisk;
        Choose(view, "Two", "Four");
        await view.InvokeAsync(() => view.FindAll(".listbar button").Single(button => button.TextContent == "Move…").Click());
        var places = page.Dialogs.FindAll(".places button");
        Assert.Equal(["Before C1 Publish local budgets", "Before C3 Three", "Before C5 Five", "To the end"], places.Select(Said));
        await page.Dialogs.InvokeAsync(() => places[0].Click());

        Assert.Equal(["Two", "Four", "Publish local budgets", "Three", "Five"], Titles(page.Session.Document));
        var operations = page.Committed.Single().Operations;
        if (suggesting)
        {
            Assert.Equal(2, Assert.IsType<Suggest>(Assert.Single(operations)).Parts.Length);
            Assert.Equal(Titles(before), Titles(page.OnDisk));
            return;
        }

        Assert.Equal(2, operations.Length);
        Assert.Equal(Titles(before), Titles(Change.Invert(before, operations).Aggregate(page.OnDisk, (document, operation) => operation.Apply(document))));

        // Where they stand already they need not go.
        await view.InvokeAsync(() => view.FindAll(".listbar button").Single(button => button.TextContent == "Move…").Click());
        Assert.Equal(["Before C3 Publish local budgets is here now", "Before C4 Three", "Before C5 Five", "To the end"], page.Dialogs.FindAll(".places button").Select(Said));
        await page.Dialogs.InvokeAsync(() => page.Dialogs.FindAll(".places button")[^1].Click());
        Assert.Equal(["Publish local budgets", "Three", "Five", "Two", "Four"], Titles(page.OnDisk));

        static string[] Titles(Document document) => [.. document.Children(document.Root, ActionPlan.Commitment.Kind).Select(document.Title)];
    }

    [Fact]
    public async Task Steps_are_moved_among_their_own_and_into_another_commitment_by_one_question()
    {
        var plan = new WholePlan();
        plan.Plan.Add("milestone", plan.Commitment, ("title", "Ask who reads them"));
        var other = plan.Plan.Add("commitment", ("title", "Two"));
        await using var page = new OpenPage(plan);
        page.Dialogs.Render();
        var view = page.Show(plan.Commitment);
        Choose(view, "Ask who reads them");
        view.FindAll(".listbar button").Single(button => button.TextContent == "Move to…").Click();
        Assert.Equal(["Before C1.M1 One chart", "Before C1.M2 All publish", "To the end is here now", "C2 Two"], page.Dialogs.FindAll(".places button").Select(Said));
        page.Dialogs.FindAll(".places button")[1].Click();
        Assert.Equal(["One chart", "Ask who reads them", "All publish"], page.OnDisk.Children(page.OnDisk[plan.Commitment], ActionPlan.Milestone.Kind).Select(page.OnDisk.Title));
        view.FindAll(".listbar button").Single(button => button.TextContent == "Move to…").Click();
        page.Dialogs.WaitForAssertion(() => Assert.Equal("C2 Two", Said(page.Dialogs.FindAll(".places button")[^1])));
        page.Dialogs.FindAll(".places button")[^1].Click();
        view.WaitForAssertion(() => Assert.Equal(["Ask who reads them"], page.OnDisk.Children(page.OnDisk[other], ActionPlan.Milestone.Kind).Select(page.OnDisk.Title)));
    }

    [Fact]
    public async Task Several_targets_are_removed_at_once_and_one_undo_brings_them_back()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Commitment);
        var before = page.OnDisk;
        view.FindAll("section:has(.sdg) .listbar button").Single(button => button.TextContent == "Choose several").Click();
        foreach (var target in new[] { "16.7", "16.10" }) view.Find($"input[aria-label='Choose Target {target}']").Change(true);
        Assert.Equal("2 chosen", view.Find("section:has(.sdg) .listbar [role=status]").TextContent);
        view.FindAll("section:has(.sdg) .listbar button").Single(button => button.TextContent == "Remove").Click();
        Assert.Equal(["Target 16.6", "Target 17.18"], view.FindAll(".sdg article").Select(card => card.GetAttribute("aria-label")));
        Assert.Empty(view.FindAll(".sdg input[type=checkbox][aria-label^=Choose]"));
        var undone = Change.Invert(before, page.Committed.Single().Operations).Aggregate(page.OnDisk, (document, operation) => operation.Apply(document));
        Assert.Equal(4, undone.Children(undone[page.Whole.Commitment], ActionPlan.SdgMapping.Kind).Count());
    }

    [Fact]
    public async Task A_list_to_pick_from_says_how_many_more_there_are()
    {
        var plan = new WholePlan();
        foreach (var at in Enumerable.Range(10, 60)) plan.Plan.Add("organisation", ("name", $"Office {at}"));
        await using var page = new OpenPage(plan);
        var view = page.Show(plan.Commitment);
        view.Find($"#v-{PlanAddress.ElementId(plan.Commitment, "leadOrganisation")}").Click();
        Assert.Equal((60, "and 1 more: type to find"), (view.FindAll("main [role=option]").Count, view.Find("main .pick .more").TextContent));
        Assert.Equal(view.Find("main .pick .more").Id, view.Find("main input[role=combobox]").GetAttribute("aria-describedby"));
        view.Find("main input[role=combobox]").Input("Office 69");
        Assert.Equal("Office 69", Assert.Single(view.FindAll("main [role=option]")).TextContent.Trim());
        Assert.Empty(view.FindAll("main .pick .more"));
        // A new one can be made however many have such a name.
        view.Find("main input[role=combobox]").Input("Off");
        Assert.Equal(60, view.FindAll("main [role=option]:not(.new)").Count);
        Assert.Single(view.FindAll("main [role=option].new"));

        view.Find(".editor").KeyDown("Escape");
        view.FindAll(".add").Single(button => button.TextContent.Contains("SDG target", StringComparison.Ordinal)).Click();
        Assert.Equal($"and {SdgTargets.Choices.Choices.Length - 60} more: type to find", view.Find(".choosing .more").TextContent);
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
        var acts = new PartActs(session, page.Services.GetRequiredService<MudBlazor.ISnackbar>(), opened.Add) { Removals = page.Removals };
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
        await question.ChosenAsync(question.Places.Single());
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

    private static void Choose(IRenderedComponent<PlanView> view, params string[] titles)
    {
        view.FindAll(".listbar button").Last(button => button.TextContent == "Choose several").Click();
        foreach (var title in titles) view.Find($"input[aria-label^='Choose '][aria-label$=' {title}']").Change(true);
    }

    private static string Said(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
