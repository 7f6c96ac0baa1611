using Bunit;
using OgdPlans.Tests;
using PlanEditor.Components.Editor;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Templates;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Editor;

public sealed class FactTests
{
    [Fact]
    public async Task A_fact_is_text_until_somebody_goes_into_it()
    {
        await using var page = Open();
        Assert.Empty(page.View.FindAll("input.line"));
        page.View.Find(Value(page, "dueDate")).Click();
        Assert.Equal("30 Jun 2018", page.View.Find("input.line").GetAttribute("value"));
        page.View.Find(".editor").KeyDown("Escape");
        Assert.Empty(page.View.FindAll("input.line"));
        Assert.Empty(page.Committed);
    }

    [Fact]
    public async Task A_day_is_taken_as_it_is_typed()
    {
        await using var page = Open();
        Type(page, "dueDate", "३१ जुलाई २०१८");
        Assert.Equal(new SetField(page.Whole.Milestone, "dueDate", Scalar.Of("2018-07-31")), page.Committed.Single().Operations.Single());
        Assert.Empty(page.View.FindAll("input.line"));
    }

    [Fact]
    public async Task How_a_day_is_written_in_the_country_stands_beside_it_and_goes_with_it()
    {
        await using var page = Open();
        page.View.Find(Value(page, "dueDate")).Click();
        page.View.Find(".written input").Input(" १६ असार २०७५ ");
        page.View.Find(".written input").KeyDown("Enter");
        Assert.Equal(new SetField(page.Whole.Milestone, "dueDateLabel", Scalar.Of("१६ असार २०७५")), page.Committed.Single().Operations.Single());
        Assert.Equal("ne", page.View.Find(Value(page, "dueDate")).QuerySelectorAll("span[lang]").Single().GetAttribute("lang"));
        Type(page, "dueDate", "31 Jul 2018");
        Assert.Equal(["dueDate", "dueDateLabel"], page.Committed[1].Operations.Select(operation => operation.Target.Field));
        Assert.Null(page.OnDisk[page.Whole.Milestone].Scalar("dueDateLabel"));
    }

    [Fact]
    public async Task How_a_day_is_written_in_the_country_waits_for_the_day()
    {
        await using var page = Open();
        page.View.Find(".more").Click();
        page.View.Find(Value(page, "startDate")).Click();
        page.View.Find(".written input").Input("१६ असार २०७५");
        page.View.Find(".written input").KeyDown("Enter");
        Assert.Contains("Give the day too (31 Jul 2018); this line stands beside it.", page.View.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.View.Find("input.line").GetAttribute("aria-invalid"));
        Assert.Empty(page.Committed);
        page.View.Find("[data-leave]").Click();
        Assert.NotEmpty(page.View.FindAll(".written input"));
        page.View.Find("input.line").Input("30 Jun 2018");
        page.View.Find("input.line").KeyDown("Enter");
        Assert.Equal(
            [new SetField(page.Whole.Milestone, "startDate", Scalar.Of("2018-06-30")), new SetField(page.Whole.Milestone, "startDateLabel", Scalar.Of("१६ असार २०७५"))],
            page.Committed.Single().Operations);
    }

    [Fact]
    public async Task A_text_is_marked_as_being_in_another_language_and_says_so_from_then_on()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Commitment);
        var text = $"plan-text[node='{page.Whole.Commitment}'][field='problem']";
        view.Find("select[aria-label='Language of The public problem']").Change("es");
        Assert.Equal(new SetField(page.Whole.Commitment, "problemLang", Scalar.Of("es")), page.Committed.Single().Operations.Single());
        Assert.Equal("es", view.Find(text).GetAttribute("lang"));
        Assert.Equal("Español", view.Find(".tongue.marked > span").TextContent);
        view.Find("select[aria-label='Language of The public problem']").Change("");
        Assert.Equal("en", view.Find(text).GetAttribute("lang"));
        Assert.Empty(view.FindAll(".tongue.marked"));
    }

    [Fact]
    public async Task What_cannot_be_read_stays_and_says_why()
    {
        await using var page = Open();
        Type(page, "dueDate", "3/6/2018");
        Assert.Contains("could be 3 Jun 2018 or 6 Mar 2018", page.View.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.View.Find("input.line").GetAttribute("aria-invalid"));
        Assert.Empty(page.Committed);
    }

    [Fact]
    public async Task A_refusal_stands_at_its_field()
    {
        await using var page = Open();
        page.RefusesNext = new Refusal(RefusalCode.NotSaved, "The disk is full.");
        Type(page, "dueDate", "2018-08-01");
        Assert.Contains("The disk is full.", page.View.Find($"#{PlanAddress.ElementId(page.Whole.Milestone, "dueDate")} [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("30 Jun 2018", page.View.Find(Value(page, "dueDate")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_is_picked_from_its_list()
    {
        await using var page = Open();
        page.View.Find(Value(page, "status")).Click();
        page.View.Find("main input[role=combobox]").Input("under");
        page.View.Find("main [role=option]").Click();
        Assert.Equal("underWay", page.OnDisk[page.Whole.Milestone].Scalar("status")?.Text);
    }

    [Fact]
    public async Task A_new_organisation_is_made_and_named_in_one_change()
    {
        await using var page = Open();
        page.View.Find(Value(page, "responsible")).Click();
        page.View.Find("main input[role=combobox]").Input("Ministry of Rivers");
        page.View.Find("main [role=option].new").Click();
        var operations = page.Committed.Single().Operations;
        Assert.Equal(["insertNode", "setField"], operations.Select(operation => operation.Name));
        var made = ActionPlan.Milestone.Responsible.Read(page.OnDisk[page.Whole.Milestone])!.Value;
        Assert.Equal("Ministry of Rivers", page.OnDisk.Title(page.OnDisk[made]));
        Assert.Contains("Ministry of Rivers", page.View.Find(Value(page, "responsible")).TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_lead_of_a_commitment_answers_for_milestones_for_which_nobody_does_in_the_same_change(bool isNew)
    {
        var plan = new PlanBuilder();
        foreach (var operation in new NewPlan("NP", "en", "A plan") { Template = PlanTemplate.OpenData }.Operations(plan.NextId)) plan.Do(operation);
        var ministry = plan.Add("organisation", ("name", "Ministry of Rivers"));
        var commitment = plan.Document.Children(plan.Document.Root, ActionPlan.Commitment.Kind).First();
        var steps = plan.Document.Children(commitment, ActionPlan.Milestone.Kind).Select(step => step.Id).ToArray();
        var other = plan.Add("organisation", ("name", "Water Board"));
        plan.Set(steps[0], "responsible", other.ToString());
        var before = plan.Document;
        Assert.All(steps[1..], step => Assert.Contains(Completeness.Of(before).At(step), finding => (finding.Code, finding.Field) == ("REQ.empty", "responsible")));

        await using var page = new OpenPage(document: before);
        page.Show(commitment.Id);
        page.View.Find($"#v-{PlanAddress.ElementId(commitment.Id, "leadOrganisation")}").Click();
        page.View.Find("main input[role=combobox]").Input(isNew ? "Ministry of Lakes" : "Rivers");
        page.View.Find($"main [role=option]{(isNew ? ".new" : "")}").Click();

        var lead = ActionPlan.Commitment.LeadOrganisation.Read(page.OnDisk[commitment.Id]);
        Assert.Equal(isNew ? "Ministry of Lakes" : "Ministry of Rivers", page.OnDisk.Title(page.OnDisk[lead!.Value]));
        if (!isNew) Assert.Equal(ministry, lead);
        Assert.Equal([other, .. steps[1..].Select(_ => lead.Value)], steps.Select(step => ActionPlan.Milestone.Responsible.Read(page.OnDisk[step])!.Value));
        Assert.All(steps, step => Assert.DoesNotContain(Completeness.Of(page.OnDisk).At(step), finding => finding.Field == "responsible"));

        var undone = Change.Invert(before, page.Committed.Single().Operations).Aggregate(page.OnDisk, (document, operation) => operation.Apply(document));
        Assert.All(steps[1..], step => Assert.Null(ActionPlan.Milestone.Responsible.Read(undone[step])));
        Assert.Null(ActionPlan.Commitment.LeadOrganisation.Read(undone[commitment.Id]));
    }

    [Fact]
    public async Task Items_of_a_set_come_and_go_one_by_one()
    {
        await using var page = Open();
        page.View.Find(".more").Click();
        page.View.Find(Value(page, "dependsOn")).Click();
        page.View.Find("main [role=option]").Click();
        Assert.IsType<AddToSet>(page.Committed.Single().Operations.Single());
        page.View.Find(".editor .chips button").Click();
        Assert.IsType<RemoveFromSet>(page.Committed[1].Operations.Single());
        Assert.Empty(page.OnDisk[page.Whole.Milestone].Set("dependsOn"));
    }

    [Theory]
    [InlineData(Role.Reviewer, null)]
    [InlineData(Role.Contributor, "NP")]
    [InlineData(Role.FocalPoint, "UY")]
    public async Task Who_may_not_edit_has_no_controls(Role role, string? country)
    {
        var whole = new WholePlan();
        whole.Plan.Do(new OpenToPeers(true));
        await using var page = new OpenPage(whole, role, country);
        var view = page.Show(whole.Milestone);
        Assert.Empty(view.FindAll("main button.value, main input, .add, [aria-haspopup=menu], plan-undo, [draggable=true]"));
        Assert.All(view.FindAll("plan-text"), text => Assert.True(text.HasAttribute("readonly")));
        Assert.Contains("edit", view.Find(".why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_edit_reads_no_reason_why_not()
    {
        await using var page = Open();
        Assert.Empty(page.View.FindAll(".why"));
        Assert.NotEmpty(page.View.FindAll("plan-undo"));
        Assert.All(page.View.FindAll("plan-text"), text => Assert.False(text.HasAttribute("readonly")));
    }

    private static OpenPage Open()
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Milestone, "dueDate", "2018-06-30");
        var page = new OpenPage(whole);
        page.Show(whole.Milestone);
        return page;
    }

    private static string Value(OpenPage page, string field) => $"#v-{PlanAddress.ElementId(page.Whole.Milestone, field)}";

    private static void Type(OpenPage page, string field, string text)
    {
        page.View.Find(Value(page, field)).Click();
        page.View.Find("input.line").Input(text);
        page.View.Find("input.line").KeyDown("Enter");
    }
}
