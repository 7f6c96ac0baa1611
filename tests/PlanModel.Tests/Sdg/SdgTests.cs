using OgdPlans.Tests;
using PlanModel.Sdg;
using Xunit;

namespace PlanModel.Tests.Sdg;

public class SdgTests
{
    [Fact]
    public void There_are_seventeen_goals_and_169_targets_in_order()
    {
        Assert.Equal(Enumerable.Range(1, 17), SdgGoals.All.Select(goal => goal.Number));
        Assert.Equal(169, SdgTargets.All.Select(target => target.Code).Distinct().Count());
        Assert.Equal(SdgTargets.All.Select(target => target.Code).Order(SdgTargetOrder.ByNumber), SdgTargets.All.Select(target => target.Code));
        Assert.Equal(12, SdgTargets.All.Count(target => target.Goal.Number == 16));
        Assert.Equal(19, SdgTargets.All.Count(target => target.Goal.Number == 17));
    }

    [Fact]
    public void Codes_are_ordered_by_their_parts() =>
        Assert.Equal(["1.1", "1.a", "2.1", "16.6", "16.7", "16.10", "16.a", "17.18"], new[] { "17.18", "16.a", "16.10", "1.a", "16.7", "2.1", "16.6", "1.1" }.Order(SdgTargetOrder.ByNumber));

    [Fact]
    public void The_core_targets_come_first_in_the_list_and_have_words_in_all_languages()
    {
        Assert.Equal(SdgTargets.Core, SdgTargets.Choices.Choices.Take(4).Select(choice => choice.Code));
        Assert.Equal(169, SdgTargets.Choices.Choices.Length);
        foreach (var code in SdgTargets.Core)
        {
            var target = SdgTargets.Find(code)!;
            Assert.NotNull(target.Text.In("es"));
            Assert.All(new[] { "en", "es", "bn", "ne" }, language => Assert.NotNull(target.ShortLabel?.In(language)));
            Assert.NotEmpty(SdgIndicators.All.Where(indicator => indicator.Target == code));
        }
    }

    [Theory]
    [InlineData("16.10", "Access to information")]
    [InlineData("16.5", "Substantially reduce corruption and bribery in all their…")]
    [InlineData("7.3", "Double the global rate of improvement in energy efficiency")]
    [InlineData("17.3", "Mobilize additional financial resources for developing…")]
    public void A_target_has_a_few_words_that_tell_it_from_the_others(string code, string words) => Assert.Equal(words, SdgTargets.Find(code)!.ShortName);

    [Fact]
    public void No_two_targets_look_alike_in_the_list()
    {
        Assert.Equal(169, SdgTargets.All.Select(target => target.Text.English).Distinct().Count());
        Assert.All(SdgTargets.All, target => Assert.InRange(target.ShortName.Length, 5, 61));
    }

    [Fact]
    public void A_concept_has_the_address_that_the_United_Nations_gave_it()
    {
        Assert.Equal("http://metadata.un.org/sdg/16.10", SdgTargets.Find("16.10")!.Concept.ToString());
        Assert.Equal("http://metadata.un.org/sdg/16", SdgTargets.Find("16.10")!.Goal.Concept.ToString());
    }

    [Fact]
    public void Coverage_counts_what_is_there_and_not_what_was_removed()
    {
        var plan = new PlanBuilder();
        var first = plan.Add("commitment");
        plan.Add("sdgMapping", first, ("target", "16.10"), ("strength", "primary"));
        plan.Add("sdgMapping", first, ("target", "16.6"), ("strength", "secondary"));
        plan.Add("sdgMapping", first);
        var removed = plan.Add("commitment");
        plan.Add("sdgMapping", removed, ("target", "17.18"));
        plan.Remove(removed);

        var coverage = SdgCoverage.Of(plan.Document);
        Assert.Equal(["16.6", "16.10"], coverage.Targets);
        Assert.Equal([(first, "16.10", true), (first, "16.6", false)], coverage.Cells.Select(cell => (cell.Commitment, cell.Target, cell.Primary)));
        Assert.False(coverage.Serves("17.18"));
    }
}
