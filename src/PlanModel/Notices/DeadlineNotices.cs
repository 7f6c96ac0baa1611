using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Workflow;

namespace PlanModel.Notices;

/// <summary>
/// Whom the calendar reminds of a deadline: three days before it, the day before it, and when it is over, each once. A day is that of the reader: of the reader's country, or of
/// the plan's for who has none. A day that was missed is not made up for: what is due next is said. And who is reminded, once, that the day has come by which he was asked to see to a
/// comment. Pure: the days are given.
/// </summary>
public static class DeadlineNotices
{
    /// <summary>After how many days nobody is reminded any more that a deadline is over.</summary>
    public const int OverdueDaysMax = 60;

    private const int SoonDays = 3;

    /// <summary>What is to be said to somebody; null: nothing, or nothing yet.</summary>
    /// <param name="day">The deadline.</param>
    /// <param name="set">The day on which it was set, where the reader is.</param>
    /// <param name="today">The day that it is there now.</param>
    public static NoticeKind? KindOn(DateOnly day, DateOnly set, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        // Who was told today that it was set needs no reminder.
        _ when set >= today => null,
        < -OverdueDaysMax => null,
        < 0 => NoticeKind.Overdue,
        <= 1 => NoticeKind.DueNext,
        <= SoonDays => NoticeKind.DueSoon,
        _ => null,
    };

    /// <summary>The reminders of a moment.</summary>
    /// <param name="deadline">The deadline.</param>
    /// <param name="plan">Whose.</param>
    /// <param name="now">The moment.</param>
    /// <param name="dayOf">The day that a moment is in a country.</param>
    /// <param name="people">Everybody with an account.</param>
    public static ImmutableArray<Notice> Of(Deadline deadline, PlanFacts plan, DateTimeOffset now, Func<DateTimeOffset, string, DateOnly> dayOf, IReadOnlyCollection<Actor> people)
    {
        var turn = ChangeNotices.Turn(plan, people).ToHashSet();
        var reminders = ImmutableArray.CreateBuilder<Notice>();
        foreach (var person in people.Where(person => turn.Contains(person.User) && Policy.Refuse(person, plan, PlanAct.Read) is null))
        {
            var country = person.Country ?? plan.Country;
            if (KindOn(deadline.Day, dayOf(deadline.Set.At, country), dayOf(now, country)) is { } kind)
                reminders.Add(new Notice(person.User, kind, UserId.Server, now, deadline.Set.Revision) { Day = deadline.Day });
        }

        return reminders.ToImmutable();
    }

    /// <summary>The reminders of comments whose day has come.</summary>
    /// <param name="comments">The comments that somebody was asked to see to; those without a day remind nobody.</param>
    /// <param name="plan">Whose.</param>
    /// <param name="revision">The revision at which they stand so.</param>
    /// <param name="now">The moment.</param>
    /// <param name="dayOf">The day that a moment is in a country.</param>
    /// <param name="people">Everybody with an account.</param>
    public static ImmutableArray<Notice> Of(IEnumerable<DueComment> comments, PlanFacts plan, long revision, DateTimeOffset now, Func<DateTimeOffset, string, DateOnly> dayOf, IReadOnlyCollection<Actor> people) =>
    [
        .. from comment in comments
           where comment.Due is not null
           join person in people on comment.Person equals person.User
           let late = dayOf(now, person.Country ?? plan.Country).DayNumber - comment.Due!.Value.DayNumber
           where late is >= 0 and <= OverdueDaysMax && Policy.Refuse(person, plan, PlanAct.Read) is null
           select new Notice(person.User, NoticeKind.CommentDue, UserId.Server, now, revision) { Thread = comment.Thread, Node = comment.Node, Place = comment.Place, Day = comment.Due },
    ];
}
