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

    [Fact]
    public void Overdue_is_what_was_to_be_acted_on_before_today_and_nobody_did()
    {
        var whole = new WholePlan();
        var (me, thread, due) = (new UserId(new Guid(1, 0, 0, new byte[8])), new ThreadId(71), new DateOnly(2017, 10, 10));
        whole.Plan.Do(new StartThread(thread, whole.Commitment, null, null, Severity.Could, "Who?"));
        whole.Plan.Do(new AssignThread(thread, me, due));
        Assert.False(Takes(due));
        Assert.True(Takes(due.AddDays(1)));
        whole.Plan.Do(new MarkThread(thread, CommentState.Addressed));
        Assert.False(Takes(due.AddDays(1)));

        bool Takes(DateOnly today) => (CommentFilter.Of("overdue", null, null, null) with { Today = today }).Takes(whole.Plan.Document, whole.Plan.Document.Threads[thread], me);
    }
}
