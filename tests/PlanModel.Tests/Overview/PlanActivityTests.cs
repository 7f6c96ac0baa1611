using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Overview;
using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.Overview;

public class PlanActivityTests
{
    private static readonly UserId Asha = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly UserId Bimal = new(new Guid(2, 0, 0, new byte[8]));
    private static readonly DateOnly Monday = new(2017, 10, 9);

    [Fact]
    public void Changes_and_what_was_put_in_count_to_their_author_and_day()
    {
        var activity = PlanActivity.None.With([Typed(Asha, Monday, "open"), Typed(Asha, Monday, "data"), Typed(Bimal, Monday, "x"), Opened(Asha, Monday.AddDays(1))]);
        Assert.Equal([new ActivityDay(Monday, Asha, 2, 8), new ActivityDay(Monday, Bimal, 1, 1), new ActivityDay(Monday.AddDays(1), Asha, 1, 0)], activity.Days);
        Assert.Equal([new ActivityDay(Monday.AddDays(1), Asha, 1, 0)], activity.Since(Monday.AddDays(1)));
    }

    [Fact]
    public void In_whatever_portions_changes_come_they_sum_up_to_the_same()
    {
        CommittedChange[] changes = [Typed(Asha, Monday, "a"), Typed(Bimal, Monday, "bc"), Typed(Asha, Monday.AddDays(40), "d"), Typed(Asha, Monday.AddDays(41), "e")];
        var together = PlanActivity.None.With(changes);
        Assert.Equal(together.Days, PlanActivity.None.With(changes[2..]).With(changes[..2]).Days);
        Assert.Equal(together.Days, PlanActivity.Of(together.Days).Days);
    }

    [Fact]
    public void Only_the_last_days_are_kept()
    {
        var activity = PlanActivity.None.With([Typed(Asha, Monday, "a"), Typed(Asha, Monday.AddDays(PlanActivity.DaysKept), "b")]);
        Assert.Equal([Monday.AddDays(PlanActivity.DaysKept)], activity.Days.Select(day => day.Day));
    }

    private static CommittedChange Typed(UserId author, DateOnly day, string words) => Change(author, day, new EditText(NodeId.Root, "title", TextChangeSet.Of(3, (0, 1, words))));

    private static CommittedChange Opened(UserId author, DateOnly day) => Change(author, day, new OpenToPeers(true));

    private static CommittedChange Change(UserId author, DateOnly day, Operation operation) =>
        new(1, new ChangeId(Guid.NewGuid()), author, new SessionId(Guid.NewGuid()), new DateTimeOffset(day, new TimeOnly(23, 59), TimeSpan.Zero), [operation]);
}
