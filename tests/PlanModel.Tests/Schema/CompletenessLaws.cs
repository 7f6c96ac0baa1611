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

    private static readonly string[] Licences = ["CC-BY-4.0", "national", "other", "undecided"];

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
                AssertAnew(document);
            }
        }
    }

    [Fact]
    public void What_a_part_needs_follows_its_dataset()
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Dataset, "licence", "national");
        whole.Plan.Set(whole.Dataset, "licenceName", "Licence of Nepal");
        whole.Plan.Set(whole.Dataset, "licenceUrl", "https://example.org/licence");
        var file = whole.Plan.Add("distribution", whole.Dataset, ("accessUrl", "https://example.org/budgets"), ("format", "CSV"), ("licence", "national"));
        Assert.Empty(Completeness.Of(whole.Plan.Document).At(file));
        whole.Plan.Set(whole.Dataset, "licence", "CC-BY-4.0");
        Assert.Equal(["licenceName", "licenceUrl"], Completeness.Of(whole.Plan.Document).At(file).Select(finding => finding.Field));
        AssertAnew(whole.Plan.Document);
        whole.Plan.Set(whole.Dataset, "licence", "national");
        Assert.Empty(Completeness.Of(whole.Plan.Document).At(file));
    }

    [Fact]
    public void Whatever_licence_dataset_and_distributions_have_is_found_as_anew()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var whole = new WholePlan();
        NodeId[] nodes = [whole.Dataset, .. Enumerable.Range(0, 3).Select(_ => whole.Plan.Add("distribution", whole.Dataset, ("accessUrl", "https://example.org/budgets"), ("format", "CSV"), ("licence", "CC-BY-4.0")))];
        for (var step = 0; step < Plans * Steps; step++)
        {
            whole.Plan.Set(nodes[random.Next(nodes.Length)], "licence", Licences[random.Next(Licences.Length)]);
            AssertAnew(whole.Plan.Document);
        }
    }

    private static void AssertAnew(Document document)
    {
        var (kept, anew) = (Completeness.Of(document), Completeness.Of(DocumentJson.Read(DocumentJson.ToUtf8(document), ActionPlan.Schema)));
        Assert.Equal(anew.Met, kept.Met);
        Assert.Equal(anew.Findings, kept.Findings);
    }
}
