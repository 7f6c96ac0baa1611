using PlanEditor.Samples;
using PlanModel.Documents;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Samples;

/// <summary>Every sample plan can be told, edit by edit, under the checks of the real schema, and lacks what its story says.</summary>
public class SamplesFitTheSchema
{
    public static TheoryData<string> Slugs => [.. SampleFile.ReadAll().Select(file => file.Slug)];

    [Theory]
    [MemberData(nameof(Slugs))]
    public void A_sample_is_made_of_operations_that_the_schema_takes(string slug)
    {
        var document = Tell(slug);
        Assert.True(ActionPlan.Plan.Sample.Read(document.Root));
        Assert.Equal(ActionPlan.Section.All, document.ReadingOrder(document.Root).Where(node => node.Kind.Fixed).Select(node => node.Kind));
        Assert.DoesNotContain(Completeness.Of(document).Findings, finding => finding.Rule == "REF" || finding is { Rule: "DATE", Level: FindingLevel.Block });
    }

    [Fact]
    public void The_sample_that_is_final_lacks_nothing()
    {
        var completeness = Completeness.Of(Tell("panama"));
        Assert.Empty(completeness.Blocks);
        Assert.Equal(100, completeness.Percent);
    }

    [Theory]
    [InlineData("uruguay", "MIN.tooFew")]
    [InlineData("uruguay", "SDG.noPrimary")]
    [InlineData("nepal", "DATA.privacy")]
    [InlineData("bangladesh", "DATA.licenceUndecided")]
    public void The_others_show_what_is_still_to_do(string slug, string code)
    {
        var completeness = Completeness.Of(Tell(slug));
        Assert.Contains(completeness.Findings, finding => finding.Code == code);
        Assert.InRange(completeness.Percent, 50, 99);
    }

    private static Document Tell(string slug) => SampleHistory.Of(SampleFile.ReadAll().Single(file => file.Slug == slug), ActionPlan.Schema).Document;
}
