using OgdPlans.Tests;
using PlanEditor.Components.Comments;
using PlanModel;
using PlanModel.Operations;
using PlanModel.Review;
using Xunit;

namespace PlanEditor.Tests.Editor;

public sealed class ThreadOrderTests
{
    [Fact]
    public void Comments_beside_a_part_stand_in_the_order_in_which_one_reads_what_they_are_about()
    {
        var whole = new WholePlan();
        var next = 70ul;
        whole.Plan.Set(whole.Commitment, "problem", "Nobody knows the budgets.");
        foreach (var (field, from, words) in new (string?, int?, string)[]
        {
            ("solution", null, "fifth"), ("problem", 17, "fourth"), ("problem", 7, "third"), (null, null, "first"), ("problem", null, "second"),
        }) whole.Plan.Do(new StartThread(new ThreadId(++next), whole.Commitment, field, from is { } at ? (at, at + 3) : null, Severity.Could, words));

        Assert.Equal(["first", "second", "third", "fourth", "fifth"], ThreadsOf.ByPlace(whole.Plan.Document, whole.Commitment).Select(thread => thread.Entries[0].Text));
    }
}
