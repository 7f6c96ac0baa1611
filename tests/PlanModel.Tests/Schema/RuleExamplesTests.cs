using System.Text.RegularExpressions;
using OgdPlans.Tests;
using PlanModel.Schema;
using Xunit;

namespace PlanModel.Tests.Schema;

/// <summary>Every code has an example that is found and one that is not, and what is found leads somewhere.</summary>
public sealed partial class RuleExamplesTests
{
    public static TheoryData<string> Codes => [.. RuleExample.All.Select(example => example.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void What_a_rule_is_about_is_found(string code)
    {
        var example = Find(code);
        var findings = Completeness.Of(example.Fails(new WholePlan())).Findings.Where(finding => finding.Code == code).ToArray();
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal(example.Level, finding.Level));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void What_is_as_near_as_can_be_is_not(string code) =>
        Assert.DoesNotContain(Completeness.Of(Find(code).Passes(new WholePlan())).Findings, finding => finding.Code == code);

    [Theory]
    [MemberData(nameof(Codes))]
    public void What_is_found_leads_to_a_field_a_list_a_thread_or_a_proposal(string code)
    {
        var document = Find(code).Fails(new WholePlan());
        // An approval is given where the steps of the review are, and not in the plan.
        foreach (var finding in Completeness.Of(document).Findings.Where(finding => finding.Rule != "APPR"))
        {
            var kind = document[finding.Node].Kind;
            Assert.True(
                finding.Proposal is { } proposal ? document.Proposals.Find(proposal) is not null : finding.Thread is { } thread ? document.Threads.Find(thread) is not null : finding.Field is { } field ? kind.Find(field) is not null && finding.Children is null : kind.Children.Any(rule => rule.Kind == finding.Children),
                $"{finding} leads nowhere");
        }
    }

    [Fact]
    public void Every_code_in_the_code_base_has_examples()
    {
        var written = Directory.EnumerateFiles(Repository.Path("src", "PlanModel", "Schema"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));
        Assert.Equal(written.Concat(OfFields()).Distinct().Order(StringComparer.Ordinal), RuleExample.All.Select(example => example.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_field_has_the_key_of_a_kind_that_may_stand_under_its_node()
    {
        foreach (var kind in ActionPlan.Schema.Kinds) Assert.DoesNotContain(kind.Children, rule => kind.Find(rule.Kind) is not null);
    }

    /// <summary>The codes under which fields report what they need.</summary>
    private static IEnumerable<string> OfFields()
    {
        foreach (var field in ActionPlan.Schema.Kinds.SelectMany(kind => kind.Fields).Where(field => field.NeedRule is not null))
        {
            if (field.Need == Need.Required) yield return $"{field.NeedRule}.empty";
            if (field.Need == Need.Required && field is TextField) yield return $"{field.NeedRule}.placeholder";
            if (field.Need == Need.Advised) yield return $"{field.NeedRule}.advised";
        }
    }

    private static RuleExample Find(string code) => RuleExample.All.Single(example => example.Code == code);

    [GeneratedRegex("\"([A-Z]{2,6}\\.[a-z][A-Za-z]*)\"")]
    private static partial Regex Code();
}
