using PlanEditor.Digests;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanModel.Notices;

namespace PlanEditor.Notices;

/// <summary>Looks every hour whose deadline is near or over, by the days of each reader's country. What was said once is not said again.</summary>
public sealed partial class DeadlineReminders(PlanDigests digests, NoticeStore store, Recipients recipients, NoticeBoard board, TimeProvider time, ILogger<DeadlineReminders> logger) : PeriodicWork(TimeSpan.FromHours(1), time)
{
    internal override async Task WorkAsync(CancellationToken cancellation)
    {
        var now = Time.GetUtcNow();
        IReadOnlyList<Recipient>? people = null;
        foreach (var plan in (await digests.ListAsync(cancellation)).Plans)
        {
            var deadline = plan.Document is { } open ? open.Standing.Deadline : plan.Digest.Overview.Deadline;
            if (deadline is null) continue;
            people ??= await recipients.ListAsync(cancellation);
            var reminders = DeadlineNotices.Of(deadline, plan.Facts, now, CountryHabits.DayOf, [.. people.Select(person => person.Actor)]);
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
