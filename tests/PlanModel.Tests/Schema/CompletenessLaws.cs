using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Schema;
using Xunit;

namespace PlanModel.Tests.Schema;

/// <summary>What is kept of the nodes that did not change is what looking at all of them again finds.</summary>
public sealed class CompletenessLaws
{
    private const int Plans = 20;
    private const int Steps = 60;

    [Fact]
    public void What_was_found_before_is_what_is_found_anew()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        for (var plan = 0; plan < Plans; plan++)
        {
            var editor = new RandomEditor(new Random(seed + plan));
            var document = new WholePlan().Plan.Document;
            for (var step = 0; step < Steps; step++)
            {
                document = editor.Next(document).Apply(document);
                var (kept, anew) = (Completeness.Of(document), Completeness.Of(DocumentJson.Read(DocumentJson.ToUtf8(document), ActionPlan.Schema)));
                Assert.Equal(anew.Met, kept.Met);
                Assert.Equal(anew.Findings, kept.Findings);
            }
        }
    }
}
