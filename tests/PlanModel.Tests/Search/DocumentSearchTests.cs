using OgdPlans.Tests;
using PlanModel.Schema;
using PlanModel.Search;
using Xunit;

namespace PlanModel.Tests.Search;

public class DocumentSearchTests
{
    private const int Most = 20;

    private readonly WholePlan _whole = new();

    private PlanBuilder Plan => _whole.Plan;

    [Theory]
    [InlineData("C1.M2")]
    [InlineData("c1m2")]
    [InlineData("C১.M২")]
    [InlineData("c1 m2")]
    public void A_part_is_found_by_its_number_and_comes_first(string typed) => Assert.Equal(_whole.SecondMilestone, Parts(typed)[0].Node.Id);

    [Fact]
    public void The_number_alone_comes_before_those_that_begin_so() =>
        Assert.Equal(["C1", "C1.M1", "C1.M2"], Parts("C1").Take(3).Select(part => part.Number));

    [Fact]
    public void Parts_are_found_by_title_and_by_kind()
    {
        Assert.Equal([_whole.Dataset, _whole.Commitment], Parts("local budgets").Select(part => part.Node.Id));
        Assert.Equal([_whole.Milestone, _whole.SecondMilestone], Parts("milestone").Select(part => part.Node.Id));
        Assert.Equal([_whole.SecondMilestone], Parts("milestone publish").Select(part => part.Node.Id));
        Assert.Empty(Parts(""));
    }

    [Fact]
    public void Texts_are_found_in_the_order_of_the_plan_with_their_field()
    {
        Plan.Set(_whole.Commitment, "problem", "সবার জন্য তথ্য উন্মুক্ত নয়।");
        Plan.Set(NodeId.Root, "summary", "তথ্য");
        Assert.Equal([(NodeId.Root, "summary"), (_whole.Commitment, "problem")], Texts("তথ্য"));
        Assert.Equal([(_whole.Commitment, "problem")], Texts("তথ্য সবার"));
        Assert.Empty(Texts("তথ্য everybody"));
    }

    [Fact]
    public void A_translation_is_found_after_its_text_while_the_plan_has_a_working_language()
    {
        Plan.Set(_whole.Commitment, "solution", "आयोगले ऐनको दफा १९ बमोजिम RTI निर्देशिका जारी गर्नेछ।");
        Plan.Set(_whole.Commitment, "solutionTranslation", "An RTI guideline under section 19 of the Act.");
        Assert.Empty(Texts("section 19"));
        Plan.Set(NodeId.Root, "workingLanguage", "en");
        Assert.Equal([(_whole.Commitment, "solutionTranslation")], Texts("section 19"));
        Assert.Equal([(_whole.Commitment, "solution"), (_whole.Commitment, "solutionTranslation")], Texts("rti 19"));
        Assert.All(DocumentSearch.Texts(Plan.Document, SearchWords.Of("section 19"), Most), text => Assert.True(text.Source.IsWritten));
    }

    [Fact]
    public void Choices_are_found_by_what_people_read()
    {
        Assert.Contains((_whole.Group, "channels"), Texts("community radio"));
        Assert.DoesNotContain(DocumentSearch.Texts(Plan.Document, SearchWords.Of("community radio"), Most), text => text.Source.Field.Key == "channels" && text.Source.IsWritten);
    }

    [Fact]
    public void What_was_removed_is_not_found()
    {
        Plan.Remove(_whole.SecondMilestone);
        Assert.Empty(Parts("All publish"));
        Assert.Empty(Texts("All publish"));
        Assert.DoesNotContain("C1.M2", Parts("C1").Select(part => part.Number));
    }

    [Fact]
    public void What_changes_is_found_as_it_is()
    {
        Assert.Empty(Texts("earthquake"));
        Plan.Set(_whole.Commitment, ActionPlan.Commitment.Problem.Key, "After the earthquake");
        Assert.Equal([(_whole.Commitment, "problem")], Texts("EARTHQUAKE"));
    }

    private IReadOnlyList<PartName> Parts(string typed) => DocumentSearch.Parts(Plan.Document, SearchWords.Of(typed), Most);

    private IEnumerable<(NodeId, string)> Texts(string typed) =>
        DocumentSearch.Texts(Plan.Document, SearchWords.Of(typed), Most).Select(text => (text.Source.Node.Id, text.Source.Field.Key));
}
