using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Documents;

public class LimitsTests
{
    [Fact]
    public void A_plan_holds_so_much_in_all_its_fields_and_what_makes_it_no_longer_is_done()
    {
        var plan = new WholePlan().Plan.Document;
        var words = new string('x', TextField.MarkdownUnitsMax);
        InsertNode Commitment(ulong at) => new(new NodeId(0x9000 + at), "commitment", NodeId.Root, null, Node.NoFields.Add("problem", Scalar.Of(words)));
        for (ulong at = 1; plan.Units + words.Length <= Limits.UnitsMax; at++) plan = Commitment(at).Apply(plan);
        plan.Check();

        var shorter = new EditText(new NodeId(0x9001), "problem", TextChangeSet.Of(words.Length, (0, words.Length, "")));
        Assert.Equal(RefusalCode.TooMany, Change.TryApply(plan, [Commitment(0)], Actor.Server, "NP", out var after)?.Code);
        Assert.Same(plan, after);
        Assert.Null(Change.TryApply(plan, [Commitment(0), shorter], Actor.Server, "NP", out after));
        Assert.Equal(plan.Units, after.Units);
    }
}
