using PlanEditor.Digests;
using PlanEditor.Samples;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Home;

public sealed class LastChangeTests
{
    [Fact]
    public void Every_change_of_the_sample_plans_can_be_said_in_words()
    {
        foreach (var file in SampleFile.ReadAll())
        {
            var document = Document.Empty(ActionPlan.Schema);
            foreach (var change in SampleHistory.Of(file, ActionPlan.Schema).Changes)
            {
                document = Change.Apply(document, change.Operations);
                var words = LastChange.Of(change, document).What;
                Assert.Matches("^(set|took|wrote|withdrew|said|found|[a-z]+ed)( |$)", words);
                Assert.DoesNotContain("“Text”", words, StringComparison.Ordinal);
            }
        }
    }
}
