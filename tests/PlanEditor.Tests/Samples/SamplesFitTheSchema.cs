using System.Text;
using PlanEditor.Samples;
using PlanModel.Documents;
using PlanModel.Publishing;
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

    [Theory]
    [MemberData(nameof(Slugs))]
    public void A_sample_that_is_written_to_a_file_and_read_again_is_the_same_plan(string slug)
    {
        var file = PlanFile.Write(Tell(slug));
        var read = Document.Empty(ActionPlan.Schema);
        foreach (var operation in PlanFile.Read(file, ActionPlan.Schema).Operations(ActionPlan.Schema))
        {
            Assert.Null(operation.Check(read));
            read = operation.Apply(read);
        }

        Assert.Equal(Encoding.UTF8.GetString(file), Encoding.UTF8.GetString(PlanFile.Write(read)));
        var told = Tell(slug);
        Assert.All(told.Visible(told.Root), node => Assert.Equal(
            node.Fields.Where(field => node.Kind.Find(field.Key) is not { Personal: true }).Select(field => (field.Key, Words(field.Value))),
            read[node.Id].Fields.Select(field => (field.Key, Words(field.Value)))));
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

    private static string Words(FieldValue value) => value switch
    {
        TextValue text => text.Text.ToString(),
        SetValue set => string.Join('\n', set.Items),
        _ => value.ToString(),
    };

    private static Document Tell(string slug) => SampleHistory.Of(SampleFile.ReadAll().Single(file => file.Slug == slug), ActionPlan.Schema).Document;
}
