using PlanEditor.Digests;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanModel.Notices;

namespace PlanEditor.Notices;

/// <summary>Looks every hour whose deadline is near or over, and who was to see to a comment by now, by the days of each reader's country. What was said once is not said again.</summary>
public sealed partial class DeadlineReminders(PlanDigests digests, NoticeStore store, Recipients recipients, NoticeBoard board, TimeProvider time, ILogger<DeadlineReminders> logger) : PeriodicWork(TimeSpan.FromHours(1), time)
{
    internal override async Task WorkAsync(CancellationToken cancellation)
    {
        var now = Time.GetUtcNow();
        IReadOnlyList<Recipient>? people = null;
        foreach (var plan in (await digests.ListAsync(cancellation)).Plans)
        {
            var (deadline, comments, revision) = plan.Room?.Durable is { } open
                ? (open.Document.Standing.Deadline, DueComment.In(open.Document), open.Revision)
                : (plan.Digest.Overview.Deadline, plan.Digest.Overview.Comments, plan.Digest.Revision);
            if (deadline is null && comments.IsEmpty) continue;
            people ??= await recipients.ListAsync(cancellation);
            var actors = people.Select(person => person.Actor).ToArray();
            Notice[] reminders =
            [
                .. deadline is null ? [] : DeadlineNotices.Of(deadline, plan.Facts, now, CountryHabits.DayOf, actors),
                .. DeadlineNotices.Of(comments, plan.Facts, revision, now, CountryHabits.DayOf, actors),
            ];
            board.Tell(await store.KeepAsync(plan.Plan.Id, reminders, people, cancellation));
        }
    }

    protected override void NotDone(Exception problem) => Log.NotReminded(logger, problem);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Deadlines could not be looked at")]
        public static partial void NotReminded(ILogger logger, Exception problem);
    }
}
