using PlanEditor.Components.History;
using PlanModel;
using PlanModel.History;
using Xunit;

namespace PlanEditor.Tests.History;

public sealed class HistoryWordsTests
{
    [Fact]
    public void Of_what_was_accepted_it_is_said_whose_it_was()
    {
        var accepted = new SittingLine("accepted 2 suggested changes", 3, 3, []) { SuggestedBy = new UserId(Guid.NewGuid()) };
        Assert.Equal("accepted 2 suggested changes by Asha Rai", HistoryWords.Of(accepted, _ => "Asha Rai"));
        Assert.Equal("accepted 2 suggested changes by you", HistoryWords.Of(accepted, _ => "You"));
        Assert.Equal("moved C1.M1 to C2", HistoryWords.Of(accepted with { Words = "moved C1.M1 to C2", SuggestedBy = null }, _ => "Asha Rai"));
    }
}
