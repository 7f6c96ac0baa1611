using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Templates;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Changes;

public class NewPlanTests
{
    [Fact]
    public void A_new_plan_has_its_first_values_and_the_twelve_sections_in_order()
    {
        var plan = Start(new NewPlan("NP", "ne", "योजना") { PeriodStart = new DateOnly(2017, 7, 1), Sample = true });
        var root = plan.Document.Root;
        Assert.Equal("NP", ActionPlan.Plan.Country.Read(root));
        Assert.Equal("ne", ActionPlan.Plan.Language.Read(root));
        Assert.Equal("en", ActionPlan.Plan.WorkingLanguage.Read(root));
        Assert.Equal("योजना", ActionPlan.Plan.Title.ReadString(root));
        Assert.Equal(new DateOnly(2017, 7, 1), ActionPlan.Plan.PeriodStart.Read(root));
        Assert.Null(ActionPlan.Plan.PeriodEnd.Read(root));
        Assert.Equal("CC-BY-4.0", ActionPlan.Plan.Licence.Read(root));
        Assert.True(ActionPlan.Plan.Sample.Read(root));
        Assert.Equal(ActionPlan.Section.All, plan.Document.Children(root).Select(section => section.Kind));
    }

    [Fact]
    public void A_plan_in_English_has_no_second_language() =>
        Assert.Null(ActionPlan.Plan.WorkingLanguage.Read(Start(new NewPlan("UY", "en", "")).Document.Root));

    [Fact]
    public void Country_and_sections_stay()
    {
        var plan = Start(new NewPlan("PA", "es", "Plan"));
        var section = plan.Document.Children(plan.Document.Root).First();
        Assert.NotNull(new SetField(NodeId.Root, "country", Scalar.Of("UY")).Check(plan.Document));
        Assert.NotNull(new RemoveNode(section.Id).Check(plan.Document));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whether_a_plan_is_a_sample_is_said_when_it_is_started_and_never_changed(bool sample)
    {
        var plan = Start(new NewPlan("PA", "es", "Plan") { Sample = sample });
        var refusal = new SetField(NodeId.Root, "sample", Scalar.Of(!sample)).Check(plan.Document);
        Assert.Equal("Sample is set once, when the plan is started.", refusal?.Words);
        if (sample) Assert.NotNull(new SetField(NodeId.Root, "sample", null).Check(plan.Document));
    }

    [Theory]
    [InlineData("en", "Publish budgets")]
    [InlineData("es", "Publicar el presupuesto")]
    [InlineData("bn", "প্রতি ত্রৈমাসিকে বাজেট")]
    [InlineData("ne", "हरेक त्रैमासमा बजेट")]
    public void A_template_brings_a_commitment_for_each_core_target_in_the_language_of_the_plan(string language, string title)
    {
        var (from, to) = (new DateOnly(2017, 7, 1), new DateOnly(2019, 6, 30));
        var plan = Start(new NewPlan("NP", language, "Plan") { WorkingLanguage = null, PeriodStart = from, PeriodEnd = to, Template = PlanTemplate.OpenData }).Document;
        var commitments = plan.Children(plan.Root, ActionPlan.Commitment.Kind).ToList();
        Assert.Single(commitments, commitment => plan.Title(commitment).StartsWith(title, StringComparison.Ordinal));
        var found = Completeness.Of(plan);
        Assert.DoesNotContain(found.Findings, finding => finding.Code.StartsWith("SDG.", StringComparison.Ordinal) || finding.Code.StartsWith("LANG.", StringComparison.Ordinal) || finding.Code.StartsWith("DATE.", StringComparison.Ordinal));
        Assert.All(commitments, commitment =>
        {
            Assert.Equal((from, to), (ActionPlan.Commitment.StartDate.Read(commitment), ActionPlan.Commitment.EndDate.Read(commitment)));
            Assert.Equal(3, plan.Children(commitment, ActionPlan.Milestone.Kind).Count());
            Assert.False(found.LacksChildren(commitment.Id, ActionPlan.SdgMapping.Kind));
        });
    }

    [Fact]
    public void Every_template_can_start_a_plan_in_every_language()
    {
        foreach (var template in PlanTemplate.All)
            foreach (var language in Languages.OfPlans.Choices)
            {
                var document = Document.Empty(ActionPlan.Schema);
                var made = 1UL;
                var operations = new NewPlan("NP", language.Code, "Plan") { Template = template }.Operations(() => new NodeId(++made));
                Assert.Null(Change.TryApply(document, operations, new Actor(new UserId(Guid.Empty), Role.PlanLead, "NP"), "NP", out _));
            }
    }

    private static PlanBuilder Start(NewPlan start)
    {
        var plan = new PlanBuilder();
        foreach (var operation in start.Operations(plan.NextId)) plan.Do(operation);
        return plan;
    }
}
