using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Workflow;

namespace PlanModel.Notices;

/// <summary>
/// Whom the calendar reminds of a deadline: three days before it, the day before it, and when it is over, each once. A day that was missed is not made up for: what is due
/// next is said, so nobody is told twice on one day. Pure: the day is given.
/// </summary>
public static class DeadlineNotices
{
    private const int SoonDays = 3;

    /// <summary>What is to be said on a day; null: nothing, or nothing yet.</summary>
    public static NoticeKind? KindOn(Deadline deadline, DateOnly today) => (deadline.Day.DayNumber - today.DayNumber) switch
    {
        // Who was told today that it was set needs no reminder.
        _ when DateOnly.FromDateTime(deadline.Set.At.UtcDateTime) >= today => null,
        < 0 => NoticeKind.Overdue,
        <= 1 => NoticeKind.DueNext,
        <= SoonDays => NoticeKind.DueSoon,
        _ => null,
    };

    /// <summary>The reminders of a day.</summary>
    public static ImmutableArray<Notice> Of(Deadline deadline, PlanFacts plan, DateOnly today, DateTimeOffset now, IReadOnlyCollection<Actor> people)
    {
        if (KindOn(deadline, today) is not { } kind) return [];
        var readers = people.Where(person => Policy.Refuse(person, plan, PlanAct.Read) is null).ToArray();
        return [.. ChangeNotices.Turn(plan.State, plan.Country, readers).Select(user => new Notice(user, kind, UserId.Server, now, deadline.Set.Revision) { Day = deadline.Day })];
    }
}
